/** Going through the events by keyboard, and choosing one. The row that Tab reaches is counted from the oldest: what comes
 * in on top does not move it.
 */
import { type KeyboardEvent, type MouseEvent, useState } from "react";
import type { LogEvent } from "@/api/events";
import type { EventLog } from "./eventLog";

const PAGE_KEY = 10;

interface Rows {
  log: EventLog;
  count: number;
  /** Those that are drawn. */
  first: number;
  end: number;
  reveal: (index: number) => void;
  find: (selector: string) => HTMLElement | null | undefined;
  choose: (event: LogEvent) => void;
}

/** The row that something is in. */
export const rowOf = (target: EventTarget | null) => (target as Element | null)?.closest<HTMLElement>("[data-event]") ?? null;

const isLink = (target: EventTarget) => (target as Element).closest("a") !== null;

export function useRowChoice({ log, count, first, end, reveal, find, choose }: Rows) {
  const [fromEnd, setFromEnd] = useState<number | null>(null);
  const active = fromEnd === null ? 0 : Math.max(0, count - 1 - fromEnd);
  const open = (index: number) => {
    const event = log.row(index);
    if (event) choose(event);
  };
  const go = (index: number) => {
    const to = Math.max(0, Math.min(count - 1, index));
    setFromEnd(count - 1 - to);
    reveal(to);
    requestAnimationFrame(() => {
      const id = log.row(to)?.id;
      if (id !== undefined) find(`[data-event="${id}"]`)?.focus();
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isLink(event.target)) return;
    const acts: Record<string, (() => void) | undefined> = {
      ArrowDown: () => go(active + 1),
      ArrowUp: () => go(active - 1),
      PageDown: () => go(active + PAGE_KEY),
      PageUp: () => go(active - PAGE_KEY),
      Home: () => go(0),
      End: () => go(count - 1),
      Enter: () => open(active),
      " ": () => open(active),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  const onClick = (event: MouseEvent) => {
    const id = Number(rowOf(event.target)?.dataset["event"]);
    const index = Array.from({ length: end - first }, (_, n) => first + n).find((each) => log.row(each)?.id === id);
    if (index === undefined || isLink(event.target)) return;
    setFromEnd(count - 1 - index);
    open(index);
  };
  return { active: active < first || active >= end ? first : active, onKeyDown, onClick };
}
