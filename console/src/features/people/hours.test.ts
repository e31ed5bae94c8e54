import { expect, test } from "vitest";
import { doorsByHours } from "@/features/people/hours";

test("doors with the same hours stand together, those without a limit first", () => {
  const openings = [
    { door: { name: "Laboratory" }, hours: "08:00-18:00" },
    { door: { name: "Entrance" }, hours: "at any time" },
    { door: { name: "Store" }, hours: "08:00-18:00" },
  ];
  expect(doorsByHours(openings)).toEqual([
    { hours: "at any time", always: true, doors: ["Entrance"] },
    { hours: "08:00-18:00", always: false, doors: ["Laboratory", "Store"] },
  ]);
});
