/** Finding people, doors, devices and the rest by the beginnings of their words. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, server } from "@/api/client";
import type { components } from "@/api/schema";

type Answer = Awaited<ReturnType<typeof find>>;
export type Found = Answer["items"][number];
export type FoundKind = Found["kind"];

async function find(q: string, signal: AbortSignal): Promise<components["schemas"]["Found"]> {
  return answer(server.GET("/native/find", { params: { query: { q, limit: 12 } }, signal }));
}

export const findQuery = (q: string) =>
  queryOptions({
    queryKey: ["find", q],
    queryFn: ({ signal }) => find(q, signal),
    enabled: q !== "",
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
