/** What a schedule does on the dates of holiday groups. The first group that has a date counts. */
import { ActionIcon, NativeSelect, Text } from "@mantine/core";
import { mdiClose } from "@mdi/js";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { holidayGroupsQuery } from "@/api/holidays";
import { type HolidayHours as Held, MOST_HOLIDAY_GROUPS } from "@/api/schedules";
import classes from "@/features/access/Access.module.css";
import { HoursInput } from "@/features/access/HoursInput";
import { Icon } from "@/ui/Icon";
import { Section } from "@/ui/Section";

interface Props {
  holidays: readonly Held[];
  may: boolean;
  onChange: (holidays: Held[]) => void;
  onWrong: (place: string, wrong: boolean) => void;
}

export function HolidayHours({ holidays, may, onChange, onWrong }: Props) {
  const { t } = useTranslation("access");
  const { data: groups = [] } = useQuery(holidayGroupsQuery);
  const free = groups.filter(({ id }) => holidays.every(({ groupId }) => groupId !== id));
  const nameOf = (id: string) => groups.find((group) => group.id === id)?.name ?? id;
  return (
    <Section title={t("exceptions.title")}>
      <Text size="sm" c="dimmed" mb="sm">
        {t("exceptions.about")}
      </Text>
      {holidays.map(({ groupId, hours }) => (
        <div key={groupId} className={classes.holiday}>
          <Link to="/access/holidays/$id" params={{ id: groupId }}>
            {nameOf(groupId)}
          </Link>
          <HoursInput
            label={t("grid.times", { day: nameOf(groupId) })}
            hours={hours}
            may={may}
            onChange={(next) => onChange(holidays.map((each) => (each.groupId === groupId ? { groupId, hours: next } : each)))}
            onWrong={(wrong) => onWrong(groupId, wrong)}
          />
          {may && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={30}
              aria-label={t("exceptions.remove", { name: nameOf(groupId) })}
              onClick={() => {
                onWrong(groupId, false);
                onChange(holidays.filter((each) => each.groupId !== groupId));
              }}
            >
              <Icon path={mdiClose} size={16} />
            </ActionIcon>
          )}
        </div>
      ))}
      {holidays.length === 0 && <Text size="sm">{t("exceptions.none")}</Text>}
      {may && free.length > 0 && holidays.length < MOST_HOLIDAY_GROUPS && (
        <NativeSelect
          size="xs"
          mt="xs"
          maw="16rem"
          aria-label={t("exceptions.add")}
          value=""
          data={[{ value: "", label: t("exceptions.add") }, ...free.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={({ currentTarget: { value } }) => value !== "" && onChange([...holidays, { groupId: value, hours: [] }])}
        />
      )}
    </Section>
  );
}
