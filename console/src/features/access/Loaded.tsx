/** One thing of a list that is read whole: the page of it, of a new one, or why there is none. */
import { Skeleton } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "@/api/me";
import type { ListName } from "@/features/access/AccessHead";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { PageHead } from "@/ui/PageHead";

interface Props<T> {
  list: ListName;
  id: string;
  found: UseQueryResult<T[]>;
  fresh: T;
  children: (one: T, may: boolean) => ReactNode;
}

export function Loaded<T extends { id: string }>({ list, id, found, fresh, children }: Props<T>) {
  const { t } = useTranslation("access");
  const may = useRights().writes("AccessControl");
  const one = id === "new" ? fresh : found.data?.find((each) => each.id === id);
  if (one) return children(one, may);
  return (
    <>
      <PageHead title={t(`one.${list}`)} about={<BackTo list={list} />} />
      {found.error ? (
        <ErrorState error={found.error} retry={() => void found.refetch()} />
      ) : found.data ? (
        <EmptyState title={t("gone")} next={<BackTo list={list} />} />
      ) : (
        <Skeleton height={240} aria-busy aria-label={t("common:loading")} />
      )}
    </>
  );
}

/** The list that it stands in. */
export function BackTo({ list }: { list: ListName }) {
  const { t } = useTranslation("access");
  return <Link to={`/access/${list}`}>{t(`list.${list}`)}</Link>;
}
