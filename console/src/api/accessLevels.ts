/** Access levels: which doors are open by which schedule. */
import { queryOptions } from "@tanstack/react-query";
import { answer, server } from "@/api/client";

interface Ref {
  id: string;
  name: string;
}

export interface LevelItem {
  /** Of one that is stored. */
  id: string | null;
  doors: Ref[];
  schedule: Ref;
}

export interface AccessLevelDraft {
  name: string;
  description: string;
  items: LevelItem[];
}

export type AccessLevel = AccessLevelDraft & { id: string };

const named = ({ id, name }: { id: string; name?: string }): Ref => ({ id, name: name ?? id });

export const accessLevelsQuery = queryOptions({
  queryKey: ["access-levels"],
  queryFn: async ({ signal }): Promise<AccessLevel[]> =>
    (await answer(server.GET("/api/access_levels", { signal }))).AccessLevelCollection.rows.map(({ id, name, description, access_level_items }) => ({
      id,
      name,
      description,
      items: access_level_items.map((item) => ({ id: item.id, doors: item.doors.map(named), schedule: named(item.schedule_id) })),
    })),
});

/** Changes a level, or makes one where no id is given; answers its id. */
export async function keepAccessLevel(id: string | null, { name, description, items }: AccessLevelDraft): Promise<string> {
  const body = {
    AccessLevel: {
      name,
      description,
      access_level_items: items.map(({ id, doors, schedule }) => ({
        ...(id !== null && { id }),
        doors: doors.map((door) => ({ id: door.id })),
        schedule_id: { id: schedule.id },
      })),
    },
  };
  if (id === null) return (await answer(server.POST("/api/access_levels", { body }))).AccessLevel.id;
  await answer(server.PUT("/api/access_levels/{id}", { params: { path: { id } }, body }));
  return id;
}

export async function deleteAccessLevel(id: string): Promise<void> {
  await answer(server.DELETE("/api/access_levels/{id}", { params: { path: { id } } }));
}
