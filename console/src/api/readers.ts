/** Readers, and what is presented at them for an enrolment. */
import { queryOptions } from "@tanstack/react-query";
import { answer, server } from "@/api/client";
import { number } from "@/api/dialect";
import type { components } from "@/api/schema";

export type ScannedCard = components["schemas"]["ScannedCard"];

const CARDS = "2";
const SCAN_SECONDS = 10;

/** Readers at which a card can be enrolled. */
export const cardReadersQuery = queryOptions({
  queryKey: ["devices", "enrolment", CARDS],
  queryFn: async ({ signal }) =>
    (await answer(server.GET("/api/devices/enrollment", { params: { query: { type: CARDS } }, signal }))).DeviceCollection.rows,
});

/** How long a reader waits for what it scans, in seconds. */
export const scanSecondsQuery = (id: string) =>
  queryOptions({
    queryKey: ["devices", "scan-seconds", id],
    queryFn: async ({ signal }) => {
      const { Device } = await answer(server.GET("/api/devices/{id}", { params: { path: { id } }, signal }));
      const fingerprint = Device["fingerprint"] as { scan_timeout?: string } | undefined;
      return number(fingerprint?.scan_timeout) || SCAN_SECONDS;
    },
    placeholderData: SCAN_SECONDS,
  });

/** Reads the card that is presented next; ends with the signal. */
export async function scanCard(id: string, signal: AbortSignal): Promise<ScannedCard> {
  return (await answer(server.POST("/api/devices/{id}/scan_card", { params: { path: { id } }, signal }))).Card;
}
