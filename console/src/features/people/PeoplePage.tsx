/** The first page of the room. */
import { useTranslation } from "react-i18next";
import { PageHead } from "@/ui/PageHead";

export function PeoplePage() {
  const { t } = useTranslation("people");
  return <PageHead title={t("title")} />;
}
