/** The doors of somebody, put together by the hours of the week at which they open. */
import { type Day, weekInWords } from "@/lib/weekWords";

interface Opening {
  door: { name: string };
  always: boolean;
  /** Those of today, in the server's words. */
  hours: string;
  /** Seven days, Monday first; null where a cycle counts. */
  week: readonly Day[] | null;
}

export interface Hours {
  /** Empty: never by the week. */
  words: string;
  is: "always" | "week" | "today";
  doors: string[];
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
