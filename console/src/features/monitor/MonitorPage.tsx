/** The first page of the room. */
import { useTranslation } from "react-i18next";
import { PageHead } from "@/ui/PageHead";

export function MonitorPage() {
  const { t } = useTranslation("monitor");
  return <PageHead title={t("title")} />;
}
