/** The log as a list whose newest rows come in live: below, pages by position under a fixed newest event, fetched as they
 * are looked at; above, what has come since. While the list does not follow, what comes waits.
 */
import type { LogEvent, LogWindow } from "@/api/events";

export const PAGE = 100;
const PAGES_KEPT = 200;
const AT_ONCE = 2;
/** So many live rows are kept above the pages; then the pages begin anew from the newest event. */
export const LIVE_KEPT = 2_000;

export interface Outside {
  window: (part: { until_id?: number; offset: number; limit: number }, signal: AbortSignal) => Promise<LogWindow>;
  fits: (event: LogEvent) => boolean;
  /** Runs something once before the next frame is drawn. */
  beforeFrame: (run: () => void) => void;
}

export interface View {
  /** Nothing: it is not known yet. */
  count: number | undefined;
  /** So many have come that are not shown. */
  waiting: number;
  error: unknown;
}

export class EventLog {
  view: View = { count: undefined, waiting: 0, error: null };
  #untilId: number | undefined;
  #total = 0;
  #live: LogEvent[] = [];
  #waiting: LogEvent[] = [];
  #arrived: LogEvent[] = [];
  #missed = 0;
  #stale = false;
  #follows = true;
  #planned = false;
  #renewing: AbortController | null = null;
  #wanted: [number, number] = [0, 0];
  #pages = new Map<number, readonly LogEvent[]>();
  #asking = new Map<number, AbortController>();
  #listeners = new Set<() => void>();
  #opened = new AbortController();

  constructor(readonly outside: Outside) {}

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The row at a position, the newest at 0; nothing where it has not been fetched. */
  row(index: number): LogEvent | undefined {
    const live = this.#live[index];
    if (live) return live;
    const position = index - this.#live.length;
    return this.#pages.get(Math.floor(position / PAGE))?.[position % PAGE];
  }

  /** The rows from one to another are looked at; what of them is missing is fetched. */
  look(first: number, end: number): void {
    const position = (index: number) => Math.max(0, index - this.#live.length);
    this.#wanted = [Math.floor(position(first) / PAGE), Math.floor(position(Math.max(first, end - 1)) / PAGE)];
    this.#fetch();
  }

  /** An event comes in. */
  hear(event: LogEvent): void {
    if (!this.outside.fits(event)) return;
    if (this.#arrived.length < LIVE_KEPT) this.#arrived.push(event);
    else this.#overflow(1);
    this.#plan();
  }

  /** Whether what comes in is shown at once. */
  follow(follows: boolean): void {
    if (this.#follows === follows) return;
    this.#follows = follows;
    if (follows) this.#plan();
  }

  /** Events may have been missed, for the connection was lost. */
  doubt(): void {
    this.#stale = true;
    this.#plan();
  }

  /** Everything anew, from the newest event on. */
  async renew(): Promise<void> {
    const opened = this.#opened;
    if (this.#renewing === opened) return;
    this.#renewing = opened;
    this.#stale = false;
    try {
      const window = await this.outside.window({ offset: 0, limit: PAGE }, opened.signal);
      if (!opened.signal.aborted) this.#begin(window);
    } catch (error) {
      if (!opened.signal.aborted) this.#show({ error });
    } finally {
      if (this.#renewing === opened) this.#renewing = null;
    }
  }

  /** Begins; the answer ends it. */
  open(): () => void {
    const opened = new AbortController();
    this.#opened = opened;
    void this.renew();
    return () => {
      opened.abort();
      for (const asking of this.#asking.values()) asking.abort();
      this.#asking.clear();
    };
  }

  #begin(window: LogWindow): void {
    for (const asking of this.#asking.values()) asking.abort();
    this.#asking.clear();
    this.#untilId = window.until_id;
    this.#total = window.total;
    this.#pages = new Map([[0, window.items]]);
    const newer = (event: LogEvent) => event.id > window.until_id;
    this.#live = this.#live.filter(newer);
    this.#waiting = this.#waiting.filter(newer);
    this.#missed = 0;
    this.#show({ error: null });
    this.#plan();
  }

  #overflow(missed: number): void {
    this.#missed += missed;
    this.#stale = true;
  }

  #plan(): void {
    if (this.#planned) return;
    this.#planned = true;
    this.outside.beforeFrame(() => {
      this.#planned = false;
      if (!this.#opened.signal.aborted) this.#settle();
    });
  }

  /** Sorts what has come: shown, or waiting. */
  #settle(): void {
    if (this.#untilId !== undefined) {
      const { length } = this.#waiting;
      const newest = this.#waiting[0]?.id ?? this.#live[0]?.id ?? this.#untilId;
      const fresh = this.#arrived.filter((event) => event.id > newest).reverse();
      this.#arrived = [];
      this.#waiting = length + fresh.length > 0 ? [...fresh, ...this.#waiting] : this.#waiting;
      if (this.#follows) this.#merge();
      else if (this.#waiting.length > LIVE_KEPT) {
        this.#overflow(this.#waiting.length - LIVE_KEPT);
        this.#waiting.length = LIVE_KEPT;
      }
      this.#show({});
    }
    if (this.#follows && (this.#stale || this.#live.length > LIVE_KEPT)) void this.renew();
  }

  #merge(): void {
    if (this.#waiting.length === 0) return;
    this.#live = [...this.#waiting, ...this.#live];
    this.#waiting = [];
  }

  #show(changes: Partial<View>): void {
    const count = this.#untilId === undefined ? undefined : this.#live.length + this.#total;
    this.view = { ...this.view, count, waiting: this.#waiting.length + this.#missed, ...changes };
    for (const listener of this.#listeners) listener();
  }

  #fetch(): void {
    if (this.#untilId === undefined || this.view.error !== null) return;
    const [first, last] = this.#wanted;
    const lastPage = Math.ceil(this.#total / PAGE) - 1;
    for (let page = first; page <= Math.min(last, lastPage); page += 1) {
      if (this.#asking.size >= AT_ONCE) return;
      if (!this.#pages.has(page) && !this.#asking.has(page)) void this.#ask(page, this.#untilId);
    }
  }

  async #ask(page: number, untilId: number): Promise<void> {
    const asking = new AbortController();
    this.#asking.set(page, asking);
    try {
      const part = { until_id: untilId, offset: page * PAGE, limit: PAGE };
      const window = await this.outside.window(part, asking.signal);
      if (asking.signal.aborted) return;
      this.#pages.set(page, window.items);
      this.#forget();
      this.#show({});
    } catch (error) {
      if (!asking.signal.aborted) this.#show({ error });
    } finally {
      if (this.#asking.get(page) === asking) this.#asking.delete(page);
    }
    this.#fetch();
  }

  #forget(): void {
    for (const page of this.#pages.keys()) {
      if (this.#pages.size <= PAGES_KEPT) return;
      if (page < this.#wanted[0] || page > this.#wanted[1]) this.#pages.delete(page);
    }
  }
}
