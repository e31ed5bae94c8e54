/** The line to the server: a snapshot first, then notices after its cursor; broken, it is tried again, and what was
 * missed is caught up by the cursor, or by a new snapshot where the server has forgotten.
 */
import type { LiveStore, Notice, Snapshot } from "@/live/store";

const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;

type Frame = { reset: true } | { problem: { code?: number | null } } | { cursor: string; notices: Notice[] };

export interface Outside {
  snapshot: () => Promise<Snapshot>;
  open: (after: string) => WebSocket;
  /** The server says why it tells no more: mostly, that the session has ended. */
  refused: (code: number | null) => void;
  wait: (milliseconds: number, then: () => void) => () => void;
}

export class Connection {
  #socket: WebSocket | null = null;
  #cancel: (() => void) | null = null;
  #wait = FIRST_WAIT;
  #wanted = false;

  constructor(
    readonly store: LiveStore,
    readonly outside: Outside,
  ) {}

  start(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    void this.#connect();
  }

  stop(): void {
    this.#wanted = false;
    this.#cancel?.();
    this.#socket?.close();
    this.#socket = null;
    this.store.lineIs("closed");
  }

  async #connect(): Promise<void> {
    if (this.store.line !== "broken") this.store.lineIs("connecting");
    try {
      if (this.store.cursor === null) this.store.replace(await this.outside.snapshot());
    } catch {
      this.#again();
      return;
    }
    if (this.#wanted && this.store.cursor !== null) this.#listen(this.outside.open(this.store.cursor));
  }

  #listen(socket: WebSocket): void {
    this.#socket = socket;
    socket.onopen = () => {
      this.#wait = FIRST_WAIT;
      this.store.lineIs("open");
    };
    socket.onmessage = (message: MessageEvent<string>) => {
      const frame = JSON.parse(message.data) as Frame;
      if ("reset" in frame) {
        this.store.cursor = null;
        socket.close();
      } else if ("problem" in frame) this.outside.refused(frame.problem.code ?? null);
      else this.store.apply(frame.cursor, frame.notices);
    };
    socket.onclose = () => {
      if (this.#socket === socket) this.#again();
    };
  }

  #again(): void {
    this.#socket = null;
    if (!this.#wanted) return;
    this.store.lineIs("broken");
    this.#cancel = this.outside.wait(this.#wait, () => void this.#connect());
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }
}
