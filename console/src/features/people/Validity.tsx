/** From when to when somebody is valid, and whether he is disabled. */
import { Stack, Switch, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { flag } from "@/api/dialect";
import type { Person } from "@/api/people";
import { EditedSection } from "@/features/people/EditedSection";
import classes from "@/features/people/People.module.css";
import { useChange } from "@/features/people/useChange";
import { ALWAYS, fromField, isOpenEnd, isOpenStart, toField } from "@/lib/period";
import { WhenText } from "@/ui/WhenText";

interface Draft {
  from: string;
  until: string;
  disabled: boolean;
}

const draftOf = (person: Person): Draft => ({
  from: isOpenStart(person.start_datetime) ? "" : toField(person.start_datetime),
  until: isOpenEnd(person.expiry_datetime) ? "" : toField(person.expiry_datetime),
  disabled: flag(person.disabled),
});

const changeOf = ({ from, until, disabled }: Draft) => ({
  start_datetime: fromField(from, ALWAYS.start),
  expiry_datetime: fromField(until, ALWAYS.expiry),
  disabled,
});

export function Validity({ person, editable }: { person: Person; editable: boolean }) {
  const { t } = useTranslation("people");
  const change = useChange(person.user_id);
  const { start_datetime: start, expiry_datetime: expiry } = person;
  return (
    <EditedSection
      title={t("validity")}
      editable={editable}
      draft={() => draftOf(person)}
      save={(draft) =>
        change(changeOf(draft), { start_datetime: start, expiry_datetime: expiry, disabled: flag(person.disabled) })
      }
      form={(draft, set) => (
        <Stack gap="xs">
          <TextInput
            type="datetime-local"
            label={t("field.from")}
            description={t("openStart")}
            value={draft.from}
            onChange={({ currentTarget: { value } }) => set({ from: value })}
          />
          <TextInput
            type="datetime-local"
            label={t("field.until")}
            description={t("openEnd")}
            value={draft.until}
            onChange={({ currentTarget: { value } }) => set({ until: value })}
          />
          <Switch
            label={t("field.disabled")}
            checked={draft.disabled}
            onChange={({ currentTarget: { checked } }) => set({ disabled: checked })}
          />
        </Stack>
      )}
    >
      <dl className={classes.fields}>
        <dt>{t("field.from")}</dt>
        <dd>{isOpenStart(start) ? t("always") : <WhenText at={start} />}</dd>
        <dt>{t("field.until")}</dt>
        <dd>{isOpenEnd(expiry) ? t("noEnd") : <WhenText at={expiry} />}</dd>
        <dt>{t("field.disabled")}</dt>
        <dd>{flag(person.disabled) ? t("yes") : t("no")}</dd>
      </dl>
    </EditedSection>
  );
}
