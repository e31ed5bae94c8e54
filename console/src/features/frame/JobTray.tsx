/** Long work, out of the way: how many run, and each with its progress. */
import { ActionIcon, Anchor, Button, Group, Indicator, Popover, Progress, ScrollArea, Stack, Text } from "@mantine/core";
import { mdiProgressClock } from "@mdi/js";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { fileOf } from "@/api/exports";
import { cancelJob, isUnderWay, type Job } from "@/api/jobs";
import { useLiveAll } from "@/live/hooks";
import { EmptyState } from "@/ui/EmptyState";
import { Icon } from "@/ui/Icon";
import { type State, StateMark } from "@/ui/StateMark";
import { WhenText } from "@/ui/WhenText";
import { useReason } from "@/ui/reason";
import { toastFailed } from "@/ui/toasts";

const STATES: Record<Job["state"], State> = {
  waiting: "idle",
  running: "info",
  done: "good",
  failed: "bad",
  cancelled: "idle",
  refused: "bad",
};

export function JobTray() {
  const { t } = useTranslation("frame");
  const all = useLiveAll("job");
  const jobs = useMemo(() => all.toSorted((one, other) => other.id - one.id), [all]);
  const running = jobs.filter(isUnderWay).length;
  return (
    <Popover position="bottom-end" shadow="md" width={360} trapFocus>
      <Indicator label={running} disabled={running === 0} size={16} offset={6}>
        <Popover.Target>
          <ActionIcon variant="subtle" color="gray" size={36} aria-label={t("jobs.button", { count: running })}>
            <Icon path={mdiProgressClock} size={20} />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown>
        {jobs.length > 0 ? (
          <ScrollArea.Autosize mah="60vh" type="auto">
            <Stack gap="md">
              {jobs.map((job) => (
                <OneJob key={job.id} job={job} />
              ))}
            </Stack>
          </ScrollArea.Autosize>
        ) : (
          <EmptyState icon={mdiProgressClock} title={t("jobs.none")} next={t("jobs.noneAbout")} />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function OneJob({ job }: { job: Job }) {
  const { t } = useTranslation("frame");
  const reason = useReason();
  const underWay = isUnderWay(job);
  const file = fileOf(job);
  const cancel = () => cancelJob(job.id).catch((error: unknown) => toastFailed(job.title, reason(error)));
  return (
    <Stack gap={4}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text size="sm" fw={600} truncate>
          {job.title}
        </Text>
        <StateMark state={STATES[job.state]} label={t(`jobs.state.${job.state}`)} />
      </Group>
      {underWay && job.total !== null && <Progress value={(100 * job.done) / Math.max(job.total, 1)} aria-label={job.title} />}
      <Group justify="space-between" wrap="nowrap" gap="xs" mih={24}>
        <Text size="xs" c="dimmed" truncate>
          {job.error ?? job.step ?? <WhenText at={job.ended_at ?? job.asked_at} />}
        </Text>
        {file !== undefined && (
          <Anchor href={file} download size="xs">
            {t("common:download", { count: Number(job.result?.["rows"] ?? 0) })}
          </Anchor>
        )}
        {underWay && (
          <Button size="compact-xs" variant="default" onClick={() => void cancel()} disabled={job.cancelling}>
            {t("jobs.cancel")}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
