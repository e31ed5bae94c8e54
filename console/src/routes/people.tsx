/** The pages of the room "People". */
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { listOf, oneOf, textOf } from "@/lib/search";
import { rootRoute } from "@/routes/root";

const SORTED = ["user_id", "name", "email", "phone", "department", "user_title", "start_datetime", "expiry_datetime"] as const;

/** The state of the list. */
interface PeoplePageSearch {
  q?: string | undefined;
  sort?: (typeof SORTED)[number] | undefined;
  order?: "descending" | undefined;
  columns?: string[] | undefined;
}

const people = createRoute({
  getParentRoute: () => rootRoute,
  path: "/people",
  validateSearch: (raw: Record<string, unknown>): PeoplePageSearch => ({
    q: textOf(raw, "q"),
    sort: oneOf(raw, "sort", SORTED),
    order: oneOf(raw, "order", ["descending"]),
    columns: listOf(raw, "columns"),
  }),
  component: lazyRouteComponent(() => import("@/features/people/PeoplePage"), "PeoplePage"),
});

const newPerson = createRoute({
  getParentRoute: () => rootRoute,
  path: "/people/new",
  component: lazyRouteComponent(() => import("@/features/people/NewPersonPage"), "NewPersonPage"),
});

const person = createRoute({
  getParentRoute: () => rootRoute,
  path: "/people/$id",
  component: lazyRouteComponent(() => import("@/features/people/PersonPage"), "PersonPage"),
});

export const peopleRoutes = [people, newPerson, person] as const;
