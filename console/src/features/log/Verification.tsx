/** Whether the trail is whole, in a sentence. */
import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { verificationQuery } from "@/api/audit";
import { inWords } from "@/lib/time";
import { StateMark } from "@/ui/StateMark";
import { useFormats } from "@/ui/WhenText";

export function Verification() {
  const { t } = useTranslation("log");
  const formats = useFormats();
  const { data, error } = useQuery(verificationQuery);
  if (error) return <StateMark state="warn" label={t("verification.unknown")} />;
  if (!data) return <Skeleton height={14} width="18rem" my={4} aria-label={t("verification.checking")} />;
  if (data.broken) {
    const { line, at, person } = data.broken;
    return <StateMark state="bad" label={t("verification.broken", { line, at: inWords(new Date(at), "dateTimeLong", formats), person })} />;
  }
  if (data.missing) return <StateMark state="bad" label={t("verification.missing", { line: data.missing.line })} />;
  if (data.older_lines > 0) return <StateMark state="good" label={t("verification.since", { count: data.lines, older: data.older_lines })} />;
  return <StateMark state="good" label={t("verification.whole", { count: data.lines })} />;
}
