/** The log of events. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, server } from "@/api/client";
import type { paths } from "@/api/schema";

type WindowCall = paths["/native/events/window"]["get"];

export type LogWindow = WindowCall["responses"]["200"]["content"]["application/json"];
export type LogEvent = LogWindow["items"][number];
export type EventClass = LogEvent["type"]["class"];

/** Which events are meant: of any of these classes, and at any of these doors, and so on; none = whatever it is. */
export interface EventFilter {
  class?: readonly EventClass[] | undefined;
  person?: readonly string[] | undefined;
  door?: readonly string[] | undefined;
  device?: readonly string[] | undefined;
}

/** The same, also of some kinds and of a time. */
export interface LogFilter extends EventFilter {
  code?: readonly string[] | undefined;
  since?: string | undefined;
  until?: string | undefined;
}

const numbers = (ids: readonly string[] | undefined) => ids?.map(Number);

/** A part of the log by position under a fixed newest event. */
export async function logWindow(
  filter: LogFilter,
  part: { until_id?: number; offset: number; limit: number },
  signal: AbortSignal,
): Promise<LogWindow> {
  const query = {
    ...part,
    ...(filter.class && { class: [...filter.class] }),
    ...(filter.person && { person: [...filter.person] }),
    ...(filter.door && { door: numbers(filter.door) }),
    ...(filter.device && { device: numbers(filter.device) }),
    ...(filter.code && { code: numbers(filter.code) }),
    ...(filter.since && { since: filter.since }),
    ...(filter.until && { until: filter.until }),
  };
  return answer(server.GET("/native/events/window", { params: { query }, signal }));
}

const PART = 100;
const BEGINNING: { offset: number; until_id?: number } = { offset: 0 };

/** The log from its newest event that fits, part after part; what comes in meanwhile does not shift it. */
export const eventsQuery = (filter: LogFilter) =>
  infiniteQueryOptions({
    queryKey: ["events", filter],
    queryFn: ({ pageParam, signal }) => logWindow(filter, { ...pageParam, limit: PART }, signal),
    initialPageParam: BEGINNING,
    getNextPageParam: ({ until_id, offset, items, total }) =>
      offset + items.length < total && items.length > 0 ? { until_id, offset: offset + items.length } : undefined,
  });

export const eventQuery = (id: number) =>
  queryOptions({
    queryKey: ["event", id],
    queryFn: ({ signal }) => answer(server.GET("/native/events/{id}", { params: { path: { id } }, signal })),
  });

/** Why a passage was decided as it was: then, and by the rules of now. */
export const decisionQuery = (id: number) =>
  queryOptions({
    queryKey: ["event", id, "explanation"],
    queryFn: ({ signal }) => answer(server.GET("/native/events/{id}/explanation", { params: { path: { id } }, signal })),
  });

export const eventTypesQuery = queryOptions({
  queryKey: ["event-types"],
  queryFn: async ({ signal }) => (await answer(server.GET("/native/event-types", { signal }))).items,
  staleTime: Infinity,
});
