import { describe, expect, it } from "vitest";
import type { LogEvent } from "@/api/events";
import { filterOf, fits, sameFilter, tabsOf, toggled } from "./filter";

const event = { type: { class: "denied" }, person: { id: "2" }, door: { id: 7 }, device: null } as unknown as LogEvent;

describe("a filter", () => {
  it("is read from an address, without what does not fit", () => {
    expect(filterOf({ class: ["denied", "nonsense"], door: 7, device: "x", person: "2" })).toEqual({
      class: ["denied"],
      door: ["7"],
      person: ["2"],
    });
  });
  it("wants one of each kind that it names", () => {
    expect(fits({}, event)).toBe(true);
    expect(fits({ class: ["denied", "granted"], door: ["7"] }, event)).toBe(true);
    expect(fits({ class: ["denied"], door: ["8"] }, event)).toBe(false);
    expect(fits({ device: ["1"] }, event)).toBe(false);
  });
  it("says nothing of a kind once its last value is out", () => {
    const one = toggled({}, "class", "alarm");
    expect(one).toEqual({ class: ["alarm"] });
    expect(toggled(one, "class", "alarm")).toEqual({});
    expect(sameFilter({ door: ["1", "2"] }, { door: ["2", "1"] })).toBe(true);
  });
  it("is kept in tabs, and what is no tab is left out", () => {
    expect(tabsOf([{ name: "Lab", filter: { door: ["7"] } }, { name: 1 }, null])).toEqual([{ name: "Lab", filter: { door: ["7"] } }]);
    expect(tabsOf({})).toEqual([]);
  });
});
