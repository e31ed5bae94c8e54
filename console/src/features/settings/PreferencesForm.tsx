/** Language, formats and theme: chosen at once, with an example of what they do. */
import { Group, NativeSelect, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { prefer, type Preferences, type Theme, usePreferences } from "@/api/preferences";
import { LANGUAGES } from "@/i18n";
import { byPattern } from "@/lib/time";
import { useReason } from "@/ui/reason";
import { toastFailed } from "@/ui/toasts";
import { WhenText } from "@/ui/WhenText";

const DATES = ["yyyy-MM-dd", "yyyy/MM/dd", "dd.MM.yyyy", "dd/MM/yyyy", "MM/dd/yyyy"];
const TIMES: Record<string, string | undefined> = { "HH:mm": "HH:mm:ss", "hh:mm a": "hh:mm:ss a" };
const THEMES: readonly Theme[] = ["system", "light", "dark", "high-contrast"];

export function PreferencesForm() {
  const { t } = useTranslation("settings");
  const reason = useReason();
  const { language, date_format, time_format, theme } = usePreferences();
  const [now] = useState(() => new Date());
  const choose = async (changes: Partial<Preferences>) => {
    try {
      await prefer(changes);
    } catch (error) {
      toastFailed(t("notKept"), reason(error));
    }
  };
  const chooseTime = (format: string) =>
    choose({ time_format: format || null, time_long_format: TIMES[format] ?? null });
  const asLanguage = { value: "", label: t("asLanguage") };
  const example = (pattern: string) => ({ value: pattern, label: byPattern(now, pattern) });
  const kept = (formats: string[], format: string | null | undefined) =>
    !format || formats.includes(format) ? formats : [...formats, format];

  return (
    <section aria-labelledby="preferences">
      <Title order={2} size="h4" mb="xs" id="preferences">
        {t("preferences")}
      </Title>
      <Stack gap="sm" maw="40rem">
        <Group gap="sm" grow preventGrowOverflow={false}>
          <NativeSelect
            label={t("language")}
            value={language ?? ""}
            onChange={(event) => void choose({ language: event.currentTarget.value || null })}
            data={[
              { value: "", label: t("asBrowser") },
              ...Object.entries(LANGUAGES).map(([value, label]) => ({ value, label })),
            ]}
          />
          <NativeSelect
            label={t("date")}
            value={date_format ?? ""}
            onChange={(event) => void choose({ date_format: event.currentTarget.value || null })}
            data={[asLanguage, ...kept(DATES, date_format).map(example)]}
          />
          <NativeSelect
            label={t("time")}
            value={time_format ?? ""}
            onChange={(event) => void chooseTime(event.currentTarget.value)}
            data={[asLanguage, ...kept(Object.keys(TIMES), time_format).map(example)]}
          />
        </Group>
        <Text size="sm" c="dimmed">
          {t("example")} <WhenText at={now} shape="dateTimeLong" />
        </Text>
        <div>
          <Text size="sm" fw={500} mb={4} id="theme">
            {t("theme")}
          </Text>
          <SegmentedControl
            aria-labelledby="theme"
            size="xs"
            value={theme}
            onChange={(value) => void choose({ theme: value })}
            data={THEMES.map((value) => ({ value, label: t(`themes.${value}`) }))}
          />
        </div>
      </Stack>
    </section>
  );
}
