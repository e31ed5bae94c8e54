/** What the site is like now: a snapshot, and the notices since, by topic and id. Who watches one thing is told when
 * that thing has changed, and of nothing else.
 */

export type Topic = "door" | "device" | "job" | "event" | "alert";
export type Value = Readonly<Record<string, unknown>>;

export interface Notice {
  topic: Topic | "gone";
  id: string;
  value: Value;
}

export interface Snapshot {
  cursor: string;
  values: Partial<Record<Topic, readonly { id: string; value: Value }[]>>;
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

export class LiveStore {
  cursor: string | null = null;
  line: Line = "closed";
  readonly #values = new Map<Topic, Map<string, Value>>();
  readonly #lists = new Map<Topic, readonly Value[]>();
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #events = new Set<(notice: Notice) => void>();

  /** Tells a listener of changes: of one thing, or of a topic where no id is given. */
  subscribe(topic: Topic | "line", id: string | null, listener: Listener): () => void {
    const key = id === null ? topic : `${topic} ${id}`;
    const listeners = this.#listeners.get(key) ?? new Set();
    this.#listeners.set(key, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /** Tells a listener of every event as it comes; they are not kept. */
  onEvent(listener: (notice: Notice) => void): () => void {
    this.#events.add(listener);
    return () => this.#events.delete(listener);
  }

  /** One thing; the same object until it changes. */
  one(topic: Topic, id: string): Value | undefined {
    return this.#values.get(topic)?.get(id);
  }

  /** All of a topic; the same array until one of them changes. */
  all(topic: Topic): readonly Value[] {
    let list = this.#lists.get(topic);
    if (!list) this.#lists.set(topic, (list = [...(this.#values.get(topic)?.values() ?? [])]));
    return list;
  }

  /** Everything anew. What is as it was stays the same object. */
  replace(snapshot: Snapshot): void {
    this.cursor = snapshot.cursor;
    for (const topic of new Set([...this.#values.keys(), ...(Object.keys(snapshot.values) as Topic[])])) {
      const fresh = new Map((snapshot.values[topic] ?? []).map(({ id, value }) => [id, value]));
      for (const id of this.#values.get(topic)?.keys() ?? []) if (!fresh.has(id)) this.#forget(topic, id);
      for (const [id, value] of fresh) this.#set(topic, id, value);
    }
  }

  /** What has changed since. */
  apply(cursor: string, notices: readonly Notice[]): void {
    this.cursor = cursor;
    for (const notice of notices) {
      if (notice.topic === "gone") this.#forget(notice.value["topic"] as Topic, notice.id);
      else if (notice.topic === "event") for (const listener of this.#events) listener(notice);
      else this.#set(notice.topic, notice.id, notice.value);
    }
  }

  /** How the connection is. */
  lineIs(line: Line): void {
    if (line === this.line) return;
    this.line = line;
    this.#tell("line");
  }

  #set(topic: Topic, id: string, value: Value): void {
    const values = this.#values.get(topic) ?? new Map<string, Value>();
    this.#values.set(topic, values);
    if (same(values.get(id), value)) return;
    values.set(id, value);
    this.#changed(topic, id);
  }

  #forget(topic: Topic, id: string): void {
    if (this.#values.get(topic)?.delete(id)) this.#changed(topic, id);
  }

  #changed(topic: Topic, id: string): void {
    this.#lists.delete(topic);
    this.#tell(`${topic} ${id}`);
    this.#tell(topic);
  }

  #tell(key: string): void {
    for (const listener of this.#listeners.get(key) ?? []) listener();
  }
}
