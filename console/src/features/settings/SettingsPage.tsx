/** The first page of the room. */
import { useTranslation } from "react-i18next";
import { PageHead } from "@/ui/PageHead";

export function SettingsPage() {
  const { t } = useTranslation("settings");
  return <PageHead title={t("title")} />;
}
