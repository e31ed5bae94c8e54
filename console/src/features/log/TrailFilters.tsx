/** What narrows the trail: time, who, from where, to what, and what was done. */
import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { METHODS, type Occurring, occurringQuery } from "@/api/audit";
import { MomentInput } from "@/ui/MomentInput";
import classes from "./Log.module.css";
import type { TrailSearch } from "./logSearch";

interface Props {
  search: TrailSearch;
  change: (changes: TrailSearch) => void;
}

export function TrailFilters({ search, change }: Props) {
  const { t } = useTranslation("log");
  return (
    <search aria-label={t("filters")} className={classes.filters}>
      <MomentInput label={t("since")} value={search.since} onChange={(since) => change({ since })} />
      <MomentInput label={t("until")} value={search.until} onChange={(until) => change({ until })} />
      <OccurringPicker what="person" label={t("column.who")} value={search.person} onChange={(person) => change({ person })} />
      <OccurringPicker what="address" label={t("column.address")} value={search.address} onChange={(address) => change({ address })} />
      <OccurringPicker what="target" label={t("column.target")} value={search.target} onChange={(target) => change({ target })} />
      <Select
        size="xs"
        label={t("column.act")}
        placeholder={t("all")}
        clearable
        clearButtonProps={{ "aria-label": t("common:clear", { label: t("column.act") }) }}
        data={METHODS.map((value) => ({ value: String(value), label: t(`method.${value}`) }))}
        value={search.method === undefined ? null : String(search.method)}
        onChange={(method) => change({ method: METHODS.find((each) => String(each) === method) })}
      />
    </search>
  );
}

interface PickerProps {
  what: Occurring;
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

const PAUSE = 150;

/** One of what occurs in the trail. */
function OccurringPicker({ what, label, value, onChange }: PickerProps) {
  const { t } = useTranslation("log");
  const [typed, setTyped] = useState("");
  const [text] = useDebouncedValue(typed === value ? "" : typed, PAUSE);
  const { data } = useQuery({ ...occurringQuery(what, text), placeholderData: keepPreviousData });
  const all = useMemo(() => [...new Set([...(value === undefined ? [] : [value]), ...(data ?? [])])], [value, data]);
  return (
    <Select
      size="xs"
      label={label}
      placeholder={t("all")}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("common:clear", { label }) }}
      data={all}
      filter={({ options }) => options}
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
      onSearchChange={setTyped}
      nothingFoundMessage={t("common:nothingFound")}
    />
  );
}
