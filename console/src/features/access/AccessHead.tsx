/** The head of the room's lists: the four of them, and what can be made here. */
import { Button } from "@mantine/core";
import { mdiPlus } from "@mdi/js";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "@/api/me";
import classes from "@/features/access/Access.module.css";
import { Icon } from "@/ui/Icon";
import { PageHead } from "@/ui/PageHead";

export const LISTS = ["groups", "levels", "schedules", "holidays"] as const;
export type ListName = (typeof LISTS)[number];

/** Makes a new one, for who may. */
export function NewButton({ list }: { list: ListName }) {
  const { t } = useTranslation("access");
  if (!useRights().writes("AccessControl")) return null;
  return (
    <Button renderRoot={(props) => <Link to={`/access/${list}/$id`} params={{ id: "new" }} {...props} />} leftSection={<Icon path={mdiPlus} />}>
      {t(`new.${list}`)}
    </Button>
  );
}

export function AccessHead({ list, about }: { list: ListName; about?: ReactNode }) {
  const { t } = useTranslation("access");
  return (
    <>
      <PageHead title={t("title")} about={about} actions={<NewButton list={list} />} />
      <nav className={classes.tabs} aria-label={t("lists")}>
        {LISTS.map((name) => (
          <Link key={name} to={`/access/${name}`} activeOptions={{ exact: true, includeSearch: false }}>
            {t(`list.${name}`)}
          </Link>
        ))}
      </nav>
    </>
  );
}
