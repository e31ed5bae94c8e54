/** Chooses a person: the latest to begin with, anybody by the beginnings of his words. */
import { Combobox, Loader, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { mdiAccountSearchOutline } from "@mdi/js";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Bearer, latestBearersQuery } from "@/api/bearers";
import { findQuery, type FoundKind } from "@/api/find";
import { Icon } from "@/ui/Icon";

const PAUSE = 120;
const PEOPLE: readonly FoundKind[] = ["person"];

interface Props {
  chosen: Bearer | null;
  choose: (person: Bearer | null) => void;
}

export function PersonChoice({ chosen, choose }: Props) {
  const { t } = useTranslation("devices");
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() });
  const [text, setText] = useState("");
  const [sought] = useDebouncedValue(text.trim(), PAUSE);
  const { data: latest } = useQuery(latestBearersQuery);
  const { data: found, isFetching } = useQuery(findQuery(sought, PEOPLE));
  const options: readonly (Bearer & { detail?: string })[] = (sought === "" ? latest : found?.items) ?? [];
  const pick = (id: string) => {
    const person = options.find((option) => option.id === id);
    if (person) choose({ id: person.id, name: person.name });
    setText("");
    box.closeDropdown();
  };
  return (
    <Combobox store={box} onOptionSubmit={pick} shadow="md">
      <Combobox.Target>
        <TextInput
          label={t("present.who")}
          placeholder={t("present.search")}
          leftSection={<Icon path={mdiAccountSearchOutline} />}
          rightSection={isFetching ? <Loader size="xs" /> : null}
          value={box.dropdownOpened ? text : (chosen?.name ?? text)}
          onFocus={() => box.openDropdown()}
          onClick={() => box.openDropdown()}
          onBlur={() => box.closeDropdown()}
          onChange={(event) => {
            setText(event.currentTarget.value);
            box.openDropdown();
            box.resetSelectedOption();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options>
          {sought === "" && options.length > 0 && <Combobox.Header>{t("present.latest")}</Combobox.Header>}
          {options.map(({ id, name, detail }) => (
            <Combobox.Option key={id} value={id}>
              {name} {detail !== undefined && detail !== "" && `· ${detail}`}
            </Combobox.Option>
          ))}
          {options.length === 0 && !isFetching && <Combobox.Empty>{t("present.nobody")}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
