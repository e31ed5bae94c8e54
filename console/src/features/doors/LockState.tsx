/** How a door stands: its lock and who keeps it so, whether it is open, its alarms. */
import { Group } from "@mantine/core";
import { mdiDoorClosed, mdiDoorOpen, mdiLanDisconnect, mdiLock, mdiLockOpenVariant } from "@mdi/js";
import { useTranslation } from "react-i18next";
import type { Values } from "@/live/values";
import { StateMark } from "@/ui/StateMark";

type Door = Values["door"];

export const needsAttention = (door: Door): boolean => door.alarms.length > 0 || !door.online;

export function LockState({ door }: { door: Door }) {
  const { t } = useTranslation("doors");
  if (!door.online) return <StateMark state="bad" sign={mdiLanDisconnect} label={t("offline")} />;
  const by = door.lock_by ? ` (${t(`by.${door.lock_by}`)})` : "";
  const kept = door.lock !== "normal";
  return (
    <Group gap="sm" wrap="nowrap">
      <StateMark
        state={kept ? "warn" : door.unlocked ? "info" : "good"}
        sign={door.unlocked ? mdiLockOpenVariant : mdiLock}
        label={t(`lock.${door.lock === "normal" && door.unlocked ? "opened" : door.lock}`) + by}
      />
      {door.open !== null && (
        <StateMark state={door.open ? "info" : "idle"} sign={door.open ? mdiDoorOpen : mdiDoorClosed} label={door.open ? t("open") : t("closed")} />
      )}
    </Group>
  );
}

export function Alarms({ door }: { door: Door }) {
  const { t } = useTranslation("doors");
  return door.alarms.map((name) => <StateMark key={name} state="bad" label={t(`alarm.${name}`)} />);
}
