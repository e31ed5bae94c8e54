/** A card is read at a reader: choose it, present, done. At a simulated reader the card is presented from here. */
import { Button, Group, Progress, Select, Text, TextInput } from "@mantine/core";
import { useInterval } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { cardReadersQuery, type ScannedCard, scanCard, scanSecondsQuery } from "@/api/readers";
import { present, simulatedQuery } from "@/api/simulated";
import classes from "@/features/people/People.module.css";
import { Problem } from "@/ui/Problem";
import { useReason } from "@/ui/reason";

interface Props {
  /** Takes the card that was read. */
  done: (card: ScannedCard) => Promise<void>;
  close: () => void;
}

const newNumber = () => String(10_000_000 + (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 90_000_000);

export function CardScan({ done, close }: Props) {
  const { t } = useTranslation("people");
  const reason = useReason();
  const { data: readers, error } = useQuery(cardReadersQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  const reader = chosen ?? readers?.[0]?.id ?? null;
  const [problem, setProblem] = useState<string>();
  const [waiting, setWaiting] = useState(false);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);

  const scan = async () => {
    if (reader === null) return;
    const controller = new AbortController();
    running.current = controller;
    setProblem(undefined);
    setWaiting(true);
    try {
      await done(await scanCard(reader, controller.signal));
    } catch (failure) {
      if (!controller.signal.aborted) setProblem(reason(failure));
    }
    if (running.current === controller) setWaiting(false);
  };
  const cancel = () => {
    running.current?.abort();
    setWaiting(false);
  };
  return (
    <div className={classes.scan} role="group" aria-label={t("addByScan")}>
      <Select
        label={t("reader")}
        data={(readers ?? []).map(({ id, name }) => ({ value: id, label: name ?? id }))}
        value={reader}
        onChange={setChosen}
        allowDeselect={false}
        searchable
        disabled={waiting}
        nothingFoundMessage={t("noReaders")}
      />
      {waiting && reader !== null ? (
        <Waiting reader={reader} name={readers?.find(({ id }) => id === reader)?.name ?? reader} cancel={cancel} />
      ) : (
        <Group gap="xs" mt="sm">
          <Button onClick={() => void scan()} disabled={reader === null}>
            {problem ? t("common:retry") : t("startScan")}
          </Button>
          <Button variant="default" onClick={close}>
            {t("common:cancel")}
          </Button>
        </Group>
      )}
      <Problem mt="xs">{problem ?? (error ? reason(error) : null)}</Problem>
    </div>
  );
}

/** The wait for the card, as long as the reader waits. */
function Waiting({ reader, name, cancel }: { reader: string; name: string; cancel: () => void }) {
  const { t } = useTranslation("people");
  const reason = useReason();
  const { data: seconds = 10 } = useQuery(scanSecondsQuery(reader));
  const { data: simulated } = useQuery(simulatedQuery);
  const [gone, setGone] = useState(0);
  useInterval(() => setGone((before) => before + 1), 1000, { autoInvoke: true });
  const [number, setNumber] = useState(newNumber);
  const [problem, setProblem] = useState<string>();
  const virtual = simulated?.some(({ id, takes }) => String(id) === reader && takes.includes("card")) ?? false;
  const show = () => {
    present(Number(reader), { card: number }).catch((error: unknown) => setProblem(reason(error)));
  };
  const left = Math.max(0, seconds - gone);
  return (
    <>
      <Text mt="sm" role="status">
        {t("presentAt", { name })}
      </Text>
      <Progress value={(left / seconds) * 100} mt={4} aria-label={t("secondsLeft", { count: left })} />
      <Text size="sm" c="dimmed">
        {t("secondsLeft", { count: left })}
      </Text>
      {virtual && (
        <Group gap="xs" mt="xs" align="end">
          <TextInput
            label={t("virtualCard")}
            inputMode="numeric"
            value={number}
            onChange={({ currentTarget: { value } }) => setNumber(value)}
          />
          <Button onClick={show} autoFocus>
            {t("presentHere")}
          </Button>
        </Group>
      )}
      <Problem>{problem}</Problem>
      <Button variant="default" mt="sm" onClick={cancel}>
        {t("cancelScan")}
      </Button>
    </>
  );
}
