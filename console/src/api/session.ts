/** Whether there is a session: a lost one is told here by whoever notices, and shown over the page. */
import { useSyncExternalStore } from "react";

export type Standing = "unknown" | "open" | "lost" | "none";

class Session {
  #standing: Standing = "unknown";
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly standing = (): Standing => this.#standing;

  /** Somebody has signed in. */
  opened(): void {
    this.#be("open");
  }

  /** An answer said that there is no session: over a page that was in use it has ended, else there is none yet. */
  lost(): void {
    this.#be(this.#standing === "open" || this.#standing === "lost" ? "lost" : "none");
  }

  /** The operator has signed out. */
  ended(): void {
    this.#be("none");
  }

  #be(standing: Standing): void {
    if (standing === this.#standing) return;
    this.#standing = standing;
    for (const listener of this.#listeners) listener();
  }
}

export const session = new Session();

export function useStanding(): Standing {
  return useSyncExternalStore(session.subscribe, session.standing);
}
