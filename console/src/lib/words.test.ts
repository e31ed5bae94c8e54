import { expect, it } from "vitest";
import { initialsOf } from "@/lib/words";

it.each([
  ["Chloe Castillo", "CC"],
  ["Ada", "A"],
  ["김민준", "민준"],
  ["김 민준", "김민"],
  ["Ana de la Cruz", "AC"],
  ["  ", ""],
])("the initials of %j are %j", (name, initials) => expect(initialsOf(name)).toBe(initials));
