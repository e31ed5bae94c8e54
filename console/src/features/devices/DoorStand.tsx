/** The door beside a virtual reader, as it stands now, and what somebody could do to it by hand. */
import { Button, Group } from "@mantine/core";
import { mdiDoorClosed, mdiDoorOpen, mdiGestureTapButton, mdiLock, mdiLockOpenVariant } from "@mdi/js";
import { useTranslation } from "react-i18next";
import { moveLeaf, pressExitButton, type SimulatedDoor } from "@/api/simulated";
import classes from "@/features/devices/DoorStand.module.css";
import { DOOR_LOOKS, doorWord } from "@/features/devices/readerWords";
import { useLive } from "@/live/hooks";
import { Icon } from "@/ui/Icon";
import { StateMark } from "@/ui/StateMark";
import { ThingLink } from "@/ui/ThingLink";

interface Props {
  door: SimulatedDoor;
  act: (deed: () => Promise<unknown>) => Promise<void>;
}

export function DoorStand({ door, act }: Props) {
  const { t } = useTranslation("devices");
  const now = useLive("door", String(door.id));
  const word = now ? doorWord(now) : door.relay ? "unlocked" : "locked";
  const unlocked = now?.unlocked ?? door.relay;
  const open = door.sensor_open ?? false;
  return (
    <div className={classes.door}>
      <div className={classes.frame} data-open={open} data-state={DOOR_LOOKS[word]} aria-hidden>
        <div className={classes.leaf}>
          <Icon path={unlocked ? mdiLockOpenVariant : mdiLock} size={20} />
        </div>
      </div>
      <div className={classes.words}>
        <ThingLink kind="door" id={door.id}>
          {door.name}
        </ThingLink>
        <div className={classes.state} role="status" aria-label={t("door.state", { name: door.name })}>
          <StateMark state={DOOR_LOOKS[word]} label={t(`door.${word}`)} />
          <StateMark
            state={unlocked ? "good" : "idle"}
            sign={unlocked ? mdiLockOpenVariant : mdiLock}
            label={unlocked ? t("door.lockOpen") : t("door.lockShut")}
          />
        </div>
        <p className={classes.hint}>{t(`door.hint.${open ? "open" : unlocked ? "unlocked" : "locked"}`)}</p>
        <Group gap="xs">
          {door.sensor_open !== null && (
            <Button
              variant={unlocked && !open ? "filled" : "default"}
              leftSection={<Icon path={open ? mdiDoorClosed : mdiDoorOpen} />}
              onClick={() => void act(() => moveLeaf(door.id, !open))}
            >
              {open ? t("door.close") : unlocked ? t("door.walk") : t("door.force")}
            </Button>
          )}
          {door.exit_button && (
            <Button
              variant="default"
              leftSection={<Icon path={mdiGestureTapButton} />}
              onClick={() => void act(() => pressExitButton(door.id))}
            >
              {t("door.exitButton")}
            </Button>
          )}
        </Group>
      </div>
    </div>
  );
}
