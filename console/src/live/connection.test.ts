import { expect, it } from "vitest";
import { Connection } from "@/live/connection";
import { LiveStore, type Snapshot } from "@/live/store";
import type { Values } from "@/live/values";

/** A server at the other end of the line, by hand. */
class Far {
  sockets: (WebSocket & { after: string })[] = [];
  snapshots = 0;
  refusals: (number | null)[] = [];
  waiting: (() => void)[] = [];
  down = false;

  readonly outside = {
    snapshot: (): Promise<Snapshot> => {
      if (this.down) return Promise.reject(new Error("down"));
      this.snapshots += 1;
      return Promise.resolve({ cursor: "10", values: { door: [{ id: "1", value: { lock: "locked" } as Values["door"] }] } });
    },
    open: (after: string) => {
      const socket = { after, close: () => void socket.onclose?.({} as CloseEvent) } as WebSocket & { after: string };
      this.sockets.push(socket);
      return socket;
    },
    refused: (code: number | null) => void this.refusals.push(code),
    wait: (_: number, then: () => void) => {
      this.waiting.push(then);
      return () => undefined;
    },
  };

  get last() {
    return this.sockets.at(-1);
  }

  say(frame: object): void {
    this.last?.onmessage?.({ data: JSON.stringify(frame) } as MessageEvent<string>);
  }
}

const settled = () => new Promise((done) => setTimeout(done));

async function connected(): Promise<[Far, LiveStore]> {
  const [far, store] = [new Far(), new LiveStore()];
  new Connection(store, far.outside).start();
  await settled();
  far.last?.onopen?.({} as Event);
  return [far, store];
}

it("listens after the cursor of the snapshot", async () => {
  const [far, store] = await connected();
  expect([far.last?.after, store.line]).toEqual(["10", "open"]);
  far.say({ cursor: "11", notices: [{ topic: "door", id: "1", value: { lock: "unlocked" } }] });
  expect(store.one("door", "1")).toEqual({ lock: "unlocked" });
});

it("catches up by the last cursor when the line was broken", async () => {
  const [far, store] = await connected();
  far.say({ cursor: "12", notices: [] });
  far.last?.onclose?.({} as CloseEvent);
  expect(store.line).toBe("broken");
  far.waiting.shift()?.();
  await settled();
  expect([far.last?.after, far.snapshots]).toEqual(["12", 1]);
});

it("takes a new snapshot when the server has forgotten", async () => {
  const [far, store] = await connected();
  far.say({ reset: true });
  far.waiting.shift()?.();
  await settled();
  expect([far.snapshots, store.cursor]).toEqual([2, "10"]);
});

it("tries again while there is no server", async () => {
  const [far, store] = [new Far(), new LiveStore()];
  far.down = true;
  new Connection(store, far.outside).start();
  await settled();
  expect(store.line).toBe("broken");
  far.down = false;
  far.waiting.shift()?.();
  await settled();
  expect(far.snapshots).toBe(1);
});

it("hands on why the server tells no more", async () => {
  const [far] = await connected();
  far.say({ problem: { code: 10 } });
  expect(far.refusals).toEqual([10]);
});
