/** A part of a person's page that is edited in place. What is half entered stays until it is saved or given up. */
import { Button, Group } from "@mantine/core";
import { type ReactNode, type SyntheticEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "@/ui/Problem";
import { Section } from "@/ui/Section";
import { useReason } from "@/ui/reason";

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
          <Problem mt="xs">{problem === null ? null : reason(problem)}</Problem>
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
