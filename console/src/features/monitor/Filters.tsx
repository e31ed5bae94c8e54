/** Which events are shown: chips for classes, and for people, doors and devices that are found by name. */
import { Button, Select } from "@mantine/core";
import { mdiAccount, mdiChip, mdiClose, mdiDoor } from "@mdi/js";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EventFilter } from "@/api/events";
import { findQuery } from "@/api/find";
import { useLive } from "@/live/hooks";
import { Icon } from "@/ui/Icon";
import { EVENT_LOOKS } from "@/ui/eventClass";
import { CLASSES, THINGS, type ThingKind, toggled } from "./filter";
import classes from "./Filters.module.css";

const SIGNS: Record<ThingKind, string> = { person: mdiAccount, door: mdiDoor, device: mdiChip };

interface Props {
  filter: EventFilter;
  change: (filter: EventFilter) => void;
}

export function Filters({ filter, change }: Props) {
  const { t } = useTranslation("monitor");
  const toggle = (kind: keyof EventFilter, value: string) => change(toggled(filter, kind, value));
  const filtered = Object.keys(filter).length > 0;
  return (
    <div className={classes.bar} role="group" aria-label={t("filters")}>
      {CLASSES.map((name) => (
        <button
          key={name}
          type="button"
          className={classes.chip}
          data-state={EVENT_LOOKS[name].state}
          aria-pressed={filter.class?.includes(name) ?? false}
          onClick={() => toggle("class", name)}
        >
          <Icon path={EVENT_LOOKS[name].sign} size={15} />
          {t(`class.${name}`)}
        </button>
      ))}
      <span className={classes.gap} />
      {THINGS.flatMap((kind) =>
        (filter[kind] ?? []).map((id) => <ThingChip key={`${kind} ${id}`} kind={kind} id={id} drop={() => toggle(kind, id)} />),
      )}
      <FindThing
        found={(kind, id) => {
          if (!filter[kind]?.includes(id)) toggle(kind, id);
        }}
      />
      {filtered && (
        <Button variant="subtle" size="compact-sm" onClick={() => change({})}>
          {t("clearFilters")}
        </Button>
      )}
    </div>
  );
}

function ThingChip({ kind, id, drop }: { kind: ThingKind; id: string; drop: () => void }) {
  const { t } = useTranslation("monitor");
  const door = useLive("door", kind === "door" ? id : "");
  const device = useLive("device", kind === "device" ? id : "");
  const { data } = useQuery({ ...findQuery(id, ["person"]), enabled: kind === "person", staleTime: 600_000 });
  const person = data?.items.find((item) => item.id === id);
  const name = door?.name ?? device?.name ?? person?.name ?? id;
  return (
    <button type="button" className={classes.chip} aria-pressed onClick={drop} aria-label={t("dropFilter", { name })}>
      <Icon path={SIGNS[kind]} size={15} />
      {name}
      <Icon path={mdiClose} size={13} />
    </button>
  );
}

/** A field that finds by name; what is chosen becomes a chip. */
function FindThing({ found }: { found: (kind: ThingKind, id: string) => void }) {
  const { t } = useTranslation("monitor");
  const [typed, setTyped] = useState("");
  const { data } = useQuery(findQuery(typed, THINGS));
  const options = THINGS.map((kind) => ({
    group: t(`thing.${kind}`),
    items: (typed === "" ? [] : (data?.items ?? []))
      .filter((item) => item.kind === kind)
      .map(({ id, name }) => ({ value: `${kind} ${id}`, label: name || id })),
  })).filter(({ items }) => items.length > 0);
  return (
    <Select
      className={classes.find}
      size="xs"
      aria-label={t("addFilter")}
      placeholder={t("addFilter")}
      searchable
      value={null}
      searchValue={typed}
      onSearchChange={setTyped}
      data={options}
      filter={({ options: all }) => all}
      nothingFoundMessage={typed === "" ? undefined : t("nothingFound")}
      onOptionSubmit={(value) => {
        const [kind, ...id] = value.split(" ");
        found(kind as ThingKind, id.join(" "));
        setTyped("");
      }}
    />
  );
}
