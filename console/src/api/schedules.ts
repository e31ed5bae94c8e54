/** Schedules and the holidays that they count on, as they are edited; and the days to come. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, server } from "@/api/client";
import { flag, flagText, number } from "@/api/dialect";
import type { components } from "@/api/schema";
import type { Hours } from "@/lib/dayHours";

type Schemas = components["schemas"];

/** Schedule 1 is open at every minute and stays as it is. */
export const ALWAYS = "1";
export const MOST_HOLIDAY_GROUPS = 4;
export const LONGEST_CYCLE = 90;

export interface HolidayHours {
  groupId: string;
  hours: Hours;
}

export interface ScheduleDraft {
  name: string;
  description: string;
  /** Seven days from Sunday, or those of a cycle. */
  days: Hours[];
  /** The first day of the cycle (`2026-03-07`); nothing: it is weekly. */
  cycleStart: string | null;
  holidays: HolidayHours[];
}

export type Schedule = ScheduleDraft & { id: string };

interface Slot {
  start_time: string;
  end_time: string;
}

const hoursIn = (slots: readonly Slot[]): Hours => slots.map(({ start_time, end_time }) => ({ start: number(start_time), end: number(end_time) }));
const slotsOf = (hours: Hours): Slot[] => hours.map(({ start, end }) => ({ start_time: String(start), end_time: String(end) }));

function scheduleOf(row: Schemas["ScheduleAnswer"]["Schedule"]): Schedule {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    days: row.daily_schedules.map(({ time_segments }) => hoursIn(time_segments)),
    cycleStart: flag(row.use_daily_iteration) ? row.start_date.slice(0, 10) : null,
    holidays: row.holiday_schedules.map(({ holiday_group_id, time_segments }) => ({
      groupId: holiday_group_id.id,
      hours: hoursIn(time_segments),
    })),
  };
}

export const schedulesQuery = queryOptions({
  queryKey: ["schedules", "all"],
  queryFn: async ({ signal }) => (await answer(server.GET("/api/schedules", { signal }))).ScheduleCollection.rows.map(scheduleOf),
});

/** Changes a schedule, or makes one where no id is given; answers its id. */
export async function keepSchedule(id: string | null, draft: ScheduleDraft): Promise<string> {
  const body = {
    Schedule: {
      name: draft.name,
      description: draft.description,
      use_daily_iteration: flagText(draft.cycleStart !== null),
      ...(draft.cycleStart !== null && { start_date: `${draft.cycleStart}T00:00:00.00Z`, days_of_iteration: String(draft.days.length) }),
      daily_schedules: draft.days.map((hours, day) => ({ day_index: String(day), time_segments: slotsOf(hours) })),
      holiday_schedules: draft.holidays.map(({ groupId, hours }) => ({ holiday_group_id: { id: groupId }, time_segments: slotsOf(hours) })),
    },
  };
  if (id === null) return (await answer(server.POST("/api/schedules", { body }))).Schedule.id;
  await answer(server.PUT("/api/schedules/{id}", { params: { path: { id } }, body }));
  return id;
}

export async function deleteSchedule(id: string): Promise<void> {
  await answer(server.DELETE("/api/schedules/{id}", { params: { path: { id } } }));
}

export type ComingDays = Schemas["DaysOut"];
export type ComingDay = Schemas["DaysOut"]["items"][number];
type Times = Pick<ScheduleDraft, "days" | "cycleStart" | "holidays">;

const intervals = (hours: Hours) => hours.map(({ start, end }) => ({ start, end }));

/** The next days of a schedule as it stands on the page, by the clock of a door. */
export const comingDaysQuery = ({ days, cycleStart, holidays }: Times, door: string | undefined) => {
  const body = {
    days: days.map(intervals),
    cycle_start: cycleStart,
    holidays: holidays.map(({ groupId, hours }) => ({ holiday_group_id: Number(groupId), intervals: intervals(hours) })),
  };
  return queryOptions({
    queryKey: ["schedules", "coming", door, body],
    queryFn: ({ signal }) =>
      answer(server.POST("/native/schedules/days", { params: { query: { days: 30, ...(door !== undefined && { door_id: Number(door) }) } }, body, signal })),
    placeholderData: keepPreviousData,
  });
};
