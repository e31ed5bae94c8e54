/** One's own preferences; for who may, the operators and their levels. */
import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useRights } from "@/api/me";
import { Levels } from "@/features/settings/Levels";
import { PreferencesForm } from "@/features/settings/PreferencesForm";
import { PageHead } from "@/ui/PageHead";

export function SettingsPage() {
  const { t } = useTranslation("settings");
  const rights = useRights();
  return (
    <>
      <PageHead title={t("title")} />
      <Stack gap="xl">
        <PreferencesForm />
        {rights.reads("Setting") && <Levels mayMake={rights.writes("Setting")} />}
      </Stack>
    </>
  );
}
