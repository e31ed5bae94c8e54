/** The pages of the room "Settings". */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "@/routes/root";

const settings = createRoute({
  getParentRoute: () => rootRoute,
  path: "/settings",
  component: lazyRouteComponent(() => import("@/features/settings/SettingsPage"), "SettingsPage"),
});

const level = createRoute({
  getParentRoute: () => rootRoute,
  path: "/settings/levels/$id",
  component: lazyRouteComponent(() => import("@/features/settings/LevelPage"), "LevelPage"),
});

export const settingsRoutes = [settings, level] as const;
