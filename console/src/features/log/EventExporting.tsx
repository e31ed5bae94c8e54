/** The events that are shown, as a file: columns to choose, moments by the clock here. */
import { Group } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LogFilter } from "@/api/events";
import { type EventColumn, type EventExport, exportEvents, offsetHere } from "@/api/exports";
import { ColumnChooser } from "@/ui/DataListHead";
import { ExportButton } from "@/ui/ExportButton";

const COLUMNS: readonly EventColumn[] = ["at", "type", "person", "door", "device", "user_group", "reason", "code", "temperature", "id"];
const FIRST: readonly EventColumn[] = ["at", "type", "person", "door", "device", "user_group", "reason"];

const numbers = (ids: readonly string[] | undefined) => (ids ?? []).map(Number);

/** What the server is asked to write. */
export function exportOf(filter: LogFilter, columns: readonly EventColumn[], headers: string[]): EventExport {
  return {
    order: "newest",
    utc_offset_minutes: offsetHere(),
    columns: [...columns],
    headers,
    codes: numbers(filter.code),
    classes: [...(filter.class ?? [])],
    devices: numbers(filter.device),
    doors: numbers(filter.door),
    people: [...(filter.person ?? [])],
    ...(filter.since && { since: filter.since }),
    ...(filter.until && { until: filter.until }),
  };
}

export function EventExporting({ filter }: { filter: LogFilter }) {
  const { t } = useTranslation("log");
  const [chosen, setChosen] = useState<readonly string[]>(FIRST);
  const all = useMemo(() => COLUMNS.map((id) => ({ id, header: t(`column.${id}`) })), [t]);
  const columns = COLUMNS.filter((id) => chosen.includes(id));
  const begin = () => exportEvents(exportOf(filter, columns, columns.map((id) => t(`column.${id}`))));
  return (
    <Group gap="xs">
      <ExportButton label={t("export")} begin={begin} />
      <ColumnChooser columns={all} shown={chosen} onChange={setChosen} />
    </Group>
  );
}
