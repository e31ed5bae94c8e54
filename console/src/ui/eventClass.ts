/** The colour and the sign of each class of events. */
import { mdiBellAlert, mdiCancel, mdiCheckCircle, mdiChip, mdiCog, mdiDoor } from "@mdi/js";
import type { EventClass } from "@/api/events";
import type { State } from "@/ui/StateMark";

export const EVENT_LOOKS: Record<EventClass, { state: State; sign: string }> = {
  granted: { state: "good", sign: mdiCheckCircle },
  denied: { state: "bad", sign: mdiCancel },
  door: { state: "info", sign: mdiDoor },
  alarm: { state: "warn", sign: mdiBellAlert },
  device: { state: "idle", sign: mdiChip },
  system: { state: "idle", sign: mdiCog },
};
