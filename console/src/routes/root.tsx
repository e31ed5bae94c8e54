/** The root of every page: the session, then the frame. */
import { createRootRoute, createRoute, redirect } from "@tanstack/react-router";
import { Frame } from "@/features/frame/Frame";
import { NotFound } from "@/features/frame/NotFound";
import { SessionGate } from "@/features/session/SessionGate";
import { ErrorState } from "@/ui/ErrorState";

export const rootRoute = createRootRoute({
  component: () => (
    <SessionGate>
      <Frame />
    </SessionGate>
  ),
  notFoundComponent: NotFound,
  errorComponent: ({ error, reset }) => <ErrorState error={error} retry={reset} />,
});

export const startRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/monitor" });
  },
});
