/** The head of the log's pages: what is shown, the other list, and what can be done. */
import { Anchor, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "@/api/me";
import { PageHead } from "@/ui/PageHead";
import classes from "./Log.module.css";

interface Props {
  about?: ReactNode;
  actions: ReactNode;
}

export function LogHead({ about, actions }: Props) {
  const { t } = useTranslation("log");
  const rights = useRights();
  return (
    <>
      <PageHead title={t("title")} about={about} actions={actions} />
      <Group component="nav" aria-label={t("lists")} gap="lg" className={classes.tabs}>
        {rights.reads("Monitoring") && (
          <Anchor component={Link} to="/log" activeOptions={{ exact: true, includeSearch: false }} className={classes.tab}>
            {t("events")}
          </Anchor>
        )}
        {rights.reads("Setting") && (
          <Anchor component={Link} to="/log/audit" activeOptions={{ exact: true, includeSearch: false }} className={classes.tab}>
            {t("trail")}
          </Anchor>
        )}
      </Group>
    </>
  );
}
