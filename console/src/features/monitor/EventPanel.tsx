/** One event beside the list: who, where, when, and why it was decided so. */
import { ActionIcon, Group, Text } from "@mantine/core";
import { mdiClose } from "@mdi/js";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { LogEvent } from "@/api/events";
import { Icon } from "@/ui/Icon";
import { StateMark } from "@/ui/StateMark";
import { ThingLink } from "@/ui/ThingLink";
import { WhenText } from "@/ui/WhenText";
import { EVENT_LOOKS } from "@/ui/eventClass";
import classes from "./EventPanel.module.css";
import { PersonPhoto } from "./PersonPhoto";

const PHOTO = 96;

export function EventPanel({ event, close }: { event: LogEvent; close: () => void }) {
  const { t } = useTranslation("monitor");
  const { person, door, device, type } = event;
  const facts: [string, ReactNode][] = [
    [t("fact.at"), <WhenText key="at" at={event.at} shape="dateTimeLong" />],
    [t("fact.storedAt"), event.late && <WhenText key="stored" at={event.stored_at} shape="dateTimeLong" />],
    [t("fact.door"), door && <ThingLink key="door" kind="door" id={door.id}>{door.name}</ThingLink>],
    [t("fact.device"), device && <ThingLink key="device" kind="device" id={device.id}>{device.name}</ThingLink>],
    [t("fact.credential"), event.credential],
    [t("fact.temperature"), event.temperature_celsius !== null && t("celsius", { value: event.temperature_celsius })],
    [t("fact.code"), `${type.code} ${type.name}`],
  ];
  return (
    <aside className={classes.panel} aria-label={t("event")}>
      <Group justify="space-between" wrap="nowrap" align="start">
        <StateMark {...EVENT_LOOKS[type.class]} label={t(`class.${type.class}`)} />
        <ActionIcon variant="subtle" color="gray" aria-label={t("closeEvent")} onClick={close}>
          <Icon path={mdiClose} />
        </ActionIcon>
      </Group>
      <Text fw={600}>{type.description}</Text>
      {event.reason !== null && <p className={classes.reason}>{event.reason}</p>}
      {person && (
        <div className={classes.person}>
          <PersonPhoto fetched person={person} size={PHOTO} />
          <div>
            <ThingLink kind="person" id={person.id}>{person.name || person.id}</ThingLink>
            <Text size="sm" c="dimmed">
              {t("personId", { id: person.id })}
            </Text>
            {event.user_group && <Text size="sm" c="dimmed">{event.user_group.name}</Text>}
          </div>
        </div>
      )}
      <dl className={classes.facts}>
        {facts
          .filter(([, value]) => value !== null && value !== false && value !== "")
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </aside>
  );
}
