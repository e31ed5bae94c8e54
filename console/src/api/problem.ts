/** Why the server did not do something: what the dialect and our own API say, in one form. */
export class Refused extends Error {
  override name = "Refused";

  constructor(
    /** The HTTP status; 0 where nothing answered. */
    readonly status: number,
    /** The dialect's number of the error; empty where it has none. */
    readonly code: string,
    message: string,
    /** The value that does not fit, where the server names one. */
    readonly field?: string,
  ) {
    super(message);
  }

  /** The connection failed, not the request. */
  get unreachable(): boolean {
    return this.status === 0;
  }

  /** There is no session, or no longer. */
  get signedOut(): boolean {
    return this.status === 401 && this.code === "10";
  }
}

type Members = Record<string, unknown>;

const isObject = (value: unknown): value is Members => typeof value === "object" && value !== null;
const text = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");

/** What an answer with an error status says; nothing where it says that it was done. */
export function refusalIn(status: number, body: unknown): Refused | null {
  const members = isObject(body) ? body : {};
  const dialect = isObject(members["Response"]) ? members["Response"] : null;
  const code = text(dialect?.["code"]);
  if (status < 400 && (code === "" || code === "0" || code === "1")) return null;
  if (dialect) return new Refused(status, code, text(dialect["message"]));
  const told = text(members["detail"]) || text(members["title"]) || text(members["message"]);
  return new Refused(status, text(members["code"]), told, text(members["field"]) || undefined);
}
