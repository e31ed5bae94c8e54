/** The hours of a day as they are painted: intervals in minutes from midnight, in order, never touching. */
export interface Interval {
  start: number;
  end: number;
}

/** The hours of one day. */
export type Hours = readonly Interval[];

export const DAY = 1_440;
/** What one key press or one cell of the grid is. */
export const STEP = 15;
/** So many intervals may a day have. */
export const MOST = 5;

const two = (value: number) => String(value).padStart(2, "0");

/** 510 is "08:30"; the end of the day is "24:00". */
export const clockText = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

/** The nearest step within the day. */
export const snapped = (minutes: number): number => Math.min(DAY, Math.max(0, Math.round(minutes / STEP) * STEP));

/** In order; what touches or overlaps becomes one. */
export function merged(hours: Hours): Interval[] {
  const found: Interval[] = [];
  for (const { start, end } of hours.toSorted((one, other) => one.start - other.start)) {
    const last = found.at(-1);
    if (start >= end) continue;
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else found.push({ start, end });
  }
  return found;
}

/** The day with this stretch open as well. */
export const painted = (hours: Hours, stretch: Interval): Interval[] => merged([...hours, stretch]);

/** The day with this stretch closed; an interval around it is split. */
export function erased(hours: Hours, { start, end }: Interval): Interval[] {
  return merged(
    hours.flatMap((each) => [
      { start: each.start, end: Math.min(each.end, start) },
      { start: Math.max(each.start, end), end: each.end },
    ]),
  );
}

/** The interval that is open at this minute. */
export const openAt = (hours: Hours, minute: number): Interval | undefined =>
  hours.find(({ start, end }) => start <= minute && minute < end);

/** "08:00-12:00, 13:00-18:00"; nothing where it is closed. */
export const hoursText = (hours: Hours): string =>
  hours.map(({ start, end }) => `${clockText(start)}-${clockText(end)}`).join(", ");

export type Mistake = "form" | "order" | "overlap" | "many";

const CLOCK = String.raw`(\d{1,2})(?::?([0-5]\d))?`;
const STRETCH = new RegExp(`^${CLOCK}\\s*[-–~]\\s*${CLOCK}$`);

function stretchOf(text: string): Interval | "form" | "order" {
  const found = STRETCH.exec(text);
  if (!found) return "form";
  const [start, end] = [Number(found[1]) * 60 + Number(found[2] ?? 0), Number(found[3]) * 60 + Number(found[4] ?? 0)];
  if (start > DAY || end > DAY) return "form";
  return start < end ? { start, end } : "order";
}

/** Reads what `hoursText` writes, and shorter forms ("8-12; 13-18:30"); else says what is wrong. */
export function hoursOf(text: string): Interval[] | Mistake {
  const found: Interval[] = [];
  for (const part of text.split(/[,;]/).map((part) => part.trim()).filter(Boolean)) {
    const stretch = stretchOf(part);
    if (typeof stretch === "string") return stretch;
    if (found.some(({ start, end }) => stretch.start < end && start < stretch.end)) return "overlap";
    found.push(stretch);
  }
  const hours = merged(found);
  return hours.length > MOST ? "many" : hours;
}

/** How long it is open. */
export const minutesOpen = (hours: Hours): number => hours.reduce((sum, { start, end }) => sum + end - start, 0);

/** A rectangle over days: whether the stretch is added or taken away. */
export interface Stroke {
  from: number;
  to: number;
  stretch: Interval;
  adds: boolean;
}

/** The days after a stroke; a day that would have too many intervals stays as it was. */
export function stroked(days: readonly Hours[], { from, to, stretch, adds }: Stroke): Hours[] {
  const [first, last] = [Math.min(from, to), Math.max(from, to)];
  return days.map((hours, day) => {
    if (day < first || day > last) return hours;
    const next = adds ? painted(hours, stretch) : erased(hours, stretch);
    return next.length > MOST ? hours : next;
  });
}

/** A stretch between two places, whichever is the earlier. */
export const between = (one: number, other: number): Interval => ({ start: Math.min(one, other), end: Math.max(one, other) });

/** What the clock does on a day: nothing, or it is put forward or back by so many minutes. */
export function clockMove(movedMinutes: number): { way: "forward" | "back"; minutes: number } | null {
  if (movedMinutes === 0) return null;
  return { way: movedMinutes > 0 ? "forward" : "back", minutes: Math.abs(movedMinutes) };
}
