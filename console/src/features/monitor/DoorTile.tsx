/** A door on the board: lock, leaf, alarms and device, as they are now. */
import { mdiDoorClosed, mdiDoorOpen, mdiLanDisconnect, mdiLock, mdiLockOpenVariant } from "@mdi/js";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "@/live/hooks";
import { StateMark } from "@/ui/StateMark";
import classes from "./BoardPage.module.css";
import type { Door } from "./board";

interface Props {
  id: string;
  index: number;
  count: number;
  chosen: boolean;
  active: boolean;
}

function Lock({ door }: { door: Door }) {
  const { t } = useTranslation("monitor");
  const by = door.lock_by ? ` · ${t(`by.${door.lock_by}`)}` : "";
  if (door.lock === "locked") return <StateMark state="bad" sign={mdiLock} label={t("lock.locked") + by} />;
  if (door.lock === "unlocked") return <StateMark state="warn" sign={mdiLockOpenVariant} label={t("lock.unlocked") + by} />;
  if (door.unlocked) return <StateMark state="good" sign={mdiLockOpenVariant} label={t("lock.passage")} />;
  return <StateMark state="idle" sign={mdiLock} label={t("lock.normal")} />;
}

function Leaf({ door }: { door: Door }) {
  const { t } = useTranslation("monitor");
  if (door.open === null) return <StateMark state="idle" sign={mdiDoorClosed} label={t("leaf.unknown")} />;
  if (door.open) return <StateMark state="info" sign={mdiDoorOpen} label={t("leaf.open")} />;
  return <StateMark state="idle" sign={mdiDoorClosed} label={t("leaf.closed")} />;
}

export const DoorTile = memo(function DoorTile({ id, index, count, chosen, active }: Props) {
  const { t } = useTranslation("monitor");
  const door = useLive("door", id);
  if (!door) return <div className={classes.tile} role="option" aria-selected={false} />;
  return (
    <div
      className={classes.tile}
      role="option"
      aria-selected={chosen}
      aria-setsize={count}
      aria-posinset={index + 1}
      tabIndex={active ? 0 : -1}
      data-door={id}
      data-state={door.alarms.length > 0 ? "bad" : door.online ? undefined : "warn"}
    >
      <div className={classes.name} title={`${door.name} · ${door.group.name}`}>
        {door.name}
      </div>
      <Lock door={door} />
      <Leaf door={door} />
      <div className={classes.trouble}>
        {door.alarms.map((alarm) => (
          <StateMark key={alarm} state="bad" label={t(`alarm.${alarm}`)} />
        ))}
        {!door.online && <StateMark state="warn" sign={mdiLanDisconnect} label={t("offline")} />}
      </div>
    </div>
  );
});
