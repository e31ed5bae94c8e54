/** The lines of the trail as a file, of the same time and address, moments by the clock here. */
import type { TrailFilter } from "@/api/audit";
import { useTranslation } from "react-i18next";
import { exportTrail, offsetHere, type TrailColumn } from "@/api/exports";
import { ExportButton } from "@/ui/ExportButton";

const COLUMNS: readonly TrailColumn[] = ["at", "person", "level", "address", "subject", "target", "method", "content"];

export function TrailExporting({ filter }: { filter: TrailFilter }) {
  const { t } = useTranslation("log");
  const one = <T,>(value: T | undefined) => (value === undefined ? [] : [value]);
  const begin = () =>
    exportTrail({
      order: "newest",
      utc_offset_minutes: offsetHere(),
      columns: [...COLUMNS],
      headers: COLUMNS.map((column) => t(`trailColumn.${column}`)),
      subjects: [],
      addresses: one(filter.address),
      people: one(filter.person),
      targets: one(filter.target),
      methods: one(filter.method),
      ...(filter.since && { since: filter.since }),
      ...(filter.until && { until: filter.until }),
    });
  return <ExportButton label={t("export")} begin={begin} />;
}
