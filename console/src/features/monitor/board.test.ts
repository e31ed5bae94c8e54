import { describe, expect, it } from "vitest";
import { type Door, inOrder, selected, shownOf } from "./board";

const door = (id: number, name: string, more: Partial<Door> = {}): Door => ({
  id,
  name,
  group: { id: 1, name: "All doors" },
  device_id: 1,
  online: true,
  lock: "normal",
  lock_by: null,
  unlocked: false,
  open: false,
  alarms: [],
  last_open_at: null,
  ...more,
});

describe("the doors that are shown", () => {
  const doors = [door(1, "Gate 10"), door(2, "Gate 9", { online: false }), door(3, "Lab", { alarms: ["forced_open"] })];
  it("stand as people count", () => expect(inOrder(doors, "en").map(({ name }) => name)).toEqual(["Gate 9", "Gate 10", "Lab"]));
  it("are found by any of their words", () => expect(shownOf(doors, "10 gate", false).map(({ id }) => id)).toEqual([1]));
  it("are those that need somebody", () => expect(shownOf(doors, "", true).map(({ id }) => id)).toEqual([2, 3]));
});

describe("choosing", () => {
  const ids = ["a", "b", "c", "d"];
  const none = { extend: false, add: false };
  it("one, and none again", () => {
    const one = selected(new Set(), ids, { from: 0, to: 1 }, none);
    expect([...one]).toEqual(["b"]);
    expect(selected(one, ids, { from: 1, to: 1 }, none).size).toBe(0);
  });
  it("a stretch, in either direction", () => {
    expect([...selected(new Set(["d"]), ids, { from: 2, to: 0 }, { extend: true, add: false })]).toEqual(["a", "b", "c"]);
  });
  it("one more and one less", () => {
    expect([...selected(new Set(["a"]), ids, { from: 0, to: 2 }, { extend: false, add: true })]).toEqual(["a", "c"]);
    expect([...selected(new Set(["a", "c"]), ids, { from: 0, to: 2 }, { extend: false, add: true })]).toEqual(["a"]);
  });
});
