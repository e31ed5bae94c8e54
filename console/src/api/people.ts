/** People: lists, one person with everything, and what is changed about them. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, server } from "@/api/client";
import type { components } from "@/api/schema";

type Schemas = components["schemas"];
export type PersonRow = Schemas["UserPlain"];
export type Person = Schemas["UserDetailOut"];
export type PersonChange = Schemas["UserIn"];
export type NewPerson = Schemas["NewUserIn"];
export type Card = Schemas["CardOut"];

export interface PeopleSearch {
  text: string | undefined;
  /** `column:descending`. */
  order: string | undefined;
}

const PAGE = 100;
const MOST_GROUPS = 1_000;

export const peopleQuery = ({ text, order }: PeopleSearch) =>
  infiniteQueryOptions({
    queryKey: ["people", "list", text, order],
    queryFn: async ({ signal, pageParam }) => {
      const body = { limit: PAGE, offset: pageParam, search_text: text ?? null, order_by: order ?? null };
      return (await answer(server.POST("/api/v2/users/search", { body, signal }))).UserCollection;
    },
    initialPageParam: 0,
    getNextPageParam: (last, _, offset) => (last.rows.length === PAGE && offset + PAGE < last.total ? offset + PAGE : undefined),
  });

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ["people", "one", id],
    queryFn: async ({ signal }) => (await answer(server.GET("/api/users/{id}", { params: { path: { id } }, signal }))).User,
  });

export const personDoorsQuery = (id: string) =>
  queryOptions({
    queryKey: ["people", "doors", id],
    queryFn: ({ signal }) => answer(server.GET("/native/people/{id}/doors", { params: { path: { id } }, signal })),
  });

export const personEventsQuery = (id: string, only: { limit: number; class?: Schemas["Class"][] }) =>
  queryOptions({
    queryKey: ["people", "events", id, only],
    queryFn: async ({ signal }) =>
      (await answer(server.GET("/native/events", { params: { query: { person: [id], ...only } }, signal }))).items,
  });

export const userGroupsQuery = queryOptions({
  queryKey: ["user-groups", "names"],
  queryFn: async ({ signal }) =>
    (await answer(server.POST("/api/v2/user_groups/search", { body: { limit: MOST_GROUPS }, signal }))).UserGroupCollection.rows,
});

export const accessGroupsQuery = queryOptions({
  queryKey: ["access-groups", "names"],
  queryFn: async ({ signal }) =>
    (await answer(server.POST("/api/v2/access_groups/search", { body: { limit: MOST_GROUPS }, signal }))).AccessGroupCollection.rows,
});

/** A number that is free as an id. */
export const nextIdQuery = queryOptions({
  queryKey: ["people", "next-id"],
  queryFn: async () => (await answer(server.GET("/api/users/next_user_id"))).User.user_id,
  staleTime: 0,
});

export async function createPerson(person: NewPerson): Promise<void> {
  await answer(server.POST("/api/users", { body: { User: person } }));
}

export async function changePerson(id: string, change: PersonChange): Promise<void> {
  await answer(server.PUT("/api/users/{id}", { params: { path: { id } }, body: { User: change } }));
}

export async function deletePerson(id: string): Promise<void> {
  await answer(server.DELETE("/api/users/{id}", { params: { path: { id } } }));
}
