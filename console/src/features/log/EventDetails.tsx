/** One event: everything that is known of it, and why it was decided so. */
import { CloseButton, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { decisionQuery, eventQuery, type LogEvent } from "@/api/events";
import { useRights } from "@/api/me";
import { ErrorState } from "@/ui/ErrorState";
import { EVENT_LOOKS } from "@/ui/eventClass";
import { RulePath } from "@/ui/RulePath";
import { StateMark } from "@/ui/StateMark";
import { ThingLink } from "@/ui/ThingLink";
import { WhenText } from "@/ui/WhenText";
import classes from "./Log.module.css";

interface Props {
  id: number;
  close: () => void;
}

export function EventDetails({ id, close }: Props) {
  const { t } = useTranslation("log");
  const { data: event, error, refetch } = useQuery(eventQuery(id));
  return (
    <aside className={classes.details} aria-label={t("details")} aria-busy={!event && !error}>
      <Group justify="space-between" wrap="nowrap" align="start" mb="xs">
        <Title order={2} size="h4">
          {event?.type.description ?? t("details")}
        </Title>
        <CloseButton aria-label={t("common:close")} onClick={close} />
      </Group>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {event && <Whole event={event} />}
    </aside>
  );
}

function Whole({ event }: { event: LogEvent }) {
  const { t } = useTranslation("log");
  const rights = useRights();
  const { type, person, door, device } = event;
  const decided = (type.class === "granted" || type.class === "denied") && device !== null;
  return (
    <Stack gap="sm">
      {event.reason && <Text size="sm">{event.reason}</Text>}
      <dl className={classes.facts}>
        <Fact name={t("fact.class")}>
          <StateMark {...EVENT_LOOKS[type.class]} label={t(`class.${type.class}`)} />
        </Fact>
        <Fact name={t("column.at")}>
          <WhenText at={event.at} shape="dateTimeLong" />
        </Fact>
        {event.late && (
          <Fact name={t("fact.stored")}>
            <WhenText at={event.stored_at} shape="dateTimeLong" />
          </Fact>
        )}
        {event.clock_drift_seconds !== null && <Fact name={t("fact.clock")}>{t("fact.drift", { seconds: event.clock_drift_seconds })}</Fact>}
        {person && (
          <Fact name={t("column.person")}>
            <ThingLink kind="person" id={person.id}>{person.name || person.id}</ThingLink>
          </Fact>
        )}
        {event.user_group && <Fact name={t("fact.group")}>{event.user_group.name}</Fact>}
        {event.credential && <Fact name={t("fact.credential")}>{event.credential}</Fact>}
        {door && (
          <Fact name={t("column.door")}>
            <ThingLink kind="door" id={door.id}>{door.name}</ThingLink>
          </Fact>
        )}
        {device && (
          <Fact name={t("column.device")}>
            <ThingLink kind="device" id={device.id}>{device.name}</ThingLink>
          </Fact>
        )}
        {event.temperature_celsius !== null && <Fact name={t("fact.temperature")}>{event.temperature_celsius.toFixed(1)} °C</Fact>}
        {event.parameter && <Fact name={t("fact.parameter")}>{event.parameter}</Fact>}
        <Fact name={t("fact.code")}>{`${type.code} ${type.name}`}</Fact>
        <Fact name={t("fact.number")}>{event.id}</Fact>
      </dl>
      {event.image === "stored" && <img className={classes.image} src={`/native/events/${event.id}/image`} alt={t("image")} />}
      {event.image !== null && event.image !== "stored" && <Text size="sm" c="dimmed">{t(`noImage.${event.image}`)}</Text>}
      {decided && rights.reads("AccessControl") && <Why id={event.id} />}
    </Stack>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** How the same passage at the same moment is decided by the rules of now, check by check. */
function Why({ id }: { id: number }) {
  const { t } = useTranslation("log");
  const { data, error } = useQuery(decisionQuery(id));
  if (error) return <Text size="sm" c="dimmed">{t("whyUnknown")}</Text>;
  if (!data) return null;
  return (
    <section aria-label={t("why")}>
      <Title order={3} size="h5" mb={4}>
        {t("why")}
      </Title>
      {data.now ? <RulePath explanation={data.now} /> : <Text size="sm" c="dimmed">{t("whyGone")}</Text>}
    </section>
  );
}
