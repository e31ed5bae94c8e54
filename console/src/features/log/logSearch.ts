/** The state of the log's pages in the address, and the filters that it means. */
import { type Method, METHODS, type TrailFilter } from "@/api/audit";
import type { EventClass, LogFilter } from "@/api/events";
import { listOf, localMomentOf, numberOf, textOf } from "@/lib/search";
import { momentOf } from "@/lib/time";

type Raw = Record<string, unknown>;

export const CLASSES: readonly EventClass[] = ["granted", "denied", "door", "alarm", "device", "system"];

export interface LogSearch {
  since?: string | undefined;
  until?: string | undefined;
  class?: EventClass[] | undefined;
  person?: string | undefined;
  door?: string | undefined;
  device?: string | undefined;
  code?: string | undefined;
  /** The event whose details are shown. */
  event?: number | undefined;
}

const digits = (text: string | undefined) => (text !== undefined && /^\d+$/.test(text) ? text : undefined);

export function logSearch(raw: Raw): LogSearch {
  return {
    since: localMomentOf(raw, "since"),
    until: localMomentOf(raw, "until"),
    class: listOf(raw, "class")?.filter((name): name is EventClass => CLASSES.some((known) => known === name)),
    person: textOf(raw, "person"),
    door: digits(textOf(raw, "door")),
    device: digits(textOf(raw, "device")),
    code: digits(textOf(raw, "code")),
    event: numberOf(raw, "event"),
  };
}

const one = (value: string | undefined) => (value === undefined ? undefined : [value]);

/** Which events are asked for. */
export function filterOf({ since, until, class: classes, person, door, device, code }: LogSearch): LogFilter {
  return {
    since: momentOf(since),
    until: momentOf(until),
    class: classes && classes.length > 0 ? classes : undefined,
    person: one(person),
    door: one(door),
    device: one(device),
    code: one(code),
  };
}

export interface TrailSearch {
  since?: string | undefined;
  until?: string | undefined;
  person?: string | undefined;
  address?: string | undefined;
  target?: string | undefined;
  method?: Method | undefined;
}

export function trailSearch(raw: Raw): TrailSearch {
  return {
    since: localMomentOf(raw, "since"),
    until: localMomentOf(raw, "until"),
    person: textOf(raw, "person"),
    address: textOf(raw, "address"),
    target: textOf(raw, "target"),
    method: METHODS.find((each) => each === numberOf(raw, "method")),
  };
}

/** Which lines are asked for. */
export const trailFilterOf = (search: TrailSearch): TrailFilter => ({
  ...search,
  since: momentOf(search.since),
  until: momentOf(search.until),
});

/** Whether anything narrows the list. */
export const isNarrowed = (filter: object): boolean => Object.values(filter).some((value) => value !== undefined);
