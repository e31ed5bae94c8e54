/** How the operator likes to see things: his own document on the server; this browser keeps a copy, so that also the
 * sign-in is in his language.
 */
import { useSyncExternalStore } from "react";
import { answer, server } from "@/api/client";
import type { components } from "@/api/schema";
import { session } from "@/api/session";

export type Preferences = components["schemas"]["Preferences"];
export type Theme = Preferences["theme"];

const KEY = "ostiary.preferences";
const NONE: Preferences = { theme: "system", tabs: {}, columns: {} };

function read(): Preferences {
  try {
    return { ...NONE, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Preferences>) };
  } catch {
    return NONE;
  }
}

let current = read();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const preferences = () => current;

/** Shows things as the server has them for whoever is signed in. */
export function adopt(told: Preferences): void {
  current = told;
  localStorage.setItem(KEY, JSON.stringify(current));
  for (const listener of listeners) listener();
}

/** Changes some of them, at once here and then on the server; what it refuses is taken back. */
export async function prefer(changes: Partial<Preferences>): Promise<void> {
  const before = current;
  adopt({ ...current, ...changes });
  if (session.standing() !== "open") return;
  try {
    await answer(server.PUT("/native/me/preferences", { body: current }));
  } catch (error) {
    adopt(before);
    throw error;
  }
}

export const usePreferences = (): Preferences => useSyncExternalStore(subscribe, preferences);
