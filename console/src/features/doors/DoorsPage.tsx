/** The first page of the room. */
import { useTranslation } from "react-i18next";
import { PageHead } from "@/ui/PageHead";

export function DoorsPage() {
  const { t } = useTranslation("doors");
  return <PageHead title={t("title")} />;
}
