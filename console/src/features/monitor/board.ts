/** Which doors the board shows, in which order, and what of a door needs somebody. */
import type { Values } from "@/live/values";

export type Door = Values["door"];

/** In alarm, or its device is away. */
export const needsAttention = (door: Door): boolean => door.alarms.length > 0 || !door.online;

/** The doors in the order of their names, as people count. */
export function inOrder(doors: readonly Door[], locale: string): Door[] {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  return [...doors].sort((one, other) => compare(one.name, other.name) || one.id - other.id);
}

/** Those whose name or group has what is looked for. */
export function shownOf(doors: readonly Door[], search: string, attention: boolean): Door[] {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return doors.filter((door) => {
    const text = `${door.name} ${door.group.name}`.toLocaleLowerCase();
    return (!attention || needsAttention(door)) && words.every((word) => text.includes(word));
  });
}

export type Selection = ReadonlySet<string>;

/** A click: alone, with Ctrl in or out, with Shift all from the last one. */
export function selected(
  before: Selection,
  ids: readonly string[],
  at: { from: number; to: number },
  keys: { extend: boolean; add: boolean },
): Selection {
  const id = ids[at.to];
  if (id === undefined) return before;
  if (keys.extend) {
    const [first, last] = at.from < at.to ? [at.from, at.to] : [at.to, at.from];
    return new Set([...(keys.add ? before : []), ...ids.slice(first, last + 1)]);
  }
  if (!keys.add) return before.size === 1 && before.has(id) ? new Set() : new Set([id]);
  const after = new Set(before);
  if (!after.delete(id)) after.add(id);
  return after;
}
