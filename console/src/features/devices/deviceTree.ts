/** Devices in the order of a tree: by group, slaves under their masters; and what needs attention. */
import type { Values } from "@/live/values";
import type { State } from "@/ui/StateMark";

export type DeviceNow = Values["device"];

export interface Branch {
  device: DeviceNow;
  /** 0 = by itself, 1 = under its master. */
  depth: 0 | 1;
}

export const STATE_LOOKS: Record<DeviceNow["state"], State> = {
  online: "good",
  offline: "bad",
  waiting: "warn",
  disconnected: "idle",
};

export const CONTENT_LOOKS: Record<string, State> = {
  level: "good",
  working: "info",
  differing: "warn",
  offline: "idle",
  unknown: "idle",
};

/** Somebody should look: it is away though it should not be, or holds something else than it should. */
export const needsAttention = ({ state, content, locked }: DeviceNow): boolean =>
  state === "offline" || state === "waiting" || content === "differing" || locked;

const byName = (one: DeviceNow, other: DeviceNow) => one.name.localeCompare(other.name, undefined, { numeric: true });

const fits = (device: DeviceNow, words: readonly string[]) => {
  const text = `${device.name} ${device.id} ${device.model} ${device.group.name}`.toLocaleLowerCase();
  return words.every((word) => text.includes(word));
};

/** The tree of those that fit; a slave that fits brings its master along. */
export function treeOf(devices: readonly DeviceNow[], sought: string, onlyAttention: boolean): Branch[] {
  const words = sought.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const ids = new Set(devices.map(({ id }) => id));
  const slaves = new Map<number, DeviceNow[]>();
  const tops: DeviceNow[] = [];
  for (const device of devices) {
    if (device.parent_id === null || !ids.has(device.parent_id)) tops.push(device);
    else slaves.set(device.parent_id, [...(slaves.get(device.parent_id) ?? []), device]);
  }
  const wanted = (device: DeviceNow) => fits(device, words) && (!onlyAttention || needsAttention(device));
  tops.sort((one, other) => one.group.name.localeCompare(other.group.name, undefined, { numeric: true }) || byName(one, other));
  return tops.flatMap((device): Branch[] => {
    const below = (slaves.get(device.id) ?? []).sort(byName).filter(wanted);
    if (below.length === 0 && !wanted(device)) return [];
    return [{ device, depth: 0 }, ...below.map((slave): Branch => ({ device: slave, depth: 1 }))];
  });
}
