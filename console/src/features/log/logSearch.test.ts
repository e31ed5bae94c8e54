import { describe, expect, it } from "vitest";
import { filterOf, isNarrowed, logSearch, trailSearch } from "./logSearch";

describe("the address of the log", () => {
  it("is read back, and what does not fit is left out", () => {
    const read = logSearch({ since: "2026-03-07T14:05", until: "yesterday", class: ["denied", "odd"], door: 3, device: "x", event: "12" });
    expect(read).toEqual({ since: "2026-03-07T14:05", class: ["denied"], door: "3", event: 12 });
  });

  it("means a filter in the server's words", () => {
    const filter = filterOf({ since: "2026-03-07T14:05", class: [], person: "7" });
    expect(filter).toEqual({ since: new Date(2026, 2, 7, 14, 5).toISOString(), person: ["7"] });
    expect(isNarrowed(filter)).toBe(true);
    expect(isNarrowed(filterOf({ event: 4 }))).toBe(false);
  });
});

describe("the address of the trail", () => {
  it("knows only what can be done", () => {
    expect(trailSearch({ method: 3, address: "10.0.0.1" })).toEqual({ method: 3, address: "10.0.0.1" });
    expect(trailSearch({ method: 9 })).toEqual({});
  });
});
