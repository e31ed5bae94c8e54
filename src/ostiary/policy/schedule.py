"""Schedules: is it open at this local minute? Weekly or cyclic days, holidays first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from enum import IntEnum

ALWAYS = 1
"""Id of the predefined schedule that is open at every minute and has no holidays."""
NEVER = 0
"""Id that devices know as never open; never listed."""


class Repeat(IntEnum):
    """When a holiday comes again."""

    ONCE = 0
    YEARLY = 1
    MONTHLY = 2
    WEEKLY = 3


@dataclass(frozen=True, slots=True)
class Segment:
    """Minutes of a local day, `start <= minute < end`; 0..1440, end 1440 = midnight."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Holiday:
    """A date that may come again."""

    date: date
    repeat: Repeat = Repeat.ONCE


@dataclass(frozen=True, slots=True)
class HolidayGroup:
    """Named set of holidays."""

    id: int
    name: str
    holidays: tuple[Holiday, ...] = ()


@dataclass(frozen=True, slots=True)
class HolidaySlots:
    """The segments that count on the dates of one holiday group."""

    group_id: int
    segments: tuple[Segment, ...] = ()


@dataclass(frozen=True, slots=True)
class Schedule:
    """`days` has seven entries, Sunday first; or, with `cycle_start`, one for each day of a cycle of 1..90 days.

    On a date of one of its holiday groups only those slots count; the first assigned group wins. A cycle is closed
    before its start.
    """

    id: int
    name: str
    days: tuple[tuple[Segment, ...], ...] = field(default=((),) * 7)
    cycle_start: date | None = None
    holidays: tuple[HolidaySlots, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """What counts on a date: the slots of a holiday group, or of the day with this index of the schedule's `days`; with
    neither a cycle has not begun.
    """

    segments: tuple[Segment, ...]
    index: int | None = None
    holiday_group_id: int | None = None


_WHOLE_DAY = (Segment(0, 1440),)
_PREDEFINED = {
    ALWAYS: Schedule(ALWAYS, "Always", (_WHOLE_DAY,) * 7),
    NEVER: Schedule(NEVER, "Never"),
}
_HORIZON = 400
"""Days that `next_change` looks ahead."""


def find(schedules: Mapping[int, Schedule], schedule_id: int) -> Schedule | None:
    """The schedule with this id. ALWAYS and NEVER are what they are, whether or not (and however) `schedules` holds
    them.
    """
    return _PREDEFINED.get(schedule_id) or schedules.get(schedule_id)


def open_now(
    schedule_id: int,
    schedules: Mapping[int, Schedule],
    groups: Mapping[int, HolidayGroup],
    at: datetime,
    zone: tzinfo,
) -> bool:
    """Whether the schedule with this id is open at an aware moment, by the wall clock of `zone`. An unknown one is
    closed.

    Where the clock is put back the repeated hour counts twice; where it is put forward the skipped one does not occur.
    """
    schedule = find(schedules, schedule_id)
    return schedule is not None and is_open(schedule, groups, at.astimezone(zone))


def is_open(schedule: Schedule, groups: Mapping[int, HolidayGroup], local: datetime) -> bool:
    """Whether the schedule is open at this local wall-clock minute (tzinfo is not looked at)."""
    minute = local.hour * 60 + local.minute
    return any(segment.start <= minute < segment.end for segment in segments_on(schedule, groups, local.date()))


def segments_on(schedule: Schedule, groups: Mapping[int, HolidayGroup], day: date) -> tuple[Segment, ...]:
    """What counts on this local date."""
    return counting_on(schedule, groups, day).segments


def counting_on(schedule: Schedule, groups: Mapping[int, HolidayGroup], day: date) -> Counted:
    """What counts on this local date, and why: the slots of the first assigned holiday group that has it, else the
    weekday's or cycle day's.
    """
    for slots in schedule.holidays:
        group = groups.get(slots.group_id)
        if group is not None and any(falls_on(holiday, day) for holiday in group.holidays):
            return Counted(slots.segments, holiday_group_id=slots.group_id)
    if schedule.cycle_start is None:
        index = day.isoweekday() % 7
        return Counted(schedule.days[index], index)
    elapsed = (day - schedule.cycle_start).days
    if elapsed < 0 or not schedule.days:
        return Counted(())
    index = elapsed % len(schedule.days)
    return Counted(schedule.days[index], index)


def merged(segments: Iterable[Segment]) -> list[Segment]:
    """The same minutes in segments that neither touch nor overlap, ascending."""
    found: list[Segment] = []
    for segment in sorted(segments, key=lambda segment: (segment.start, segment.end)):
        if segment.start >= segment.end:
            continue
        if found and segment.start <= found[-1].end:
            found[-1] = Segment(found[-1].start, max(segment.end, found[-1].end))
        else:
            found.append(segment)
    return found


def told(segments: Iterable[Segment]) -> str:
    """The hours of a day in words: `08:00-12:00, 13:00-18:00`, `at any time`, `never`."""
    found = merged(segments)
    if found == [*_WHOLE_DAY]:
        return "at any time"
    return ", ".join(f"{_clock(each.start)}-{_clock(each.end)}" for each in found) or "never"


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def falls_on(holiday: Holiday, day: date) -> bool:
    """Whether the holiday is on this date: its own, or a later one with the same weekday, day of month, or day and
    month.

    It is not moved: the 31st comes only in months that have one, 29 February only in leap years.
    """
    if holiday.repeat is Repeat.ONCE or day <= holiday.date:
        return day == holiday.date
    if holiday.repeat is Repeat.WEEKLY:
        return day.weekday() == holiday.date.weekday()
    return day.day == holiday.date.day and (holiday.repeat is Repeat.MONTHLY or day.month == holiday.date.month)


def next_change(schedule: Schedule, groups: Mapping[int, HolidayGroup], local: datetime) -> datetime | None:
    """The first minute after this one at which `is_open` answers otherwise, on the same wall clock (same tzinfo).

    None where nothing changes within 400 days. On a date when the clock is moved the caller looks again after the move.
    """
    was_open = is_open(schedule, groups, local)
    minute = local.hour * 60 + local.minute
    for ahead in range(_HORIZON):
        day = local.date() + timedelta(days=ahead)
        segments = segments_on(schedule, groups, day)
        edges = sorted({0, *(edge for segment in segments for edge in (segment.start, segment.end) if edge < 1440)})
        for edge in edges:
            if (ahead or edge > minute) and any(s.start <= edge < s.end for s in segments) is not was_open:
                return datetime.combine(day, time(edge // 60, edge % 60), local.tzinfo)
    return None
