/** Who calls, what he may do, and signing in and out. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { answer, server } from "@/api/client";
import { adopt } from "@/api/preferences";
import type { components } from "@/api/schema";
import { session } from "@/api/session";

export type Right = "none" | "read" | "write";
export type Module = keyof components["schemas"]["LevelModules"];

export interface Me {
  id: string;
  name: string;
  loginId: string | null;
  level: string;
  /** Whether there is one. */
  photo: boolean;
  rights: Readonly<Partial<Record<string, Right>>>;
  mustChangePassword: boolean;
}

async function who(): Promise<Me> {
  const me = await answer(server.GET("/native/me"));
  session.opened();
  adopt(me.preferences);
  return {
    id: me.id,
    name: me.name,
    loginId: me.login_id,
    level: me.level.name,
    photo: me.photo,
    rights: me.rights,
    mustChangePassword: me.must_change_password,
  };
}

export const meQuery = queryOptions({ queryKey: ["me"], queryFn: who, staleTime: 60_000, retry: false });

/** Signs in; the session's cookie is the browser's to keep. */
export async function signIn(loginId: string, password: string): Promise<Me> {
  await answer(server.POST("/api/login", { body: { User: { login_id: loginId, password } } }));
  return who();
}

export async function signOut(): Promise<void> {
  await answer(server.POST("/api/logout"));
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
