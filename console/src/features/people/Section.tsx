/** A part of a person's page: shown, or edited in place. What is half entered stays until it is saved or given up. */
import { Button, Group, Text, Title } from "@mantine/core";
import { type ReactNode, type SyntheticEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "@/features/people/People.module.css";
import { useReason } from "@/ui/reason";

interface PlainProps {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}

export function Section({ title, action, children }: PlainProps) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <Group justify="space-between" mih={36} mb={4}>
        <Title order={2} size="h5" id={id}>
          {title}
        </Title>
        {action}
      </Group>
      {children}
    </section>
  );
}

interface Props<D> {
  title: string;
  editable: boolean;
  /** What the form begins with. */
  draft: () => D;
  form: (draft: D, set: (change: Partial<D>) => void) => ReactNode;
  /** Saves; `before` is what the form began with. */
  save: (draft: D, before: D) => Promise<void>;
  children: ReactNode;
}

interface Editing<D> {
  draft: D;
  before: D;
}

export function EditedSection<D extends object>({ title, editable, draft, form, save, children }: Props<D>) {
  const { t } = useTranslation("people");
  const reason = useReason();
  const [editing, setEditing] = useState<Editing<D> | null>(null);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const close = () => {
    setEditing(null);
    setProblem(null);
  };
  const begin = () => {
    const start = draft();
    setEditing({ draft: start, before: start });
  };
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (!editing) return;
    setSaving(true);
    try {
      await save(editing.draft, editing.before);
      close();
    } catch (error) {
      setProblem(error);
    }
    setSaving(false);
  };
  const edit = editable && !editing && (
    <Button variant="subtle" size="compact-sm" onClick={begin} aria-label={t("editOf", { title })}>
      {t("edit")}
    </Button>
  );
  return (
    <Section title={title} action={edit}>
      {editing ? (
        <form onSubmit={(event) => void submit(event)} aria-label={title}>
          {form(editing.draft, (change) => setEditing({ ...editing, draft: { ...editing.draft, ...change } }))}
          {problem !== null && (
            <Text role="alert" size="sm" c="var(--state-bad)" mt="xs">
              {reason(problem)}
            </Text>
          )}
          <Group gap="xs" mt="sm">
            <Button type="submit" loading={saving}>
              {t("save")}
            </Button>
            <Button variant="default" onClick={close}>
              {t("common:cancel")}
            </Button>
          </Group>
        </form>
      ) : (
        children
      )}
    </Section>
  );
}
