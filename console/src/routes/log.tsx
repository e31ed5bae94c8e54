/** The pages of the room "Log". */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "@/routes/root";

const log = createRoute({
  getParentRoute: () => rootRoute,
  path: "/log",
  component: lazyRouteComponent(() => import("@/features/log/LogPage"), "LogPage"),
});

export const logRoutes = [log] as const;
