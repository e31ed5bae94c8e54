/** Finding people, doors, devices and the rest by the beginnings of their words. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, server } from "@/api/client";
import type { components } from "@/api/schema";

type Answer = components["schemas"]["Found"];
export type Found = Answer["items"][number];
export type FoundKind = Found["kind"];

async function find(q: string, kinds: readonly FoundKind[], signal: AbortSignal): Promise<Answer> {
  const query = { q, limit: 12, ...(kinds.length > 0 && { kinds: kinds.join() }) };
  return answer(server.GET("/native/find", { params: { query }, signal }));
}

/** `kinds`: only of these, where any are given. */
export const findQuery = (q: string, kinds: readonly FoundKind[] = []) =>
  queryOptions({
    queryKey: ["find", q, kinds],
    queryFn: ({ signal }) => find(q, kinds, signal),
    enabled: q !== "",
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
