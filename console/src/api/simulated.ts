/** Simulated devices: what people do at them and their doors, done from a screen. */
import { queryOptions } from "@tanstack/react-query";
import { answer, server } from "@/api/client";
import type { components, paths } from "@/api/schema";

type Listing = paths["/native/simulated/devices"]["get"]["responses"]["200"]["content"]["application/json"];
export type SimulatedDevice = Listing["items"][number];
export type SimulatedDoor = SimulatedDevice["doors"][number];
export type Factor = SimulatedDevice["takes"][number];
export type Presented = components["schemas"]["PresentIn"];
export type Answered = components["schemas"]["PresentOut"];
export type Plug = "power" | "network" | "tamper";

const WATCHED_EVERY = 2_000;

/** All of them; nothing where the server drives none. */
export const simulatedQuery = queryOptions({
  queryKey: ["simulated"],
  queryFn: async ({ signal }) => (await answer(server.GET("/native/simulated/devices", { signal }))).items,
});

/** The same, looked at again and again: a screen can change by itself. */
export const watchedSimulatedQuery = queryOptions({ ...simulatedQuery, refetchInterval: WATCHED_EVERY });

export async function present(id: number, body: Presented): Promise<Answered> {
  return answer(server.POST("/native/simulated/devices/{id}/present", { params: { path: { id } }, body }));
}

/** Plugs in or pulls power or network, opens or closes the housing. */
export async function switchPlug(id: number, plug: Plug, on: boolean): Promise<void> {
  const call = { params: { path: { id } }, body: { on } };
  if (plug === "power") await answer(server.POST("/native/simulated/devices/{id}/power", call));
  else if (plug === "network") await answer(server.POST("/native/simulated/devices/{id}/network", call));
  else await answer(server.POST("/native/simulated/devices/{id}/tamper", call));
}

export async function moveLeaf(doorId: number, open: boolean): Promise<void> {
  await answer(server.POST("/native/simulated/doors/{id}/sensor", { params: { path: { id: doorId } }, body: { open } }));
}

/** Whether anything came of it. */
export async function pressExitButton(doorId: number): Promise<boolean> {
  return (await answer(server.POST("/native/simulated/doors/{id}/rex", { params: { path: { id: doorId } } }))).pressed;
}
