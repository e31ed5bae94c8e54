/** All access groups, with their people and levels. */
import { mdiAccountGroupOutline } from "@mdi/js";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type AccessGroup, allAccessGroupsQuery } from "@/api/accessGroups";
import { accessLevelsQuery } from "@/api/accessLevels";
import { NamedList } from "@/features/access/NamedList";
import { amountOf } from "@/features/access/openings";
import type { Column } from "@/ui/DataList";

export function GroupsPage() {
  const { t } = useTranslation("access");
  const { data: levels } = useQuery(accessLevelsQuery);
  const columns = useMemo((): Column<AccessGroup>[] => {
    const names = ({ levels: ids }: AccessGroup) => ids.map((id) => levels?.find((level) => level.id === id)?.name ?? id).join(", ");
    return [
      { id: "people", header: t("people.title"), meta: { numeric: true, always: true, width: "5rem" }, cell: ({ row }) => row.original.people.length },
      { id: "doors", header: t("doors"), meta: { numeric: true, width: "5rem" }, cell: ({ row }) => levels && amountOf(levels, row.original.levels).length },
      { id: "levels", header: t("list.levels"), meta: { width: "minmax(8rem, 2fr)" }, cell: ({ row }) => levels && names(row.original) },
      { id: "description", header: t("description"), cell: ({ row }) => row.original.description },
    ];
  }, [levels, t]);
  return <NamedList list="groups" icon={mdiAccountGroupOutline} found={useQuery(allAccessGroupsQuery)} columns={columns} />;
}
