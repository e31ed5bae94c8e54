/** The last events at a place, the newest first, as they come. */
import { Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LogEvent } from "@/api/events";
import { happenedAt, latestEventsQuery, merged, type Place } from "@/api/latestEvents";
import { live } from "@/live/hooks";
import { ErrorState } from "@/ui/ErrorState";
import classes from "@/ui/LatestEvents.module.css";
import { StateMark } from "@/ui/StateMark";
import { WhenText } from "@/ui/WhenText";
import { EVENT_LOOKS } from "@/ui/eventClass";

interface Props {
  label: string;
  place: Place;
  limit?: number;
}

/** The events since this was first shown. */
function useComing(place: Place, limit: number): readonly LogEvent[] {
  const [come, setCome] = useState<readonly LogEvent[]>([]);
  useEffect(
    () =>
      live.onEvent((event) => {
        if (happenedAt(place, event)) setCome((before) => merged([before, [event]], limit));
      }),
    [place, limit],
  );
  return come;
}

export function LatestEvents({ label, place, limit = 8 }: Props) {
  const { t } = useTranslation("common");
  const { data, error, refetch } = useQuery(latestEventsQuery(place, limit));
  const come = useComing(place, limit);
  const events = useMemo(() => data && merged([data, come], limit), [data, come, limit]);
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  return (
    <ol className={classes.events} aria-label={label} aria-busy={events === undefined} aria-live="polite">
      {events === undefined && Array.from({ length: 4 }, (_, line) => <Skeleton key={line} component="li" height={12} my={8} />)}
      {events?.length === 0 && (
        <Text component="li" size="sm" c="dimmed">
          {t("noEvents")}
        </Text>
      )}
      {events?.map((event) => (
        <OneEvent key={event.id} event={event} />
      ))}
    </ol>
  );
}

function OneEvent({ event }: { event: LogEvent }) {
  const { type, at, person, reason, credential } = event;
  const more = [person?.name ?? credential, reason].filter(Boolean).join(" · ");
  return (
    <li className={classes.event}>
      <span className={classes.when}>
        <WhenText at={at} shape="timeLong" />
      </span>
      <StateMark {...EVENT_LOOKS[type.class]} label={type.description} />
      <span className={classes.more} title={more}>
        {more}
      </span>
    </li>
  );
}
