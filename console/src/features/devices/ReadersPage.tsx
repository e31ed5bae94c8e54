/** Virtual readers: choose one, be somebody, show something, and see the door. */
import { mdiCellphoneOff } from "@mdi/js";
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { watchedSimulatedQuery } from "@/api/simulated";
import { ReaderList } from "@/features/devices/ReaderList";
import { ReaderStage } from "@/features/devices/ReaderStage";
import classes from "@/features/devices/Readers.module.css";
import { readersOf } from "@/features/devices/readerWords";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { PageHead } from "@/ui/PageHead";

export function ReadersPage() {
  const { t } = useTranslation("devices");
  const { reader } = useSearch({ from: "/devices/readers" });
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(watchedSimulatedQuery);
  const readers = data && readersOf(data);
  const chosen = readers?.find(({ id }) => id === reader) ?? readers?.[0];
  const choose = (id: number) => void navigate({ to: "/devices/readers", search: { reader: id }, replace: true });
  return (
    <>
      <PageHead title={t("readers.title")} about={t("readers.about")} />
      {error !== null && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {readers === undefined && !error && <Skeleton height={320} aria-busy />}
      {readers?.length === 0 && (
        <EmptyState
          icon={mdiCellphoneOff}
          title={t("readers.none")}
          next={t("readers.noneNext")}
          action={<Link to="/devices">{t("title")}</Link>}
        />
      )}
      {readers && chosen && (
        <div className={classes.room}>
          <ReaderList readers={readers} chosen={chosen.id} choose={choose} />
          <ReaderStage key={chosen.id} device={chosen} />
        </div>
      )}
    </>
  );
}
