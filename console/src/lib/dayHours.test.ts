import { describe, expect, it } from "vitest";
import { between, clockMove, clockText, erased, hoursOf, hoursText, merged, minutesOpen, openAt, painted, snapped, stroked } from "@/lib/dayHours";

const MORNING = { start: 480, end: 720 };
const AFTERNOON = { start: 780, end: 1080 };
const DAY = [MORNING, AFTERNOON];

describe("the hours of a day", () => {
  it("are merged where they touch or overlap, and put in order", () => {
    expect(merged([AFTERNOON, MORNING, { start: 720, end: 780 }])).toEqual([{ start: 480, end: 1080 }]);
    expect(merged([{ start: 60, end: 60 }])).toEqual([]);
  });
  it("grow by what is painted and are split by what is erased", () => {
    expect(painted(DAY, { start: 700, end: 800 })).toEqual([{ start: 480, end: 1080 }]);
    expect(painted(DAY, { start: 0, end: 60 })).toHaveLength(3);
    expect(erased([MORNING], { start: 540, end: 600 })).toEqual([{ start: 480, end: 540 }, { start: 600, end: 720 }]);
    expect(erased(DAY, { start: 0, end: 1440 })).toEqual([]);
    expect(erased(DAY, { start: 720, end: 780 })).toEqual(DAY);
  });
  it("know what is open when", () => {
    expect(openAt(DAY, 480)).toEqual(MORNING);
    expect(openAt(DAY, 720)).toBeUndefined();
    expect(minutesOpen(DAY)).toBe(540);
  });
});

describe("times in text", () => {
  it.each([
    [0, "00:00"],
    [510, "08:30"],
    [1440, "24:00"],
  ])("%d minutes are %s", (minutes, text) => expect(clockText(minutes)).toBe(text));

  it("are written as they are read", () => {
    expect(hoursText(DAY)).toBe("08:00-12:00, 13:00-18:00");
    expect(hoursOf(hoursText(DAY))).toEqual(DAY);
    expect(hoursOf("")).toEqual([]);
  });
  it.each(["8-12; 13-18", "0800 – 1200, 1300~1800", "13:00-18:00,08:00-12:00,"])("%s is read too", (text) =>
    expect(hoursOf(text)).toEqual(DAY),
  );
  it.each([
    ["morning", "form"],
    ["08:75-09:00", "form"],
    ["08:00-24:01", "form"],
    ["12:00-08:00", "order"],
    ["08:00-12:00, 11:00-13:00", "overlap"],
    ["0-1,2-3,4-5,6-7,8-9,10-11", "many"],
  ])("of %s it is said what is wrong: %s", (text, mistake) => expect(hoursOf(text)).toBe(mistake));
});

describe("a stroke", () => {
  it("falls on every day it crosses, in either direction", () => {
    const days = stroked([[], [], []], { from: 2, to: 1, stretch: between(600, 540), adds: true });
    expect(days).toEqual([[], [{ start: 540, end: 600 }], [{ start: 540, end: 600 }]]);
    expect(stroked(days, { from: 0, to: 1, stretch: { start: 0, end: 1440 }, adds: false })[1]).toEqual([]);
  });
  it("leaves alone a day that would have too many intervals", () => {
    const full = [0, 120, 240, 360, 480].map((start) => ({ start, end: start + 60 }));
    expect(stroked([full], { from: 0, to: 0, stretch: { start: 600, end: 660 }, adds: true })).toEqual([full]);
    expect(stroked([full], { from: 0, to: 0, stretch: { start: 60, end: 120 }, adds: true })[0]).toHaveLength(4);
  });
  it("keeps to the grid and to the day", () => {
    expect([snapped(-5), snapped(487), snapped(488), snapped(2000)]).toEqual([0, 480, 495, 1440]);
  });
});

it("a day whose clock moves says by how much", () => {
  expect(clockMove(0)).toBeNull();
  expect(clockMove(60)).toEqual({ way: "forward", minutes: 60 });
  expect(clockMove(-60)).toEqual({ way: "back", minutes: 60 });
});
