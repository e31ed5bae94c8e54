/** Commands to doors, each with what became of it. */
import { answer, server } from "@/api/client";
import type { Outcome } from "@/api/dialect";

export const VERBS = ["open", "unlock", "lock", "release", "clear_alarm"] as const;
export type DoorVerb = (typeof VERBS)[number];

/** Has doors do it. Fails as a whole where not one of them did. */
export async function commandDoors(verb: DoorVerb, ids: readonly string[]): Promise<readonly Outcome[]> {
  const body = { DoorCollection: { rows: ids.map((id) => ({ id })) } };
  const done = await answer(server.POST(`/api/doors/${verb}` as const, { body }));
  return done.DoorResponse.rows.map(({ id, code }) => ({ id, code, message: "" }));
}
