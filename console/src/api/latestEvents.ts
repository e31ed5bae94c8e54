/** The last events at a device and the doors beside it. */
import { queryOptions } from "@tanstack/react-query";
import { answer, server } from "@/api/client";
import type { LogEvent } from "@/api/events";

export interface Place {
  devices: readonly number[];
  doors: readonly number[];
}

/** Newest first, each once. */
export function merged(lists: readonly (readonly LogEvent[])[], limit: number): LogEvent[] {
  const byId = new Map(lists.flat().map((event) => [event.id, event]));
  return [...byId.values()].sort((one, other) => other.id - one.id).slice(0, limit);
}

/** Whether an event happened there. */
export const happenedAt = ({ devices, doors }: Place, { device, door }: LogEvent): boolean =>
  (device !== null && devices.includes(device.id)) || (door !== null && doors.includes(door.id));

export const latestEventsQuery = (place: Place, limit: number) =>
  queryOptions({
    queryKey: ["events", "latest", place, limit],
    queryFn: async ({ signal }) => {
      const of = async (query: { device?: number[]; door?: number[] }) =>
        (await answer(server.GET("/native/events", { params: { query: { ...query, limit } }, signal }))).items;
      const asked = [
        ...(place.devices.length > 0 ? [of({ device: [...place.devices] })] : []),
        ...(place.doors.length > 0 ? [of({ door: [...place.doors] })] : []),
      ];
      return merged(await Promise.all(asked), limit);
    },
    staleTime: 0,
  });
