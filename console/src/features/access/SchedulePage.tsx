/** One schedule: its hours on a grid, what it does on holidays, and the days to come as they would be. */
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { accessLevelsQuery } from "@/api/accessLevels";
import { ALWAYS, deleteSchedule, keepSchedule, type Schedule, schedulesQuery } from "@/api/schedules";
import classes from "@/features/access/Access.module.css";
import { NextDays, useComingDays } from "@/features/access/ComingDays";
import { CycleFields } from "@/features/access/CycleFields";
import { DeleteThing } from "@/features/access/DeleteThing";
import { Editor, NameFields, useDraft } from "@/features/access/Editor";
import { HolidayHours } from "@/features/access/HolidayHours";
import { BackTo, Loaded } from "@/features/access/Loaded";
import { WeekGrid } from "@/features/access/WeekGrid";
import { daysOf, rowsOf, weekdays, WORKING } from "@/features/access/week";
import type { Hours } from "@/lib/dayHours";
import { PageHead } from "@/ui/PageHead";
import { Section } from "@/ui/Section";

const FRESH: Schedule = { id: "new", name: "", description: "", days: Array.from({ length: 7 }, () => []), cycleStart: null, holidays: [] };
const STALE = ["schedules", "access-levels"] as const;

export function SchedulePage() {
  const { id } = useParams({ from: "/access/schedules/$id" });
  return (
    <Loaded list="schedules" id={id} found={useQuery(schedulesQuery)} fresh={FRESH}>
      {(schedule, may) => <Whole key={id} schedule={schedule} may={may && id !== ALWAYS} />}
    </Loaded>
  );
}

function useWrong() {
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const mark = (place: string, is: boolean) =>
    setWrong((before) => {
      const next = new Set(before);
      if (is) next.add(place);
      else next.delete(place);
      return next;
    });
  return [wrong.size > 0, mark, () => setWrong(new Set())] as const;
}

function Whole({ schedule, may }: { schedule: Schedule; may: boolean }) {
  const { t, i18n } = useTranslation("access");
  const navigate = useNavigate();
  const editing = useDraft(schedule);
  const [wrong, mark, forget] = useWrong();
  const [round, setRound] = useState(0);
  const { draft, set } = editing;
  const coming = useComingDays(draft);
  const isNew = schedule.id === "new";
  const weekly = draft.cycleStart === null;
  const names = weekly ? weekdays(i18n.language) : draft.days.map((_, day) => t("cycle.day", { day: day + 1 }));
  const paint = (rows: Hours[]) => set({ days: weekly ? daysOf(rows) : rows });
  const discard = () => {
    editing.discard();
    forget();
    setRound(round + 1);
  };
  return (
    <>
      <PageHead
        title={schedule.name || t("new.schedules")}
        about={<BackTo list="schedules" />}
        actions={may && !isNew && <Delete schedule={schedule} />}
      />
      <Editor
        editing={{ ...editing, dirty: editing.dirty || wrong, discard }}
        may={may}
        wrong={wrong}
        save={(schedule) => keepSchedule(isNew ? null : schedule.id, schedule)}
        onSaved={async (id) => {
          if (isNew) await navigate({ to: "/access/schedules/$id", params: { id }, replace: true, ignoreBlocker: true });
        }}
        stale={STALE}
      >
        <div className={classes.both}>
          <div className={classes.column}>
            <NameFields editing={editing} may={may} isNew={isNew} />
            <Section title={t("part.hours")}>
              <CycleFields draft={draft} may={may} today={coming.today} onChange={set} />
              <WeekGrid
                key={`${weekly} ${round}`}
                label={t("part.hours")}
                rows={weekly ? rowsOf(draft.days) : draft.days}
                names={names}
                working={weekly ? WORKING : undefined}
                may={may}
                onChange={paint}
                onWrong={(row, is) => mark(`day ${row}`, is)}
              />
            </Section>
            <HolidayHours key={round} holidays={draft.holidays} may={may} onChange={(holidays) => set({ holidays })} onWrong={mark} />
            {!isNew && <UsedBy schedule={schedule.id} />}
          </div>
          <NextDays coming={coming} />
        </div>
      </Editor>
    </>
  );
}

function useLevelsBy(schedule: string) {
  const { data = [] } = useQuery(accessLevelsQuery);
  return data.filter(({ items }) => items.some((item) => item.schedule.id === schedule));
}

function UsedBy({ schedule }: { schedule: string }) {
  const { t } = useTranslation("access");
  const levels = useLevelsBy(schedule);
  return (
    <Section title={t("usedBy")}>
      <ul className={classes.lines}>
        {levels.map(({ id, name }) => (
          <li key={id}>
            <Link to="/access/levels/$id" params={{ id }}>
              {name}
            </Link>
          </li>
        ))}
        {levels.length === 0 && <li>{t("usedByNone")}</li>}
      </ul>
    </Section>
  );
}

function Delete({ schedule: { id, name } }: { schedule: Schedule }) {
  const { t } = useTranslation("access");
  const levels = useLevelsBy(id).map(({ name }) => name);
  return (
    <DeleteThing
      list="schedules"
      id={id}
      name={name}
      why={levels.length > 0 ? t("why.schedules", { names: levels.join(", ") }) : undefined}
      remove={deleteSchedule}
      stale={STALE}
    />
  );
}
