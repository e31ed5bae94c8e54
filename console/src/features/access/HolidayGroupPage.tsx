/** One holiday group: its dates, each once or again and again. */
import { ActionIcon, Button, NativeSelect, Text, TextInput } from "@mantine/core";
import { mdiClose, mdiPlus } from "@mdi/js";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import {
  deleteHolidayGroup,
  type Holiday,
  type HolidayGroup,
  holidayGroupsQuery,
  keepHolidayGroup,
  MOST_HOLIDAYS,
  REPEATS,
} from "@/api/holidays";
import { schedulesQuery } from "@/api/schedules";
import classes from "@/features/access/Access.module.css";
import { DeleteThing } from "@/features/access/DeleteThing";
import { Editor, NameFields, useDraft } from "@/features/access/Editor";
import { BackTo, Loaded } from "@/features/access/Loaded";
import { EmptyState } from "@/ui/EmptyState";
import { Icon } from "@/ui/Icon";
import { PageHead } from "@/ui/PageHead";
import { Section } from "@/ui/Section";

const FRESH: HolidayGroup = { id: "new", name: "", description: "", holidays: [] };
const STALE = ["holiday-groups", "schedules"] as const;

export function HolidayGroupPage() {
  const { id } = useParams({ from: "/access/holidays/$id" });
  return (
    <Loaded list="holidays" id={id} found={useQuery(holidayGroupsQuery)} fresh={FRESH}>
      {(group, may) => <Whole key={id} group={group} may={may} />}
    </Loaded>
  );
}

function Whole({ group, may }: { group: HolidayGroup; may: boolean }) {
  const { t } = useTranslation("access");
  const navigate = useNavigate();
  const editing = useDraft(group);
  const { draft, set } = editing;
  const isNew = group.id === "new";
  return (
    <>
      <PageHead title={group.name || t("new.holidays")} about={<BackTo list="holidays" />} actions={may && !isNew && <Delete group={group} />} />
      <Editor
        editing={editing}
        may={may}
        wrong={draft.holidays.some(({ date }) => date === "")}
        save={(group) => keepHolidayGroup(isNew ? null : group.id, group)}
        onSaved={async (id) => {
          if (isNew) await navigate({ to: "/access/holidays/$id", params: { id }, replace: true, ignoreBlocker: true });
        }}
        stale={STALE}
      >
        <div className={classes.column}>
          <NameFields editing={editing} may={may} isNew={isNew} />
          <Dates holidays={draft.holidays} may={may} onChange={(holidays) => set({ holidays })} />
        </div>
      </Editor>
    </>
  );
}

interface DatesProps {
  holidays: readonly Holiday[];
  may: boolean;
  onChange: (holidays: Holiday[]) => void;
}

function Dates({ holidays, may, onChange }: DatesProps) {
  const { t } = useTranslation("access");
  const change = (place: number, change: Partial<Holiday>) =>
    onChange(holidays.map((each, index) => (index === place ? { ...each, ...change } : each)));
  const add = may && holidays.length < MOST_HOLIDAYS && (
    <Button size="compact-sm" variant="default" leftSection={<Icon path={mdiPlus} size={16} />} onClick={() => onChange([...holidays, { id: null, date: "", repeat: "0" }])}>
      {t("dates.add")}
    </Button>
  );
  return (
    <Section title={t("dates.title")} action={add}>
      {holidays.length === 0 && <EmptyState title={t("dates.none")} next={may && t("dates.noneNext")} />}
      {holidays.map((holiday, place) => {
        const number = place + 1;
        return (
          <div key={holiday.id ?? `new ${number}`} className={classes.holiday}>
            <TextInput
              size="xs"
              type="date"
              aria-label={t("dates.date", { number })}
              value={holiday.date}
              readOnly={!may}
              onChange={({ currentTarget: { value } }) => change(place, { date: value })}
            />
            {may ? (
              <NativeSelect
                size="xs"
                aria-label={t("dates.repeat", { number })}
                value={holiday.repeat}
                data={REPEATS.map((value) => ({ value, label: t(`repeat.${value}`) }))}
                onChange={({ currentTarget: { value } }) => change(place, { repeat: REPEATS.find((each) => each === value) ?? "0" })}
              />
            ) : (
              <Text size="sm">{t(`repeat.${holiday.repeat}`)}</Text>
            )}
            {may && (
              <ActionIcon variant="subtle" color="gray" size={30} aria-label={t("dates.remove", { number })} onClick={() => onChange(holidays.filter((_, index) => index !== place))}>
                <Icon path={mdiClose} size={16} />
              </ActionIcon>
            )}
          </div>
        );
      })}
    </Section>
  );
}

function Delete({ group: { id, name } }: { group: HolidayGroup }) {
  const { t } = useTranslation("access");
  const { data = [] } = useQuery(schedulesQuery);
  const users = data.filter(({ holidays }) => holidays.some(({ groupId }) => groupId === id)).map(({ name }) => name);
  return (
    <DeleteThing
      list="holidays"
      id={id}
      name={name}
      why={users.length > 0 ? t("why.holidays", { names: users.join(", ") }) : undefined}
      remove={deleteHolidayGroup}
      stale={STALE}
    />
  );
}
