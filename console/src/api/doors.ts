/** Doors: their settings, to whom they open, and whether somebody passes. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, server } from "@/api/client";
import type { components } from "@/api/schema";

export const doorQuery = (id: string) =>
  queryOptions({
    queryKey: ["doors", id],
    queryFn: async ({ signal }) => (await answer(server.GET("/api/doors/{id}", { params: { path: { id } }, signal }))).Door,
  });

export const doorGroupsQuery = queryOptions({
  queryKey: ["door-groups"],
  queryFn: async ({ signal }) => (await answer(server.GET("/api/door_groups", { signal }))).DoorGroupCollection.rows,
});

export type DoorDraft = Pick<components["schemas"]["DoorIn"], "name" | "open_duration" | "open_timeout" | "door_group_id">;

export async function changeDoor(id: string, draft: DoorDraft): Promise<void> {
  await answer(server.PUT("/api/doors/{id}", { params: { path: { id } }, body: { Door: draft } }));
}

/** To whom it opens now by the access rules, part after part. */
export const openersQuery = (id: number) =>
  infiniteQueryOptions({
    queryKey: ["doors", String(id), "people"],
    queryFn: async ({ pageParam, signal }) => {
      const query = { limit: 50, ...(pageParam !== null && { cursor: pageParam }) };
      return answer(server.GET("/native/doors/{id}/people", { params: { path: { id }, query }, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });

export const passageQuery = (door: number, person: string | undefined, at: string | undefined) =>
  queryOptions({
    queryKey: ["explain", door, person, at],
    queryFn: ({ signal }) =>
      answer(server.GET("/native/explain", { params: { query: { door, ...(person && { person }), ...(at && { at }) } }, signal })),
    enabled: person !== undefined,
    staleTime: 0,
  });
