/** Which events are shown: read from the address, kept in saved tabs, applied to what comes in. */
import type { EventClass, EventFilter, LogEvent } from "@/api/events";
import { listOf } from "@/lib/search";

export const CLASSES: readonly EventClass[] = ["granted", "denied", "door", "alarm", "device", "system"];
export const THINGS = ["person", "door", "device"] as const;
export type ThingKind = (typeof THINGS)[number];

/** The parts of a filter that say something. */
function pruned(filter: EventFilter): EventFilter {
  const said = Object.entries(filter).filter(([, values]) => Array.isArray(values) && values.length > 0);
  return Object.fromEntries(said);
}

/** A filter out of an address or a saved tab; what does not fit is left out. */
export function filterOf(raw: Record<string, unknown>): EventFilter {
  const texts = Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : typeof value === "number" ? String(value) : value]),
  );
  const numbers = (name: string) => listOf(texts, name)?.filter((id) => /^\d+$/.test(id));
  const classes = listOf(texts, "class")?.filter((name): name is EventClass => CLASSES.some((known) => known === name));
  return pruned({ class: classes, person: listOf(texts, "person"), door: numbers("door"), device: numbers("device") });
}

/** Whether an event is among those that are shown. */
export function fits(filter: EventFilter, event: LogEvent): boolean {
  const among = (values: readonly string[] | undefined, value: string | number | undefined) =>
    values === undefined || (value !== undefined && values.includes(String(value)));
  return (
    among(filter.class, event.type.class) &&
    among(filter.person, event.person?.id) &&
    among(filter.door, event.door?.id) &&
    among(filter.device, event.device?.id)
  );
}

/** The filter with a value put in, or taken out where it was in. */
export function toggled<K extends keyof EventFilter>(filter: EventFilter, kind: K, value: string): EventFilter {
  const now: readonly string[] = filter[kind] ?? [];
  const then = now.includes(value) ? now.filter((each) => each !== value) : [...now, value];
  return pruned({ ...filter, [kind]: then });
}

const sorted = (values: readonly string[] | undefined) => [...(values ?? [])].sort().join();

export const sameFilter = (one: EventFilter, other: EventFilter): boolean =>
  (["class", ...THINGS] as const).every((kind) => sorted(one[kind]) === sorted(other[kind]));

export interface SavedTab {
  name: string;
  filter: EventFilter;
}

/** The tabs out of the operator's preferences. */
export function tabsOf(kept: unknown): SavedTab[] {
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((each: unknown) => {
    const { name, filter } = (each ?? {}) as Record<string, unknown>;
    if (typeof name !== "string" || typeof filter !== "object" || filter === null) return [];
    return [{ name, filter: filterOf(filter as Record<string, unknown>) }];
  });
}
