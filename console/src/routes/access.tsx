/** The pages of the room "Access". */
import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { oneOf, textOf } from "@/lib/search";
import { rootRoute } from "@/routes/root";

/** The state of each of its lists. */
interface ListSearch {
  q?: string | undefined;
  order?: "descending" | undefined;
}

const validateSearch = (raw: Record<string, unknown>): ListSearch => ({
  q: textOf(raw, "q"),
  order: oneOf(raw, "order", ["descending"] as const),
});

const access = createRoute({
  getParentRoute: () => rootRoute,
  path: "/access",
  beforeLoad: () => {
    throw redirect({ to: "/access/groups" });
  },
});

const groups = createRoute({
  getParentRoute: () => rootRoute,
  path: "/access/groups",
  validateSearch,
  component: lazyRouteComponent(() => import("@/features/access/GroupsPage"), "GroupsPage"),
});

const group = createRoute({
  getParentRoute: () => rootRoute,
  path: "/access/groups/$id",
  component: lazyRouteComponent(() => import("@/features/access/GroupPage"), "GroupPage"),
});

const levels = createRoute({
  getParentRoute: () => rootRoute,
  path: "/access/levels",
  validateSearch,
  component: lazyRouteComponent(() => import("@/features/access/LevelsPage"), "LevelsPage"),
});

const level = createRoute({
  getParentRoute: () => rootRoute,
  path: "/access/levels/$id",
  component: lazyRouteComponent(() => import("@/features/access/LevelPage"), "LevelPage"),
});

const schedules = createRoute({
  getParentRoute: () => rootRoute,
  path: "/access/schedules",
  validateSearch,
  component: lazyRouteComponent(() => import("@/features/access/SchedulesPage"), "SchedulesPage"),
});

const schedule = createRoute({
  getParentRoute: () => rootRoute,
  path: "/access/schedules/$id",
  component: lazyRouteComponent(() => import("@/features/access/SchedulePage"), "SchedulePage"),
});

const holidays = createRoute({
  getParentRoute: () => rootRoute,
  path: "/access/holidays",
  validateSearch,
  component: lazyRouteComponent(() => import("@/features/access/HolidayGroupsPage"), "HolidayGroupsPage"),
});

const holidayGroup = createRoute({
  getParentRoute: () => rootRoute,
  path: "/access/holidays/$id",
  component: lazyRouteComponent(() => import("@/features/access/HolidayGroupPage"), "HolidayGroupPage"),
});

export const accessRoutes = [access, groups, group, levels, level, schedules, schedule, holidays, holidayGroup] as const;
