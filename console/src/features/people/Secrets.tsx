/** The PIN, which is set and never shown, and how many fingers and faces are enrolled. */
import { Button, Group, PasswordInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { flag, number } from "@/api/dialect";
import type { Person } from "@/api/people";
import { EditedSection } from "@/features/people/EditedSection";
import classes from "@/features/people/People.module.css";
import { useChange } from "@/features/people/useChange";
import { Problem } from "@/ui/Problem";
import { useReason } from "@/ui/reason";

export function Secrets({ person, editable }: { person: Person; editable: boolean }) {
  const { t } = useTranslation("people");
  const reason = useReason();
  const change = useChange(person.user_id);
  const [problem, setProblem] = useState<string>();
  const hasPin = flag(person.pin_exists);
  const remove = () => {
    change({ pin: "" }).catch((error: unknown) => setProblem(reason(error)));
  };
  return (
    <EditedSection
      title={t("secrets")}
      editable={editable}
      draft={() => ({ pin: "" })}
      save={({ pin }) => change({ pin })}
      form={({ pin }, set) => (
        <PasswordInput
          label={t("newPin")}
          description={t("pinRule")}
          inputMode="numeric"
          autoComplete="new-password"
          pattern="[0-9]{4,32}"
          required
          autoFocus
          value={pin}
          onChange={({ currentTarget: { value } }) => set({ pin: value })}
        />
      )}
    >
      <dl className={classes.fields}>
        <dt>{t("pin")}</dt>
        <dd>
          <Group gap="xs">
            {hasPin ? t("pinSet") : t("pinNone")}
            {hasPin && editable && (
              <Button variant="subtle" size="compact-sm" onClick={remove}>
                {t("pinRemove")}
              </Button>
            )}
          </Group>
        </dd>
        <dt>{t("fingers")}</dt>
        <dd>{number(person.fingerprint_template_count)}</dd>
        <dt>{t("faces")}</dt>
        <dd>{number(person.face_count) + number(person.visual_face_count)}</dd>
      </dl>
      <Problem>{problem}</Problem>
    </EditedSection>
  );
}
