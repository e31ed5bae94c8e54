/** The audit trail: who did what, from where, with before and after; whether it is whole; as a file. */
import { Button } from "@mantine/core";
import { mdiHistory } from "@mdi/js";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { type TrailRow, trailQuery } from "@/api/audit";
import { type Column, DataList } from "@/ui/DataList";
import { EmptyState } from "@/ui/EmptyState";
import { StateMark } from "@/ui/StateMark";
import { WhenText } from "@/ui/WhenText";
import { actInWords, saidBy } from "./changes";
import classes from "./Log.module.css";
import { LogHead } from "./LogHead";
import { isNarrowed, trailFilterOf, type TrailSearch } from "./logSearch";
import { TrailDetails } from "./TrailDetails";
import { TrailExporting } from "./TrailExporting";
import { TrailFilters } from "./TrailFilters";
import { Verification } from "./Verification";

/** A line has no name of its own: its place in the list stands for it. */
interface Line extends TrailRow {
  place: string;
}

function useColumns(): Column<Line>[] {
  const { t } = useTranslation("log");
  return useMemo(
    () => [
      {
        id: "at",
        header: t("column.at"),
        meta: { width: "11.5rem", always: true },
        cell: ({ row }) => <WhenText at={row.original.DATE} shape="dateTimeLong" />,
      },
      { id: "person", header: t("column.who"), cell: ({ row }) => row.original.USRID },
      {
        id: "act",
        header: t("column.act"),
        meta: { width: "minmax(7rem, 1fr)", always: true },
        cell: ({ row }) => {
          const { act, outcome } = saidBy(row.original.CONTENT);
          return outcome === undefined ? actInWords(act) : <StateMark state="bad" label={actInWords(act)} />;
        },
      },
      { id: "target", header: t("column.target"), cell: ({ row }) => row.original.TARGET },
      {
        id: "change",
        header: t("column.change"),
        meta: { width: "minmax(8rem, 2fr)" },
        cell: ({ row }) => saidBy(row.original.CONTENT).changes.map(({ path }) => path).join(", "),
      },
      { id: "address", header: t("column.address"), meta: { width: "8rem" }, cell: ({ row }) => row.original.IP },
    ],
    [t],
  );
}

export function TrailPage() {
  const { t } = useTranslation("log");
  const search = useSearch({ from: "/log/audit" });
  const navigate = useNavigate({ from: "/log/audit" });
  const [chosen, setChosen] = useState<Line | null>(null);
  const filter = useMemo(() => trailFilterOf(search), [search]);
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery(trailQuery(filter));
  const rows = useMemo(
    () => data?.pages.flatMap(({ rows, offset }) => rows.map((row, index) => ({ ...row, place: String(offset + index) }))),
    [data],
  );
  const total = data?.pages[0]?.total;
  const change = (changes: TrailSearch) => {
    setChosen(null);
    void navigate({ search: (now) => ({ ...now, ...changes }), replace: true });
  };
  const more = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const narrowed = isNarrowed(filter);
  return (
    <>
      <LogHead about={<Verification />} actions={<TrailExporting filter={filter} />} />
      <TrailFilters search={search} change={change} />
      <div className={classes.both} data-details={chosen !== null || undefined}>
        <DataList
          label={t("trail")}
          columns={useColumns()}
          rows={rows}
          rowId={(line) => line.place}
          total={total}
          error={error}
          retry={() => void refetch()}
          onEnd={more}
          onOpen={setChosen}
          onSelect={(place) => setChosen(rows?.find((line) => line.place === place) ?? null)}
          selected={new Set(chosen ? [chosen.place] : [])}
          empty={
            <EmptyState
              icon={mdiHistory}
              title={narrowed ? t("trailNoneFits") : t("trailNone")}
              {...(narrowed && { next: t("noneFitsNext") })}
              action={
                narrowed && (
                  <Button variant="default" onClick={() => void navigate({ search: {}, replace: true })}>
                    {t("clearFilters")}
                  </Button>
                )
              }
            />
          }
        />
        {chosen && <TrailDetails row={chosen} close={() => setChosen(null)} />}
      </div>
    </>
  );
}
