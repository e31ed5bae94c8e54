/** One event in a line: class, moment, what, who, where. Not yet fetched, its place. */
import { Skeleton } from "@mantine/core";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { LogEvent } from "@/api/events";
import { StateMark } from "@/ui/StateMark";
import { ThingLink } from "@/ui/ThingLink";
import { WhenText } from "@/ui/WhenText";
import { EVENT_LOOKS } from "@/ui/eventClass";
import classes from "./EventList.module.css";
import { PersonPhoto } from "./PersonPhoto";

interface Props {
  event: LogEvent | undefined;
  chosen: boolean;
  /** Reached by Tab. */
  active: boolean;
}

export const EventRow = memo(function EventRow({ event, chosen, active }: Props) {
  const { t } = useTranslation("monitor");
  if (!event) {
    return (
      <div className={classes.row} role="row" aria-busy>
        <div role="gridcell" className={classes.missing}>
          <Skeleton height={10} width="60%" />
        </div>
      </div>
    );
  }
  const { person, door, device } = event;
  const { state, sign } = EVENT_LOOKS[event.type.class];
  return (
    <div
      className={classes.row}
      role="row"
      tabIndex={active ? 0 : -1}
      aria-selected={chosen}
      data-event={event.id}
      data-class={event.type.class}
    >
      <div role="gridcell" className={classes.sign}>
        <StateMark compact state={state} sign={sign} label={t(`class.${event.type.class}`)} />
      </div>
      <div role="gridcell" className={classes.when}>
        <WhenText at={event.at} shape="dateTimeLong" />
      </div>
      <div role="gridcell" className={classes.what} title={event.type.description}>
        {event.type.description}
      </div>
      <div role="gridcell" className={classes.who}>
        {person ? (
          <>
            <PersonPhoto person={person} size={24} />
            <ThingLink kind="person" id={person.id} tabIndex={-1}>
              {person.name || person.id}
            </ThingLink>
          </>
        ) : (
          <span>{event.credential}</span>
        )}
      </div>
      <div role="gridcell" className={classes.door}>
        {door && (
          <ThingLink kind="door" id={door.id} tabIndex={-1}>
            {door.name}
          </ThingLink>
        )}
      </div>
      <div role="gridcell" className={classes.device}>
        {device && (
          <ThingLink kind="device" id={device.id} tabIndex={-1}>
            {device.name}
          </ThingLink>
        )}
      </div>
    </div>
  );
});
