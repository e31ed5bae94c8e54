/** All devices, slaves under their masters: how each stands and whether it holds what it should. */
import { Button, Checkbox, TextInput } from "@mantine/core";
import { mdiCardAccountDetailsOutline, mdiChip, mdiMagnify } from "@mdi/js";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "@/api/me";
import { simulatedQuery } from "@/api/simulated";
import { DeviceActs } from "@/features/devices/DeviceActs";
import { useDeviceColumns } from "@/features/devices/deviceColumns";
import classes from "@/features/devices/Devices.module.css";
import { treeOf } from "@/features/devices/deviceTree";
import { useLine, useLiveAll } from "@/live/hooks";
import { DataList } from "@/ui/DataList";
import { EmptyState } from "@/ui/EmptyState";
import { Icon } from "@/ui/Icon";
import { PageHead } from "@/ui/PageHead";

const toggled = (before: ReadonlySet<string>, id: string) =>
  new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]);

export function DevicesPage() {
  const { t } = useTranslation("devices");
  const { q = "", attention = false } = useSearch({ from: "/devices" });
  const navigate = useNavigate();
  const rights = useRights();
  const devices = useLiveAll("device");
  const known = useLine() === "open" || devices.length > 0;
  const { data: simulated } = useQuery(simulatedQuery);
  const writes = rights.writes("Device");
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const choice = useMemo(() => {
    const select = (id: string) => setSelected((before) => toggled(before, id));
    return writes ? { selected, select } : null;
  }, [selected, writes]);
  const columns = useDeviceColumns(choice);
  const rows = useMemo(() => treeOf(devices, q, attention), [devices, q, attention]);
  const chosen = useMemo(() => devices.filter(({ id }) => selected.has(String(id))), [devices, selected]);
  const search = (changes: { q?: string | undefined; attention?: boolean | undefined }) =>
    void navigate({ to: "/devices", search: (before) => ({ ...before, ...changes }), replace: true });
  return (
    <>
      <PageHead
        title={t("title")}
        actions={
          simulated !== undefined &&
          simulated.length > 0 &&
          writes && (
            <Button
              renderRoot={(props) => <Link to="/devices/readers" {...props} />}
              variant="default"
              leftSection={<Icon path={mdiCardAccountDetailsOutline} />}
            >
              {t("readers.title")}
            </Button>
          )
        }
      />
      <div className={classes.tools}>
        <TextInput
          aria-label={t("search")}
          placeholder={t("search")}
          leftSection={<Icon path={mdiMagnify} />}
          value={q}
          onChange={(event) => search({ q: event.currentTarget.value || undefined })}
        />
        <Checkbox
          label={t("attention")}
          checked={attention}
          onChange={(event) => search({ attention: event.currentTarget.checked || undefined })}
        />
        <div className={classes.acts}>
          {writes && <DeviceActs devices={chosen} done={() => setSelected(new Set())} />}
        </div>
      </div>
      <DataList
        label={t("title")}
        columns={columns}
        rows={known ? rows : undefined}
        rowId={({ device }) => String(device.id)}
        selected={selected}
        {...(choice && { onSelect: choice.select })}
        onOpen={({ device }) => void navigate({ to: "/devices/$id", params: { id: String(device.id) } })}
        empty={
          devices.length === 0 ? (
            <EmptyState icon={mdiChip} title={t("empty")} next={t("emptyNext")} />
          ) : (
            <EmptyState
              icon={mdiChip}
              title={attention && q === "" ? t("wellAll") : t("nothing")}
              action={
                <Button variant="default" onClick={() => search({ q: undefined, attention: undefined })}>
                  {t("showAll")}
                </Button>
              }
            />
          )
        }
      />
    </>
  );
}
