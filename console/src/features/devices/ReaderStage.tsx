/** One virtual reader: who stands there and what he shows, what its screen says, and its door. */
import { Text, Title } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useQueryClient } from "@tanstack/react-query";
import { present, type Presented, type SimulatedDevice, simulatedQuery } from "@/api/simulated";
import { DoorStand } from "@/features/devices/DoorStand";
import { Plugs } from "@/features/devices/Plugs";
import { Presenter } from "@/features/devices/Presenter";
import { ReaderScreen } from "@/features/devices/ReaderScreen";
import classes from "@/features/devices/Readers.module.css";
import { useAnswered } from "@/features/devices/useAnswered";
import { LatestEvents } from "@/ui/LatestEvents";
import { Problem } from "@/ui/Problem";
import { useReason } from "@/ui/reason";

export function ReaderStage({ device }: { device: SimulatedDevice }) {
  const { t } = useTranslation("devices");
  const reason = useReason();
  const queries = useQueryClient();
  const [answered, show] = useAnswered();
  const [failure, setFailure] = useState<string | null>(null);
  const doorIds = device.doors.map(({ id }) => id).join();
  const place = useMemo(
    () => ({ devices: [device.id], doors: doorIds === "" ? [] : doorIds.split(",").map(Number) }),
    [device.id, doorIds],
  );
  const refresh = () => queries.invalidateQueries({ queryKey: simulatedQuery.queryKey });
  /** Does something at the simulated site, and looks again. */
  const act = async (deed: () => Promise<unknown>) => {
    setFailure(null);
    try {
      await deed();
    } catch (error) {
      setFailure(reason(error));
    }
    await refresh();
  };
  const give = (body: Presented) => act(async () => show(await present(device.id, body)));
  return (
    <div className={classes.stage}>
      <section className={classes.panel} aria-labelledby="presenter">
        <Title order={2} id="presenter" className={classes.step}>
          {t("present.title")}
        </Title>
        <Presenter device={device} give={give} />
      </section>
      <section className={classes.panel} aria-labelledby="screen">
        <Title order={2} id="screen" className={classes.step}>
          {t("screen.title", { name: device.name })}
        </Title>
        <ReaderScreen device={device} answered={answered} />
        <Plugs device={device} act={act} />
      </section>
      <section className={classes.panel} aria-labelledby="door">
        <Title order={2} id="door" className={classes.step}>
          {t("door.title")}
        </Title>
        {device.doors.length === 0 && (
          <Text size="sm" c="dimmed">
            {t("door.none")}
          </Text>
        )}
        {device.doors.map((door) => (
          <DoorStand key={door.id} door={door} act={act} />
        ))}
      </section>
      <Problem className={classes.wide}>{failure}</Problem>
      <section className={classes.wide} aria-labelledby="happened">
        <Title order={2} id="happened" className={classes.step}>
          {t("events")}
        </Title>
        <LatestEvents label={t("events")} place={place} />
      </section>
    </div>
  );
}
