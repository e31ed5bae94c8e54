/** The hours of several days: painted by pointer or keys, written exactly, copied from one day to others. */
import { ActionIcon, Menu, Text, VisuallyHidden } from "@mantine/core";
import { mdiContentCopy } from "@mdi/js";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { HoursInput } from "@/features/access/HoursInput";
import { useStrokes } from "@/features/access/useStrokes";
import classes from "@/features/access/WeekGrid.module.css";
import { clockText, DAY, type Hours, hoursText, MOST, painted, type Stroke, stroked } from "@/lib/dayHours";
import { Icon } from "@/ui/Icon";

const RULER = [0, 3, 6, 9, 12, 15, 18, 21, 24];
const share = (minutes: number) => `${(100 * minutes) / DAY}%`;
const span = (start: number, end: number) => ({ insetInlineStart: share(start), width: share(end - start) });

/** The open hours of a day as bars. */
export function Bars({ hours }: { hours: Hours }) {
  return hours.map(({ start, end }) => <div key={start} className={classes.bar} style={span(start, end)} />);
}

interface Props {
  label: string;
  /** In the order in which they are shown. */
  rows: readonly Hours[];
  names: readonly string[];
  /** Rows that one copies to in one go, such as the working days. */
  working?: readonly number[] | undefined;
  may: boolean;
  onChange: (rows: Hours[]) => void;
  onWrong: (row: number, wrong: boolean) => void;
}

export function WeekGrid({ label, rows, names, working, may, onChange, onWrong }: Props) {
  const { t } = useTranslation("access");
  const [full, setFull] = useState(false);
  const help = useId();
  const onStroke = (stroke: Stroke) => {
    const [first, last] = [Math.min(stroke.from, stroke.to), Math.max(stroke.from, stroke.to)];
    setFull(stroke.adds && rows.slice(first, last + 1).some((hours) => painted(hours, stroke.stretch).length > MOST));
    onChange(stroked(rows, stroke));
  };
  const { tracks, cursor, stroke, pointer, onKeyDown } = useStrokes(rows, may, onStroke);
  const crossed = (row: number) => stroke && Math.min(stroke.from, stroke.to) <= row && row <= Math.max(stroke.from, stroke.to);
  const copy = (from: number, to: readonly number[]) => onChange(rows.map((hours, row) => (to.includes(row) ? (rows[from] ?? hours) : hours)));
  return (
    <div className={classes.grid} role="group" aria-label={label}>
      <div className={classes.row} aria-hidden>
        <span />
        <div className={classes.ruler}>
          {RULER.map((hour) => (
            <span key={hour} style={{ insetInlineStart: share(hour * 60) }}>
              {hour}
            </span>
          ))}
        </div>
      </div>
      {rows.map((hours, row) => (
        <div key={names[row]} className={classes.row}>
          <span className={classes.day}>{names[row]}</span>
          <div
            ref={(track) => {
              tracks.current[row] = track;
            }}
            className={classes.track}
            role="slider"
            tabIndex={0}
            aria-label={names[row]}
            aria-describedby={help}
            aria-readonly={!may}
            aria-valuemin={0}
            aria-valuemax={DAY}
            aria-valuenow={cursor}
            aria-valuetext={t("grid.at", { at: clockText(cursor), hours: hoursText(hours) || t("hours.closed") })}
            onKeyDown={(event) => onKeyDown(event, row)}
            {...pointer}
          >
            <Bars hours={hours} />
            {stroke && crossed(row) && <div className={classes.stroke} style={span(stroke.stretch.start, stroke.stretch.end)} />}
            <div className={classes.cursor} style={{ insetInlineStart: share(Math.min(cursor, DAY - 4)) }} />
          </div>
          <HoursInput
            label={t("grid.times", { day: names[row] })}
            hours={hours}
            may={may}
            onChange={(next) => onChange(rows.map((each, index) => (index === row ? next : each)))}
            onWrong={(wrong) => onWrong(row, wrong)}
          />
          {may && <CopyMenu row={row} names={names} working={working} onCopy={(to) => copy(row, to)} />}
        </div>
      ))}
      <Text role="status" size="sm" mih="1.3em" c={full ? "var(--state-warn)" : "dimmed"}>
        {stroke ? `${clockText(stroke.stretch.start)}-${clockText(stroke.stretch.end)}` : full ? t("hours.many", { count: MOST }) : may ? t("grid.help") : ""}
      </Text>
      <VisuallyHidden id={help}>{may && t("grid.keys")}</VisuallyHidden>
    </div>
  );
}

const FEW = 14;

interface CopyProps {
  row: number;
  names: readonly string[];
  working: readonly number[] | undefined;
  onCopy: (to: readonly number[]) => void;
}

function CopyMenu({ row, names, working, onCopy }: CopyProps) {
  const { t } = useTranslation("access");
  const title = t("grid.copy", { day: names[row] });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={30} aria-label={title} title={title}>
          <Icon path={mdiContentCopy} size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {working && <Menu.Item onClick={() => onCopy(working)}>{t("grid.toWorking")}</Menu.Item>}
        <Menu.Item onClick={() => onCopy(names.map((_, index) => index))}>{t("grid.toAll")}</Menu.Item>
        {names.length <= FEW && <Menu.Divider />}
        {names.length <= FEW &&
          names.map((name, index) => index !== row && <Menu.Item key={name} onClick={() => onCopy([index])}>{t("grid.to", { day: name })}</Menu.Item>)}
      </Menu.Dropdown>
    </Menu>
  );
}
