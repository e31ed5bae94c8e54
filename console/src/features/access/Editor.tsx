/** A page on which one thing is edited as a whole: what is half entered stays until it is saved or given up. */
import { Button, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useBlocker } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "@/features/access/Access.module.css";
import { Problem } from "@/ui/Problem";
import { useReason } from "@/ui/reason";
import section from "@/ui/Section.module.css";
import { toastDone } from "@/ui/toasts";

interface Named {
  name: string;
  description: string;
}

export interface Draft<D> {
  draft: D;
  set: (change: Partial<D>) => void;
  dirty: boolean;
  discard: () => void;
  kept: () => void;
}

export function useDraft<D extends object>(initial: D): Draft<D> {
  const [before, setBefore] = useState(initial);
  const [draft, setDraft] = useState(initial);
  return {
    draft,
    set: (change) => setDraft((now) => ({ ...now, ...change })),
    dirty: JSON.stringify(draft) !== JSON.stringify(before),
    discard: () => setDraft(before),
    kept: () => setBefore(draft),
  };
}

interface Props<D> {
  editing: Draft<D>;
  may: boolean;
  /** Something that is entered does not fit. */
  wrong?: boolean;
  /** Saves and answers the id. */
  save: (draft: D) => Promise<string>;
  /** Of a new thing: where its page is. */
  onSaved: (id: string) => Promise<void>;
  stale: readonly string[];
  children: ReactNode;
}

export function Editor<D extends Named>({ editing, may, wrong = false, save, onSaved, stale, children }: Props<D>) {
  const { t } = useTranslation("access");
  const reason = useReason();
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [saving, setSaving] = useState(false);
  const { draft, dirty, discard, kept } = editing;
  const [leaving, setLeaving] = useState(false);
  useBlocker({
    shouldBlockFn: () => may && dirty && !leaving && !globalThis.confirm(t("leaveQuestion")),
    enableBeforeUnload: () => may && dirty && !leaving,
  });
  const submit = async () => {
    setSaving(true);
    setError(null);
    try {
      const id = await save({ ...draft, name: draft.name.trim() });
      kept();
      setLeaving(true);
      await Promise.all(stale.map((key) => queries.invalidateQueries({ queryKey: [key] })));
      toastDone({ message: t("saved", { name: draft.name.trim() }) });
      await onSaved(id);
    } catch (failure) {
      setError(failure);
    } finally {
      setSaving(false);
      setLeaving(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (may && !wrong) void submit();
      }}
    >
      {children}
      {may && (
        <div className={classes.foot}>
          <Button type="submit" loading={saving} disabled={!dirty || wrong || draft.name.trim() === ""}>
            {t("save")}
          </Button>
          <Button variant="default" disabled={!dirty} onClick={discard}>
            {t("discard")}
          </Button>
          <Problem>{error ? reason(error) : null}</Problem>
        </div>
      )}
    </form>
  );
}

/** What it is called and what it is for. */
export function NameFields<D extends Named>({ editing, may, isNew }: { editing: Draft<D>; may: boolean; isNew: boolean }) {
  const { t } = useTranslation("access");
  const { draft, set } = editing;
  return (
    <div className={`${section.section ?? ""} ${classes.fields ?? ""}`}>
      <TextInput
        label={t("name")}
        value={draft.name}
        onChange={({ currentTarget: { value } }) => set({ name: value } as Partial<D>)}
        readOnly={!may}
        required={may}
        withAsterisk={false}
        maxLength={48}
        autoFocus={isNew}
      />
      <TextInput
        label={t("description")}
        value={draft.description}
        onChange={({ currentTarget: { value } }) => set({ description: value } as Partial<D>)}
        readOnly={!may}
      />
    </div>
  );
}
