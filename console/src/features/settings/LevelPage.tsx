/** One operator level: what its operators may do in each part; a custom one can be changed here. */
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useRights } from "@/api/me";
import { type Level, levelsQuery } from "@/api/operatorLevels";
import { LevelForm } from "@/features/settings/LevelForm";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { PageHead } from "@/ui/PageHead";

const FRESH: Level = {
  id: "new",
  name: "",
  description: "",
  custom: true,
  rights: {} as Level["rights"],
  operators: [],
};

export function LevelPage() {
  const { t } = useTranslation("settings");
  const { id } = useParams({ from: "/settings/levels/$id" });
  const rights = useRights();
  const { data, error, refetch } = useQuery(levelsQuery);
  const level = id === "new" ? FRESH : data?.find((each) => each.id === id);
  const back = <Link to="/settings">{t("title")}</Link>;

  if (!level) {
    if (error) return <ErrorState error={error} retry={() => void refetch()} />;
    return data ? <EmptyState title={t("level.gone")} next={back} /> : null;
  }
  const mayChange = level.custom && rights.writes("Setting");
  return (
    <>
      <PageHead title={level.name || t("level.new")} about={back} />
      <LevelForm key={level.id} level={level} mayChange={mayChange} />
    </>
  );
}
