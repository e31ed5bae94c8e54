/** What the site is like now: a snapshot, and the notices since, by topic and id. Who watches one thing is told when
 * that thing has changed, and of nothing else.
 */
import type { Topic, Values } from "@/live/values";

/** Nothing as value: gone, or out of the operator's sight. */
export interface Notice<T extends Topic = Topic> {
  topic: T;
  id: string;
  value: Values[T] | null;
}

export interface Snapshot {
  cursor: string;
  values: { readonly [T in Topic]?: readonly { id: string; value: Values[T] }[] };
}

export type Line = "closed" | "connecting" | "open" | "broken";

type Listener = () => void;

/** Whether two values say the same: plain documents, compared whole. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const [left, right] = [Object.entries(a), b as Record<string, unknown>];
  return left.length === Object.keys(right).length && left.every(([key, value]) => key in right && same(value, right[key]));
}

type Kept = { [T in Topic]: Map<string, Values[T]> };

export class LiveStore {
  cursor: string | null = null;
  line: Line = "closed";
  readonly #values: Kept = {
    door: new Map(),
    device: new Map(),
    job: new Map(),
    alert: new Map(),
    event: new Map(),
  };
  readonly #lists = new Map<Topic, readonly Values[Topic][]>();
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #events = new Set<(event: Values["event"]) => void>();

  /** Tells a listener of changes: of one thing, or of a topic where no id is given. */
  subscribe(topic: Topic | "line", id: string | null, listener: Listener): () => void {
    const key = id === null ? topic : `${topic} ${id}`;
    const listeners = this.#listeners.get(key) ?? new Set();
    this.#listeners.set(key, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /** Tells a listener of every event as it comes; they are not kept. */
  onEvent(listener: (event: Values["event"]) => void): () => void {
    this.#events.add(listener);
    return () => this.#events.delete(listener);
  }

  /** One thing; the same object until it changes. */
  one<T extends Topic>(topic: T, id: string): Values[T] | undefined {
    return this.#values[topic].get(id);
  }

  /** All of a topic; the same array until one of them changes. */
  all<T extends Topic>(topic: T): readonly Values[T][] {
    const list = this.#lists.get(topic) ?? [...this.#values[topic].values()];
    this.#lists.set(topic, list);
    return list as readonly Values[T][];
  }

  /** Everything anew. What is as it was stays the same object. */
  replace({ cursor, values }: Snapshot): void {
    this.cursor = cursor;
    for (const topic of Object.keys(this.#values) as Topic[]) {
      const fresh = new Map<string, Values[Topic]>((values[topic] ?? []).map(({ id, value }) => [id, value]));
      for (const id of [...this.#values[topic].keys()]) if (!fresh.has(id)) this.#set(topic, id, null);
      for (const [id, value] of fresh) this.#set(topic, id, value);
    }
  }

  /** What has changed since. */
  apply(cursor: string, notices: readonly Notice[]): void {
    this.cursor = cursor;
    for (const { topic, id, value } of notices) {
      if (topic !== "event") this.#set(topic, id, value);
      else if (value) for (const listener of this.#events) listener(value as Values["event"]);
    }
  }

  /** How the connection is. */
  lineIs(line: Line): void {
    if (line === this.line) return;
    this.line = line;
    this.#tell("line");
  }

  #set(topic: Topic, id: string, value: Values[Topic] | null): void {
    const values = this.#values[topic] as Map<string, Values[Topic]>;
    if (value === null ? !values.delete(id) : same(values.get(id), value)) return;
    if (value !== null) values.set(id, value);
    this.#lists.delete(topic);
    this.#tell(`${topic} ${id}`);
    this.#tell(topic);
  }

  #tell(key: string): void {
    for (const listener of this.#listeners.get(key) ?? []) listener();
  }
}
