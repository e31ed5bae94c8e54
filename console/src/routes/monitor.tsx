/** The pages of the room "Monitor". */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { filterOf } from "@/features/monitor/filter";
import { textOf } from "@/lib/search";
import { rootRoute } from "@/routes/root";

const monitor = createRoute({
  getParentRoute: () => rootRoute,
  path: "/monitor",
  validateSearch: filterOf,
  component: lazyRouteComponent(() => import("@/features/monitor/MonitorPage"), "MonitorPage"),
});

interface BoardSearch {
  q?: string | undefined;
  attention?: true | undefined;
}

const board = createRoute({
  getParentRoute: () => rootRoute,
  path: "/monitor/doors",
  validateSearch: (raw: Record<string, unknown>): BoardSearch => ({
    q: textOf(raw, "q"),
    attention: raw["attention"] === true ? true : undefined,
  }),
  component: lazyRouteComponent(() => import("@/features/monitor/BoardPage"), "BoardPage"),
});

export const monitorRoutes = [monitor, board] as const;
