/** Letters as people count them. */
const letters = (text: string) => Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);

/** Two letters that stand for a name where there is no photo; of a Korean name, the last two syllables. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = letters(words[0] ?? "");
  const last = letters(words.length > 1 ? (words.at(-1) ?? "") : "");
  if (/^\p{Script=Hangul}{2,}$/u.test(first.join("")) && last.length === 0) return first.slice(-2).join("");
  return [...first.slice(0, 1), ...last.slice(0, 1)].join("").toLocaleUpperCase();
}
