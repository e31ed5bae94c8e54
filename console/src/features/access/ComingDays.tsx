/** The next thirty days of a schedule as it stands on the page, at a door by its own clock. */
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type ComingDay, type ComingDays, comingDaysQuery, type ScheduleDraft } from "@/api/schedules";
import classes from "@/features/access/ComingDays.module.css";
import { Bars } from "@/features/access/WeekGrid";
import grid from "@/features/access/WeekGrid.module.css";
import { clockMove, hoursText } from "@/lib/dayHours";
import { useLiveAll } from "@/live/hooks";
import { Problem } from "@/ui/Problem";
import { Section } from "@/ui/Section";
import { ThingPicker } from "@/ui/ThingPicker";
import { useReason } from "@/ui/reason";

export interface Coming {
  door: string | undefined;
  choose: (door: string | null) => void;
  data: ComingDays | undefined;
  error: unknown;
  /** The date at that door now; by the browser's calendar until it is known. */
  today: string;
}

export function useComingDays(draft: ScheduleDraft): Coming {
  const first = useLiveAll("door")[0];
  const [chosen, choose] = useState<string | null>();
  const door = chosen === undefined ? first && String(first.id) : (chosen ?? undefined);
  const { data, error } = useQuery(comingDaysQuery(draft, door));
  return { door, choose, data, error, today: data?.items[0]?.date ?? new Date().toLocaleDateString("sv-SE") };
}

export function NextDays({ coming: { door, choose, data, error } }: { coming: Coming }) {
  const { t } = useTranslation("access");
  const reason = useReason();
  return (
    <Section title={t("coming.title")}>
      <ThingPicker kind="door" label={t("coming.door")} value={door} onChange={(id) => choose(id ?? null)} />
      <Text size="xs" c="dimmed" my="xs">
        {data ? (data.timezone ? t("coming.zone", { zone: data.timezone }) : t("coming.calendar")) : t("common:loading")}
      </Text>
      {error ? (
        <Problem>{reason(error)}</Problem>
      ) : (
        <ol className={classes.days} aria-busy={!data} aria-label={t("coming.title")}>
          {data?.items.map((day) => (
            <OneDay key={day.date} day={day} />
          ))}
        </ol>
      )}
    </Section>
  );
}

function OneDay({ day }: { day: ComingDay }) {
  const { t, i18n } = useTranslation("access");
  const date = new Intl.DateTimeFormat(i18n.language, { weekday: "short", month: "short", day: "numeric", timeZone: "UTC" });
  const move = clockMove(day.clock_moved_minutes);
  const notes = [
    day.why === "holiday" && day.holiday?.name,
    day.why === "cycle" && t("coming.cycleDay", { day: day.cycle_day }),
    day.why === "before_cycle" && t("coming.before"),
    move && t(`coming.${move.way}`, { count: move.minutes }),
  ].filter((note) => typeof note === "string");
  return (
    <li className={classes.day}>
      <time dateTime={day.date}>{date.format(new Date(`${day.date}T00:00:00Z`))}</time>
      <span className={classes.hours}>
        {hoursText(day.intervals) || t("hours.closed")}
        {notes.length > 0 && <span className={classes.why}>{notes.join(" · ")}</span>}
      </span>
      <div className={`${grid.track ?? ""} ${grid.thin ?? ""}`} aria-hidden>
        <Bars hours={day.intervals} />
      </div>
    </li>
  );
}
