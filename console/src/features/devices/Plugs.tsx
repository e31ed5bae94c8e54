/** What can be pulled at a virtual reader: its network, its power, its housing. */
import { Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type Plug, type SimulatedDevice, switchPlug } from "@/api/simulated";
import classes from "@/features/devices/Readers.module.css";

interface Props {
  device: SimulatedDevice;
  act: (deed: () => Promise<unknown>) => Promise<void>;
}

export function Plugs({ device, act }: Props) {
  const { t } = useTranslation("devices");
  const plug = (name: Plug) => (
    <Switch
      size="sm"
      label={t(`plug.${name}`)}
      checked={device[name]}
      onChange={(event) => {
        const on = event.currentTarget.checked;
        void act(() => switchPlug(device.id, name, on));
      }}
    />
  );
  return (
    <fieldset className={classes.plugs}>
      <legend className={classes.legend}>{t("plug.title")}</legend>
      {plug("network")}
      {plug("power")}
      {plug("tamper")}
    </fieldset>
  );
}
