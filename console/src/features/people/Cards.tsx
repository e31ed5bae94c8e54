/** Somebody's cards: added by a scan or by number, taken away. */
import { Button, Group, Text, TextInput } from "@mantine/core";
import { mdiCardAccountDetailsOutline } from "@mdi/js";
import { type SyntheticEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { flag } from "@/api/dialect";
import type { Person } from "@/api/people";
import { CardScan } from "@/features/people/CardScan";
import classes from "@/features/people/People.module.css";
import { useChange } from "@/features/people/useChange";
import { Icon } from "@/ui/Icon";
import { Problem } from "@/ui/Problem";
import { Section } from "@/ui/Section";
import { StateMark } from "@/ui/StateMark";
import { useReason } from "@/ui/reason";

/** A card as it is given to somebody. */
export interface GivenCard {
  card_id: string;
  display_card_id: string;
  card_type: { id: string };
}

const CSN = "0";

export function Cards({ person, editable }: { person: Person; editable: boolean }) {
  const { t } = useTranslation("people");
  const change = useChange(person.user_id);
  const reason = useReason();
  const [problem, setProblem] = useState<string>();
  const held = person.cards.map(({ id }) => ({ id }));
  const give = async (card: GivenCard) => {
    await change({ cards: [...held, card] }, { cards: held });
  };
  const take = (id: string) => {
    setProblem(undefined);
    change({ cards: held.filter((card) => card.id !== id) }, { cards: held }).catch((error: unknown) => setProblem(reason(error)));
  };
  return (
    <Section title={t("cards")}>
      {person.cards.length === 0 && <Text c="dimmed">{t("noCards")}</Text>}
      <ul className={classes.lines}>
        {person.cards.map((card) => (
          <li key={card.id} className={classes.line}>
            <Group gap="xs">
              <Icon path={mdiCardAccountDetailsOutline} />
              <span>{card.display_card_id}</span>
              <Text span c="dimmed" size="sm">
                {card.card_type.name}
              </Text>
              {flag(card.is_blocked) && <StateMark state="bad" label={t("blocked")} />}
            </Group>
            {editable && (
              <Button
                variant="subtle"
                size="compact-sm"
                onClick={() => take(card.id)}
                aria-label={t("takeAwayOf", { number: card.display_card_id })}
              >
                {t("takeAway")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Problem>{problem}</Problem>
      {editable && <AddCard give={give} />}
    </Section>
  );
}

/** Two ways to a card: it is scanned, or its number is known. */
export function AddCard({ give }: { give: (card: GivenCard) => Promise<void> }) {
  const { t } = useTranslation("people");
  const reason = useReason();
  const [way, setWay] = useState<"scan" | "number" | null>(null);
  const [number, setNumber] = useState("");
  const [problem, setProblem] = useState<string>();
  const hand = async (card: GivenCard) => {
    setProblem(undefined);
    try {
      await give(card);
      setWay(null);
      setNumber("");
    } catch (error) {
      setProblem(reason(error));
    }
  };
  const byNumber = (event: SyntheticEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (number.trim()) void hand({ card_id: number.trim(), display_card_id: number.trim(), card_type: { id: CSN } });
  };
  return (
    <>
      {way === null && (
        <Group gap="xs" mt="sm">
          <Button variant="default" onClick={() => setWay("scan")}>
            {t("addByScan")}
          </Button>
          <Button variant="default" onClick={() => setWay("number")}>
            {t("addByNumber")}
          </Button>
        </Group>
      )}
      {way === "scan" && (
        <CardScan
          close={() => setWay(null)}
          done={(card) => hand({ card_id: card.card_id, display_card_id: card.display_card_id, card_type: { id: card.card_type.id } })}
        />
      )}
      {way === "number" && (
        <form onSubmit={byNumber} aria-label={t("addByNumber")}>
          <Group gap="xs" mt="sm" align="end">
            <TextInput
              label={t("cardNumber")}
              inputMode="numeric"
              autoFocus
              value={number}
              onChange={({ currentTarget: { value } }) => setNumber(value)}
            />
            <Button type="submit">{t("add")}</Button>
            <Button variant="default" onClick={() => setWay(null)}>
              {t("common:cancel")}
            </Button>
          </Group>
        </form>
      )}
      <Problem mt="xs">{problem}</Problem>
    </>
  );
}
