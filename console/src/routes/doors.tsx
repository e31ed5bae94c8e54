/** The pages of the room "Doors". */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "@/routes/root";

const doors = createRoute({
  getParentRoute: () => rootRoute,
  path: "/doors",
  component: lazyRouteComponent(() => import("@/features/doors/DoorsPage"), "DoorsPage"),
});

export const doorsRoutes = [doors] as const;
