/** All events: searched by time, person, door, device and kind; one of them with its details; as a file. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { mdiTextBoxSearchOutline } from "@mdi/js";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@mantine/core";
import { eventsQuery, type LogEvent } from "@/api/events";
import { type Column, DataList } from "@/ui/DataList";
import { EmptyState } from "@/ui/EmptyState";
import { EVENT_LOOKS } from "@/ui/eventClass";
import { StateMark } from "@/ui/StateMark";
import { ThingLink } from "@/ui/ThingLink";
import { WhenText } from "@/ui/WhenText";
import { EventDetails } from "./EventDetails";
import { EventExporting } from "./EventExporting";
import { EventFilters } from "./EventFilters";
import classes from "./Log.module.css";
import { LogHead } from "./LogHead";
import { filterOf, isNarrowed, type LogSearch } from "./logSearch";

function useColumns(): Column<LogEvent>[] {
  const { t } = useTranslation("log");
  return useMemo(
    () => [
      {
        id: "at",
        header: t("column.at"),
        meta: { width: "11.5rem", always: true },
        cell: ({ row }) => <WhenText at={row.original.at} shape="dateTimeLong" />,
      },
      {
        id: "type",
        header: t("column.type"),
        meta: { width: "minmax(8rem, 2fr)", always: true },
        cell: ({ row }) => <StateMark {...EVENT_LOOKS[row.original.type.class]} label={row.original.type.description} />,
      },
      {
        id: "person",
        header: t("column.person"),
        cell: ({ row: { original } }) =>
          original.person ? (
            <ThingLink kind="person" id={original.person.id} tabIndex={-1}>
              {original.person.name || original.person.id}
            </ThingLink>
          ) : (
            original.credential
          ),
      },
      {
        id: "door",
        header: t("column.door"),
        cell: ({ row }) =>
          row.original.door && (
            <ThingLink kind="door" id={row.original.door.id} tabIndex={-1}>
              {row.original.door.name}
            </ThingLink>
          ),
      },
      {
        id: "device",
        header: t("column.device"),
        cell: ({ row }) =>
          row.original.device && (
            <ThingLink kind="device" id={row.original.device.id} tabIndex={-1}>
              {row.original.device.name}
            </ThingLink>
          ),
      },
    ],
    [t],
  );
}

export function LogPage() {
  const { t } = useTranslation("log");
  const search = useSearch({ from: "/log" });
  const navigate = useNavigate({ from: "/log" });
  const filter = useMemo(() => filterOf(search), [search]);
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery(eventsQuery(filter));
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items), [data]);
  const total = data?.pages[0]?.total;
  const change = (changes: LogSearch) =>
    void navigate({ search: (now) => ({ ...now, event: undefined, ...changes }), replace: true });
  const more = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const show = (id: string) => change({ event: Number(id) });
  const clear = () => void navigate({ search: {}, replace: true });
  return (
    <>
      <LogHead about={total === undefined ? undefined : t("found", { count: total })} actions={<EventExporting filter={filter} />} />
      <EventFilters search={search} change={change} />
      <div className={classes.both} data-details={search.event !== undefined || undefined}>
        <DataList
          label={t("events")}
          columns={useColumns()}
          rows={rows}
          rowId={(event) => String(event.id)}
          total={total}
          error={error}
          retry={() => void refetch()}
          onEnd={more}
          onOpen={(event) => show(String(event.id))}
          onSelect={show}
          selected={new Set(search.event === undefined ? [] : [String(search.event)])}
          empty={
            isNarrowed(filter) ? (
              <EmptyState
                icon={mdiTextBoxSearchOutline}
                title={t("noneFits")}
                next={t("noneFitsNext")}
                action={<Button variant="default" onClick={clear}>{t("clearFilters")}</Button>}
              />
            ) : (
              <EmptyState icon={mdiTextBoxSearchOutline} title={t("none")} next={t("noneNext")} />
            )
          }
        />
        {search.event !== undefined && (
          <EventDetails key={search.event} id={search.event} close={() => change({})} />
        )}
      </div>
    </>
  );
}
