/** The pages of the room "Doors". */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { localMomentOf, oneOf, textOf } from "@/lib/search";
import { rootRoute } from "@/routes/root";

const doors = createRoute({
  getParentRoute: () => rootRoute,
  path: "/doors",
  validateSearch: (raw: Record<string, unknown>): { q?: string | undefined; only?: "attention" | undefined } => ({
    q: textOf(raw, "q"),
    only: oneOf(raw, "only", ["attention"] as const),
  }),
  component: lazyRouteComponent(() => import("@/features/doors/DoorsPage"), "DoorsPage"),
});

const door = createRoute({
  getParentRoute: () => rootRoute,
  path: "/doors/$id",
  validateSearch: (raw: Record<string, unknown>): { person?: string | undefined; at?: string | undefined } => ({
    person: textOf(raw, "person"),
    at: localMomentOf(raw, "at"),
  }),
  component: lazyRouteComponent(() => import("@/features/doors/DoorPage"), "DoorPage"),
});

export const doorsRoutes = [doors, door] as const;
