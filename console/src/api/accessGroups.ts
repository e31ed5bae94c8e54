/** Access groups: who belongs together, and which access levels they have. */
import { queryOptions } from "@tanstack/react-query";
import { answer, server } from "@/api/client";

export interface Member {
  id: string;
  name: string;
}

export interface AccessGroupDraft {
  name: string;
  description: string;
  people: Member[];
  userGroups: string[];
  levels: string[];
}

export type AccessGroup = AccessGroupDraft & { id: string; userGroupNames: string[] };

interface Row {
  id: string;
  name: string;
  description: string;
  users: { user_id: string; name?: string }[];
  user_groups: { id: string; name: string }[];
  access_levels: { id: string }[];
}

const groupOf = ({ id, name, description, users, user_groups, access_levels }: Row): AccessGroup => ({
  id,
  name,
  description,
  people: users.map(({ user_id, name = "" }) => ({ id: user_id, name })),
  userGroups: user_groups.map(({ id }) => id),
  userGroupNames: user_groups.map(({ name }) => name),
  levels: access_levels.map(({ id }) => id),
});

export const allAccessGroupsQuery = queryOptions({
  queryKey: ["access-groups", "all"],
  queryFn: async ({ signal }) => (await answer(server.GET("/api/access_groups", { signal }))).AccessGroupCollection.rows.map(groupOf),
});

export const accessGroupQuery = (id: string) =>
  queryOptions({
    queryKey: ["access-groups", "one", id],
    queryFn: async ({ signal }) => groupOf((await answer(server.GET("/api/access_groups/{id}", { params: { path: { id } }, signal }))).AccessGroup),
  });

const refs = (ids: readonly string[]) => ids.map((id) => ({ id }));
const users = (people: readonly Member[]) => people.map(({ id }) => ({ user_id: id }));

/** Makes a group where there was none; else only who comes and who goes is sent. Answers its id. */
export async function keepAccessGroup(id: string | null, draft: AccessGroupDraft, before: AccessGroupDraft): Promise<string> {
  const { name, description, levels, userGroups } = draft;
  const held = new Set(before.people.map(({ id }) => id));
  const kept = new Set(draft.people.map(({ id }) => id));
  const AccessGroup = {
    name,
    description,
    access_levels: refs(levels),
    user_groups: refs(userGroups),
    new_users: users(draft.people.filter(({ id }) => !held.has(id))),
    delete_users: users(before.people.filter(({ id }) => !kept.has(id))),
  };
  if (id === null) return (await answer(server.POST("/api/access_groups", { body: { AccessGroup } }))).AccessGroup.id;
  await answer(server.PUT("/api/access_groups/{id}", { params: { path: { id } }, body: { AccessGroup } }));
  return id;
}

export async function deleteAccessGroup(id: string): Promise<void> {
  await answer(server.DELETE("/api/access_groups", { params: { query: { id: [id] } } }));
}
