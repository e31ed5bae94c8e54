/** Filters that the operator has kept under a name. */
import { ActionIcon, Button, Popover, TextInput } from "@mantine/core";
import { mdiClose, mdiContentSaveOutline } from "@mdi/js";
import { type SyntheticEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { EventFilter } from "@/api/events";
import { prefer, usePreferences } from "@/api/preferences";
import { Icon } from "@/ui/Icon";
import { toastDone, toastFailed } from "@/ui/toasts";
import { useReason } from "@/ui/reason";
import { type SavedTab, sameFilter, tabsOf } from "./filter";
import classes from "./SavedTabs.module.css";

const KEY = "monitor";
const LONGEST = 40;

interface Props {
  filter: EventFilter;
  change: (filter: EventFilter) => void;
}

export function SavedTabs({ filter, change }: Props) {
  const { t } = useTranslation("monitor");
  const reason = useReason();
  const { tabs: all } = usePreferences();
  const tabs = tabsOf(all[KEY]);
  const keep = (kept: SavedTab[]) =>
    prefer({ tabs: { ...all, [KEY]: kept } }).catch((error: unknown) => toastFailed(t("tabs.notKept"), reason(error)));
  const drop = (tab: SavedTab) => {
    void keep(tabs.filter((each) => each !== tab));
    toastDone({ message: t("tabs.dropped", { name: tab.name }), undo: () => void keep(tabs) });
  };
  const known = [{ name: t("tabs.all"), filter: {} }, ...tabs].some((tab) => sameFilter(tab.filter, filter));
  return (
    <nav className={classes.tabs} aria-label={t("tabs.label")}>
      <Tab name={t("tabs.all")} current={sameFilter({}, filter)} show={() => change({})} />
      {tabs.map((tab) => {
        const current = sameFilter(tab.filter, filter);
        return (
          <span key={tab.name} className={classes.kept}>
            <Tab name={tab.name} current={current} show={() => change(tab.filter)} />
            {current && (
              <ActionIcon variant="subtle" color="gray" size="xs" aria-label={t("tabs.drop", { name: tab.name })} onClick={() => drop(tab)}>
                <Icon path={mdiClose} size={13} />
              </ActionIcon>
            )}
          </span>
        );
      })}
      {!known && <KeepTab keep={(name) => keep([...tabs.filter((tab) => tab.name !== name), { name, filter }])} />}
    </nav>
  );
}

function Tab({ name, current, show }: { name: string; current: boolean; show: () => void }) {
  return (
    <button type="button" className={classes.tab} aria-current={current ? "true" : undefined} onClick={show}>
      {name}
    </button>
  );
}

function KeepTab({ keep }: { keep: (name: string) => Promise<unknown> }) {
  const { t } = useTranslation("monitor");
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (name.trim() === "") return;
    void keep(name.trim());
    setOpen(false);
    setName("");
  };
  return (
    <Popover opened={open} onChange={setOpen} trapFocus withinPortal shadow="md">
      <Popover.Target>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<Icon path={mdiContentSaveOutline} size={15} />}
          onClick={() => setOpen(!open)}
        >
          {t("tabs.keep")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit} className={classes.form}>
          <TextInput label={t("tabs.name")} size="xs" maxLength={LONGEST} value={name} onChange={(event) => setName(event.target.value)} />
          <Button type="submit" size="xs" disabled={name.trim() === ""}>
            {t("tabs.save")}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
