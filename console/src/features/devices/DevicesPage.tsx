/** The first page of the room. */
import { useTranslation } from "react-i18next";
import { PageHead } from "@/ui/PageHead";

export function DevicesPage() {
  const { t } = useTranslation("devices");
  return <PageHead title={t("title")} />;
}
