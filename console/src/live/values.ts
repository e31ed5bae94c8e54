/** What is told of each topic: as in `/native/site`, events as in `/native/events`. */
import type { components, paths } from "@/api/schema";

type Site = paths["/native/site"]["get"]["responses"]["200"]["content"]["application/json"];
type Log = paths["/native/events"]["get"]["responses"]["200"]["content"]["application/json"];

export interface Values {
  door: Site["doors"][number];
  device: Site["devices"][number];
  job: components["schemas"]["JobOut"];
  alert: NonNullable<Site["alerts"]>;
  event: Log["items"][number];
}

export type Topic = keyof Values;
