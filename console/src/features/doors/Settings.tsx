/** What a door is called and how long it opens, and the devices that it is made of. */
import { Button, NativeSelect, NumberInput, Stack, Text, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { number } from "@/api/dialect";
import { changeDoor, doorGroupsQuery } from "@/api/doors";
import { useRights } from "@/api/me";
import type { components } from "@/api/schema";
import { Problem } from "@/ui/Problem";
import { ThingLink } from "@/ui/ThingLink";
import { useReason } from "@/ui/reason";
import { toastDone } from "@/ui/toasts";

type Door = components["schemas"]["DoorAnswer"]["Door"];

export function Settings({ door }: { door: Door }) {
  const { t } = useTranslation("doors");
  const may = useRights().writes("Door");
  const reason = useReason();
  const queries = useQueryClient();
  const { data: groups = [] } = useQuery(doorGroupsQuery);
  const [name, setName] = useState(door.name);
  const [seconds, setSeconds] = useState<number | string>(number(door.open_duration));
  const [held, setHeld] = useState<number | string>(number(door.open_timeout));
  const [group, setGroup] = useState(door.door_group_id.id);
  const [error, setError] = useState<unknown>(null);
  const keep = async (event: SyntheticEvent) => {
    event.preventDefault();
    try {
      await changeDoor(door.id, { name, open_duration: String(seconds), open_timeout: String(held), door_group_id: { id: group } });
      setError(null);
      toastDone({ message: t("kept") });
      await queries.invalidateQueries({ queryKey: ["doors"] });
    } catch (error) {
      setError(error);
    }
  };
  const devices = [
    ["entry", door.entry_device_id],
    ["exit", door.exit_device_id],
    ["relay", door.relay_output_id?.device_id],
    ["sensor", door.sensor_input_id?.device_id],
    ["button", door.exit_button_input_id?.device_id],
  ] as const;
  return (
    <form onSubmit={(event) => void keep(event)}>
      <Stack gap="sm">
        <TextInput label={t("name")} value={name} readOnly={!may} required onChange={({ currentTarget }) => setName(currentTarget.value)} />
        <NativeSelect label={t("group")} value={group} disabled={!may} data={groups.map(({ id, name }) => ({ value: id, label: name }))} onChange={({ currentTarget }) => setGroup(currentTarget.value)} />
        <NumberInput label={t("openSeconds")} value={seconds} readOnly={!may} min={1} onChange={setSeconds} />
        <NumberInput label={t("heldSeconds")} value={held} readOnly={!may} min={0} onChange={setHeld} />
        {devices.map(([part, device]) => device?.id && (
          <Text key={part} size="sm">
            {t(`part.${part}`)}: <ThingLink kind="device" id={device.id}>{device.name || device.id}</ThingLink>
          </Text>
        ))}
        <Problem>{error === null ? null : reason(error)}</Problem>
        {may && <Button type="submit" variant="default" w="fit-content">{t("keep")}</Button>}
      </Stack>
    </form>
  );
}
