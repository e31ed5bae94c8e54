/** What can be done with the devices that are chosen: synchronise, connect, lock, start anew. */
import { Button, Menu, Text } from "@mantine/core";
import { mdiDotsHorizontal, mdiSync } from "@mdi/js";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { commandDevices, connectDevice, syncDevices } from "@/api/devices";
import type { Outcome } from "@/api/dialect";
import { Refused } from "@/api/problem";
import type { DeviceNow } from "@/features/devices/deviceTree";
import { ConfirmMany } from "@/ui/ConfirmMany";
import { Icon } from "@/ui/Icon";
import { toastDone, toastFailed } from "@/ui/toasts";
import { useReason } from "@/ui/reason";

type Act = "lock" | "unlock" | "reboot" | "connect" | "disconnect";

const ACTS: readonly Act[] = ["connect", "disconnect", "lock", "unlock", "reboot"];

interface Props {
  devices: readonly DeviceNow[];
  done: () => void;
}

/** Whether it makes sense for any of them. */
function offered(act: Act, devices: readonly DeviceNow[]): boolean {
  const masters = devices.filter(({ parent_id }) => parent_id === null);
  if (act === "connect") return masters.some(({ state }) => state === "disconnected");
  if (act === "disconnect") return masters.some(({ state }) => state !== "disconnected");
  if (act === "lock") return devices.some(({ locked }) => !locked);
  if (act === "unlock") return devices.some(({ locked }) => locked);
  return devices.length > 0;
}

async function connectAll(devices: readonly DeviceNow[], connected: boolean): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { id, parent_id } of devices) {
    if (parent_id !== null) continue;
    try {
      await connectDevice(id, connected);
      outcomes.push({ id: String(id), code: "0", message: "" });
    } catch (error) {
      if (!(error instanceof Refused) || error.unreachable) throw error;
      outcomes.push({ id: String(id), code: error.code || "1", message: error.message });
    }
  }
  return outcomes;
}

function perform(act: Act, devices: readonly DeviceNow[]): Promise<readonly Outcome[]> {
  if (act === "connect" || act === "disconnect") return connectAll(devices, act === "connect");
  return commandDevices(act, devices.map(({ id }) => id));
}

export function DeviceActs({ devices, done }: Props) {
  const { t } = useTranslation("devices");
  const reason = useReason();
  const [asked, setAsked] = useState<Act | null>(null);
  const count = devices.length;
  if (count === 0) return null;
  const masters = [...new Set(devices.map(({ id, parent_id }) => parent_id ?? id))];
  const sync = async () => {
    try {
      await syncDevices(masters);
      toastDone({ message: t("act.syncBegun", { count: masters.length }) });
      done();
    } catch (error) {
      toastFailed(t("act.sync"), reason(error));
    }
  };
  return (
    <>
      {count > 1 && <Text size="sm">{t("chosen", { count })}</Text>}
      <Button variant="default" leftSection={<Icon path={mdiSync} />} onClick={() => void sync()}>
        {t("act.sync")}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<Icon path={mdiDotsHorizontal} />}>
            {t("act.more")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {ACTS.filter((act) => offered(act, devices)).map((act) => (
            <Menu.Item key={act} onClick={() => setAsked(act)}>
              {t(`act.${act}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {asked && (
        <ConfirmMany
          question={t(`act.question.${asked}`, { count })}
          about={t(`act.about.${asked}`)}
          verb={t(`act.${asked}`)}
          things={devices.map(({ id, name }) => ({ id: String(id), name }))}
          dangerous={asked !== "connect" && asked !== "unlock"}
          act={() => perform(asked, devices)}
          close={() => {
            setAsked(null);
            done();
          }}
        />
      )}
    </>
  );
}
