/** The screen of a virtual reader: what a person who stands before it would see. */
import { mdiCardAccountDetailsOutline, mdiCheckBold, mdiCloseThick, mdiDotsHorizontal, mdiPowerOff } from "@mdi/js";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { carriedQuery } from "@/api/bearers";
import type { Answered, SimulatedDevice } from "@/api/simulated";
import classes from "@/features/devices/ReaderScreen.module.css";
import { SCREEN_LOOKS, type ScreenState, screenState } from "@/features/devices/readerWords";
import { Icon } from "@/ui/Icon";

const SIGNS: Record<ScreenState, string> = {
  off: mdiPowerOff,
  scans: mdiCardAccountDetailsOutline,
  granted: mdiCheckBold,
  denied: mdiCloseThick,
  captured: mdiCheckBold,
  waits: mdiDotsHorizontal,
  idle: mdiCardAccountDetailsOutline,
};

interface Props {
  device: SimulatedDevice;
  answered: Answered | null;
}

export function ReaderScreen({ device, answered }: Props) {
  const { t } = useTranslation("devices");
  const state = screenState(device, answered);
  const who = answered?.user_id ?? null;
  const { data: person } = useQuery({ ...carriedQuery(who ?? ""), enabled: who !== null });
  const name = state === "off" || who === null ? "" : (person?.name ?? who);
  return (
    <div className={classes.body}>
      <div className={classes.screen} role="status" aria-label={t("screen.label", { name: device.name })} data-state={SCREEN_LOOKS[state]}>
        <span className={classes.line} aria-hidden={device.online || !device.power}>
          {device.power && !device.online && t("screen.alone")}
        </span>
        <Icon path={SIGNS[state]} size={48} />
        <strong className={classes.verdict}>{t(`screen.${state}`, { what: t(`factor.${device.screen?.scans ?? "card"}`) })}</strong>
        <span className={classes.name}>{name}</span>
        <span className={classes.reason}>{state === "off" ? "" : answered?.reason}</span>
      </div>
      <span className={classes.model} aria-hidden>
        {device.model}
      </span>
    </div>
  );
}
