/** Whether a schedule goes by the week or by a cycle of days, and from when. */
import { Group, NumberInput, SegmentedControl, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { LONGEST_CYCLE, type ScheduleDraft } from "@/api/schedules";
import { ofLength, WEEK } from "@/features/access/week";

interface Props {
  draft: ScheduleDraft;
  may: boolean;
  /** The first day of a new cycle. */
  today: string;
  onChange: (change: Partial<ScheduleDraft>) => void;
}

export function CycleFields({ draft, may, today, onChange }: Props) {
  const { t } = useTranslation("access");
  const { cycleStart, days } = draft;
  const go = (by: string) =>
    onChange(by === "cycle" ? { cycleStart: today } : { cycleStart: null, days: ofLength(days, WEEK) });
  return (
    <Group gap="sm" align="end" mb="sm">
      <SegmentedControl
        size="xs"
        aria-label={t("cycle.by")}
        readOnly={!may}
        value={cycleStart === null ? "week" : "cycle"}
        onChange={go}
        data={[
          { value: "week", label: t("cycle.week") },
          { value: "cycle", label: t("cycle.cycle") },
        ]}
      />
      {cycleStart !== null && (
        <>
          <TextInput
            size="xs"
            type="date"
            label={t("cycle.start")}
            value={cycleStart}
            readOnly={!may}
            required
            withAsterisk={false}
            onChange={({ currentTarget: { value } }) => value !== "" && onChange({ cycleStart: value })}
          />
          <NumberInput
            size="xs"
            w="6rem"
            label={t("cycle.days")}
            value={days.length}
            readOnly={!may}
            min={1}
            max={LONGEST_CYCLE}
            clampBehavior="strict"
            allowDecimal={false}
            onChange={(length) => typeof length === "number" && length >= 1 && onChange({ days: ofLength(days, length) })}
          />
        </>
      )}
    </Group>
  );
}
