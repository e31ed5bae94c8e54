import { expect, it } from "vitest";
import { addressOf, beginsWord } from "@/features/frame/palette";

it.each([
  ["Access groups", "gr", true],
  ["Access groups", "acc gro", true],
  ["Access groups", "cess", false],
  ["사용자", "사용", true],
  ["People", "", true],
])("%j is found by %j: %s", (name, typed, found) => expect(beginsWord(name, typed)).toBe(found));

it("an id is one part of an address", () => expect(addressOf("person", "a/b")).toBe("/people/a%2Fb"));
