/** The access groups of somebody, and what they amount to in doors. */
import { MultiSelect, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { accessGroupsQuery, type Person, personDoorsQuery } from "@/api/people";
import { EditedSection } from "@/features/people/EditedSection";
import classes from "@/features/people/People.module.css";
import { doorsByHours } from "@/features/people/hours";
import { useChange } from "@/features/people/useChange";
import { StateMark } from "@/ui/StateMark";
import { useReason } from "@/ui/reason";

interface SelectProps {
  /** Those that the person is in already, for who may not list the others. */
  held?: readonly { id: string; name?: string }[];
  value: string[];
  onChange: (ids: string[]) => void;
}

export function AccessGroupsSelect({ held = [], value, onChange }: SelectProps) {
  const { t } = useTranslation("people");
  const { data = held } = useQuery(accessGroupsQuery);
  return (
    <MultiSelect
      label={t("field.access")}
      data={data.map(({ id, name }) => ({ value: String(id), label: name ?? String(id) }))}
      value={value}
      onChange={onChange}
      searchable
      clearable
      hidePickedOptions
    />
  );
}

const groupsOf = (ids: string[]) => ({ access_groups: ids.map((id) => ({ id })) });

export function Access({ person, editable }: { person: Person; editable: boolean }) {
  const { t } = useTranslation("people");
  const change = useChange(person.user_id);
  return (
    <EditedSection
      title={t("access")}
      editable={editable}
      draft={() => ({ groups: person.access_groups.map(({ id }) => id) })}
      save={({ groups }, before) => change(groupsOf(groups), groupsOf(before.groups))}
      form={({ groups }, set) => <AccessGroupsSelect held={person.access_groups} value={groups} onChange={(chosen) => set({ groups: chosen })} />}
    >
      <Text mb="xs">{person.access_groups.map(({ name }) => name).join(", ") || t("noAccess")}</Text>
      <Doors id={person.user_id} />
    </EditedSection>
  );
}

function Doors({ id }: { id: string }) {
  const { t, i18n } = useTranslation("people");
  const reason = useReason();
  const { data, error } = useQuery(personDoorsQuery(id));
  if (error) return <Text c="dimmed">{reason(error)}</Text>;
  if (!data) {
    return (
      <Text c="dimmed" aria-busy>
        {t("common:loading")}
      </Text>
    );
  }
  return (
    <>
      {data.refusal && (
        <Text component="div" mb="xs">
          <StateMark state="warn" label={t("passesNowhere", { reason: data.refusal.reason })} />
        </Text>
      )}
      <Text fw={600}>{t("doors", { count: data.items.length })}</Text>
      <ul className={classes.lines}>
        {doorsByHours(data.items, i18n.language).map(({ is, words, doors }) => (
          <li key={`${is} ${words}`}>
            <Text span c="dimmed">
              {t(`hours.${is === "week" && words === "" ? "never" : is}`, { words })}
            </Text>{" "}
            {doors.join(", ")}
          </li>
        ))}
      </ul>
    </>
  );
}
