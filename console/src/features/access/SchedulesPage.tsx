/** All schedules, with their hours in a line. */
import { mdiCalendarClockOutline } from "@mdi/js";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { holidayGroupsQuery } from "@/api/holidays";
import { ALWAYS, type Schedule, schedulesQuery } from "@/api/schedules";
import { NamedList } from "@/features/access/NamedList";
import { rowsOf } from "@/features/access/week";
import { weekInWords } from "@/lib/weekWords";
import type { Column } from "@/ui/DataList";

export function SchedulesPage() {
  const { t, i18n } = useTranslation("access");
  const { data: groups } = useQuery(holidayGroupsQuery);
  const columns = useMemo((): Column<Schedule>[] => {
    const hours = ({ id, cycleStart, days }: Schedule) => {
      if (id === ALWAYS) return t("hours.always");
      if (cycleStart !== null) return t("cycle.of", { count: days.length });
      return weekInWords(rowsOf(days).map((intervals) => ({ intervals })), i18n.language) || t("hours.never");
    };
    const holidays = ({ holidays }: Schedule) => holidays.map(({ groupId }) => groups?.find(({ id }) => id === groupId)?.name ?? groupId).join(", ");
    return [
      { id: "hours", header: t("part.hours"), meta: { width: "minmax(10rem, 3fr)", always: true }, cell: ({ row }) => hours(row.original) },
      { id: "holidays", header: t("list.holidays"), cell: ({ row }) => holidays(row.original) },
      { id: "description", header: t("description"), cell: ({ row }) => row.original.description },
    ];
  }, [groups, i18n.language, t]);
  return <NamedList list="schedules" icon={mdiCalendarClockOutline} found={useQuery(schedulesQuery)} columns={columns} />;
}
