/** The cache of what the server has said. Nothing is asked twice for a refusal; a broken connection is tried again. */
import { QueryClient } from "@tanstack/react-query";
import { Refused } from "@/api/problem";

const TRIES = 3;

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < TRIES && (!(error instanceof Refused) || error.unreachable),
    },
    mutations: { retry: false },
  },
});
