/** The first page of the room. */
import { useTranslation } from "react-i18next";
import { PageHead } from "@/ui/PageHead";

export function AccessPage() {
  const { t } = useTranslation("access");
  return <PageHead title={t("title")} />;
}
