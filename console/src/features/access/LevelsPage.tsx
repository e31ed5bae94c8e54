/** All access levels, with how many doors each opens and by which schedules. */
import { mdiKeyOutline } from "@mdi/js";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type AccessLevel, accessLevelsQuery } from "@/api/accessLevels";
import { NamedList } from "@/features/access/NamedList";
import { amountOf } from "@/features/access/openings";
import type { Column } from "@/ui/DataList";

export function LevelsPage() {
  const { t } = useTranslation("access");
  const columns = useMemo(
    (): Column<AccessLevel>[] => [
      { id: "doors", header: t("doors"), meta: { numeric: true, always: true, width: "5rem" }, cell: ({ row: { original } }) => amountOf([original], [original.id]).length },
      {
        id: "schedules",
        header: t("list.schedules"),
        meta: { width: "minmax(8rem, 2fr)" },
        cell: ({ row }) => [...new Set(row.original.items.map(({ schedule }) => schedule.name))].join(", "),
      },
      { id: "description", header: t("description"), meta: { width: "minmax(8rem, 2fr)" }, cell: ({ row }) => row.original.description },
    ],
    [t],
  );
  return <NamedList list="levels" icon={mdiKeyOutline} found={useQuery(accessLevelsQuery)} columns={columns} />;
}
