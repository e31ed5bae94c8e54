/** What a device is, and how it stands. */
import { mdiLock } from "@mdi/js";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { addressOf, clocksQuery, type Device } from "@/api/devices";
import classes from "@/features/devices/Devices.module.css";
import { type DeviceNow, STATE_LOOKS } from "@/features/devices/deviceTree";
import { useLive, useLiveAll } from "@/live/hooks";
import { StateMark } from "@/ui/StateMark";
import { ThingLink } from "@/ui/ThingLink";
import { WhenText } from "@/ui/WhenText";

interface Props {
  device: Device;
  now: DeviceNow;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function DeviceFacts({ device, now }: Props) {
  const { t } = useTranslation("devices");
  const { version } = device;
  const address = addressOf(device);
  return (
    <dl className={classes.facts}>
      <Fact name={t("column.state")}>
        <StateMark state={STATE_LOOKS[now.state]} label={t(`state.${now.state}`)} />{" "}
        {now.locked && <StateMark state="warn" sign={mdiLock} label={t("locked")} />}
      </Fact>
      <Fact name={t("column.id")}>{now.id}</Fact>
      <Fact name={t("column.model")}>{now.model}</Fact>
      <Fact name={t("column.group")}>{now.group.name}</Fact>
      <Fact name={t("facts.firmware")}>
        {version.firmware} {version.firmware_rev}
      </Fact>
      {now.parent_id === null ? (
        <>
          <Fact name={t("facts.address")}>
            {address?.at ?? "–"} {address?.dhcp && t("facts.dhcp")}
          </Fact>
          <Clock id={now.id} />
        </>
      ) : (
        <Master id={now.parent_id} />
      )}
      <Slaves id={now.id} />
    </dl>
  );
}

function Master({ id }: { id: number }) {
  const { t } = useTranslation("devices");
  const master = useLive("device", String(id));
  return (
    <Fact name={t("facts.master")}>
      <ThingLink kind="device" id={id}>
        {master?.name ?? id}
      </ThingLink>
    </Fact>
  );
}

function Slaves({ id }: { id: number }) {
  const { t } = useTranslation("devices");
  const slaves = useLiveAll("device").filter((device) => device.parent_id === id);
  if (slaves.length === 0) return null;
  return (
    <Fact name={t("facts.slaves")}>
      <ul className={classes.things}>
        {slaves.map((slave) => (
          <li key={slave.id}>
            <ThingLink kind="device" id={slave.id}>
              {slave.name}
            </ThingLink>
            <StateMark state={STATE_LOOKS[slave.state]} label={t(`state.${slave.state}`)} compact />
          </li>
        ))}
      </ul>
    </Fact>
  );
}

function Clock({ id }: { id: number }) {
  const { t, i18n } = useTranslation("devices");
  const { data } = useQuery(clocksQuery);
  const clock = data?.find(({ device }) => device.id === id);
  const ahead = clock && Math.abs(clock.drift_seconds) >= 0.05 ? clock.drift_seconds : 0;
  const seconds = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 }).format(Math.abs(ahead));
  return (
    <Fact name={t("facts.clock")}>
      {!clock && <span aria-hidden>–</span>}
      {clock && (ahead === 0 ? t("facts.clockRight") : ahead > 0 ? t("facts.ahead", { seconds }) : t("facts.behind", { seconds }))}
      {clock && (
        <span className={classes.dim}>
          {" "}
          <WhenText at={clock.read_at} />
        </span>
      )}
    </Fact>
  );
}
