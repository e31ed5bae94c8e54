/** The log under a filter, live, as long as a component shows it. */
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { type EventFilter, logWindow } from "@/api/events";
import { live } from "@/live/hooks";
import { EventLog, type View } from "./eventLog";
import { filterOf, fits } from "./filter";

export function useEventLog(filter: EventFilter): { log: EventLog; view: View } {
  const key = JSON.stringify(filter);
  const log = useMemo(() => {
    const asked = filterOf(JSON.parse(key) as Record<string, unknown>);
    return new EventLog({
      window: (part, signal) => logWindow(asked, part, signal),
      fits: (event) => fits(asked, event),
      beforeFrame: (run) => requestAnimationFrame(run),
    });
  }, [key]);
  useEffect(() => {
    const ends = [log.open(), live.onEvent((event) => log.hear(event)), watchLine(log)];
    return () => {
      for (const end of ends) end();
    };
  }, [log]);
  return { log, view: useSyncExternalStore(log.subscribe, () => log.view) };
}

/** A connection that was lost may have begun anew instead of catching up. */
function watchLine(log: EventLog): () => void {
  let lost = false;
  return live.subscribe("line", null, () => {
    if (live.line === "broken") lost = true;
    else if (live.line === "open" && lost) {
      lost = false;
      log.doubt();
    }
  });
}
