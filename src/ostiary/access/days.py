"""A schedule day by day at a door: one that is stored, or a draft of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, tzinfo
from zoneinfo import ZoneInfo

from ostiary.devices.readers import readers
from ostiary.doors.model import DoorNotFound
from ostiary.doors.passages import door_of
from ostiary.kernel.operation import View, query
from ostiary.policy.calendar import Day, days_of
from ostiary.policy.schedule import Schedule, find
from ostiary.schedules.model import HolidayGroupNotFound, ScheduleNotFound
from ostiary.schedules.plans import Plan, PlanChange, as_schedule, revised
from ostiary.schedules.queries import READ, holiday_groups, schedules


@dataclass(frozen=True, slots=True)
class Days:
    """Which dates: `count` from the first one on, None = from today; at which door, None = by the calendar alone."""

    door_id: int | None = None
    first: date | None = None
    count: int = 30


@dataclass(frozen=True, slots=True)
class DaysAsked:
    """The days of a stored schedule."""

    schedule_id: int
    days: Days


@dataclass(frozen=True, slots=True)
class DraftAsked:
    """The days of a schedule that is not stored."""

    plan: PlanChange
    days: Days


@dataclass(frozen=True, slots=True)
class DaysView:
    """The days, the names of the holiday groups, and by whose clock; None = the door has no device, or none is asked
    about.
    """

    days: Sequence[Day]
    cyclic: bool
    holiday_groups: dict[int, str]
    zone: ZoneInfo | None


@query(module=READ, objects=lambda asked: {"door": [] if asked.days.door_id is None else [asked.days.door_id]})
async def days_of_schedule(view: View, asked: DaysAsked) -> DaysView:
    """When a schedule is open on each of the days. Raises `ScheduleNotFound`, `DoorNotFound`."""
    known = {schedule.id: schedule for schedule in await schedules(view.connection)}
    schedule = find(known, asked.schedule_id)
    if schedule is None:
        raise ScheduleNotFound(str(asked.schedule_id))
    return await _days(view, schedule, asked.days)


@query(module=READ, objects=lambda asked: {"door": [] if asked.days.door_id is None else [asked.days.door_id]})
async def days_of_draft(view: View, asked: DraftAsked) -> DaysView:
    """When a schedule would be open that is made so. Raises what making it would, `DoorNotFound`."""
    plan = revised(Plan(), asked.plan, view.now.date())
    return await _days(view, as_schedule(0, "", plan), asked.days)


async def _days(view: View, schedule: Schedule, days: Days) -> DaysView:
    groups = {group.id: group for group in await holiday_groups(view.connection)}
    unknown = {slots.group_id for slots in schedule.holidays} - groups.keys()
    if unknown:
        raise HolidayGroupNotFound(str(min(unknown)))
    zone = None if days.door_id is None else await _zone(view, days.door_id)
    clock: tzinfo = zone or UTC
    first = days.first or view.now.astimezone(clock).date()
    found = tuple(days_of(schedule, groups, first, days.count, clock))
    names = {id: group.name for id, group in groups.items()}
    return DaysView(found, schedule.cycle_start is not None, names, zone)


async def _zone(view: View, door_id: int) -> ZoneInfo | None:
    """The clock at the door: that of whoever decides there."""
    door = await door_of(view.connection, door_id)
    if door is None:
        raise DoorNotFound(str(door_id))
    devices = (*door.reader_ids, *(() if door.decider_id is None else (door.decider_id,)))
    known = await readers(view.connection, devices)
    return next((known[id].decider.zone for id in devices if id in known), None)
