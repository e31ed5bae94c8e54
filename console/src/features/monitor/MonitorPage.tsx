/** What happens at the site, as it happens, and the whole log behind it. */
import { Button } from "@mantine/core";
import { mdiFilterOffOutline, mdiPause, mdiPlay, mdiTimelineClockOutline } from "@mdi/js";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EventFilter, LogEvent } from "@/api/events";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Icon } from "@/ui/Icon";
import { PageHead } from "@/ui/PageHead";
import { EventList } from "./EventList";
import { EventPanel } from "./EventPanel";
import { Filters } from "./Filters";
import classes from "./MonitorPage.module.css";
import { MonitorTabs } from "./MonitorTabs";
import { SavedTabs } from "./SavedTabs";
import { useEventLog } from "./useEventLog";

export function MonitorPage() {
  const { t } = useTranslation("monitor");
  const filter: EventFilter = useSearch({ from: "/monitor" });
  const navigate = useNavigate({ from: "/monitor" });
  const [paused, setPaused] = useState(false);
  const change = (then: EventFilter) => void navigate({ search: then, replace: true });
  const pause = (
    <Button
      variant={paused ? "filled" : "default"}
      aria-pressed={paused}
      leftSection={<Icon path={paused ? mdiPlay : mdiPause} />}
      onClick={() => setPaused(!paused)}
    >
      {paused ? t("resume") : t("pause")}
    </Button>
  );
  return (
    <>
      <PageHead title={t("title")} about={<MonitorTabs />} actions={pause} />
      <SavedTabs filter={filter} change={change} />
      <Filters filter={filter} change={change} />
      <Events key={JSON.stringify(filter)} filter={filter} paused={paused} resume={() => setPaused(false)} />
    </>
  );
}

interface EventsProps {
  filter: EventFilter;
  paused: boolean;
  resume: () => void;
}

function Events({ filter, paused, resume }: EventsProps) {
  const { t } = useTranslation("monitor");
  const { log, view } = useEventLog(filter);
  const [chosen, choose] = useState<LogEvent | null>(null);
  if (view.error !== null) return <ErrorState error={view.error} retry={() => void log.renew()} />;
  if (view.count === 0 && view.waiting === 0) {
    const filtered = Object.keys(filter).length > 0;
    return (
      <EmptyState
        icon={filtered ? mdiFilterOffOutline : mdiTimelineClockOutline}
        title={filtered ? t("noneFit") : t("none")}
        next={filtered ? t("noneFitNext") : t("noneNext")}
      />
    );
  }
  return (
    <div className={classes.page}>
      <EventList log={log} view={view} paused={paused} resume={resume} chosen={chosen?.id} choose={choose} />
      {chosen && <EventPanel event={chosen} close={() => choose(null)} />}
    </div>
  );
}
