/** Deletes one thing of this room and goes back to its list. */
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ListName } from "@/features/access/AccessHead";
import { DeleteButton } from "@/ui/DeleteButton";

interface Props {
  list: ListName;
  id: string;
  name: string;
  /** What it takes away with it. */
  about?: string | undefined;
  /** Why it cannot go. */
  why?: string | undefined;
  remove: (id: string) => Promise<void>;
  stale: readonly string[];
}

export function DeleteThing({ list, remove, stale, ...thing }: Props) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const act = async () => {
    await remove(thing.id);
    await navigate({ to: `/access/${list}`, ignoreBlocker: true });
    await Promise.all(stale.map((key) => queries.invalidateQueries({ queryKey: [key] })));
  };
  return <DeleteButton {...thing} act={act} />;
}
