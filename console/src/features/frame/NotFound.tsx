/** A page that there is not. */
import { mdiSignDirectionRemove } from "@mdi/js";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/ui/EmptyState";

export function NotFound() {
  const { t } = useTranslation("frame");
  return (
    <EmptyState
      icon={mdiSignDirectionRemove}
      title={t("notFound")}
      next={t("notFoundAbout")}
      action={<Link to="/">{t("toStart")}</Link>}
    />
  );
}
