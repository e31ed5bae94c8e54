/** What can be done with the doors that are chosen, each after a question that names them. */
import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { commandDoors, type DoorVerb, VERBS } from "@/api/doorCommands";
import { live } from "@/live/hooks";
import { ConfirmMany } from "@/ui/ConfirmMany";
import { toastDone } from "@/ui/toasts";
import type { Selection } from "./board";

export function DoorActs({ chosen }: { chosen: Selection }) {
  const { t } = useTranslation("monitor");
  const [asked, ask] = useState<{ verb: DoorVerb; ids: readonly string[] } | null>(null);
  const act = async (verb: DoorVerb, ids: readonly string[]) => {
    const outcomes = await commandDoors(verb, ids);
    if (outcomes.every(({ code }) => code === "0")) toastDone({ message: t(`done.${verb}`, { count: ids.length }) });
    return outcomes;
  };
  return (
    <>
      <Group gap={4}>
        {VERBS.map((verb) => (
          <Button
            key={verb}
            size="xs"
            variant="default"
            disabled={chosen.size === 0}
            onClick={() => ask({ verb, ids: [...chosen] })}
          >
            {t(`verb.${verb}`)}
          </Button>
        ))}
      </Group>
      {asked && (
        <ConfirmMany
          question={t(`question.${asked.verb}`, { count: asked.ids.length })}
          about={t(`about.${asked.verb}`)}
          verb={t(`verb.${asked.verb}`)}
          things={asked.ids.map((id) => ({ id, name: live.one("door", id)?.name ?? id }))}
          dangerous={asked.verb === "unlock"}
          act={() => act(asked.verb, asked.ids)}
          close={() => ask(null)}
        />
      )}
    </>
  );
}
