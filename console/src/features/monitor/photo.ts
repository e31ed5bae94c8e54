/** The address of a person's photo; nothing where there is none. */
import type { LogEvent } from "@/api/events";

export const photoOf = ({ id, photo }: NonNullable<LogEvent["person"]>): string | null =>
  photo ? `/native/people/${encodeURIComponent(id)}/photo` : null;
