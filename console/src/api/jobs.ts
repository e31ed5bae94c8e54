/** Long work: what runs, and its end. */
import { queryOptions } from "@tanstack/react-query";
import { answer, server } from "@/api/client";
import type { components } from "@/api/schema";

export type Job = components["schemas"]["JobOut"];

export const jobsQuery = queryOptions({
  queryKey: ["jobs"],
  queryFn: async ({ signal }) => (await answer(server.GET("/native/jobs", { params: { query: { limit: 20 } }, signal }))).items,
});

export const isUnderWay = (job: Job): boolean => job.state === "waiting" || job.state === "running";

export async function cancelJob(id: number): Promise<void> {
  await answer(server.POST("/native/jobs/{id}/cancel", { params: { path: { id } } }));
}
