/** The doors of somebody, put together by the hours of the week at which they open. */
export interface Interval {
  /** Minutes from midnight by the door's own clock. */
  start: number;
  end: number;
}

interface Opening {
  door: { name: string };
  always: boolean;
  /** Those of today, in the server's words. */
  hours: string;
  /** Seven days, Monday first; null where a cycle counts. */
  week: readonly { intervals: readonly Interval[] }[] | null;
}

export interface Hours {
  /** Empty: never by the week. */
  words: string;
  is: "always" | "week" | "today";
  doors: string[];
}

const MONDAY = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;
const two = (value: number) => String(value).padStart(2, "0");
const clock = (minutes: number) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

/** "Mon–Fri 08:00–18:00; Sat 08:00–12:00": neighbouring days with the same hours stand together. */
export function weekInWords(week: readonly { intervals: readonly Interval[] }[], locale: string): string {
  const names = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" });
  const name = (day: number) => names.format(new Date(MONDAY + day * DAY));
  const runs: { from: number; to: number; hours: string }[] = [];
  week.forEach(({ intervals }, day) => {
    const hours = intervals.map(({ start, end }) => `${clock(start)}–${clock(end)}`).join(", ");
    const last = runs.at(-1);
    if (last && last.hours === hours) last.to = day;
    else runs.push({ from: day, to: day, hours });
  });
  return runs
    .filter(({ hours }) => hours !== "")
    .map(({ from, to, hours }) => `${from === to ? name(from) : `${name(from)}–${name(to)}`} ${hours}`)
    .join("; ");
}

function hoursOf({ always, week, hours }: Opening, locale: string): Omit<Hours, "doors"> {
  if (always) return { is: "always", words: "" };
  return week ? { is: "week", words: weekInWords(week, locale) } : { is: "today", words: hours };
}

/** Those that are always open first, then as they come. */
export function doorsByHours(openings: readonly Opening[], locale: string): Hours[] {
  const found = new Map<string, Hours>();
  for (const opening of openings) {
    const hours = hoursOf(opening, locale);
    const key = `${hours.is} ${hours.words}`;
    const held = found.get(key) ?? { ...hours, doors: [] };
    held.doors.push(opening.door.name);
    found.set(key, held);
  }
  const all = [...found.values()];
  return [...all.filter((each) => each.is === "always"), ...all.filter((each) => each.is !== "always")];
}
