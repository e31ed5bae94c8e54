import { expect, it } from "vitest";
import { daysOf, ofLength, rowsOf, weekdays } from "./week";

const DAYS = [0, 60, 120, 180, 240, 300, 360].map((start) => [{ start, end: start + 30 }]);

it("a week is shown from Monday and kept from Sunday", () => {
  expect(weekdays("en")[0]).toBe("Monday");
  expect(weekdays("ko")[6]).toBe("일요일");
  expect(rowsOf(DAYS)[0]).toEqual(DAYS[1]);
  expect(daysOf(rowsOf(DAYS))).toEqual(DAYS);
});

it("a cycle grows by closed days and is cut", () => {
  expect(ofLength(DAYS, 9)[8]).toEqual([]);
  expect(ofLength(DAYS, 2)).toEqual(DAYS.slice(0, 2));
});
