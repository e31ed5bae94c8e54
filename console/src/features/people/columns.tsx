/** What a list of people can show of each. */
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { PersonRow } from "@/api/people";
import { standingOf } from "@/features/people/standing";
import { isOpenEnd, isOpenStart } from "@/lib/period";
import type { Column } from "@/ui/DataList";
import { StateMark } from "@/ui/StateMark";
import { WhenText } from "@/ui/WhenText";

export const FIRST_COLUMNS = ["name", "user_id", "group", "access", "cards", "standing"];

/** Searches write moments without their zone, which is UTC. */
const utc = (at: string) => (/Z|[+-]\d\d:\d\d$/.test(at) ? at : `${at}Z`);

function Standing({ row }: { row: PersonRow }) {
  const { t } = useTranslation("people");
  const [state, word] = standingOf(row.disabled, utc(row.start_datetime), utc(row.expiry_datetime), new Date());
  return <StateMark state={state} label={t(`standing.${word}`)} />;
}

export function usePeopleColumns(): readonly Column<PersonRow>[] {
  const { t } = useTranslation("people");
  return useMemo(() => {
    const text = (id: string, header: string, of: (row: PersonRow) => string | undefined, sortable = true): Column<PersonRow> => ({
      id,
      header,
      cell: ({ row }) => of(row.original) ?? "",
      meta: { sortable },
    });
    return [
      {
        id: "name",
        header: t("field.name"),
        cell: ({ row: { original } }) => (
          <Link to="/people/$id" params={{ id: original.user_id }} tabIndex={-1}>
            {original.name || original.user_id}
          </Link>
        ),
        meta: { width: "minmax(10rem, 2fr)", always: true, sortable: true },
      },
      text("user_id", t("field.id"), (row) => row.user_id),
      text("group", t("field.group"), (row) => row.user_group_id.name, false),
      text("access", t("field.access"), (row) => row.access_groups.map(({ name }) => name).join(", "), false),
      {
        id: "cards",
        header: t("field.cards"),
        cell: ({ row }) => row.original.card_count + row.original.mobile_count + row.original.qr_count,
        meta: { width: "4.5rem", numeric: true },
      },
      {
        id: "standing",
        header: t("field.standing"),
        cell: ({ row }) => <Standing row={row.original} />,
        meta: { width: "minmax(7rem, 9rem)", always: true },
      },
      text("email", t("field.email"), (row) => row.email),
      text("phone", t("field.phone"), (row) => row.phone),
      text("department", t("field.department"), (row) => row.department),
      text("user_title", t("field.jobTitle"), (row) => row.user_title),
      {
        id: "start_datetime",
        header: t("field.from"),
        cell: ({ row }) =>
          isOpenStart(utc(row.original.start_datetime)) ? null : <WhenText at={utc(row.original.start_datetime)} shape="date" />,
        meta: { sortable: true },
      },
      {
        id: "expiry_datetime",
        header: t("field.until"),
        cell: ({ row }) =>
          isOpenEnd(utc(row.original.expiry_datetime)) ? null : <WhenText at={utc(row.original.expiry_datetime)} shape="date" />,
        meta: { sortable: true },
      },
    ];
  }, [t]);
}
