/** The form of a level: name, what it is for, a right in each part. Predefined levels are only shown. */
import { Button, Group, SegmentedControl, Stack, Text, TextInput, Title } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Fragment, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Right } from "@/api/me";
import { deleteLevel, keepLevel, type Level, type LevelDraft, levelsQuery, MODULES } from "@/api/operatorLevels";
import classes from "@/features/settings/settings.module.css";
import { DeleteButton } from "@/ui/DeleteButton";
import { Problem } from "@/ui/Problem";
import { useReason } from "@/ui/reason";
import { toastDone } from "@/ui/toasts";

const RIGHTS: readonly Right[] = ["none", "read", "write"];

export function LevelForm({ level, mayChange }: { level: Level; mayChange: boolean }) {
  const { t } = useTranslation("settings");
  const reason = useReason();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<LevelDraft>(level);
  const [error, setError] = useState<unknown>(null);
  const isNew = level.id === "new";

  const leave = async () => {
    await queries.invalidateQueries({ queryKey: levelsQuery.queryKey });
    await navigate({ to: "/settings" });
  };
  const save = async () => {
    setError(null);
    try {
      await keepLevel(isNew ? null : level.id, draft);
      await leave();
      toastDone({ message: t("level.saved", { name: draft.name }) });
    } catch (failure) {
      setError(failure);
    }
  };
  const remove = async () => {
    await deleteLevel(level.id);
    await leave();
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack gap="md" maw="40rem">
        {!level.custom && (
          <Text size="sm" c="dimmed">
            {t("level.predefined")}
          </Text>
        )}
        <TextInput
          label={t("level.name")}
          value={draft.name}
          onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
          readOnly={!mayChange}
          required={mayChange}
          maxLength={48}
          autoFocus={isNew}
        />
        <TextInput
          label={t("level.about")}
          value={draft.description}
          onChange={(event) => setDraft({ ...draft, description: event.currentTarget.value })}
          readOnly={!mayChange}
        />
        <RightsGrid draft={draft} onChange={mayChange ? setDraft : undefined} />
        {!isNew && <Operators level={level} />}
        <Problem>{error ? reason(error) : null}</Problem>
        {mayChange && (
          <Group justify="space-between">
            <Button type="submit" disabled={draft.name.trim() === ""}>
              {t("level.save")}
            </Button>
            {!isNew && level.operators.length === 0 && <DeleteButton id={level.id} name={level.name} act={remove} />}
          </Group>
        )}
      </Stack>
    </form>
  );
}

interface GridProps {
  draft: LevelDraft;
  onChange: ((draft: LevelDraft) => void) | undefined;
}

function RightsGrid({ draft, onChange }: GridProps) {
  const { t } = useTranslation("settings");
  return (
    <section aria-labelledby="rights">
      <Title order={2} size="h5" mb="xs" id="rights">
        {t("level.rights")}
      </Title>
      <div className={classes.rights}>
        {MODULES.map((module) => (
          <Fragment key={module}>
            <Text size="sm" id={`right-${module}`}>
              {t(`module.${module}`)}
            </Text>
            <SegmentedControl
              size="xs"
              aria-labelledby={`right-${module}`}
              readOnly={!onChange}
              value={draft.rights[module] ?? "none"}
              onChange={(right) => onChange?.({ ...draft, rights: { ...draft.rights, [module]: right } })}
              data={RIGHTS.map((right) => ({ value: right, label: t(`right.${right}`) }))}
            />
          </Fragment>
        ))}
      </div>
    </section>
  );
}

function Operators({ level }: { level: Level }) {
  const { t } = useTranslation("settings");
  return (
    <section aria-labelledby="operators">
      <Title order={2} size="h5" mb="xs" id="operators">
        {t("level.operators")}
      </Title>
      {level.operators.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("level.nobody")}
        </Text>
      ) : (
        <Group gap="md">
          {level.operators.map(({ id, name }) => (
            <Link key={id} to={`/people/${id}` as "/people"}>
              {name}
            </Link>
          ))}
        </Group>
      )}
    </section>
  );
}
