import { describe, expect, it } from "vitest";
import { byPattern, fromNow, inWords, localText, momentOf } from "@/lib/time";

const AT = new Date(2026, 2, 7, 14, 5, 9);

describe("a moment", () => {
  it.each([
    ["yyyy/MM/dd", "2026/03/07"],
    ["d.M.yy", "7.3.26"],
    ["HH:mm:ss", "14:05:09"],
    ["hh:mm a", "02:05 PM"],
  ])("by %s is %s", (pattern, words) => expect(byPattern(AT, pattern)).toBe(words));

  it("is written by the locale where no format was chosen", () => {
    expect(inWords(AT, "date", { locale: "en-GB" })).toBe("07/03/2026");
    expect(inWords(AT, "dateTimeLong", { locale: "en-GB", date: "yyyy-MM-dd" })).toBe("2026-03-07 14:05:09");
  });

  it("is so long ago", () => {
    expect(fromNow(AT, new Date(AT.getTime() + 90_000), "en")).toBe("1 minute ago");
    expect(fromNow(AT, AT, "en")).toBe("now");
    expect(fromNow(AT, new Date(AT.getTime() + 50 * 3_600_000), "ko")).toBe("그저께");
  });
});

describe("a moment in an address", () => {
  it("is to the minute by the clock here, and is read back", () => {
    expect(localText(AT)).toBe("2026-03-07T14:05");
    expect(momentOf(localText(AT))).toBe(new Date(2026, 2, 7, 14, 5).toISOString());
    expect(momentOf("yesterday")).toBeUndefined();
  });
});
