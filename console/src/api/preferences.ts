/** How this browser shows things: language, formats, theme. Kept in the browser, so that also the sign-in is in them. */
import { useSyncExternalStore } from "react";

export type Theme = "system" | "light" | "dark" | "high-contrast";

export interface Preferences {
  language: string | null;
  date: string | null;
  time: string | null;
  timeLong: string | null;
  theme: Theme;
}

const KEY = "ostiary.preferences";
const NONE: Preferences = { language: null, date: null, time: null, timeLong: null, theme: "system" };

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

/** Changes some of them. */
export function prefer(changes: Partial<Preferences>): void {
  current = { ...current, ...changes };
  localStorage.setItem(KEY, JSON.stringify(current));
  for (const listener of listeners) listener();
}

export const usePreferences = (): Preferences => useSyncExternalStore(subscribe, preferences);
