/** The one way to the server: typed calls of both dialects, failures as `Refused`. */
import createClient, { type Middleware } from "openapi-fetch";
import { Refused, refusalIn } from "@/api/problem";
import type { paths } from "@/api/schema";
import { session } from "@/api/session";

/** Reads what went wrong; a lost session is told to the session, whoever asked. */
const failures: Middleware = {
  async onResponse({ request, response }) {
    if (!(response.headers.get("content-type") ?? "").includes("json")) {
      if (!response.ok) throw new Refused(response.status, "", response.statusText);
      return;
    }
    const refused = refusalIn(response.status, await response.clone().json());
    if (!refused) return;
    if (refused.signedOut && !request.url.endsWith("/api/login")) session.lost();
    throw refused;
  },
  onError({ error }) {
    if (error instanceof DOMException && error.name === "AbortError") return error;
    return new Refused(0, "", error instanceof Error ? error.message : "");
  },
};

export const server = createClient<paths>({
  baseUrl: globalThis.location.origin,
  fetch: (request) => globalThis.fetch(request),
});
server.use(failures);

/** The document of an answer: `await answer(server.GET("/api/doors"))`. */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call;
  if (data === undefined) throw new Refused(0, "", "");
  return data;
}
