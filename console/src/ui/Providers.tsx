/** What every page stands in: theme, language, toasts, the cache. */
import { DirectionProvider, MantineProvider } from "@mantine/core";
import { DatesProvider } from "@mantine/dates";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { setNonce } from "get-nonce";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { type Theme, usePreferences } from "@/api/preferences";
import { queries } from "@/api/queries";
import { languageOf, speak } from "@/i18n";
import { theme as tokens } from "@/ui/theme";

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";
// Also for the style element that keeps the page behind a dialog from scrolling.
setNonce(nonce);

const SCHEMES: Record<Theme, "auto" | "light" | "dark"> = {
  system: "auto",
  light: "light",
  dark: "dark",
  "high-contrast": "auto",
};

/** What the browser prefers; high contrast keeps light or dark as it is. */
const dark = globalThis.matchMedia("(prefers-color-scheme: dark)");

export function Providers({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  const { theme, language } = usePreferences();
  const scheme = SCHEMES[theme] === "auto" ? (dark.matches ? "dark" : "light") : SCHEMES[theme];

  useEffect(() => {
    document.documentElement.dataset["contrast"] = theme === "high-contrast" ? "high" : "normal";
  }, [theme]);
  useEffect(() => {
    const wanted = languageOf(language ?? null);
    if (wanted !== i18n.language) void speak(wanted);
  }, [language, i18n]);

  return (
    <DirectionProvider>
      <MantineProvider theme={tokens} forceColorScheme={scheme} getStyleNonce={() => nonce}>
        <DatesProvider settings={{ locale: i18n.language, firstDayOfWeek: i18n.language === "en" ? 0 : 1 }}>
          <QueryClientProvider client={queries}>{children}</QueryClientProvider>
        </DatesProvider>
        <Notifications position="bottom-right" />
      </MantineProvider>
    </DirectionProvider>
  );
}
