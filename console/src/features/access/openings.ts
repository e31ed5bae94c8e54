/** Doors and the schedules that they are open by: of a level as lines of a table, of several levels together. */
import type { AccessLevel, LevelItem } from "@/api/accessLevels";

interface Ref {
  id: string;
  name: string;
}

/** A door that is open by a schedule. */
export interface Opening {
  door: Ref;
  schedule: Ref;
}

const same = (one: Opening, other: Opening) => one.door.id === other.door.id && one.schedule.id === other.schedule.id;

/** Each door with its schedule, once. */
export function openingsOf(items: readonly LevelItem[]): Opening[] {
  const all = items.flatMap(({ doors, schedule }) => doors.map((door) => ({ door, schedule })));
  return all.filter((each, place) => all.findIndex((other) => same(each, other)) === place);
}

/** Items as they are kept: one for each schedule, with the id of the one that had it. */
export function itemsOf(openings: readonly Opening[], before: readonly LevelItem[]): LevelItem[] {
  const items = new Map<string, LevelItem>();
  for (const { door, schedule } of openings) {
    const stored = before.find((item) => item.schedule.id === schedule.id);
    const item = items.get(schedule.id) ?? { id: stored?.id ?? null, doors: [], schedule };
    if (item.doors.every(({ id }) => id !== door.id)) item.doors.push(door);
    items.set(schedule.id, item);
  }
  return [...items.values()];
}

/** A door opened by several schedules: whether it stands in the table already. */
export const holds = (openings: readonly Opening[], opening: Opening): boolean => openings.some((each) => same(each, opening));

export interface Amount {
  door: Ref;
  schedules: Ref[];
}

/** What several levels open together, by the names of doors. */
export function amountOf(levels: readonly AccessLevel[], ids: readonly string[]): Amount[] {
  const doors = new Map<string, Amount>();
  for (const { door, schedule } of openingsOf(levels.filter(({ id }) => ids.includes(id)).flatMap(({ items }) => items))) {
    const amount = doors.get(door.id) ?? { door, schedules: [] };
    amount.schedules.push(schedule);
    doors.set(door.id, amount);
  }
  return [...doors.values()].toSorted((one, other) => one.door.name.localeCompare(other.door.name));
}
