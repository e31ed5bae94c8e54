/** Everybody: search as one types, columns to choose, sorted, fetched page by page as the list is scrolled. */
import { Button, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { mdiAccountPlus, mdiAccountSearch, mdiMagnify } from "@mdi/js";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "@/api/me";
import { peopleQuery } from "@/api/people";
import { prefer, usePreferences } from "@/api/preferences";
import { FIRST_COLUMNS, usePeopleColumns } from "@/features/people/columns";
import classes from "@/features/people/People.module.css";
import { listOf } from "@/lib/search";
import { DataList } from "@/ui/DataList";
import { ColumnChooser } from "@/ui/DataListHead";
import { EmptyState } from "@/ui/EmptyState";
import { Icon } from "@/ui/Icon";
import { PageHead } from "@/ui/PageHead";

const PAUSE = 120;

function NewPersonButton() {
  const { t } = useTranslation("people");
  return (
    <Button renderRoot={(props) => <Link to="/people/new" {...props} />} leftSection={<Icon path={mdiAccountPlus} />}>
      {t("new.title")}
    </Button>
  );
}

export function PeoplePage() {
  const { t } = useTranslation("people");
  const search = useSearch({ from: "/people" });
  const navigate = useNavigate({ from: "/people" });
  const mayWrite = useRights().writes("User");
  const { columns: preferred } = usePreferences();
  const [typed, setTyped] = useState(search.q ?? "");
  const go = useDebouncedCallback(
    (q: string) => void navigate({ search: (before) => ({ ...before, q: q.trim() || undefined }), replace: true }),
    PAUSE,
  );
  const order = search.sort && `${search.sort}:${search.order === "descending"}`;
  const found = useInfiniteQuery({ ...peopleQuery({ text: search.q, order }), placeholderData: keepPreviousData });
  const rows = useMemo(() => found.data?.pages.flatMap((page) => page.rows), [found.data]);
  const total = found.data?.pages.at(-1)?.total;
  const columns = usePeopleColumns();
  const shown = search.columns ?? listOf(preferred, "people") ?? FIRST_COLUMNS;
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = found;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, hasNextPage, isFetchingNextPage]);

  const choose = (chosen: string[]) => {
    void navigate({ search: (before) => ({ ...before, columns: chosen }), replace: true });
    void prefer({ columns: { ...preferred, people: chosen } }).catch(() => undefined);
  };
  return (
    <>
      <PageHead
        title={t("title")}
        about={total === undefined ? t("counting") : t("total", { count: total })}
        actions={mayWrite && <NewPersonButton />}
      />
      <div className={classes.tools} role="search">
        <TextInput
          className={classes.search}
          aria-label={t("search")}
          placeholder={t("searchHint")}
          leftSection={<Icon path={mdiMagnify} />}
          type="search"
          value={typed}
          onChange={({ currentTarget: { value } }) => {
            setTyped(value);
            go(value);
          }}
        />
        <ColumnChooser columns={columns} shown={shown} onChange={choose} />
      </div>
      <DataList
        label={t("title")}
        columns={columns}
        rows={rows}
        rowId={(row) => row.user_id}
        total={total}
        error={found.error}
        retry={() => void found.refetch()}
        shown={shown}
        sort={search.sort && { id: search.sort, descending: search.order === "descending" }}
        onSort={({ id, descending }) =>
          void navigate({
            search: (before) => ({ ...before, sort: id as typeof search.sort, order: descending ? "descending" : undefined }),
            replace: true,
          })
        }
        onOpen={(row) => void navigate({ to: "/people/$id", params: { id: row.user_id } })}
        onEnd={more}
        empty={
          <EmptyState
            icon={mdiAccountSearch}
            title={search.q ? t("noneFound", { text: search.q }) : t("none")}
            next={search.q ? t("noneFoundNext") : t("noneNext")}
            action={mayWrite && !search.q && <NewPersonButton />}
          />
        }
      />
    </>
  );
}
