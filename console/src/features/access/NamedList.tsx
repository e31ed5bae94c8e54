/** A list of this room: searched by name as one types, sorted, each row opens its page. */
import { TextInput } from "@mantine/core";
import { mdiMagnify } from "@mdi/js";
import type { UseQueryResult } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import classes from "@/features/access/Access.module.css";
import { AccessHead, type ListName, NewButton } from "@/features/access/AccessHead";
import { type Column, DataList } from "@/ui/DataList";
import { EmptyState } from "@/ui/EmptyState";
import { Icon } from "@/ui/Icon";

interface Named {
  id: string;
  name: string;
  description: string;
}

interface Props<T> {
  list: ListName;
  icon: string;
  found: UseQueryResult<T[]>;
  /** Those after the name. */
  columns: readonly Column<T>[];
}

export function NamedList<T extends Named>({ list, icon, found, columns }: Props<T>) {
  const { t, i18n } = useTranslation("access");
  const search = useSearch({ from: `/access/${list}` });
  const navigate = useNavigate();
  const ask = (change: Partial<typeof search>) =>
    void navigate({ to: `/access/${list}`, search: { q: search.q, order: search.order, ...change }, replace: true });
  const words = (search.q ?? "").toLocaleLowerCase();
  const rows = useMemo(
    () =>
      found.data
        ?.filter(({ name, description }) => `${name} ${description}`.toLocaleLowerCase().includes(words))
        .toSorted((one, other) => one.name.localeCompare(other.name, i18n.language) * (search.order === "descending" ? -1 : 1)),
    [found.data, words, search.order, i18n.language],
  );
  const all = useMemo(
    (): Column<T>[] => [
      { id: "name", header: t("name"), meta: { width: "minmax(8rem, 1.5fr)", always: true, sortable: true }, cell: ({ row }) => row.original.name },
      ...columns,
    ],
    [columns, t],
  );
  return (
    <>
      <AccessHead list={list} about={rows && t("count", { count: rows.length })} />
      <TextInput
        className={classes.search}
        type="search"
        aria-label={t("search")}
        placeholder={t("search")}
        leftSection={<Icon path={mdiMagnify} />}
        value={search.q ?? ""}
        onChange={({ currentTarget: { value } }) => ask({ q: value || undefined })}
      />
      <DataList
        label={t(`list.${list}`)}
        columns={all}
        rows={rows}
        rowId={({ id }) => id}
        error={found.error}
        retry={() => void found.refetch()}
        sort={{ id: "name", descending: search.order === "descending" }}
        onSort={({ descending }) => ask({ order: descending ? "descending" : undefined })}
        onOpen={({ id }) => void navigate({ to: `/access/${list}/$id`, params: { id } })}
        empty={
          words === "" ? (
            <EmptyState icon={icon} title={t(`none.${list}`)} next={t(`noneNext.${list}`)} action={<NewButton list={list} />} />
          ) : (
            <EmptyState icon={icon} title={t("noneFits")} next={t("noneFitsNext")} />
          )
        }
      />
    </>
  );
}
