/** Devices: how each is set up, what it holds, and what can be done with it. */
import { queryOptions } from "@tanstack/react-query";
import { answer, server } from "@/api/client";
import { flag, type Outcome } from "@/api/dialect";
import type { components, paths } from "@/api/schema";

export type Content = paths["/native/devices/{id}/content"]["get"]["responses"]["200"]["content"]["application/json"];
export type Device = components["schemas"]["DeviceAnswer"]["Device"];
export type FamilyContent = Content["families"][number];

const REST_PAGE = 1_000;

export const deviceQuery = (id: string) =>
  queryOptions({
    queryKey: ["devices", id],
    queryFn: async ({ signal }) =>
      (await answer(server.GET("/api/devices/{id}", { params: { path: { id } }, signal }))).Device,
  });

/** Where it is in the network, as `IP:port`; nothing of a slave. */
export function addressOf(device: Device): { at: string; dhcp: boolean } | null {
  const lan = device["lan"] as { ip?: string; device_port?: string; enable_dhcp?: string } | undefined;
  if (!lan?.ip) return null;
  return { at: `${lan.ip}:${lan.device_port ?? ""}`, dhcp: flag(lan.enable_dhcp) };
}

/** What it holds against what it should; the device is asked now. */
export const contentQuery = (id: number) =>
  queryOptions({
    queryKey: ["devices", id, "content"],
    queryFn: ({ signal }) => answer(server.GET("/native/devices/{id}/content", { params: { path: { id } }, signal })),
  });

/** How the content of each stands, as it was last written down. */
export const standingsQuery = queryOptions({
  queryKey: ["devices", "standings"],
  queryFn: ({ signal }) =>
    answer(server.GET("/native/devices/content", { params: { query: { limit: REST_PAGE } }, signal })),
});

export const clocksQuery = queryOptions({
  queryKey: ["devices", "clocks"],
  queryFn: async ({ signal }) => (await answer(server.GET("/native/devices/clocks", { signal }))).items,
});

/** Brings all that they hold to what it should be; `wipe`: from nothing. */
export async function syncDevices(devices: number[], wipe = false): Promise<components["schemas"]["JobOut"]> {
  return answer(server.POST("/native/devices/sync", { body: { devices, wipe } }));
}

export type Command = "lock" | "unlock" | "reboot";

/** Has devices do something; says what became of each. */
export async function commandDevices(command: Command, ids: readonly number[]): Promise<readonly Outcome[]> {
  const call = { body: { DeviceCollection: { rows: ids.map((id) => ({ id: String(id) })) } } };
  const done = {
    lock: () => server.POST("/api/devices/lock", call),
    unlock: () => server.POST("/api/devices/unlock", call),
    reboot: () => server.POST("/api/devices/reboot", call),
  };
  const { DeviceResponse } = await answer(done[command]());
  return DeviceResponse.rows.map(({ id, code }) => ({ id, code, message: "" }));
}

/** Whether the server keeps a connection to it. */
export async function connectDevice(id: number, connected: boolean): Promise<void> {
  const call = { params: { path: { id } } };
  if (connected) await answer(server.POST("/api/devices/{id}/connect", call));
  else await answer(server.POST("/api/devices/{id}/disconnect", call));
}

/** The doors that a device reads for or works, by id. */
export const doorsAtQuery = (id: number) =>
  queryOptions({
    queryKey: ["devices", id, "doors"],
    queryFn: async ({ signal }) => {
      const { DoorCollection } = await answer(server.GET("/api/doors", { params: { query: { limit: "0" } }, signal }));
      const here = String(id);
      const served = DoorCollection.rows.filter(({ entry_device_id, exit_device_id }) =>
        [entry_device_id, exit_device_id].some((reader) => reader?.id === here),
      );
      return new Set(served.map((door) => Number(door.id)));
    },
  });
