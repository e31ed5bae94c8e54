import { expect, test } from "vitest";
import { weekInWords } from "@/lib/weekWords";

const office = [{ start: 480, end: 1080 }];
const closed = { intervals: [] };
const week = [...Array.from({ length: 5 }, () => ({ intervals: office })), { intervals: [{ start: 480, end: 1440 }] }, closed];

test("neighbouring days with the same hours stand together, closed ones are left out", () => {
  expect(weekInWords(week, "en")).toBe("Mon–Fri 08:00–18:00; Sat 08:00–24:00");
});

test("a week that is never open has no words", () => {
  expect(weekInWords(Array.from({ length: 7 }, () => closed), "en")).toBe("");
});
