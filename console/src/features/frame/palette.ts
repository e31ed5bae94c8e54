/** Where what is found has its page, and how pages are found by their names. */
import type { Found, FoundKind } from "@/api/find";

/** What has a page. */
export const KINDS = ["person", "door", "device", "user_group"] as const satisfies readonly FoundKind[];
export type Kind = (typeof KINDS)[number];
export type WithPage = Found & { kind: Kind };

/** Whether it has a page. */
export function hasPage(item: Found): item is WithPage {
  return (KINDS as readonly FoundKind[]).includes(item.kind);
}

/** The address of a thing's page; rooms keep to these. */
export function addressOf(kind: Kind, id: string): string {
  const one = encodeURIComponent(id);
  const addresses: Record<Kind, string> = {
    person: `/people/${one}`,
    door: `/doors/${one}`,
    device: `/devices/${one}`,
    user_group: `/people?group=${one}`,
  };
  return addresses[kind];
}

/** Whether every typed word begins a word of the name. */
export function beginsWord(name: string, typed: string): boolean {
  const words = name.toLocaleLowerCase().split(/\s+/);
  const begun = typed.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return begun.every((beginning) => words.some((word) => word.startsWith(beginning)));
}
