/** The pages of the room "Access". */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "@/routes/root";

const access = createRoute({
  getParentRoute: () => rootRoute,
  path: "/access",
  component: lazyRouteComponent(() => import("@/features/access/AccessPage"), "AccessPage"),
});

export const accessRoutes = [access] as const;
