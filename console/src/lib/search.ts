/** Readers of a page's search parameters: what does not fit is left out, never an error. */

type Raw = Record<string, unknown>;

/** A text that is not empty. */
export function textOf(raw: Raw, name: string): string | undefined {
  const value = raw[name];
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A whole number from 0. */
export function numberOf(raw: Raw, name: string): number | undefined {
  const value = Number(raw[name]);
  return raw[name] !== undefined && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** One of the values that there are. */
export function oneOf<T extends string>(raw: Raw, name: string, values: readonly T[]): T | undefined {
  return values.find((value) => value === raw[name]);
}

/** A list of texts. */
export function listOf(raw: Raw, name: string): string[] | undefined {
  const value = raw[name];
  const list = (Array.isArray(value) ? value : [value]).filter((member): member is string => typeof member === "string");
  return list.length > 0 ? list : undefined;
}

/** A moment to the minute by the clock here: `2026-03-07T14:05`. */
export function localMomentOf(raw: Raw, name: string): string | undefined {
  const value = textOf(raw, name);
  return value !== undefined && /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(value) ? value : undefined;
}
