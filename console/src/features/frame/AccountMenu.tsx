/** One's own account: language, theme, sign out. */
import { Menu, Text, UnstyledButton } from "@mantine/core";
import { mdiCheck, mdiLogout } from "@mdi/js";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { meQuery, signOut } from "@/api/me";
import { prefer, type Theme, usePreferences } from "@/api/preferences";
import { LANGUAGES, type Language } from "@/i18n";
import { Avatar } from "@/ui/Avatar";
import { Icon } from "@/ui/Icon";

const THEMES: readonly Theme[] = ["system", "light", "dark", "high-contrast"];

const chosen = (is: boolean) => (is ? <Icon path={mdiCheck} size={16} /> : undefined);

export function AccountMenu() {
  const { t, i18n } = useTranslation("frame");
  const { data: me } = useQuery(meQuery);
  const { theme } = usePreferences();
  const queries = useQueryClient();
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
        {(Object.keys(LANGUAGES) as Language[]).map((language) => (
          <Menu.Item
            key={language}
            role="menuitemradio"
            aria-checked={i18n.language === language}
            lang={language}
            rightSection={chosen(i18n.language === language)}
            onClick={() => prefer({ language })}
          >
            {LANGUAGES[language]}
          </Menu.Item>
        ))}
        <Menu.Label>{t("account.theme")}</Menu.Label>
        {THEMES.map((name) => (
          <Menu.Item
            key={name}
            role="menuitemradio"
            aria-checked={theme === name}
            rightSection={chosen(theme === name)}
            onClick={() => prefer({ theme: name })}
          >
            {t(`theme.${name}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<Icon path={mdiLogout} directed />} onClick={leave}>
          {t("account.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
