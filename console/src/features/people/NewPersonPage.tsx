/** Somebody new, in a minute: name, groups, card. */
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type SyntheticEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRights } from "@/api/me";
import { createPerson, nextIdQuery } from "@/api/people";
import { AccessGroupsSelect } from "@/features/people/Access";
import { AddCard, type GivenCard } from "@/features/people/Cards";
import { GroupSelect } from "@/features/people/Identity";
import classes from "@/features/people/People.module.css";
import { ALWAYS } from "@/lib/period";
import { EmptyState } from "@/ui/EmptyState";
import { PageHead } from "@/ui/PageHead";
import { Problem } from "@/ui/Problem";
import { useReason } from "@/ui/reason";
import { toastDone } from "@/ui/toasts";

const ALL_USERS = "1";

export function NewPersonPage() {
  const { t } = useTranslation("people");
  const mayWrite = useRights().writes("User");
  return (
    <>
      <PageHead title={t("new.title")} about={t("new.about")} />
      {mayWrite ? <Form /> : <EmptyState title={t("common:help.forbidden")} />}
    </>
  );
}

function Form() {
  const { t } = useTranslation("people");
  const reason = useReason();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { data: free } = useQuery(nextIdQuery);
  const [name, setName] = useState("");
  const [ownId, setOwnId] = useState<string>();
  const [group, setGroup] = useState(ALL_USERS);
  const [access, setAccess] = useState<string[]>([]);
  const [cards, setCards] = useState<GivenCard[]>([]);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string>();
  const id = ownId ?? free ?? "";

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    setSaving(true);
    setProblem(undefined);
    try {
      await createPerson({
        user_id: id,
        name: name.trim(),
        user_group_id: { id: group },
        access_groups: access.map((each) => ({ id: each })),
        cards,
        start_datetime: ALWAYS.start,
        expiry_datetime: ALWAYS.expiry,
      });
      void queries.invalidateQueries({ queryKey: ["people"] });
      toastDone({ message: t("new.done", { name: name.trim() }) });
      await navigate({ to: "/people/$id", params: { id } });
    } catch (error) {
      setProblem(reason(error));
      setSaving(false);
    }
  };
  return (
    <Stack className={classes.form} gap="sm">
      <form id="new-person" onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          <TextInput label={t("field.name")} required autoFocus autoComplete="off" value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <TextInput label={t("field.id")} required autoComplete="off" value={id} onChange={(event) => setOwnId(event.currentTarget.value)} />
          <GroupSelect value={group} onChange={setGroup} />
          <AccessGroupsSelect value={access} onChange={setAccess} />
        </Stack>
      </form>
      <div role="group" aria-label={t("cards")}>
        <Text fw={500} size="sm">
          {t("cards")}
        </Text>
        <ul className={classes.lines}>
          {cards.map((card) => (
            <li key={card.card_id} className={classes.line}>
              <span>{card.display_card_id}</span>
              <Button
                variant="subtle"
                size="compact-sm"
                onClick={() => setCards(cards.filter((each) => each !== card))}
                aria-label={t("takeAwayOf", { number: card.display_card_id })}
              >
                {t("takeAway")}
              </Button>
            </li>
          ))}
        </ul>
        <AddCard
          give={(card) => {
            setCards((before) => [...before.filter((each) => each.card_id !== card.card_id), card]);
            return Promise.resolve();
          }}
        />
      </div>
      <Problem>{problem}</Problem>
      <Group gap="xs">
        <Button type="submit" form="new-person" loading={saving}>
          {t("new.create")}
        </Button>
        <Button variant="default" onClick={() => void navigate({ to: "/people" })}>
          {t("common:cancel")}
        </Button>
      </Group>
    </Stack>
  );
}
