/** Long work: whether it goes on, and its end before its time. */
import { answer, server } from "@/api/client";
import type { components } from "@/api/schema";

export type Job = components["schemas"]["JobOut"];

export const isUnderWay = (job: Job): boolean => job.state === "waiting" || job.state === "running";

export async function cancelJob(id: number): Promise<void> {
  await answer(server.POST("/native/jobs/{id}/cancel", { params: { path: { id } } }));
}
