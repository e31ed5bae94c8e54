/** The pages of the room "Devices". */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { numberOf, textOf } from "@/lib/search";
import { rootRoute } from "@/routes/root";

const devices = createRoute({
  getParentRoute: () => rootRoute,
  path: "/devices",
  validateSearch: (raw: Record<string, unknown>): { q?: string | undefined; attention?: boolean | undefined } => ({
    q: textOf(raw, "q"),
    attention: raw["attention"] === true ? true : undefined,
  }),
  component: lazyRouteComponent(() => import("@/features/devices/DevicesPage"), "DevicesPage"),
});

const readers = createRoute({
  getParentRoute: () => rootRoute,
  path: "/devices/readers",
  validateSearch: (raw: Record<string, unknown>): { reader?: number | undefined } => ({ reader: numberOf(raw, "reader") }),
  component: lazyRouteComponent(() => import("@/features/devices/ReadersPage"), "ReadersPage"),
});

const device = createRoute({
  getParentRoute: () => rootRoute,
  path: "/devices/$id",
  component: lazyRouteComponent(() => import("@/features/devices/DevicePage"), "DevicePage"),
});

export const devicesRoutes = [devices, readers, device] as const;
