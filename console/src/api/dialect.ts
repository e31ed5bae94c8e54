/** How the dialect writes values: numbers and flags are text. */

type Written = string | number | boolean | null | undefined;

/** A flag as the dialect writes it. */
export const flag = (value: Written): boolean => value === true || value === "true" || value === 1 || value === "1";

/** A flag for the dialect. */
export const flagText = (value: boolean): "true" | "false" => (value ? "true" : "false");

/** A number as the dialect writes it; 0 where there is none. */
export const number = (value: Written): number => Number(value ?? 0) || 0;

/** A moment as the dialect writes it (`2026-03-07T14:05:09.00Z`). */
export const moment = (value: string | null | undefined): Date | null => (value ? new Date(value) : null);

/** What became of each of several: `DeviceResponse`, `DoorResponse` and the like. */
export interface Outcome {
  id: string;
  code: string;
  message: string;
}
