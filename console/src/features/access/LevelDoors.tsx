/** The doors of a level, each with the schedule that it is open by. */
import { ActionIcon, Button, Group, NativeSelect, Text } from "@mantine/core";
import { mdiClose } from "@mdi/js";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ALWAYS, schedulesQuery } from "@/api/schedules";
import classes from "@/features/access/Access.module.css";
import { Adder } from "@/features/access/Adder";
import { holds, type Opening } from "@/features/access/openings";
import { EmptyState } from "@/ui/EmptyState";
import { Icon } from "@/ui/Icon";
import { Section } from "@/ui/Section";
import { ThingLink } from "@/ui/ThingLink";

interface Props {
  openings: readonly Opening[];
  may: boolean;
  onChange: (openings: Opening[]) => void;
}

export function LevelDoors({ openings, may, onChange }: Props) {
  const { t } = useTranslation("access");
  const { data: schedules = [] } = useQuery(schedulesQuery);
  const [chosen, setChosen] = useState(ALWAYS);
  const byId = (id: string) => {
    const { name = id } = schedules.find((each) => each.id === id) ?? {};
    return { id, name };
  };
  const change = (place: number, id: string) => {
    const next = openings[place] && { ...openings[place], schedule: byId(id) };
    if (next && !holds(openings, next)) onChange(openings.map((each, index) => (index === place ? next : each)));
  };
  const all = () => {
    const schedule = byId(chosen);
    const doors = new Map(openings.map(({ door }) => [door.id, door]));
    onChange([...doors.values()].map((door) => ({ door, schedule })));
  };
  const options = schedules.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Section title={t("doors")}>
      {may && (
        <Group gap="sm" align="end" mb="sm">
          <Adder
            kind="door"
            label={t("level.add")}
            without={new Set(openings.filter(({ schedule }) => schedule.id === chosen).map(({ door }) => door.id))}
            onAdd={(door) => onChange([...openings, { door, schedule: byId(chosen) }])}
          />
          <NativeSelect size="xs" label={t("level.by")} value={chosen} data={options} onChange={({ currentTarget: { value } }) => setChosen(value)} />
          {openings.length > 1 && (
            <Button size="xs" variant="default" onClick={all}>
              {t("level.forAll")}
            </Button>
          )}
        </Group>
      )}
      {openings.length === 0 ? (
        <EmptyState title={t("level.noDoors")} next={may && t("level.noDoorsNext")} />
      ) : (
        <table className={classes.table} aria-label={t("doors")}>
          <thead>
            <tr>
              <th scope="col">{t("door")}</th>
              <th scope="col">{t("one.schedules")}</th>
              {may && <td />}
            </tr>
          </thead>
          <tbody>
            {openings.map((opening, place) => (
              <OneDoor
                key={`${opening.door.id} ${opening.schedule.id}`}
                opening={opening}
                options={options}
                may={may}
                onChoose={(id) => change(place, id)}
                onRemove={() => onChange(openings.filter((_, index) => index !== place))}
              />
            ))}
          </tbody>
        </table>
      )}
      <Text size="xs" c="dimmed" mt="xs" role="status">
        {t("level.count", { count: new Set(openings.map(({ door }) => door.id)).size })}
      </Text>
    </Section>
  );
}

interface OneProps {
  opening: Opening;
  options: { value: string; label: string }[];
  may: boolean;
  onChoose: (schedule: string) => void;
  onRemove: () => void;
}

function OneDoor({ opening: { door, schedule }, options, may, onChoose, onRemove }: OneProps) {
  const { t } = useTranslation("access");
  return (
    <tr>
      <td>
        <ThingLink kind="door" id={door.id}>
          {door.name}
        </ThingLink>
      </td>
      <td>
        {may ? (
          <NativeSelect
            size="xs"
            aria-label={t("level.scheduleOf", { door: door.name })}
            value={schedule.id}
            data={options.length > 0 ? options : [{ value: schedule.id, label: schedule.name }]}
            onChange={({ currentTarget: { value } }) => onChoose(value)}
          />
        ) : (
          <Link to="/access/schedules/$id" params={{ id: schedule.id }}>
            {schedule.name}
          </Link>
        )}
      </td>
      {may && (
        <td>
          <ActionIcon variant="subtle" color="gray" size={30} aria-label={t("level.remove", { door: door.name })} onClick={onRemove}>
            <Icon path={mdiClose} size={16} />
          </ActionIcon>
        </td>
      )}
    </tr>
  );
}
