/** The line of this page to its server: open while somebody is signed in. */
import { useEffect } from "react";
import { answer, server } from "@/api/client";
import { session, useStanding } from "@/api/session";
import { Connection } from "@/live/connection";
import { live } from "@/live/hooks";
import type { Snapshot } from "@/live/store";

const byId = <T extends { id: number }>(values: readonly T[]) => values.map((value) => ({ id: String(value.id), value }));

async function snapshot(): Promise<Snapshot> {
  const { cursor, doors, devices, jobs, alerts } = await answer(server.GET("/native/site"));
  const alert = alerts ? [{ id: "", value: alerts }] : [];
  return { cursor, values: { door: byId(doors), device: byId(devices), job: byId(jobs), alert } };
}

function open(after: string): WebSocket {
  const url = new URL(`/native/live?${new URLSearchParams({ after }).toString()}`, globalThis.location.href);
  url.protocol = url.protocol.replace("http", "ws");
  return new WebSocket(url);
}

function wait(milliseconds: number, then: () => void): () => void {
  const timer = setTimeout(then, milliseconds);
  return () => clearTimeout(timer);
}

function refused(code: number | null): void {
  if (code === 10) session.lost();
}

const connection = new Connection(live, { snapshot, open, refused, wait });

/** Keeps the line open for as long as the component is there and there is a session. */
export function useLiveLine(): void {
  const standing = useStanding();
  useEffect(() => {
    if (standing !== "open") return undefined;
    connection.start();
    return () => connection.stop();
  }, [standing]);
}
