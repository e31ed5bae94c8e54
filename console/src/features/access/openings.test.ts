import { expect, it } from "vitest";
import { amountOf, holds, itemsOf, openingsOf } from "./openings";

const ref = (id: string) => ({ id, name: `name of ${id}` });
const ITEMS = [
  { id: "11", doors: [ref("1"), ref("2")], schedule: ref("office") },
  { id: "12", doors: [ref("3")], schedule: ref("always") },
];

it("a level's doors stand one in a line, and go back into its items", () => {
  const openings = openingsOf(ITEMS);
  expect(openings.map(({ door, schedule }) => `${door.id} ${schedule.id}`)).toEqual(["1 office", "2 office", "3 always"]);
  expect(itemsOf(openings, ITEMS)).toEqual(ITEMS);
});

it("a door that gets another schedule goes to the item that has it, or to a new one", () => {
  const openings = openingsOf(ITEMS).map((each) => (each.door.id === "2" ? { ...each, schedule: ref("always") } : each));
  expect(itemsOf(openings, ITEMS).map(({ id, doors }) => [id, doors.length])).toEqual([["11", 1], ["12", 2]]);
  expect(itemsOf([{ door: ref("9"), schedule: ref("night") }], ITEMS)[0]?.id).toBeNull();
});

it("a door stands by a schedule once", () => {
  const twice = openingsOf([...ITEMS, ...ITEMS]);
  expect(twice).toHaveLength(3);
  expect(holds(twice, { door: ref("3"), schedule: ref("always") })).toBe(true);
  expect(holds(twice, { door: ref("3"), schedule: ref("office") })).toBe(false);
});

it("levels amount to their doors together", () => {
  const levels = [
    { id: "1", name: "", description: "", items: ITEMS },
    { id: "2", name: "", description: "", items: [{ id: "13", doors: [ref("3")], schedule: ref("office") }] },
  ];
  expect(amountOf(levels, ["1", "2"]).map(({ door, schedules }) => [door.id, schedules.length])).toEqual([["1", 1], ["2", 1], ["3", 2]]);
  expect(amountOf(levels, ["2"])).toHaveLength(1);
  expect(amountOf(levels, [])).toEqual([]);
});
