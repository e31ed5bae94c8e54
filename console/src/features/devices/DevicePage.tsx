/** One device: how it stands, what it is, what it holds against what it should hold, its doors, and what happened there. */
import { Anchor, Button, Skeleton, Title } from "@mantine/core";
import { mdiCardAccountDetailsOutline } from "@mdi/js";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { deviceQuery } from "@/api/devices";
import { useRights } from "@/api/me";
import { DeviceActs } from "@/features/devices/DeviceActs";
import { DeviceContent } from "@/features/devices/DeviceContent";
import { DeviceDoors } from "@/features/devices/DeviceDoors";
import { DeviceFacts } from "@/features/devices/DeviceFacts";
import classes from "@/features/devices/Devices.module.css";
import { useLive } from "@/live/hooks";
import { ErrorState } from "@/ui/ErrorState";
import { Icon } from "@/ui/Icon";
import { LatestEvents } from "@/ui/LatestEvents";
import { PageHead } from "@/ui/PageHead";

const nothing = () => undefined;

export function DevicePage() {
  const { t } = useTranslation("devices");
  const { id } = useParams({ from: "/devices/$id" });
  const { data, error, refetch } = useQuery(deviceQuery(id));
  const now = useLive("device", id);
  const rights = useRights();
  const writes = rights.writes("Device");
  const place = useMemo(() => ({ devices: [Number(id)], doors: [] }), [id]);
  if (error) return <ErrorState error={error} retry={() => void refetch()} />;
  return (
    <>
      <PageHead
        title={now?.name ?? data?.name ?? t("title")}
        about={
          <Anchor renderRoot={(props) => <Link to="/devices" {...props} />} size="sm">
            {t("title")}
          </Anchor>
        }
        actions={
          writes &&
          now && (
            <>
              {now.simulated && (
                <Button
                  renderRoot={(props) => <Link to="/devices/readers" search={{ reader: now.id }} {...props} />}
                  variant="default"
                  leftSection={<Icon path={mdiCardAccountDetailsOutline} />}
                >
                  {t("readers.one")}
                </Button>
              )}
              <DeviceActs devices={[now]} done={nothing} />
            </>
          )
        }
      />
      <div className={classes.page}>
        <section className={classes.panel} aria-labelledby="facts">
          <Title order={2} id="facts" className={classes.heading}>
            {t("facts.title")}
          </Title>
          {data && now ? <DeviceFacts device={data} now={now} /> : <Skeleton height={220} aria-busy />}
        </section>
        {now && now.parent_id === null && (
          <section className={classes.panel} aria-labelledby="content">
            <Title order={2} id="content" className={classes.heading}>
              {t("holds.title")}
            </Title>
            <DeviceContent id={now.id} content={now.content} online={now.state === "online"} />
          </section>
        )}
        <section className={classes.panel} aria-labelledby="doors">
          <Title order={2} id="doors" className={classes.heading}>
            {t("doors.title")}
          </Title>
          {now && <DeviceDoors device={now} />}
        </section>
        {rights.reads("Monitoring") && (
          <section className={classes.panel} aria-labelledby="happened">
            <Title order={2} id="happened" className={classes.heading}>
              {t("events")}
            </Title>
            <LatestEvents label={t("events")} place={place} limit={12} />
          </section>
        )}
      </div>
    </>
  );
}
