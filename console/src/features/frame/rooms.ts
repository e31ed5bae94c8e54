/** The rooms of the console, in the order of the navigation; each for who may read what it is about. */
import {
  mdiAccountMultipleOutline,
  mdiChip,
  mdiCogOutline,
  mdiDoor,
  mdiKeyOutline,
  mdiMonitorEye,
  mdiTextBoxSearchOutline,
} from "@mdi/js";
import type { Module, Rights } from "@/api/me";

export interface Room {
  id: "monitor" | "people" | "doors" | "access" | "devices" | "log" | "settings";
  path: "/monitor" | "/people" | "/doors" | "/access" | "/devices" | "/log" | "/settings";
  icon: string;
  /** Any of these; everybody where there is none. */
  modules: readonly Module[];
}

const ROOMS: readonly Room[] = [
  { id: "monitor", path: "/monitor", icon: mdiMonitorEye, modules: ["Monitoring"] },
  { id: "people", path: "/people", icon: mdiAccountMultipleOutline, modules: ["User"] },
  { id: "doors", path: "/doors", icon: mdiDoor, modules: ["Door", "Monitoring"] },
  { id: "access", path: "/access", icon: mdiKeyOutline, modules: ["AccessControl"] },
  { id: "devices", path: "/devices", icon: mdiChip, modules: ["Device"] },
  { id: "log", path: "/log", icon: mdiTextBoxSearchOutline, modules: ["Monitoring", "Setting"] },
  { id: "settings", path: "/settings", icon: mdiCogOutline, modules: [] },
];

/** The rooms that an operator may enter. */
export function roomsFor(rights: Rights): readonly Room[] {
  return ROOMS.filter(({ modules }) => modules.length === 0 || modules.some((module) => rights.reads(module)));
}
