/** What somebody did last, and why he was last refused. */
import { Alert, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { personEventsQuery } from "@/api/people";
import classes from "@/features/people/People.module.css";
import { live } from "@/live/hooks";
import { Section } from "@/ui/Section";
import { StateMark } from "@/ui/StateMark";
import { WhenText } from "@/ui/WhenText";
import { EVENT_LOOKS } from "@/ui/eventClass";
import { useReason } from "@/ui/reason";

const SHOWN = 8;

export function LastEvents({ id }: { id: string }) {
  const { t } = useTranslation("people");
  const reason = useReason();
  const queries = useQueryClient();
  const { data, error } = useQuery(personEventsQuery(id, { limit: SHOWN }));
  const { data: refusals } = useQuery(personEventsQuery(id, { limit: 1, class: ["denied"] }));
  useEffect(
    () =>
      live.onEvent((event) => {
        if (event.person?.id === id) void queries.invalidateQueries({ queryKey: ["people", "events", id] });
      }),
    [id, queries],
  );
  const refusal = refusals?.[0];
  return (
    <Section title={t("lastEvents")}>
      {refusal && (
        <Alert color="red" variant="light" mb="sm" title={t("lastRefusal")}>
          <Text size="sm">{refusal.reason ?? refusal.type.description}</Text>
          <Text size="sm" c="dimmed">
            <WhenText at={refusal.at} shape="dateTimeLong" /> {refusal.door?.name ?? refusal.device?.name}
          </Text>
        </Alert>
      )}
      {Boolean(error) && <Text c="dimmed">{reason(error)}</Text>}
      {data?.length === 0 && <Text c="dimmed">{t("noEvents")}</Text>}
      <ul className={classes.lines}>
        {data?.map((event) => (
          <li key={event.id} className={classes.line}>
            <StateMark {...EVENT_LOOKS[event.type.class]} label={event.type.description} />
            <Text size="sm" c="dimmed">
              {event.door?.name ?? event.device?.name} <WhenText at={event.at} shape="dateTimeLong" />
            </Text>
          </li>
        ))}
      </ul>
    </Section>
  );
}
