/** The tiles of the doors: only those that are seen are drawn. One is chosen by click or Space, more with Shift and Ctrl;
 * arrows, Home and End go from one to the next, Enter and a double click open a door's page.
 */
import { useElementSize, useMergedRef } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type MouseEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { pageOf } from "@/ui/ThingLink";
import classes from "./BoardPage.module.css";
import { type Selection, selected } from "./board";
import { DoorTile } from "./DoorTile";

const TILE = 160;
const GAP = 8;
const HEIGHT = 104;

interface Props {
  ids: readonly string[];
  chosen: Selection;
  choose: (chosen: Selection) => void;
}

const doorIn = (target: EventTarget) => (target as Element).closest<HTMLElement>("[data-door]")?.dataset["door"];

export function DoorGrid({ ids, chosen, choose }: Props) {
  const { t } = useTranslation("monitor");
  const navigate = useNavigate();
  const scroller = useRef<HTMLDivElement>(null);
  const { ref, width } = useElementSize<HTMLDivElement>();
  const columns = Math.max(1, Math.floor((width + GAP) / (TILE + GAP)));
  const virtual = useVirtualizer({
    count: Math.ceil(ids.length / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => HEIGHT + GAP,
    overscan: 3,
  });
  const [wanted, setActive] = useState(0);
  const [anchor, setAnchor] = useState(0);
  const active = Math.min(wanted, Math.max(0, ids.length - 1));
  const open = (id: string | undefined) => id !== undefined && void navigate({ to: pageOf("door", id) });
  const take = (index: number, keys: { extend: boolean; add: boolean }) => {
    choose(selected(chosen, ids, { from: anchor, to: index }, keys));
    if (!keys.extend) setAnchor(index);
    setActive(index);
  };
  const go = (index: number, extend: boolean) => {
    const to = Math.max(0, Math.min(ids.length - 1, index));
    if (extend) take(to, { extend, add: false });
    setActive(to);
    virtual.scrollToIndex(Math.floor(to / columns));
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-door="${ids[to]}"]`)?.focus());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const all = (event.ctrlKey || event.metaKey) && event.key === "a";
    if (event.altKey || ((event.ctrlKey || event.metaKey) && !all)) return;
    const acts: Record<string, () => void> = {
      ArrowRight: () => go(active + 1, event.shiftKey),
      ArrowLeft: () => go(active - 1, event.shiftKey),
      ArrowDown: () => go(active + columns, event.shiftKey),
      ArrowUp: () => go(active - columns, event.shiftKey),
      Home: () => go(0, event.shiftKey),
      End: () => go(ids.length - 1, event.shiftKey),
      " ": () => take(active, { extend: event.shiftKey, add: true }),
      a: () => choose(new Set(ids)),
      Escape: () => choose(new Set()),
      Enter: () => open(ids[active]),
    };
    if (event.key === "a" && !all) return;
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  const onClick = (event: MouseEvent) => {
    const id = doorIn(event.target);
    if (id !== undefined) take(ids.indexOf(id), { extend: event.shiftKey, add: event.ctrlKey || event.metaKey });
  };
  return (
    <div
      ref={useMergedRef(scroller, ref)}
      className={classes.scroller}
      role="listbox"
      tabIndex={-1}
      aria-multiselectable
      aria-label={t("board.title")}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onDoubleClick={(event) => open(doorIn(event.target))}
    >
      <div role="presentation" className={classes.tiles} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((row) => (
          <div
            key={row.key}
            role="presentation"
            className={classes.line}
            style={{ transform: `translateY(${row.start}px)`, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
          >
            {ids.slice(row.index * columns, (row.index + 1) * columns).map((id, place) => {
              const index = row.index * columns + place;
              return <DoorTile key={id} id={id} index={index} count={ids.length} chosen={chosen.has(id)} active={index === active} />;
            })}
          </div>
        ))}
      </div>
    </div>
  );
}
