/** The doors of somebody, put together by the hours at which they open today. */
interface Opening {
  door: { name: string };
  hours: string;
}

export interface Hours {
  hours: string;
  always: boolean;
  doors: string[];
}

/** How the server says that there is no limit. */
const ALWAYS = "at any time";

/** Those that are always open first, then as they come. */
export function doorsByHours(openings: readonly Opening[]): Hours[] {
  const found = new Map<string, string[]>();
  for (const { door, hours } of openings) found.set(hours, [...(found.get(hours) ?? []), door.name]);
  const all = [...found].map(([hours, doors]) => ({ hours, always: hours === ALWAYS, doors }));
  return [...all.filter(({ always }) => always), ...all.filter(({ always }) => !always)];
}
