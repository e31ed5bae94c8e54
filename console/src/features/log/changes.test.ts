import { describe, expect, it } from "vitest";
import { actInWords, changesOf, saidBy } from "./changes";

describe("what an act changed", () => {
  it("is each value that differs, by its path", () => {
    const before = { name: "Gate", open: { seconds: 3, once: false }, groups: [1] };
    const after = { name: "North gate", open: { seconds: 3, once: true }, groups: [1, 2] };
    expect(changesOf(before, after)).toEqual([
      { path: "name", before: "Gate", after: "North gate" },
      { path: "open.once", before: "false", after: "true" },
      { path: "groups", before: "[1]", after: "[1,2]" },
    ]);
  });

  it("of what is new has nothing before", () => {
    expect(changesOf({}, { name: "Gate", note: null })).toEqual([{ path: "name", before: undefined, after: "Gate" }]);
  });
});

describe("a line's content", () => {
  it("tells the act and why it was refused", () => {
    const said = saidBy('{"act":"DOOR_UPDATE","before":{},"after":{"name":"A"},"outcome":"forbidden"}');
    expect(said).toMatchObject({ act: "DOOR_UPDATE", outcome: "forbidden" });
    expect(actInWords(said.act)).toBe("Door update");
  });

  it("that cannot be read tells nothing", () => expect(saidBy("{")).toEqual({ act: "", outcome: undefined, changes: [] }));
});
