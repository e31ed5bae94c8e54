import { expect, it } from "vitest";
import { type DeviceNow, needsAttention, treeOf } from "./deviceTree";

const device = (id: number, name: string, more: Partial<DeviceNow> = {}): DeviceNow => ({
  id,
  name,
  group: { id: 1, name: "Ground floor" },
  model: "XPass 2",
  parent_id: null,
  state: "online",
  locked: false,
  simulated: true,
  content: "level",
  ...more,
});

const master = device(10, "Controller");
const slave = device(11, "Archive", { parent_id: 10, content: null });
const other = device(9, "Car park", { state: "offline", content: "offline" });
const above = device(1, "Attic", { group: { id: 2, name: "Second floor" } });
const all = [above, slave, master, other];
const shown = (sought: string, attention = false) => treeOf(all, sought, attention).map(({ device, depth }) => [device.id, depth]);

it("slaves stand under their masters, groups by name", () =>
  expect(shown("")).toEqual([[9, 0], [10, 0], [11, 1], [1, 0]]));

it("a slave that fits brings its master along", () => expect(shown("arch")).toEqual([[10, 0], [11, 1]]));

it("a slave whose master is out of sight stands by itself", () =>
  expect(treeOf([slave], "", false)).toEqual([{ device: slave, depth: 0 }]));

it("what needs attention alone", () => expect(shown("", true)).toEqual([[9, 0]]));

it("what holds something else than it should needs attention", () => {
  expect(needsAttention({ ...master, content: "differing" })).toBe(true);
  expect(needsAttention({ ...master, state: "disconnected" })).toBe(false);
});
