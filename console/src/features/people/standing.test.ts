import { expect, test } from "vitest";
import { standingOf } from "@/features/people/standing";

const NOW = new Date("2026-05-01T12:00:00Z");

test.each([
  [false, "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z", "valid"],
  [false, "2026-01-01T00:00:00Z", "2026-04-01T00:00:00Z", "expired"],
  [false, "2026-06-01T00:00:00Z", "2027-01-01T00:00:00Z", "early"],
  [true, "2026-01-01T00:00:00Z", "2026-04-01T00:00:00Z", "disabled"],
])("disabled %s, %s to %s: %s", (disabled, start, expiry, standing) => {
  expect(standingOf(disabled, start, expiry, NOW)[1]).toBe(standing);
});
