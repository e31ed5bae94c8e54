/** Asks before something is done to one or many: names them, does it, and says per thing what became of it. */
import { Button, Group, List, Modal, ScrollArea, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Outcome } from "@/api/dialect";
import { Refused } from "@/api/problem";
import { Problem } from "@/ui/Problem";
import { StateMark } from "@/ui/StateMark";
import { useReason } from "@/ui/reason";

export interface Thing {
  id: string;
  name: string;
}

interface Props {
  /** What will be done: "Open 3 doors?" */
  question: string;
  /** What that means, where it is not plain. */
  about?: string;
  /** The word on the button: "Open". */
  verb: string;
  things: readonly Thing[];
  dangerous?: boolean;
  /** Does it; resolves with what became of each that failed, or of all. */
  act: () => Promise<readonly Outcome[]>;
  close: () => void;
}

type Phase = { is: "asking" } | { is: "doing" } | { is: "done"; outcomes: readonly Outcome[] } | { is: "failed"; error: unknown };

function Result({ outcome }: { outcome: Outcome | undefined }) {
  const { t } = useTranslation("common");
  const reason = useReason();
  if (!outcome || outcome.code === "0") return <StateMark state="good" label={t("confirm.done")} />;
  const why = new Refused(400, outcome.code, outcome.message || t("confirm.failed"));
  return <StateMark state="bad" label={reason(why)} />;
}

export function ConfirmMany({ question, about, verb, things, dangerous = false, act, close }: Props) {
  const { t } = useTranslation("common");
  const reason = useReason();
  const [phase, setPhase] = useState<Phase>({ is: "asking" });
  const doIt = async () => {
    setPhase({ is: "doing" });
    try {
      const outcomes = await act();
      if (outcomes.every((outcome) => outcome.code === "0")) close();
      else setPhase({ is: "done", outcomes });
    } catch (error) {
      setPhase({ is: "failed", error });
    }
  };
  const over = phase.is === "done";
  return (
    <Modal opened onClose={close} title={question} closeButtonProps={{ "aria-label": t("close") }}>
      <Stack gap="sm">
        {about !== undefined && <Text size="sm">{about}</Text>}
        <ScrollArea.Autosize mah="50vh" type="auto" tabIndex={0}>
          <List listStyleType="none" spacing={4}>
            {things.map(({ id, name }) => (
              <List.Item key={id}>
                <Group justify="space-between" gap="xs">
                  <span>{name}</span>
                  {phase.is === "done" && <Result outcome={phase.outcomes.find((outcome) => outcome.id === id)} />}
                </Group>
              </List.Item>
            ))}
          </List>
        </ScrollArea.Autosize>
        <Problem>{phase.is === "failed" ? reason(phase.error) : null}</Problem>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close} data-autofocus={dangerous || over ? true : undefined}>
            {over ? t("close") : t("cancel")}
          </Button>
          {!over && (
            <Button
              color={dangerous ? "red.8" : undefined}
              loading={phase.is === "doing"}
              onClick={() => void doIt()}
              data-autofocus={dangerous ? undefined : true}
            >
              {phase.is === "failed" ? t("retry") : verb}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
