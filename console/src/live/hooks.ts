/** The live state in components: `useLive("door", id)`, `useLiveAll("door")`, `useLine()`. */
import { useCallback, useSyncExternalStore } from "react";
import { type Line, LiveStore } from "@/live/store";
import type { Topic, Values } from "@/live/values";

export const live = new LiveStore();

/** One thing as it is now; nothing where it is not known. Draws again when it changes. */
export function useLive<T extends Topic>(topic: T, id: string): Values[T] | undefined {
  const subscribe = useCallback((listener: () => void) => live.subscribe(topic, id, listener), [topic, id]);
  return useSyncExternalStore(subscribe, () => live.one(topic, id));
}

/** All things of a topic. */
export function useLiveAll<T extends Topic>(topic: T): readonly Values[T][] {
  const subscribe = useCallback((listener: () => void) => live.subscribe(topic, null, listener), [topic]);
  return useSyncExternalStore(subscribe, () => live.all(topic));
}

const toLine = (listener: () => void) => live.subscribe("line", null, listener);

/** How the connection to the server is. */
export function useLine(): Line {
  return useSyncExternalStore(toLine, () => live.line);
}
