/** The exact times of a day: "08:00-12:00, 13:00-18:00". Taken over with Enter or on leaving the field. */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Hours, hoursOf, hoursText, MOST } from "@/lib/dayHours";

interface Props {
  label: string;
  hours: Hours;
  may: boolean;
  onChange: (hours: Hours) => void;
  /** What is written cannot be read, or can again. */
  onWrong: (wrong: boolean) => void;
}

export function HoursInput({ label, hours, may, onChange, onWrong }: Props) {
  const { t } = useTranslation("access");
  const [typed, setTyped] = useState<string | null>(null);
  const read = typed === null ? hours : hoursOf(typed);
  const mistake = typeof read === "string" ? read : null;
  const take = () => {
    if (typed === null || mistake !== null || typeof read === "string") return;
    setTyped(null);
    onChange(read);
  };
  return (
    <TextInput
      size="xs"
      aria-label={label}
      placeholder={t("hours.closed")}
      value={typed ?? hoursText(hours)}
      readOnly={!may}
      error={mistake !== null && t(`hours.${mistake}`, { count: MOST })}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        onWrong(typeof hoursOf(value) === "string");
      }}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === "Escape") {
          setTyped(null);
          onWrong(false);
        }
        if (event.key !== "Enter") return;
        event.preventDefault();
        take();
      }}
    />
  );
}
