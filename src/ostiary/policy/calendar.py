"""A schedule day by day, by the same functions as decisions: what counts on each date, why, and how long the day is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from ostiary.policy.schedule import Counted, HolidayGroup, Schedule, Segment, counting_on, merged, told

MINUTE = timedelta(minutes=1)
WHOLE_DAY = 1440
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WHOLE = (Segment(0, WHOLE_DAY),)
WHOLE_WEEK = (_WHOLE,) * 7

Week = tuple[tuple[Segment, ...], ...]
"""The open minutes of seven days, Monday first."""


@dataclass(frozen=True, slots=True)
class Day:
    """A date. `hours`: the open minutes at the wall, in segments that neither touch nor overlap; `length`: the minutes
    that the day really has, 1440 but where the clock is moved.
    """

    date: date
    counted: Counted
    hours: tuple[Segment, ...]
    length: int


def days_of(
    schedule: Schedule, groups: Mapping[int, HolidayGroup], first: date, count: int, zone: tzinfo
) -> Iterator[Day]:
    """So many dates from the first one on, by the wall clock of `zone`."""
    for ahead in range(count):
        day = first + timedelta(days=ahead)
        counted = counting_on(schedule, groups, day)
        yield Day(day, counted, tuple(merged(counted.segments)), length_of(day, zone))


def length_of(day: date, zone: tzinfo) -> int:
    """The minutes that a date has in a zone: from its midnight to the next one."""
    begins, ends = (datetime.combine(each, time(), zone).astimezone(UTC) for each in (day, day + timedelta(days=1)))
    return (ends - begins) // MINUTE


def week_of(schedules: Sequence[Schedule]) -> Week | None:
    """When at least one of these is open in a week without holidays; None where one goes by a cycle."""
    if any(each.cycle_start is not None for each in schedules):
        return None
    sunday_first = [tuple(merged(part for each in schedules for part in each.days[index])) for index in range(7)]
    return (*sunday_first[1:], sunday_first[0])


def is_always(schedule: Schedule) -> bool:
    """Whether it is open at every minute of every day, holidays too."""
    parts = *schedule.days, *(slots.segments for slots in schedule.holidays)
    return schedule.cycle_start is None and all(tuple(merged(part)) == _WHOLE for part in parts)


def told_week(week: Week) -> str:
    """A week in words: `Mon-Fri 08:00-18:00; Sat 09:00-12:00`, `every day 08:00-18:00`, `at any time`, `never`."""
    if len(set(week)) == 1:
        hours = told(week[0])
        return hours if week[0] in {(), _WHOLE} else f"every day {hours}"
    runs: list[list[int]] = []
    for index in range(7):
        if index and week[index] == week[index - 1]:
            runs[-1].append(index)
        else:
            runs.append([index])
    open_runs = [run for run in runs if week[run[0]]]
    return "; ".join(f"{_named(run)} {_hours(week[run[0]])}" for run in open_runs)


def _named(run: Sequence[int]) -> str:
    return DAYS[run[0]] if len(run) == 1 else f"{DAYS[run[0]]}-{DAYS[run[-1]]}"


def _hours(segments: tuple[Segment, ...]) -> str:
    return "00:00-24:00" if segments == _WHOLE else told(segments)
