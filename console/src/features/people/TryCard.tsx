/** Shows one of somebody's cards to a simulated reader, and what its door does. */
import { Button, Group, Select, Text } from "@mantine/core";
import { mdiLock, mdiLockOpenVariant } from "@mdi/js";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Card } from "@/api/people";
import { type Answered, present, simulatedQuery } from "@/api/simulated";
import { useLive } from "@/live/hooks";
import { Problem } from "@/ui/Problem";
import { Section } from "@/ui/Section";
import { StateMark } from "@/ui/StateMark";
import { useReason } from "@/ui/reason";

function Door({ id, name }: { id: number; name: string }) {
  const { t } = useTranslation("people");
  const door = useLive("door", String(id));
  if (!door) return null;
  return door.unlocked ? (
    <StateMark state="good" sign={mdiLockOpenVariant} label={t("doorOpen", { name })} />
  ) : (
    <StateMark state="idle" sign={mdiLock} label={t("doorLocked", { name })} />
  );
}

export function TryCard({ cards }: { cards: readonly Card[] }) {
  const { t } = useTranslation("people");
  const reason = useReason();
  const { data: simulated } = useQuery(simulatedQuery);
  const readers = simulated?.filter(({ takes, screen }) => screen && takes.includes("card")) ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const [answer, setAnswer] = useState<Answered>();
  const [problem, setProblem] = useState<string>();
  const card = cards[0];
  const reader = readers.find(({ id }) => String(id) === chosen) ?? readers[0];
  if (!card || !reader) return null;
  const show = () => {
    setProblem(undefined);
    setAnswer(undefined);
    present(reader.id, { card: card.card_id }).then(setAnswer, (error: unknown) => setProblem(reason(error)));
  };
  return (
    <Section title={t("try.title")}>
      <Text size="sm" c="dimmed" mb="xs">
        {t("try.about")}
      </Text>
      <Group gap="xs" align="end">
        <Select
          label={t("reader")}
          data={readers.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={String(reader.id)}
          onChange={(id) => {
            setChosen(id);
            setAnswer(undefined);
          }}
          allowDeselect={false}
          searchable
        />
        <Button onClick={show}>{t("try.show")}</Button>
      </Group>
      <div role="status">
        {answer && (
          <Text component="div" mt="sm">
            <StateMark state={answer.verdict === "granted" ? "good" : "bad"} label={t(`verdict.${answer.verdict}`)} />
            <Text size="sm">{answer.reason}</Text>
          </Text>
        )}
        {reader.doors.map(({ id, name }) => (
          <Door key={id} id={id} name={name} />
        ))}
      </div>
      <Problem>{problem}</Problem>
    </Section>
  );
}
