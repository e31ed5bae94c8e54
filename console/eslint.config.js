// The console's laws: strict types, no `any`, floors (routes -> features -> ui | live | api | lib), accessible markup,
// short files and functions, no text outside the translations.
import { readdirSync } from "node:fs";
import a11y from "eslint-plugin-jsx-a11y";
import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const FEATURES = readdirSync(new URL("src/features", import.meta.url));
const UPWARDS = { group: ["../*"], message: "Import by `@/...` from elsewhere, by `./...` from beside." };

const floor = (files, forbidden, message, regex) => ({
  files,
  rules: { "no-restricted-imports": ["error", { patterns: [UPWARDS, { regex: regex ?? forbidden, message }] }] },
});

export default tseslint.config(
  { ignores: ["node_modules", "src/api/schema.d.ts", "tools", "eslint.config.js"] },
  ...tseslint.configs.strictTypeChecked,
  a11y.flatConfigs.strict,
  hooks.configs.flat["recommended-latest"],
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      "@typescript-eslint/only-throw-error": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "jsx-a11y/no-autofocus": "off",
      "react-hooks/incompatible-library": "off",
      "max-lines": ["error", 400],
      "max-lines-per-function": ["error", { max: 90, skipBlankLines: true, skipComments: true }],
      "no-console": "error",
      "no-restricted-syntax": [
        "error",
        { selector: "JSXText[value=/[A-Za-z]{2,}/]", message: "Texts stand in src/i18n." },
      ],
    },
  },
  floor(["src/lib/**"], "^@/(routes|features|ui|live|api|i18n)", "lib is pure."),
  floor(["src/api/**"], "^@/(routes|features|ui|live)", "api knows lib only."),
  floor(["src/live/**"], "^@/(routes|features|ui)", "live knows api and lib."),
  floor(["src/ui/**"], "^@/(routes|features)", "ui knows nothing of pages."),
  ...FEATURES.map((name) =>
    floor([`src/features/${name}/**`], "", "Features do not import routes or each other.", `^@/(routes|features/(?!${name}/))`),
  ),
  { files: ["**/*.test.{ts,tsx}"], rules: { "max-lines-per-function": "off" } },
);
