/** Who calls, what he may do, and signing in and out. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { answer, server } from "@/api/client";
import { flag } from "@/api/dialect";
import { Refused } from "@/api/problem";
import type { components } from "@/api/schema";
import { session } from "@/api/session";

export type Right = "none" | "read" | "write";
export type Module = keyof components["schemas"]["LevelModules"];

export interface Me {
  id: string;
  name: string;
  loginId: string | null;
  level: string;
  rights: Readonly<Partial<Record<Module, Right>>>;
  mustChangePassword: boolean;
}

type Operator = Pick<components["schemas"]["OperatorOut"], "user_id" | "name" | "login_id" | "permission" | "need_to_update_pw">;

const WHO = "ostiary.who";

function meOf(operator: Operator): Me {
  const modules = Object.entries(operator.permission?.module ?? {});
  const rights = modules.map(([module, may]) => [module, flag(may.write) ? "write" : flag(may.read) ? "read" : "none"]);
  return {
    id: operator.user_id,
    name: operator.name,
    loginId: operator.login_id ?? null,
    level: operator.permission?.name ?? "",
    rights: Object.fromEntries(rights) as Me["rights"],
    mustChangePassword: flag(operator.need_to_update_pw),
  };
}

async function who(): Promise<Me> {
  const id = sessionStorage.getItem(WHO);
  if (id === null) {
    session.lost();
    throw new Refused(401, "10", "");
  }
  const { User } = await answer(server.GET("/api/users/{id}", { params: { path: { id } } }));
  session.opened();
  return meOf(User);
}

export const meQuery = queryOptions({ queryKey: ["me"], queryFn: who, staleTime: 60_000, retry: false });

/** Signs in; the session's cookie is the browser's to keep. Whoever asked says that the session is open. */
export async function signIn(loginId: string, password: string): Promise<Me> {
  const { User } = await answer(server.POST("/api/login", { body: { User: { login_id: loginId, password } } }));
  sessionStorage.setItem(WHO, User.user_id);
  return meOf(User);
}

export async function signOut(): Promise<void> {
  await answer(server.POST("/api/logout"));
  sessionStorage.removeItem(WHO);
  session.ended();
}

/** Changes one's own password. */
export async function changePassword(id: string, password: string): Promise<void> {
  await answer(server.PUT("/api/users/{id}", { params: { path: { id } }, body: { User: { password } } }));
}

export interface Rights {
  reads: (module: Module) => boolean;
  writes: (module: Module) => boolean;
}

/** What the operator may do: what he may not is not offered. */
export function useRights(): Rights {
  const { data } = useQuery(meQuery);
  const right = (module: Module) => data?.rights[module] ?? "none";
  return { reads: (module) => right(module) !== "none", writes: (module) => right(module) === "write" };
}
