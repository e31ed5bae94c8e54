/** The hours of a week in a line. */
import { clockText, type Hours } from "@/lib/dayHours";

/** A day by the door's own clock. */
export interface Day {
  intervals: Hours;
}

const MONDAY = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;

/** "Mon–Fri 08:00–18:00; Sat 08:00–12:00": neighbouring days with the same hours stand together. */
export function weekInWords(week: readonly Day[], locale: string): string {
  const names = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" });
  const name = (day: number) => names.format(new Date(MONDAY + day * DAY));
  const runs: { from: number; to: number; hours: string }[] = [];
  week.forEach(({ intervals }, day) => {
    const hours = intervals.map(({ start, end }) => `${clockText(start)}–${clockText(end)}`).join(", ");
    const last = runs.at(-1);
    if (last && last.hours === hours) last.to = day;
    else runs.push({ from: day, to: day, hours });
  });
  return runs
    .filter(({ hours }) => hours !== "")
    .map(({ from, to, hours }) => `${from === to ? name(from) : `${name(from)}–${name(to)}`} ${hours}`)
    .join("; ");
}
