/** The first page of the room. */
import { useTranslation } from "react-i18next";
import { PageHead } from "@/ui/PageHead";

export function LogPage() {
  const { t } = useTranslation("log");
  return <PageHead title={t("title")} />;
}
