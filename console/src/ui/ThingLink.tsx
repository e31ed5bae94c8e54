/** A person, door or device by name; a click goes to its page. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

const ROOMS = { person: "people", door: "doors", device: "devices" } as const;

export type LinkedKind = keyof typeof ROOMS;

/** The address of a thing's own page. */
export const pageOf = (kind: LinkedKind, id: string | number): string => `/${ROOMS[kind]}/${encodeURIComponent(id)}`;

interface Props {
  kind: LinkedKind;
  id: string | number;
  children: ReactNode;
  tabIndex?: number;
  className?: string | undefined;
}

export function ThingLink({ kind, id, children, tabIndex, className }: Props) {
  return (
    <Link to={pageOf(kind, id)} tabIndex={tabIndex} className={className} preload={false}>
      {children}
    </Link>
  );
}
