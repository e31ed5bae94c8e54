/** Begins an export, tells how far it is, and offers its file. The job tray shows it too. */
import { Anchor, Button, Text } from "@mantine/core";
import { mdiDownload } from "@mdi/js";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fileOf } from "@/api/exports";
import { isUnderWay, type Job } from "@/api/jobs";
import { useLive } from "@/live/hooks";
import { Icon } from "@/ui/Icon";
import { useReason } from "@/ui/reason";
import { toastFailed } from "@/ui/toasts";

interface Props {
  label: string;
  begin: () => Promise<Job>;
}

export function ExportButton({ label, begin }: Props) {
  const { t } = useTranslation("common");
  const reason = useReason();
  const [begun, setBegun] = useState<Job | null>(null);
  const [asking, setAsking] = useState(false);
  const now = useLive("job", String(begun?.id ?? "")) ?? begun;
  const ask = async () => {
    setAsking(true);
    try {
      setBegun(await begin());
    } catch (error) {
      toastFailed(label, reason(error));
    } finally {
      setAsking(false);
    }
  };
  const underWay = now !== null && isUnderWay(now);
  const file = now ? fileOf(now) : undefined;
  return (
    <>
      <span role="status">
        {underWay && <Text size="sm" c="dimmed">{now.step ?? t("exporting")}</Text>}
        {file !== undefined && (
          <Anchor href={file} download size="sm">
            {t("download", { count: Number(now?.result?.["rows"] ?? 0) })}
          </Anchor>
        )}
        {now !== null && !underWay && file === undefined && <Text size="sm" c="var(--state-bad)">{now.error ?? t("exportFailed")}</Text>}
      </span>
      <Button variant="default" leftSection={<Icon path={mdiDownload} />} loading={asking || underWay} onClick={() => void ask()}>
        {label}
      </Button>
    </>
  );
}
