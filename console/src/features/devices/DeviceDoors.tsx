/** The doors that a device serves, as they stand now. */
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { doorsAtQuery } from "@/api/devices";
import classes from "@/features/devices/Devices.module.css";
import type { DeviceNow } from "@/features/devices/deviceTree";
import { DOOR_LOOKS, doorWord } from "@/features/devices/readerWords";
import { useLiveAll } from "@/live/hooks";
import { StateMark } from "@/ui/StateMark";
import { ThingLink } from "@/ui/ThingLink";

export function DeviceDoors({ device }: { device: DeviceNow }) {
  const { t } = useTranslation("devices");
  const all = useLiveAll("door");
  const { data: ids } = useQuery({ ...doorsAtQuery(device.id), enabled: device.parent_id !== null });
  const doors = all.filter((door) => (device.parent_id === null ? door.device_id === device.id : ids?.has(door.id)));
  if (doors.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t("doors.none")}
      </Text>
    );
  }
  return (
    <ul className={classes.things}>
      {doors.map((door) => (
        <li key={door.id}>
          <ThingLink kind="door" id={door.id}>
            {door.name}
          </ThingLink>
          <StateMark state={DOOR_LOOKS[doorWord(door)]} label={t(`door.${doorWord(door)}`)} />
        </li>
      ))}
    </ul>
  );
}
