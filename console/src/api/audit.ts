/** The audit trail: who did what, from where, with what was before and after. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { number } from "@/api/dialect";
import { answer, server } from "@/api/client";
import type { components } from "@/api/schema";

export type TrailRow = components["schemas"]["AuditRow"];

/** What kind of act a line tells of: something was added, changed, deleted; another act. */
export const METHODS = [1, 3, 4, 5] as const;
export type Method = (typeof METHODS)[number];

export interface TrailFilter {
  person?: string | undefined;
  address?: string | undefined;
  target?: string | undefined;
  method?: Method | undefined;
  since?: string | undefined;
  until?: string | undefined;
}

const EQUAL = 0;
const BETWEEN = 3;
const EARLIEST = "1970-01-01T00:00:00Z";
const LATEST = "2100-01-01T00:00:00Z";
const PART = 100;

const COLUMNS = { person: "USRID", address: "IP", target: "TARGET", method: "METHOD" } as const;

function conditionsOf(filter: TrailFilter) {
  const { since, until } = filter;
  const equal = Object.entries(COLUMNS).flatMap(([name, column]) => {
    const value = filter[name as keyof typeof COLUMNS];
    return value === undefined ? [] : [{ column, operator: EQUAL, values: [value] }];
  });
  return since || until ? [...equal, { column: "DATE", operator: BETWEEN, values: [since ?? EARLIEST, until ?? LATEST] }] : equal;
}

/** The lines that fit, the newest first, part after part. */
export const trailQuery = (filter: TrailFilter) =>
  infiniteQueryOptions({
    queryKey: ["audit", filter],
    queryFn: async ({ pageParam, signal }) => {
      const body = { Query: { conditions: conditionsOf(filter), limit: PART, offset: pageParam, total: true } };
      const { rows, total } = (await answer(server.POST("/api/audit/search", { body, signal }))).AuditCollection;
      return { rows, total: number(total), offset: pageParam };
    },
    initialPageParam: 0,
    getNextPageParam: ({ rows, total, offset }) => (rows.length > 0 && offset + rows.length < total ? offset + rows.length : undefined),
  });

export type Occurring = "person" | "address" | "target";

const MOST = 50;

async function occurring(what: Occurring, search: string, signal: AbortSignal): Promise<{ name: string }[]> {
  const asked = { search, limit: MOST, offset: 0 };
  if (what === "person") return (await answer(server.POST("/api/audit/userlist", { body: { Userlist: asked }, signal }))).Userlist.rows;
  if (what === "address") return (await answer(server.POST("/api/audit/iplist", { body: { Iplist: asked }, signal }))).Iplist.rows;
  return (await answer(server.POST("/api/audit/targetlist", { body: { Targetlist: asked }, signal }))).Targetlist.rows;
}

/** What occurs in the trail as who, from where or to what. */
export const occurringQuery = (what: Occurring, search: string) =>
  queryOptions({
    queryKey: ["audit", "occurring", what, search],
    queryFn: async ({ signal }) => (await occurring(what, search, signal)).map(({ name }) => name).filter((name) => name !== ""),
  });

export const verificationQuery = queryOptions({
  queryKey: ["audit", "verification"],
  queryFn: ({ signal }) => answer(server.GET("/native/audit/verification", { signal })),
  staleTime: Infinity,
});
