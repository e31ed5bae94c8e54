/** Chooses a person, door or device by typing the beginnings of its words, or its id. */
import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Found, findQuery } from "@/api/find";

interface Props {
  kind: "person" | "door" | "device";
  label: string;
  placeholder?: string;
  /** The id of what is chosen. */
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}

const PAUSE = 150;

/** People of the same name are told apart by their ids. */
const labelOf = ({ kind, id, name }: Found): string => (kind === "person" ? `${name || id} (${id})` : name);

/** What is chosen, then what is found. */
function optionsOf(value: string | undefined, chosen: readonly Found[] = [], found: readonly Found[] = []) {
  const all = new Map<string, string>();
  if (value !== undefined) all.set(value, value);
  for (const item of [...chosen.filter(({ id }) => id === value), ...found]) all.set(item.id, labelOf(item));
  return [...all].map(([value, label]) => ({ value, label }));
}

export function ThingPicker({ kind, label, placeholder, value, onChange }: Props) {
  const { t } = useTranslation("common");
  const [typed, setTyped] = useState("");
  const [text] = useDebouncedValue(typed.trim(), PAUSE);
  const { data: chosen } = useQuery(findQuery(value ?? "", [kind]));
  const { data, isFetching } = useQuery(findQuery(text, [kind]));
  const options = useMemo(() => optionsOf(value, chosen?.items, text === "" ? [] : data?.items), [value, chosen, text, data]);
  return (
    <Select
      size="xs"
      label={label}
      placeholder={placeholder}
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("clear", { label }) }}
      data={options}
      filter={({ options }) => options}
      value={value ?? null}
      onChange={(id) => onChange(id ?? undefined)}
      onSearchChange={setTyped}
      nothingFoundMessage={text === "" ? t("typeToFind") : isFetching ? t("loading") : t("nothingFound")}
    />
  );
}
