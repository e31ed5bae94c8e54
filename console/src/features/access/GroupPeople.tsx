/** The people of a group: how many, found by name, added and taken out. */
import { ActionIcon, Button, Text, TextInput } from "@mantine/core";
import { mdiClose } from "@mdi/js";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Member } from "@/api/accessGroups";
import classes from "@/features/access/Access.module.css";
import { Adder } from "@/features/access/Adder";
import { EmptyState } from "@/ui/EmptyState";
import { Icon } from "@/ui/Icon";
import { Section } from "@/ui/Section";
import { ThingLink } from "@/ui/ThingLink";

const PAGE = 50;

interface Props {
  people: readonly Member[];
  may: boolean;
  onChange: (people: Member[]) => void;
}

export function GroupPeople({ people, may, onChange }: Props) {
  const { t } = useTranslation("access");
  const [text, setText] = useState("");
  const [most, setMost] = useState(PAGE);
  const words = text.trim().toLocaleLowerCase();
  const fitting = people.filter(({ id, name }) => `${name} ${id}`.toLocaleLowerCase().includes(words));
  return (
    <Section title={t("people.title")} action={<Text size="sm" c="dimmed">{t("people.count", { count: people.length })}</Text>}>
      <div className={classes.fields}>
        {may && (
          <Adder kind="person" label={t("people.add")} without={new Set(people.map(({ id }) => id))} onAdd={(person) => onChange([person, ...people])} />
        )}
        {people.length > 0 && (
          <TextInput size="xs" type="search" label={t("people.search")} value={text} onChange={({ currentTarget }) => setText(currentTarget.value)} />
        )}
      </div>
      {people.length === 0 && <EmptyState title={t("people.none")} next={may && t("people.noneNext")} />}
      {people.length > 0 && fitting.length === 0 && <EmptyState title={t("noneFits")} />}
      <ul className={`${classes.lines ?? ""} ${classes.tall ?? ""}`} aria-label={t("people.title")} tabIndex={-1}>
        {fitting.slice(0, most).map(({ id, name }) => (
          <li key={id} className={classes.line}>
            <span>
              <ThingLink kind="person" id={id}>
                {name || id}
              </ThingLink>{" "}
              <Text span size="xs" c="dimmed">
                {id}
              </Text>
            </span>
            {may && (
              <ActionIcon variant="subtle" color="gray" size={30} aria-label={t("people.remove", { name: name || id })} onClick={() => onChange(people.filter((each) => each.id !== id))}>
                <Icon path={mdiClose} size={16} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {fitting.length > most && (
        <Button size="compact-sm" variant="subtle" onClick={() => setMost(most + PAGE)}>
          {t("people.more")}
        </Button>
      )}
    </Section>
  );
}
