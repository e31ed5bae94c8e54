/** Finds doors or people by the beginnings of their words and adds one after the other. */
import { Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { findQuery } from "@/api/find";

const PAUSE = 120;

interface Props {
  kind: "door" | "person";
  label: string;
  /** The ids of those that are there already. */
  without: ReadonlySet<string>;
  onAdd: (thing: { id: string; name: string }) => void;
}

export function Adder({ kind, label, without, onAdd }: Props) {
  const { t } = useTranslation("common");
  const [typed, setTyped] = useState("");
  const [text] = useDebouncedValue(typed.trim(), PAUSE);
  const { data, isFetching } = useQuery(findQuery(text, [kind]));
  const found = text === "" ? [] : (data?.items ?? []).filter(({ id }) => !without.has(id));
  const add = (id: string | null) => {
    const one = found.find((each) => each.id === id);
    if (one) onAdd({ id: one.id, name: one.name });
    setTyped("");
  };
  return (
    <Select
      size="xs"
      label={label}
      placeholder={t("typeToFind")}
      searchable
      value={null}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={add}
      filter={({ options }) => options}
      data={found.map(({ id, name }) => ({ value: id, label: kind === "person" ? `${name || id} (${id})` : name }))}
      nothingFoundMessage={text === "" ? t("typeToFind") : isFetching ? t("loading") : t("nothingFound")}
    />
  );
}
