/** What narrows the list of events: time, who, where, what. */
import { Button, Chip, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { eventTypesQuery } from "@/api/events";
import { localText } from "@/lib/time";
import { EVENT_LOOKS } from "@/ui/eventClass";
import { MomentInput } from "@/ui/MomentInput";
import { StateMark } from "@/ui/StateMark";
import { ThingPicker } from "@/ui/ThingPicker";
import classes from "./Log.module.css";
import { CLASSES, type LogSearch } from "./logSearch";

interface Props {
  search: LogSearch;
  change: (changes: LogSearch) => void;
}

const HOUR = 3_600_000;

/** From when on: a beginning that is said in words. */
const SPANS: Record<"hour" | "today" | "week", () => Date> = {
  hour: () => new Date(Date.now() - HOUR),
  today: () => new Date(new Date().setHours(0, 0)),
  week: () => new Date(Date.now() - 7 * 24 * HOUR),
};

export function EventFilters({ search, change }: Props) {
  const { t } = useTranslation("log");
  const { data: types } = useQuery(eventTypesQuery);
  const options = useMemo(
    () => (types ?? []).map(({ code, description }) => ({ value: String(code), label: `${description} (${code})` })),
    [types],
  );
  return (
    <search aria-label={t("filters")}>
      <div className={classes.filters}>
        <MomentInput label={t("since")} value={search.since} onChange={(since) => change({ since })} />
        <MomentInput label={t("until")} value={search.until} onChange={(until) => change({ until })} />
        <ThingPicker kind="person" label={t("column.person")} placeholder={t("all")} value={search.person} onChange={(person) => change({ person })} />
        <ThingPicker kind="door" label={t("column.door")} placeholder={t("all")} value={search.door} onChange={(door) => change({ door })} />
        <ThingPicker kind="device" label={t("column.device")} placeholder={t("all")} value={search.device} onChange={(device) => change({ device })} />
        <Select
          size="xs"
          label={t("column.type")}
          placeholder={t("all")}
          searchable
          clearable
          clearButtonProps={{ "aria-label": t("common:clear", { label: t("column.type") }) }}
          limit={50}
          data={options}
          value={search.code ?? null}
          onChange={(code) => change({ code: code ?? undefined })}
        />
      </div>
      <div className={classes.chips}>
        <Chip.Group multiple value={search.class ?? []} onChange={(chosen) => change({ class: CLASSES.filter((name) => chosen.includes(name)) })}>
          {CLASSES.map((name) => (
            <Chip key={name} value={name} size="xs" variant="outline">
              <StateMark {...EVENT_LOOKS[name]} label={t(`class.${name}`)} />
            </Chip>
          ))}
        </Chip.Group>
        {(["hour", "today", "week"] as const).map((span) => (
          <Button
            key={span}
            size="compact-xs"
            variant="subtle"
            onClick={() => change({ since: localText(SPANS[span]()), until: undefined })}
          >
            {t(`span.${span}`)}
          </Button>
        ))}
      </div>
    </search>
  );
}
