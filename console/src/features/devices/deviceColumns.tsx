/** The columns of the list of devices. */
import { Checkbox } from "@mantine/core";
import { mdiLock, mdiSubdirectoryArrowRight } from "@mdi/js";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import classes from "@/features/devices/Devices.module.css";
import { type Branch, CONTENT_LOOKS, STATE_LOOKS } from "@/features/devices/deviceTree";
import type { Column } from "@/ui/DataList";
import { Icon } from "@/ui/Icon";
import { StateMark } from "@/ui/StateMark";
import { ThingLink } from "@/ui/ThingLink";

export interface Choice {
  selected: ReadonlySet<string>;
  select: (id: string) => void;
}

export function useDeviceColumns(choice: Choice | null): Column<Branch>[] {
  const { t } = useTranslation("devices");
  return useMemo(() => {
    const boxes: Column<Branch> = {
      id: "chosen",
      header: "",
      meta: { width: "1.5rem", always: true },
      cell: ({ row: { original: { device } } }) => (
        <Checkbox
          size="xs"
          tabIndex={-1}
          aria-label={t("choose", { name: device.name })}
          checked={choice?.selected.has(String(device.id)) ?? false}
          onChange={() => choice?.select(String(device.id))}
        />
      ),
    };
    const columns: Column<Branch>[] = [
      {
        id: "name",
        header: t("column.name"),
        meta: { width: "minmax(9rem, 2fr)", always: true },
        cell: ({ row: { original: { device, depth } } }) => (
          <span className={classes.name} data-depth={depth}>
            {depth > 0 && <Icon path={mdiSubdirectoryArrowRight} size={16} directed label={t("slave")} />}
            <ThingLink kind="device" id={device.id} tabIndex={-1}>
              {device.name}
            </ThingLink>
          </span>
        ),
      },
      {
        id: "state",
        header: t("column.state"),
        meta: { width: "minmax(7.5rem, 1fr)", always: true },
        cell: ({ row: { original: { device } } }) => (
          <span className={classes.states}>
            <StateMark state={STATE_LOOKS[device.state]} label={t(`state.${device.state}`)} />
            {device.locked && <StateMark state="warn" sign={mdiLock} label={t("locked")} compact />}
          </span>
        ),
      },
      {
        id: "content",
        header: t("column.content"),
        cell: ({ row: { original: { device: { content } } } }) =>
          content !== null && <StateMark state={CONTENT_LOOKS[content] ?? "idle"} label={t(`content.${content}`)} />,
      },
      { id: "model", header: t("column.model"), cell: ({ row: { original: { device } } }) => device.model },
      { id: "group", header: t("column.group"), cell: ({ row: { original: { device } } }) => device.group.name },
      { id: "id", header: t("column.id"), meta: { numeric: true }, cell: ({ row: { original: { device } } }) => device.id },
    ];
    return choice ? [boxes, ...columns] : columns;
  }, [t, choice]);
}
