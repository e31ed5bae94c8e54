/** The events, newest first: follows what comes in while its top is seen and nobody holds it, and reaches back through the
 * whole log. By keyboard: arrows, page keys, Home and End go through it, Enter shows an event.
 */
import { Button } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { mdiArrowUp } from "@mdi/js";
import { type FocusEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LogEvent } from "@/api/events";
import { Icon } from "@/ui/Icon";
import type { EventLog, View } from "./eventLog";
import classes from "./EventList.module.css";
import { EventRow } from "./EventRow";
import { rowOf, useRowChoice } from "./useRowChoice";
import { useStretch } from "./useStretch";

const ROW = 36;
const TALL_ROW = 56;
const NARROW = 704;

interface Props {
  log: EventLog;
  view: View;
  paused: boolean;
  resume: () => void;
  chosen: number | undefined;
  choose: (event: LogEvent) => void;
}

export function EventList({ log, view, paused, resume, chosen, choose }: Props) {
  const { t } = useTranslation("monitor");
  const { ref, width } = useElementSize();
  const rowHeight = width > 0 && width < NARROW ? TALL_ROW : ROW;
  const count = view.count ?? 0;
  const { ref: scrollerRef, find, tall, shift, first, end, atTop, toTop, reveal } = useStretch(count, rowHeight);
  const [held, setHeld] = useState(false);
  const { active, onKeyDown, onClick } = useRowChoice({ log, count, first, end, reveal, find, choose });
  useEffect(() => log.follow(atTop && !held && !paused), [log, atTop, held, paused]);
  useEffect(() => log.look(first, end), [log, first, end, view.count, view.error]);

  const onFocus = ({ target }: FocusEvent) => setHeld(rowOf(target)?.matches(":focus-visible") ?? false);
  const hold = () => {
    setHeld(true);
    const release = () => setHeld(false);
    globalThis.addEventListener("pointerup", release, { once: true });
    globalThis.addEventListener("pointercancel", release, { once: true });
  };
  const catchUp = () => {
    setHeld(false);
    resume();
    toTop();
  };

  const rows = Array.from({ length: end - first }, (_, n) => first + n);
  return (
    <div ref={ref} className={classes.events}>
      <Heads />
      {view.waiting > 0 && (
        <div className={classes.waiting}>
          <Button size="compact-sm" radius="xl" leftSection={<Icon path={mdiArrowUp} size={14} />} onClick={catchUp}>
            {paused ? t("missed", { count: view.waiting }) : t("fresh", { count: view.waiting })}
          </Button>
        </div>
      )}
      <div
        ref={scrollerRef}
        className={classes.scroller}
        role="grid"
        aria-label={t("events")}
        aria-rowcount={count}
        tabIndex={count === 0 ? 0 : -1}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onFocus={onFocus}
        onBlur={() => setHeld(false)}
        onPointerDown={hold}
      >
        <div role="presentation" style={{ height: tall }} />
        <div
          role="rowgroup"
          className={classes.block}
          data-tall={rowHeight === TALL_ROW}
          style={{ transform: `translateY(${shift}px)` }}
        >
          {rows.map((index) => {
            const event = log.row(index);
            return (
              <EventRow
                key={event?.id ?? `at ${index}`}
                event={event}
                chosen={event !== undefined && event.id === chosen}
                active={index === active}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Heads() {
  const { t } = useTranslation("monitor");
  return (
    <div className={classes.head} aria-hidden>
      <span />
      <span>{t("column.when")}</span>
      <span>{t("column.what")}</span>
      <span>{t("column.who")}</span>
      <span>{t("column.door")}</span>
      <span>{t("column.device")}</span>
    </div>
  );
}
