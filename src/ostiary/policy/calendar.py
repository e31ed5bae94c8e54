"""A schedule day by day, by the same functions as decisions: what counts on each date, why, and how long the day is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from ostiary.policy.schedule import Counted, HolidayGroup, Schedule, Segment, counting_on, merged

MINUTE = timedelta(minutes=1)
WHOLE_DAY = 1440


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
