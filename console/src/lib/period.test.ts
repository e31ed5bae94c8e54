import { expect, test } from "vitest";
import { ALWAYS, fromField, isOpenEnd, isOpenStart, toField } from "@/lib/period";

test("a moment comes back from a field as it went in, to the minute", () => {
  const at = "2026-03-07T14:05:00.000Z";
  expect(fromField(toField(at), ALWAYS.expiry)).toBe(at);
});

test("an empty field is the open end", () => {
  expect(fromField("", ALWAYS.expiry)).toBe(ALWAYS.expiry);
});

test("the whole range is open at both ends", () => {
  expect(isOpenStart(ALWAYS.start)).toBe(true);
  expect(isOpenEnd(ALWAYS.expiry)).toBe(true);
  expect(isOpenEnd("2030-01-01T00:00:00.00Z")).toBe(false);
});
