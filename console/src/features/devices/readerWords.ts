/** What a virtual reader and its door are like, for the words and signs that show it. */
import type { Answered, SimulatedDevice } from "@/api/simulated";
import type { Values } from "@/live/values";
import type { State } from "@/ui/StateMark";

export type ScreenState = "off" | "scans" | "granted" | "denied" | "captured" | "waits" | "idle";

/** What the screen of a reader is about. */
export function screenState(device: SimulatedDevice, answered: Answered | null): ScreenState {
  if (!device.power) return "off";
  if (answered) return answered.verdict === "ignored" ? "waits" : answered.verdict;
  return device.screen?.scans ? "scans" : "idle";
}

export const SCREEN_LOOKS: Record<ScreenState, State> = {
  off: "idle",
  scans: "info",
  granted: "good",
  denied: "bad",
  captured: "good",
  waits: "info",
  idle: "idle",
};

type DoorNow = Values["door"];
export type DoorWord = DoorNow["alarms"][number] | "open" | "unlocked" | "locked";

/** The one word for a door: the worst of what is so. */
export function doorWord(door: DoorNow): DoorWord {
  return door.alarms[0] ?? (door.open ? "open" : door.unlocked ? "unlocked" : "locked");
}

export const DOOR_LOOKS: Record<DoorWord, State> = {
  forced_open: "bad",
  held_open: "warn",
  passback: "warn",
  open: "good",
  unlocked: "good",
  locked: "idle",
};

/** Readers by their masters' floors: those that credentials can be presented to. */
export function readersOf(devices: readonly SimulatedDevice[]): SimulatedDevice[] {
  return devices.filter(({ screen }) => screen !== null);
}
