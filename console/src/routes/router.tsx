/** Every page by its path. A room's pages stand in its own file. */
import { createRouter } from "@tanstack/react-router";
import { accessRoutes } from "@/routes/access";
import { devicesRoutes } from "@/routes/devices";
import { doorsRoutes } from "@/routes/doors";
import { logRoutes } from "@/routes/log";
import { monitorRoutes } from "@/routes/monitor";
import { peopleRoutes } from "@/routes/people";
import { rootRoute, startRoute } from "@/routes/root";
import { settingsRoutes } from "@/routes/settings";

const tree = rootRoute.addChildren([
  startRoute,
  ...monitorRoutes,
  ...peopleRoutes,
  ...doorsRoutes,
  ...accessRoutes,
  ...devicesRoutes,
  ...logRoutes,
  ...settingsRoutes,
]);

export const router = createRouter({ routeTree: tree, defaultPreload: "intent", scrollRestoration: true });

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
