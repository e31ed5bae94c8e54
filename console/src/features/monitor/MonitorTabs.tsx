/** The two pages of this room. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import classes from "./MonitorPage.module.css";

export function MonitorTabs() {
  const { t } = useTranslation("monitor");
  return (
    <nav className={classes.rooms} aria-label={t("pages")}>
      <Link to="/monitor" activeOptions={{ exact: true, includeSearch: false }}>
        {t("events")}
      </Link>
      <Link to="/monitor/doors" activeOptions={{ includeSearch: false }}>
        {t("board.title")}
      </Link>
    </nav>
  );
}
