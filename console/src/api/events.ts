/** The log of events. */
import { answer, server } from "@/api/client";
import type { paths } from "@/api/schema";

type WindowCall = paths["/native/events/window"]["get"];

export type LogWindow = WindowCall["responses"]["200"]["content"]["application/json"];
export type LogEvent = LogWindow["items"][number];
export type EventClass = LogEvent["type"]["class"];

/** Which events are meant: of any of these classes, and at any of these doors, and so on; none = whatever it is. */
export interface EventFilter {
  class?: readonly EventClass[] | undefined;
  person?: readonly string[] | undefined;
  door?: readonly string[] | undefined;
  device?: readonly string[] | undefined;
}

const numbers = (ids: readonly string[] | undefined) => ids?.map(Number);

/** A part of the log by position under a fixed newest event. */
export async function logWindow(
  filter: EventFilter,
  part: { until_id?: number; offset: number; limit: number },
  signal: AbortSignal,
): Promise<LogWindow> {
  const query = {
    ...part,
    ...(filter.class && { class: [...filter.class] }),
    ...(filter.person && { person: [...filter.person] }),
    ...(filter.door && { door: numbers(filter.door) }),
    ...(filter.device && { device: numbers(filter.device) }),
  };
  return answer(server.GET("/native/events/window", { params: { query }, signal }));
}
