/** A state by colour AND sign, with its word beside or read out. */
import { mdiAlert, mdiCheckCircle, mdiCircleOutline, mdiCloseOctagon, mdiInformation } from "@mdi/js";
import { Icon } from "@/ui/Icon";
import classes from "@/ui/StateMark.module.css";

export type State = "good" | "bad" | "warn" | "info" | "idle";

const SIGNS: Record<State, string> = {
  good: mdiCheckCircle,
  bad: mdiCloseOctagon,
  warn: mdiAlert,
  info: mdiInformation,
  idle: mdiCircleOutline,
};

interface Props {
  state: State;
  label: string;
  /** Another sign than the state's own, such as a lock. */
  sign?: string;
  /** Only the sign is seen; the word is read out. */
  compact?: boolean;
}

export function StateMark({ state, label, sign = SIGNS[state], compact = false }: Props) {
  return (
    <span className={classes.mark} data-state={state} title={compact ? label : undefined}>
      <Icon path={sign} size={16} label={compact ? label : undefined} />
      {!compact && <span>{label}</span>}
    </span>
  );
}
