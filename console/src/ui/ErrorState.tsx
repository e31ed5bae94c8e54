/** What a page shows when something went wrong: what happened, what helps, and once more. */
import { mdiAlertCircleOutline, mdiLanDisconnect } from "@mdi/js";
import { Button, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Refused } from "@/api/problem";
import { Icon } from "@/ui/Icon";
import { useReason } from "@/ui/reason";

interface Props {
  error: unknown;
  retry?: () => void;
}

/** `help` says for the kinds of failure that an operator can do something about what that is. */
function helpFor(error: unknown): string {
  if (!(error instanceof Refused)) return "unexpected";
  if (error.unreachable) return "unreachable";
  if (error.status === 403) return "forbidden";
  if (error.status === 404) return "gone";
  return error.status >= 500 ? "server" : "refused";
}

export function ErrorState({ error, retry }: Props) {
  const { t } = useTranslation("common");
  const reason = useReason();
  const help = helpFor(error);
  return (
    <Stack align="center" gap="xs" py="xl" px="md" ta="center" role="alert">
      <Text c="var(--state-bad)" component="span" lh={1}>
        <Icon path={help === "unreachable" ? mdiLanDisconnect : mdiAlertCircleOutline} size={32} />
      </Text>
      <Text fw={600}>{reason(error)}</Text>
      <Text c="dimmed" size="sm" maw="36rem">
        {t(`help.${help}`)}
      </Text>
      {retry !== undefined && (
        <Button variant="default" onClick={retry}>
          {t("retry")}
        </Button>
      )}
    </Stack>
  );
}
