/** The pages of the room "Log". */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { logSearch, trailSearch } from "@/features/log/logSearch";
import { rootRoute } from "@/routes/root";

const log = createRoute({
  getParentRoute: () => rootRoute,
  path: "/log",
  validateSearch: logSearch,
  component: lazyRouteComponent(() => import("@/features/log/LogPage"), "LogPage"),
});

const trail = createRoute({
  getParentRoute: () => rootRoute,
  path: "/log/audit",
  validateSearch: trailSearch,
  component: lazyRouteComponent(() => import("@/features/log/TrailPage"), "TrailPage"),
});

export const logRoutes = [log, trail] as const;
