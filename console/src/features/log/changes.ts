/** What an act changed, out of a line of the audit trail. */
export interface Change {
  /** Where in the thing: `schedule.name`. */
  path: string;
  before: string | undefined;
  after: string | undefined;
}

export interface Said {
  act: string;
  /** Why it was refused, where it was. */
  outcome: string | undefined;
  changes: Change[];
}

type Members = Record<string, unknown>;

const isObject = (value: unknown): value is Members => typeof value === "object" && value !== null && !Array.isArray(value);
const written = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** Every plain value by its path; lists stay whole. */
function flat(value: unknown, path = ""): [string, string][] {
  if (!isObject(value)) return value === undefined || value === null ? [] : [[path, written(value)]];
  return Object.entries(value).flatMap(([name, inner]) => flat(inner, path === "" ? name : `${path}.${name}`));
}

/** The values that differ, in the order in which they are told. */
export function changesOf(before: unknown, after: unknown): Change[] {
  const [was, is] = [new Map(flat(before)), new Map(flat(after))];
  const paths = [...new Set([...was.keys(), ...is.keys()])];
  return paths
    .map((path) => ({ path, before: was.get(path), after: is.get(path) }))
    .filter((change) => change.before !== change.after);
}

/** A line's content, as it is told. */
export function saidBy(content: string): Said {
  let said: unknown;
  try {
    said = JSON.parse(content);
  } catch {
    said = {};
  }
  const members = isObject(said) ? said : {};
  const { act, outcome, before, after } = members;
  return {
    act: typeof act === "string" ? act : "",
    outcome: typeof outcome === "string" && outcome !== "" ? outcome : undefined,
    changes: changesOf(before, after),
  };
}

/** `DOOR_UPDATE` as words: "Door update". */
export function actInWords(act: string): string {
  const words = act.toLowerCase().replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
