/** Days by their names, a week beginning on Monday; the dialect counts from Sunday. */
import type { Hours } from "@/lib/dayHours";

/** The dialect's day of each row. */
const ROWS = [1, 2, 3, 4, 5, 6, 0] as const;
export const WORKING = [0, 1, 2, 3, 4] as const;
export const WEEK = 7;

const MONDAY = Date.UTC(2024, 0, 1);
const MILLISECONDS = 86_400_000;

/** Monday to Sunday. */
export function weekdays(locale: string): string[] {
  const names = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
  return ROWS.map((_, row) => names.format(new Date(MONDAY + row * MILLISECONDS)));
}

/** The days of a week from Sunday, as rows from Monday. */
export const rowsOf = (days: readonly Hours[]): Hours[] => ROWS.map((day) => days[day] ?? []);

/** And back. */
export const daysOf = (rows: readonly Hours[]): Hours[] => [...rows.slice(-1), ...rows.slice(0, -1)];

/** As many days as a cycle has; new ones are closed. */
export const ofLength = (days: readonly Hours[], length: number): Hours[] => Array.from({ length }, (_, day) => days[day] ?? []);
