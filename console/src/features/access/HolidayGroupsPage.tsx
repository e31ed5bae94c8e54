/** All holiday groups, with how many dates they have. */
import { mdiCalendarStar } from "@mdi/js";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type HolidayGroup, holidayGroupsQuery } from "@/api/holidays";
import { NamedList } from "@/features/access/NamedList";
import type { Column } from "@/ui/DataList";

export function HolidayGroupsPage() {
  const { t } = useTranslation("access");
  const columns = useMemo(
    (): Column<HolidayGroup>[] => [
      { id: "dates", header: t("dates.title"), meta: { numeric: true, always: true, width: "6rem" }, cell: ({ row }) => row.original.holidays.length },
      { id: "description", header: t("description"), meta: { width: "minmax(8rem, 2fr)" }, cell: ({ row }) => row.original.description },
    ],
    [t],
  );
  return <NamedList list="holidays" icon={mdiCalendarStar} found={useQuery(holidayGroupsQuery)} columns={columns} />;
}
