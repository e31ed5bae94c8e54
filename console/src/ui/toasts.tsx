/** Short words at the edge of the screen: what was done, with undo where there is one. Nothing that must be answered. */
import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { mdiAlertCircle, mdiCheck } from "@mdi/js";
import i18next from "i18next";
import { Icon } from "@/ui/Icon";

const LONG = 8_000;

interface Done {
  message: string;
  /** Takes it back; offered as long as the words are there. */
  undo?: () => void;
}

/** Tells what was done. */
export function toastDone({ message, undo }: Done): void {
  const id = crypto.randomUUID();
  const takeBack = () => {
    notifications.hide(id);
    undo?.();
  };
  notifications.show({
    id,
    autoClose: LONG,
    withBorder: true,
    closeButtonProps: { "aria-label": i18next.t("common:close") },
    icon: <Icon path={mdiCheck} />,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        {undo && (
          <Button size="compact-sm" variant="subtle" onClick={takeBack}>
            {i18next.t("common:undo")}
          </Button>
        )}
      </Group>
    ),
  });
}

/** Tells what failed; stays until it is closed. */
export function toastFailed(title: string, message: string): void {
  notifications.show({
    title,
    message,
    color: "red",
    autoClose: false,
    withBorder: true,
    role: "alert",
    closeButtonProps: { "aria-label": i18next.t("common:close") },
    icon: <Icon path={mdiAlertCircle} />,
  });
}
