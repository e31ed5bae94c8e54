/** Where what is found has its page, and how pages are found by their names. */
import type { FoundKind } from "@/api/find";

/** The address of a thing's page; rooms keep to these. */
export function addressOf(kind: FoundKind, id: string): string {
  const one = encodeURIComponent(id);
  const addresses: Record<FoundKind, string> = {
    person: `/people/${one}`,
    door: `/doors/${one}`,
    device: `/devices/${one}`,
    access_group: `/access/groups/${one}`,
    access_level: `/access/levels/${one}`,
    schedule: `/access/schedules/${one}`,
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
