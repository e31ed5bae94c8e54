import { describe, expect, it } from "vitest";
import { barOf, isAtWrongEnd, rowsSeen, tallOf, TALLEST, topAfter } from "@/lib/stretch";

const small = { full: 10_000, seen: 500 };
const huge = { full: 36_000_000, seen: 800 };

describe("a list that a browser can hold", () => {
  it("is scrolled as it is", () => {
    expect(tallOf(small)).toBe(10_000);
    expect(topAfter(0, 0, 4_321, small)).toBe(4_321);
    expect(barOf(4_321, small)).toBe(4_321);
  });
});

describe("a list of a million rows", () => {
  it("is no taller than a browser allows", () => expect(tallOf(huge)).toBe(TALLEST));

  it("moves with the wheel as far as the wheel goes", () => {
    expect(topAfter(1_000_000, 222_000, 222_120, huge)).toBe(1_000_120);
  });

  it("goes to the same share of the whole when the bar leaps, to both ends exactly", () => {
    expect(topAfter(0, 0, TALLEST - 800, huge)).toBe(36_000_000 - 800);
    expect(topAfter(9_000_000, 2_000_000, 0, huge)).toBe(0);
    expect(topAfter(0, 0, (TALLEST - 800) / 2, huge)).toBeCloseTo((36_000_000 - 800) / 2);
  });

  it("has the bar where the list is", () => {
    const bar = barOf(12_345_678, huge);
    expect(topAfter(0, 0, bar, huge)).toBeCloseTo(12_345_678, 3);
  });

  it("notices a bar that came to its end before the list did", () => {
    expect(isAtWrongEnd(5_000, 0, huge)).toBe(true);
    expect(isAtWrongEnd(0, 0, huge)).toBe(false);
    expect(isAtWrongEnd(1_000_000, TALLEST - 800, huge)).toBe(true);
    expect(isAtWrongEnd(0, 400, huge)).toBe(true);
  });
});

it("draws what is seen and a few rows around", () => {
  expect(rowsSeen(0, 40, 400, 1_000, 5)).toEqual([0, 15]);
  expect(rowsSeen(4_000, 40, 400, 1_000, 5)).toEqual([95, 115]);
  expect(rowsSeen(39_600, 40, 400, 1_000, 5)).toEqual([985, 1_000]);
});
