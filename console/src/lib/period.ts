/** Periods: from when to when somebody is valid, as the server and as a field of a form write it. */

/** How "always" is written: the whole range that the server knows. */
export const ALWAYS = { start: "2001-01-01T00:00:00.00Z", expiry: "2037-12-31T23:59:00.00Z" } as const;

/** Whether a period begins, or ends, where time does. */
export const isOpenStart = (at: string): boolean => new Date(at).getTime() <= new Date(ALWAYS.start).getTime();
export const isOpenEnd = (at: string): boolean => new Date(at).getTime() >= new Date(ALWAYS.expiry).getTime();

const two = (value: number) => String(value).padStart(2, "0");

/** A moment as a field for local date and time has it. */
export function toField(at: string): string {
  const local = new Date(at);
  const day = `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}`;
  return `${day}T${two(local.getHours())}:${two(local.getMinutes())}`;
}

/** A field's local date and time as the dialect writes it; the open end where it is empty. */
export function fromField(value: string, open: string): string {
  const at = new Date(value);
  return value === "" || Number.isNaN(at.getTime()) ? open : at.toISOString();
}
