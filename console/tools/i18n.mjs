// Every text is there in every language and used somewhere; every text that is used is there.
//
// A file names its namespace in `useTranslation("people")`; `t("key")` is of that namespace, `t("people:key")` of any.
// `` t(`state.${name}`) `` uses every text below `state.`; keys ending in _one, _other and so on are one text.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const SRC = new URL("../src", import.meta.url).pathname;
const LANGUAGES = readdirSync(join(SRC, "i18n"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
const PLURAL = /_(zero|one|two|few|many|other)$/;

function flat(texts, prefix = "") {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "string" ? [[prefix + key, value]] : flat(value, `${prefix}${key}.`),
  );
}

function read(language) {
  const texts = new Map();
  for (const file of readdirSync(join(SRC, "i18n", language))) {
    const namespace = file.replace(/\.json$/, "");
    for (const [key, value] of flat(JSON.parse(readFileSync(join(SRC, "i18n", language, file), "utf8")))) {
      texts.set(`${namespace}:${key.replace(PLURAL, "")}`, value);
    }
  }
  return texts;
}

const texts = new Map(LANGUAGES.map(({ name }) => [name, read(name)]));
const english = texts.get("en");
const problems = [];
for (const [language, own] of texts) {
  for (const key of english.keys()) if (!own.has(key)) problems.push(`${language} lacks ${key}`);
  for (const [key, value] of own) {
    if (!english.has(key)) problems.push(`en lacks ${key}`);
    if (value.trim() === "") problems.push(`${language} has nothing at ${key}`);
    const names = (text) => [...(text ?? "").matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort().join();
    if (english.has(key) && names(value) !== names(english.get(key))) problems.push(`${key} differs in its values in ${language}`);
  }
}

const used = new Set();
const prefixes = new Set();
for (const path of readdirSync(SRC, { recursive: true }).filter((name) => /\.tsx?$/.test(name) && !/\.(test|d)\.tsx?$/.test(name))) {
  const source = readFileSync(join(SRC, path), "utf8");
  const namespace = /useTranslation\("(\w+)"/.exec(source)?.[1] ?? "common";
  const whole = (key) => (key.includes(":") ? key : `${namespace}:${key}`);
  for (const [, key] of source.matchAll(/(?:\bt|\.t|i18nKey=|exists)\(?\(?\s*"([\w:.-]+)"/g)) {
    used.add(whole(key));
    if (!english.has(whole(key))) problems.push(`src/${path} uses ${whole(key)}, which there is not`);
  }
  for (const [, prefix] of source.matchAll(/(?:\bt|\.t|exists)\(\s*`([\w:.-]+\.)\$\{/g)) {
    prefixes.add(whole(prefix));
    if (![...english.keys()].some((key) => key.startsWith(whole(prefix)))) problems.push(`src/${path}: nothing below ${whole(prefix)}`);
  }
}
for (const key of english.keys()) {
  if (!used.has(key) && ![...prefixes].some((prefix) => key.startsWith(prefix))) problems.push(`nobody uses ${key}`);
}

for (const problem of new Set(problems)) console.error(`i18n: ${problem}`);
process.exit(problems.length > 0 ? 1 : 0);
