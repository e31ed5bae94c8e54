/** Going through the events by keyboard, and choosing one. The row that Tab reaches is counted from the oldest: what comes
 * in on top does not move it.
 */
import { type KeyboardEvent, type MouseEvent, useLayoutEffect, useRef, useState } from "react";
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
  const [, redraw] = useState(0);
  const active = fromEnd === null ? 0 : Math.max(0, count - 1 - fromEnd);
  const open = (index: number) => {
    const event = log.row(index);
    if (event) choose(event);
  };
  /** A row that is to have the focus once it has been fetched and drawn; until then the list has it. */
  const goal = useRef<number | null>(null);
  useLayoutEffect(() => {
    const id = goal.current === null ? undefined : log.row(count - 1 - goal.current)?.id;
    const row = id === undefined ? null : find(`[data-event="${id}"]`);
    if (!row) return;
    goal.current = null;
    row.focus({ preventScroll: true });
  });
  const go = (index: number, list: HTMLElement) => {
    const to = Math.max(0, Math.min(count - 1, index));
    list.focus({ preventScroll: true });
    goal.current = count - 1 - to;
    setFromEnd(goal.current);
    reveal(to);
    redraw((times) => times + 1);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isLink(event.target)) return;
    const list = event.currentTarget;
    const acts: Record<string, (() => void) | undefined> = {
      ArrowDown: () => go(active + 1, list),
      ArrowUp: () => go(active - 1, list),
      PageDown: () => go(active + PAGE_KEY, list),
      PageUp: () => go(active - PAGE_KEY, list),
      Home: () => go(0, list),
      End: () => go(count - 1, list),
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
