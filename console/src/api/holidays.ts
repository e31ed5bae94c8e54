/** Holiday groups: dates that come once or again and again. */
import { queryOptions } from "@tanstack/react-query";
import { answer, server } from "@/api/client";

/** Once, yearly, monthly, weekly: by the dialect's numbers. */
export const REPEATS = ["0", "1", "2", "3"] as const;
export type Repeat = (typeof REPEATS)[number];
export const MOST_HOLIDAYS = 128;

export interface Holiday {
  /** Of one that is stored. */
  id: string | null;
  /** `2026-12-25`. */
  date: string;
  repeat: Repeat;
}

export interface HolidayGroupDraft {
  name: string;
  description: string;
  holidays: Holiday[];
}

export type HolidayGroup = HolidayGroupDraft & { id: string };

const repeatOf = (text: string): Repeat => REPEATS.find((repeat) => repeat === text) ?? "0";

export const holidayGroupsQuery = queryOptions({
  queryKey: ["holiday-groups"],
  queryFn: async ({ signal }): Promise<HolidayGroup[]> =>
    (await answer(server.GET("/api/holiday_groups", { signal }))).HolidayGroupCollection.rows.map(({ id, name, description, holidays }) => ({
      id,
      name,
      description,
      holidays: holidays.map((each) => ({ id: each.id, date: each.start_date.slice(0, 10), repeat: repeatOf(each.repeat_interval) })),
    })),
});

/** Changes a group, or makes one where no id is given; answers its id. */
export async function keepHolidayGroup(id: string | null, { name, description, holidays }: HolidayGroupDraft): Promise<string> {
  const body = {
    HolidayGroup: {
      name,
      description,
      holidays: holidays.map(({ id, date, repeat }) => ({ ...(id !== null && { id }), start_date: `${date}T00:00:00.00Z`, repeat_interval: repeat })),
    },
  };
  if (id === null) return (await answer(server.POST("/api/holiday_groups", { body }))).HolidayGroup.id;
  await answer(server.PUT("/api/holiday_groups/{id}", { params: { path: { id } }, body }));
  return id;
}

export async function deleteHolidayGroup(id: string): Promise<void> {
  await answer(server.DELETE("/api/holiday_groups/{id}", { params: { path: { id } } }));
}
