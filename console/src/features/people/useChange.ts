/** Changes something about a person, shows the new state, and offers to take it back where that can be. */
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { changePerson, type PersonChange } from "@/api/people";
import { toastDone, toastFailed } from "@/ui/toasts";
import { useReason } from "@/ui/reason";

export type Change = (change: PersonChange, undo?: PersonChange) => Promise<void>;

export function useChange(id: string): Change {
  const { t } = useTranslation("people");
  const reason = useReason();
  const queries = useQueryClient();
  const apply = async (change: PersonChange) => {
    await changePerson(id, change);
    await queries.invalidateQueries({ queryKey: ["people"] });
  };
  return async (change, undo) => {
    await apply(change);
    const takeBack = undo && (() => void apply(undo).catch((error: unknown) => toastFailed(t("notUndone"), reason(error))));
    toastDone({ message: t("saved"), ...(takeBack && { undo: takeBack }) });
  };
}
