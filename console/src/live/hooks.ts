/** The live state in components: `useLive("door", id)`, `useLiveAll("door")`, `useLine()`. */
import { useCallback, useSyncExternalStore } from "react";
import { type Line, LiveStore, type Topic, type Value } from "@/live/store";

export const live = new LiveStore();

/** One thing as it is now; nothing where it is not known. Draws again when it changes. */
export function useLive(topic: Topic, id: string): Value | undefined {
  const subscribe = useCallback((listener: () => void) => live.subscribe(topic, id, listener), [topic, id]);
  return useSyncExternalStore(subscribe, () => live.one(topic, id));
}

/** All things of a topic. */
export function useLiveAll(topic: Topic): readonly Value[] {
  const subscribe = useCallback((listener: () => void) => live.subscribe(topic, null, listener), [topic]);
  return useSyncExternalStore(subscribe, () => live.all(topic));
}

const toLine = (listener: () => void) => live.subscribe("line", null, listener);

/** How the connection to the server is. */
export function useLine(): Line {
  return useSyncExternalStore(toLine, () => live.line);
}
