/** Files of events or of the audit trail: a job writes them, then they can be fetched for an hour. */
import { answer, server } from "@/api/client";
import type { Job } from "@/api/jobs";
import type { paths } from "@/api/schema";

type EventsCall = paths["/native/exports/events"]["post"];
type TrailCall = paths["/native/exports/audit"]["post"];
export type EventExport = EventsCall["requestBody"]["content"]["application/json"];
export type TrailExport = TrailCall["requestBody"]["content"]["application/json"];
export type EventColumn = NonNullable<EventExport["columns"]>[number];
export type TrailColumn = NonNullable<TrailExport["columns"]>[number];

/** How far east of UTC the browser's clock is. */
export const offsetHere = (): number => -new Date().getTimezoneOffset();

export const exportEvents = (body: EventExport): Promise<Job> => answer(server.POST("/native/exports/events", { body }));

export const exportTrail = (body: TrailExport): Promise<Job> => answer(server.POST("/native/exports/audit", { body }));

/** The address of the file that a job has written; nothing where it has written none. */
export function fileOf(job: Job): string | undefined {
  const file = job.state === "done" ? job.result?.["file"] : undefined;
  return typeof file === "string" ? `/download/${encodeURIComponent(file)}` : undefined;
}
