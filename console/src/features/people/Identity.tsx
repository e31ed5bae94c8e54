/** Who somebody is: name, e-mail, telephone, department, title, user group; and the photo. */
import { Button, FileButton, Group, Select, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Person, userGroupsQuery } from "@/api/people";
import { EditedSection } from "@/features/people/EditedSection";
import classes from "@/features/people/People.module.css";
import { photoOf } from "@/features/people/photo";
import { useChange } from "@/features/people/useChange";
import { Avatar } from "@/ui/Avatar";
import { Problem } from "@/ui/Problem";
import { useReason } from "@/ui/reason";

const TEXTS = ["name", "email", "phone", "department", "user_title"] as const;
const LABELS = { name: "name", email: "email", phone: "phone", department: "department", user_title: "jobTitle" } as const;

interface Draft extends Record<(typeof TEXTS)[number], string> {
  group: string;
}

const draftOf = (person: Person): Draft => ({
  name: person.name,
  email: person.email ?? "",
  phone: person.phone ?? "",
  department: person.department ?? "",
  user_title: person.user_title ?? "",
  group: person.user_group_id.id,
});

const changeOf = ({ group, ...texts }: Draft) => ({ ...texts, user_group_id: { id: group } });

export function GroupSelect({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { t } = useTranslation("people");
  const { data } = useQuery(userGroupsQuery);
  return (
    <Select
      label={t("field.group")}
      data={(data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
      value={value}
      onChange={(id) => id !== null && onChange(id)}
      allowDeselect={false}
      searchable
    />
  );
}

export function Identity({ person, editable }: { person: Person; editable: boolean }) {
  const { t } = useTranslation("people");
  const change = useChange(person.user_id);
  return (
    <EditedSection
      title={t("identity")}
      editable={editable}
      draft={() => draftOf(person)}
      save={(draft, before) => change(changeOf(draft), changeOf(before))}
      form={(draft, set) => (
        <Stack gap="xs">
          {TEXTS.map((name) => (
            <TextInput
              key={name}
              label={t(`field.${LABELS[name]}`)}
              value={draft[name]}
              type={name === "email" ? "email" : "text"}
              autoComplete="off"
              data-autofocus={name === "name" ? true : undefined}
              autoFocus={name === "name"}
              onChange={({ currentTarget: { value } }) => set({ [name]: value })}
            />
          ))}
          <GroupSelect value={draft.group} onChange={(group) => set({ group })} />
        </Stack>
      )}
    >
      <Photo person={person} editable={editable} />
      <dl className={classes.fields}>
        <dt>{t("field.id")}</dt>
        <dd>{person.user_id}</dd>
        {TEXTS.filter((name) => person[name]).map((name) => (
          <Field key={name} label={t(`field.${LABELS[name]}`)} value={person[name] ?? ""} />
        ))}
        <Field label={t("field.group")} value={person.user_group_id.name ?? ""} />
      </dl>
    </EditedSection>
  );
}

function Field({ label, value }: { label: string; value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}

function Photo({ person, editable }: { person: Person; editable: boolean }) {
  const { t } = useTranslation("people");
  const reason = useReason();
  const change = useChange(person.user_id);
  const [problem, setProblem] = useState<string>();
  const set = (photo: Promise<string>) => {
    setProblem(undefined);
    photo.then((data) => change({ photo: data }, { photo: person.photo ?? "" })).catch((error: unknown) => setProblem(reason(error)));
  };
  return (
    <Group mb="sm" gap="md">
      <Avatar name={person.name || person.user_id} photo={person.photo && `data:image/jpeg;base64,${person.photo}`} size={72} />
      {editable && (
        <Group gap="xs">
          <FileButton accept="image/*" onChange={(file) => file && set(photoOf(file))}>
            {(props) => (
              <Button {...props} variant="default" size="compact-sm">
                {person.photo ? t("photo.change") : t("photo.add")}
              </Button>
            )}
          </FileButton>
          {person.photo && (
            <Button variant="subtle" size="compact-sm" onClick={() => set(Promise.resolve(""))}>
              {t("photo.remove")}
            </Button>
          )}
        </Group>
      )}
      <Problem>{problem}</Problem>
    </Group>
  );
}
