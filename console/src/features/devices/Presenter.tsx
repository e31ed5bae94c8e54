/** Who stands before a virtual reader, and what he shows it. */
import { Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { mdiCardAccountDetailsOutline, mdiDialpad, mdiFaceRecognition, mdiFingerprint } from "@mdi/js";
import { useQuery } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Bearer, type Carried, carriedQuery, latestBearersQuery } from "@/api/bearers";
import type { Presented, SimulatedDevice } from "@/api/simulated";
import { PersonChoice } from "@/features/devices/PersonChoice";
import { Icon } from "@/ui/Icon";

interface Props {
  device: SimulatedDevice;
  give: (body: Presented) => Promise<void>;
}

export function Presenter({ device, give }: Props) {
  const { t } = useTranslation("devices");
  const [chosen, setChosen] = useState<Bearer | null>(null);
  const { data: latest } = useQuery(latestBearersQuery);
  const person = chosen ?? latest?.[0] ?? null;
  const { data: carried } = useQuery({ ...carriedQuery(person?.id ?? ""), enabled: person !== null });
  const takes = new Set(device.takes);
  return (
    <Stack gap="md">
      <PersonChoice chosen={person} choose={setChosen} />
      {person && (
        <Stack gap="xs">
          {takes.has("card") && <Cards carried={carried?.id === person.id ? carried : undefined} give={give} />}
          <Group gap="xs">
            {takes.has("finger") && (
              <Button variant="default" leftSection={<Icon path={mdiFingerprint} />} onClick={() => void give({ finger: { user: person.id, index: 0, quality: 100 } })}>
                {t("present.finger")}
              </Button>
            )}
            {takes.has("face") && (
              <Button variant="default" leftSection={<Icon path={mdiFaceRecognition} />} onClick={() => void give({ face: { user: person.id } })}>
                {t("present.face")}
              </Button>
            )}
            {takes.has("id") && (
              <Button variant="default" leftSection={<Icon path={mdiDialpad} />} onClick={() => void give({ id: person.id })}>
                {t("present.id", { id: person.id })}
              </Button>
            )}
          </Group>
        </Stack>
      )}
      {takes.has("pin") && <Typed label={t("present.pin")} verb={t("present.enter")} secret give={(pin) => give({ pin })} />}
      {takes.has("card") && (
        <Typed label={t("present.number")} verb={t("present.show")} give={(card) => give({ card })} />
      )}
    </Stack>
  );
}

interface CardsProps {
  carried: Carried | undefined;
  give: Props["give"];
}

function Cards({ carried, give }: CardsProps) {
  const { t } = useTranslation("devices");
  const [chosen, setChosen] = useState<string | null>(null);
  const cards = carried?.cards ?? [];
  const card = cards.find((number) => number === chosen) ?? cards[0];
  if (carried && card === undefined) {
    return (
      <Text size="sm" c="dimmed">
        {t("present.noCard", { name: carried.name })}
      </Text>
    );
  }
  return (
    <Group gap="xs" align="flex-end">
      {cards.length > 1 && (
        <Select aria-label={t("factor.card")} data={[...cards]} value={card ?? null} onChange={setChosen} allowDeselect={false} w="9rem" />
      )}
      <Button
        size="md"
        leftSection={<Icon path={mdiCardAccountDetailsOutline} />}
        disabled={card === undefined}
        onClick={() => card !== undefined && void give({ card })}
      >
        {t("present.card", { number: cards.length > 1 ? "" : (card ?? "") })}
      </Button>
    </Group>
  );
}

interface TypedProps {
  label: string;
  verb: string;
  secret?: boolean;
  give: (text: string) => Promise<void>;
}

function Typed({ label, verb, secret = false, give }: TypedProps) {
  const [text, setText] = useState("");
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (text !== "") void give(text).then(() => secret && setText(""));
  };
  return (
    <form onSubmit={submit}>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          label={label}
          inputMode="numeric"
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.currentTarget.value.replace(/\D/g, ""))}
          maxLength={32}
          style={{ flex: 1 }}
        />
        <Button type="submit" variant="default">
          {verb}
        </Button>
      </Group>
    </form>
  );
}
