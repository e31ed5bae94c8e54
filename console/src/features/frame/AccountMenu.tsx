/** One's own account: language, theme, sign out. */
import { Menu, Text, UnstyledButton } from "@mantine/core";
import { mdiLogout } from "@mdi/js";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { meQuery, signOut } from "@/api/me";
import { prefer, type Preferences, type Theme, usePreferences } from "@/api/preferences";
import { LANGUAGES, type Language } from "@/i18n";
import { Avatar } from "@/ui/Avatar";
import { Icon } from "@/ui/Icon";
import { useReason } from "@/ui/reason";
import { toastFailed } from "@/ui/toasts";

const THEMES: readonly Theme[] = ["system", "light", "dark", "high-contrast"];

export function AccountMenu() {
  const { t, i18n } = useTranslation("frame");
  const { data: me } = useQuery(meQuery);
  const { theme } = usePreferences();
  const queries = useQueryClient();
  const reason = useReason();
  const choose = async (changes: Partial<Preferences>) => {
    try {
      await prefer(changes);
    } catch (error) {
      toastFailed(t("account.notKept"), reason(error));
    }
  };
  const leave = () => void signOut().then(() => queries.clear());
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <UnstyledButton aria-label={t("account.button", { name: me?.name })}>
          <Avatar name={me?.name ?? ""} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} c="var(--mantine-color-text)">
            {me?.name}
          </Text>
          {me?.level}
        </Menu.Label>
        <Menu.Divider />
        <Menu.Label>{t("account.language")}</Menu.Label>
        <Menu.RadioGroup value={i18n.language} onChange={(language) => void choose({ language })}>
          {(Object.keys(LANGUAGES) as Language[]).map((language) => (
            <Menu.RadioItem key={language} value={language} lang={language}>
              {LANGUAGES[language]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Label>{t("account.theme")}</Menu.Label>
        <Menu.RadioGroup value={theme} onChange={(name) => void choose({ theme: name as Theme })}>
          {THEMES.map((name) => (
            <Menu.RadioItem key={name} value={name}>
              {t(`theme.${name}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item leftSection={<Icon path={mdiLogout} directed />} onClick={leave}>
          {t("account.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
