/** Moments in words: by the operator's language, or by the formats that he has chosen. */

export interface Formats {
  locale: string;
  date?: string | null | undefined;
  time?: string | null | undefined;
  timeLong?: string | null | undefined;
}

export type Shape = "date" | "time" | "timeLong" | "dateTime" | "dateTimeLong";

const PARTS: Record<string, (at: Date) => number> = {
  y: (at) => at.getFullYear(),
  M: (at) => at.getMonth() + 1,
  d: (at) => at.getDate(),
  H: (at) => at.getHours(),
  h: (at) => at.getHours() % 12 || 12,
  m: (at) => at.getMinutes(),
  s: (at) => at.getSeconds(),
};

/** A moment by a pattern such as `yyyy/MM/dd HH:mm:ss` or `hh:mm a`. */
export function byPattern(at: Date, pattern: string): string {
  return pattern.replace(/(y+|M+|d+|H+|h+|m+|s+|a)/g, (run) => {
    if (run === "a") return at.getHours() < 12 ? "AM" : "PM";
    const value = PARTS[run.charAt(0)]?.(at) ?? 0;
    return String(run === "yy" ? value % 100 : value).padStart(run.length, "0");
  });
}

const OPTIONS: Record<"date" | "time" | "timeLong", Intl.DateTimeFormatOptions> = {
  date: { year: "numeric", month: "2-digit", day: "2-digit" },
  time: { hour: "2-digit", minute: "2-digit" },
  timeLong: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
};

const formatters = new Map<string, Intl.DateTimeFormat>();

function byLocale(at: Date, locale: string, part: keyof typeof OPTIONS): string {
  const key = `${locale} ${part}`;
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat(locale, OPTIONS[part]);
  formatters.set(key, formatter);
  return formatter.format(at);
}

/** A moment in words. */
export function inWords(at: Date, shape: Shape, formats: Formats): string {
  const one = (part: keyof typeof OPTIONS) => {
    const pattern = formats[part];
    return pattern ? byPattern(at, pattern) : byLocale(at, formats.locale, part);
  };
  if (shape === "dateTime") return `${one("date")} ${one("time")}`;
  if (shape === "dateTimeLong") return `${one("date")} ${one("timeLong")}`;
  return one(shape);
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

/** How long ago, or from now, in words. */
export function fromNow(at: Date, now: Date, locale: string): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
  const [unit, size] = STEPS.find(([, size]) => Math.abs(seconds) >= size) ?? ["second", 1];
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(Math.trunc(seconds / size), unit);
}

/** A moment by the clock here, to the minute, as it stands in addresses and inputs: `2026-03-07T14:05`. */
export const localText = (at: Date): string => byPattern(at, "yyyy-MM-ddTHH:mm");

/** The moment that such a text means, as the server reads it; nothing where it is none. */
export function momentOf(text: string | undefined): string | undefined {
  const at = text === undefined ? undefined : new Date(text);
  return at === undefined || Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
