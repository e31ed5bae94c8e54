import { expect, test } from "vitest";
import { doorsByHours } from "@/features/people/hours";

const office = [{ start: 480, end: 1080 }];
const closed = { intervals: [] };
const week = [...Array.from({ length: 5 }, () => ({ intervals: office })), { intervals: [{ start: 480, end: 1440 }] }, closed];

test("doors with the same hours stand together, those without a limit first", () => {
  const openings = [
    { door: { name: "Laboratory" }, always: false, hours: "", week },
    { door: { name: "Entrance" }, always: true, hours: "", week: null },
    { door: { name: "Store" }, always: false, hours: "", week },
    { door: { name: "Shift" }, always: false, hours: "22:00-06:00", week: null },
  ];
  expect(doorsByHours(openings, "en").map(({ is, doors }) => [is, doors])).toEqual([
    ["always", ["Entrance"]],
    ["week", ["Laboratory", "Store"]],
    ["today", ["Shift"]],
  ]);
});
