/** Operator levels: what their operators may do, and who they are. */
import { queryOptions } from "@tanstack/react-query";
import { flag, flagText } from "@/api/dialect";
import { answer, server } from "@/api/client";
import type { Module, Right } from "@/api/me";
import type { components } from "@/api/schema";

type Row = components["schemas"]["PermissionRow"];

export interface Level {
  id: string;
  name: string;
  description: string;
  /** One that somebody made; the others stay as they are. */
  custom: boolean;
  rights: Record<Module, Right>;
  operators: readonly { id: string; name: string }[];
}

/** The parts of the product that there are so far, in the order of the rooms. */
export const MODULES = ["Monitoring", "User", "Door", "AccessControl", "Device", "Setting"] as const satisfies readonly Module[];

const FIRST_CUSTOM = 4;
const LAST_CUSTOM = 252;

function levelOf({ id, name, description, module, operators }: Row): Level {
  const rights = Object.entries(module).map(([name, may]) => [name, flag(may.write) ? "write" : flag(may.read) ? "read" : "none"]);
  return {
    id,
    name,
    description,
    custom: Number(id) >= FIRST_CUSTOM && Number(id) <= LAST_CUSTOM,
    rights: Object.fromEntries(rights) as Record<Module, Right>,
    operators: operators.map(({ user_id, name = "" }) => ({ id: user_id, name })),
  };
}

export const levelsQuery = queryOptions({
  queryKey: ["levels"],
  queryFn: async ({ signal }) =>
    (await answer(server.GET("/api/permissions", { signal }))).PermissionCollection.rows.map(levelOf),
});

export interface LevelDraft {
  name: string;
  description: string;
  rights: Partial<Record<Module, Right>>;
}

const modules = (rights: LevelDraft["rights"]) =>
  Object.fromEntries(
    Object.entries(rights).map(([module, right]) => [
      module,
      { read: flagText(right !== "none"), write: flagText(right === "write") },
    ]),
  );

/** Changes a level, or makes one where no id is given; answers its id. */
export async function keepLevel(id: string | null, { name, description, rights }: LevelDraft): Promise<string> {
  const body = { Permission: { name, description, module: modules(rights), filter: {} } };
  if (id === null) return (await answer(server.POST("/api/permissions", { body }))).Permission.id;
  await answer(server.PUT("/api/permissions/{id}", { params: { path: { id } }, body }));
  return id;
}

export async function deleteLevel(id: string): Promise<void> {
  await answer(server.DELETE("/api/permissions/{id}", { params: { path: { id } } }));
}
