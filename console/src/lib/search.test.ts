import { describe, expect, it } from "vitest";
import { listOf, numberOf, oneOf, textOf } from "@/lib/search";

describe("search parameters", () => {
  it("keep what fits", () => {
    const raw = { q: "kim", page: 3, state: "open", tags: ["a", "b"], tag: "a", id: 7 };
    expect(textOf(raw, "q")).toBe("kim");
    expect(textOf(raw, "id")).toBe("7");
    expect(numberOf(raw, "page")).toBe(3);
    expect(oneOf(raw, "state", ["open", "shut"])).toBe("open");
    expect(listOf(raw, "tags")).toEqual(["a", "b"]);
    expect(listOf(raw, "tag")).toEqual(["a"]);
  });
  it("leave out what does not", () => {
    const raw = { q: "", page: -1, half: 0.5, state: "ajar", tags: [1] };
    expect(textOf(raw, "q")).toBeUndefined();
    expect(numberOf(raw, "page")).toBeUndefined();
    expect(numberOf(raw, "half")).toBeUndefined();
    expect(numberOf(raw, "absent")).toBeUndefined();
    expect(oneOf(raw, "state", ["open", "shut"])).toBeUndefined();
    expect(listOf(raw, "tags")).toBeUndefined();
  });
});
