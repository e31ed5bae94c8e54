/** Whether somebody may be recognised at all: enabled, and within his period. */
import type { State } from "@/ui/StateMark";

export type Standing = "valid" | "disabled" | "expired" | "early";

export function standingOf(disabled: boolean, start: string, expiry: string, now: Date): [State, Standing] {
  if (disabled) return ["idle", "disabled"];
  if (new Date(expiry) < now) return ["warn", "expired"];
  if (new Date(start) > now) return ["info", "early"];
  return ["good", "valid"];
}
