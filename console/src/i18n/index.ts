/** The language of the console: chosen, or the browser's. One is loaded, and another when it is chosen. */
import i18next from "i18next";
import { initReactI18next } from "react-i18next";

export const LANGUAGES = { en: "English", ko: "한국어" } as const;
export type Language = keyof typeof LANGUAGES;

const LOADERS = { en: () => import("@/i18n/en"), ko: () => import("@/i18n/ko") };

/** The language that fits best. */
export function languageOf(chosen: string | null): Language {
  const wanted = [chosen ?? "", ...(chosen ? [] : navigator.languages)].map((tag) => tag.slice(0, 2).toLowerCase());
  return wanted.find((tag): tag is Language => tag in LANGUAGES) ?? "en";
}

/** Loads a language and shows it. */
export async function speak(language: Language): Promise<void> {
  const files = (await LOADERS[language]()).default;
  for (const [path, texts] of Object.entries(files)) {
    const namespace = path.slice(path.lastIndexOf("/") + 1, -".json".length);
    i18next.addResourceBundle(language, namespace, texts, true, true);
  }
  document.documentElement.lang = language;
  document.documentElement.dir = i18next.dir(language);
  await i18next.changeLanguage(language);
}

/** Begins, in one language. */
export async function begin(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: {},
    defaultNS: "common",
    interpolation: { escapeValue: false },
    react: { useSuspense: false, bindI18nStore: "" },
    returnNull: false,
  });
  await speak(language);
}
