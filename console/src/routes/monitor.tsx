/** The pages of the room "Monitor". */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "@/routes/root";

const monitor = createRoute({
  getParentRoute: () => rootRoute,
  path: "/monitor",
  component: lazyRouteComponent(() => import("@/features/monitor/MonitorPage"), "MonitorPage"),
});

export const monitorRoutes = [monitor] as const;
