/** All doors with their live state. */
import { Button, Chip, Group, TextInput } from "@mantine/core";
import { mdiDoor } from "@mdi/js";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useLine, useLiveAll } from "@/live/hooks";
import type { Values } from "@/live/values";
import { type Column, DataList } from "@/ui/DataList";
import { EmptyState } from "@/ui/EmptyState";
import { PageHead } from "@/ui/PageHead";
import { ThingLink } from "@/ui/ThingLink";
import { Alarms, LockState, needsAttention } from "./LockState";

type Door = Values["door"];

function useColumns(): Column<Door>[] {
  const { t } = useTranslation("doors");
  return useMemo(
    () => [
      {
        id: "name",
        header: t("name"),
        meta: { width: "minmax(8rem, 1.5fr)", always: true },
        cell: ({ row }) => <ThingLink kind="door" id={row.original.id} tabIndex={-1}>{row.original.name}</ThingLink>,
      },
      { id: "group", header: t("group"), cell: ({ row }) => row.original.group.name },
      { id: "state", header: t("state"), meta: { width: "minmax(9rem, 2fr)", always: true }, cell: ({ row }) => <LockState door={row.original} /> },
      { id: "alarms", header: t("alarms"), cell: ({ row }) => <Alarms door={row.original} /> },
    ],
    [t],
  );
}

export function DoorsPage() {
  const { t } = useTranslation("doors");
  const { q, only } = useSearch({ from: "/doors" });
  const navigate = useNavigate({ from: "/doors" });
  const all = useLiveAll("door");
  const line = useLine();
  const words = (q ?? "").toLocaleLowerCase();
  const rows = useMemo(
    () =>
      all
        .filter((door) => `${door.name} ${door.group.name}`.toLocaleLowerCase().includes(words))
        .filter((door) => only === undefined || needsAttention(door))
        .toSorted((one, other) => one.name.localeCompare(other.name)),
    [all, words, only],
  );
  const known = all.length > 0 || line === "open";
  return (
    <>
      <PageHead
        title={t("title")}
        about={t("count", { count: rows.length })}
        actions={<Button component={Link} to="/monitor/doors" variant="default">{t("board")}</Button>}
      />
      <Group gap="sm" mb="sm">
        <TextInput
          size="xs"
          type="search"
          aria-label={t("search")}
          placeholder={t("search")}
          value={q ?? ""}
          onChange={({ currentTarget: { value } }) => void navigate({ search: (now) => ({ ...now, q: value || undefined }), replace: true })}
        />
        <Chip
          size="xs"
          variant="outline"
          checked={only !== undefined}
          onChange={(on) => void navigate({ search: (now) => ({ ...now, only: on ? "attention" : undefined }), replace: true })}
        >
          {t("attention")}
        </Chip>
      </Group>
      <DataList
        label={t("title")}
        columns={useColumns()}
        rows={known ? rows : undefined}
        rowId={(door) => String(door.id)}
        onOpen={(door) => void navigate({ to: "/doors/$id", params: { id: String(door.id) } })}
        empty={all.length > 0 ? <EmptyState icon={mdiDoor} title={t("noneFits")} next={t("noneFitsNext")} /> : <EmptyState icon={mdiDoor} title={t("none")} next={t("noneNext")} />}
      />
    </>
  );
}
