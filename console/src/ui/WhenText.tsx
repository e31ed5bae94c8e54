/** A moment, as the operator likes to read it; the exact one on hover. */
import { useTranslation } from "react-i18next";
import { usePreferences } from "@/api/preferences";
import { type Formats, inWords, type Shape } from "@/lib/time";

/** The formats that moments are written in now. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  const { date_format: date, time_format: time, time_long_format: timeLong } = usePreferences();
  const browser = navigator.languages.find((tag) => tag.startsWith(i18n.language));
  return { locale: browser ?? i18n.language, date, time, timeLong };
}

interface Props {
  at: string | Date | null | undefined;
  shape?: Shape;
}

export function WhenText({ at, shape = "dateTime" }: Props) {
  const formats = useFormats();
  if (!at) return <span aria-hidden>–</span>;
  const moment = typeof at === "string" ? new Date(at) : at;
  return (
    <time dateTime={moment.toISOString()} title={inWords(moment, "dateTimeLong", formats)}>
      {inWords(moment, shape, formats)}
    </time>
  );
}
