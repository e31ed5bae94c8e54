import { describe, expect, it } from "vitest";
import { refusalIn } from "@/api/problem";

describe("an answer", () => {
  it("of the dialect refuses by its code", () => {
    const refused = refusalIn(400, { Response: { code: "101", message: "Failed to login" } });
    expect([refused?.status, refused?.code, refused?.message]).toEqual([400, "101", "Failed to login"]);
  });
  it.each(["0", "1"])("with code %s is an answer", (code) =>
    expect(refusalIn(200, { Response: { code } })).toBeNull(),
  );
  it("of our own API refuses by a problem document", () => {
    const refused = refusalIn(422, { title: "A value is missing", detail: "at: not a time", code: 30, field: "at" });
    expect([refused?.code, refused?.message, refused?.field]).toEqual(["30", "at: not a time", "at"]);
  });
  it("without a session says so in both", () => {
    expect(refusalIn(401, { Response: { code: "10", message: "Login required" } })?.signedOut).toBe(true);
    expect(refusalIn(401, { title: "Sign in first", status: 401, code: 10 })?.signedOut).toBe(true);
    expect(refusalIn(403, { title: "Not allowed", code: 30 })?.signedOut).toBe(false);
  });
  it("that is no document is a refusal all the same", () => {
    expect(refusalIn(502, "<html>")?.status).toBe(502);
  });
});
