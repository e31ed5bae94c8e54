import { expect, test } from "vitest";
import { doorsByHours, weekInWords } from "@/features/people/hours";

const office = [{ start: 480, end: 1080 }];
const closed = { intervals: [] };
const week = [...Array.from({ length: 5 }, () => ({ intervals: office })), { intervals: [{ start: 480, end: 1440 }] }, closed];

test("neighbouring days with the same hours stand together, closed ones are left out", () => {
  expect(weekInWords(week, "en")).toBe("Mon–Fri 08:00–18:00; Sat 08:00–24:00");
});

test("a week that is never open has no words", () => {
  expect(weekInWords(Array.from({ length: 7 }, () => closed), "en")).toBe("");
});

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
