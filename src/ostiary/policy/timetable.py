"""Schedules as bits: which of a site's schedules are open at a minute, as one integer."""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date, datetime, timedelta, tzinfo

from ostiary.policy.access import EPOCH, minute_of
from ostiary.policy.schedule import HolidayGroup, Schedule, find, merged, segments_on

_KEPT_DAYS = 100
_MINUTE = timedelta(minutes=1)

_Day = tuple[list[int], list[int]]
"""Minutes at which something changes on a date, ascending from 0, and the bits open from each on."""

Now = tuple[datetime, datetime, int, int]
"""One minute: from, until (UTC), `minute_of` it, and the bits of the schedules that are open."""


class Timetable:
    """Looks at `schedules` and `holidays` as they are: whoever changes them calls `changed`.

    `now` is, for each zone, the minute that was asked about last: as a rule it is asked about again.
    """

    def __init__(self, schedules: Mapping[int, Schedule], holidays: Mapping[int, HolidayGroup]) -> None:
        self._schedules = schedules
        self._holidays = holidays
        self._bits: dict[int, int] = {}
        self._days: dict[date, _Day] = {}
        self.now: dict[tzinfo, Now] = {}

    def bit(self, schedule_id: int) -> int:
        """The schedule's bit. One that is not there (yet) has one too, which is never set."""
        bit = self._bits.get(schedule_id)
        if bit is None:
            bit = self._bits[schedule_id] = 1 << len(self._bits)
            self.changed()
        return bit

    def changed(self) -> None:
        """Schedules or holidays are no longer what they were."""
        self._days.clear()
        self.now.clear()

    def look(self, at: datetime, zone: tzinfo) -> Now:
        """What is open at an aware moment on the wall of `zone`; kept in `now`."""
        local = at.astimezone(zone)
        edges, open_from = self._day(local.date())
        bits = open_from[bisect_right(edges, local.hour * 60 + local.minute) - 1]
        minute = minute_of(at)
        since = EPOCH + minute * _MINUTE
        if (local.utcoffset() or _MINUTE) % _MINUTE:
            return since, since, minute, bits
        self.now[zone] = since, since + _MINUTE, minute, bits
        return self.now[zone]

    def _day(self, day: date) -> _Day:
        known = self._days.get(day)
        if known is None:
            if len(self._days) >= _KEPT_DAYS:
                self._days.clear()
            known = self._days[day] = self._compile(day)
        return known

    def _compile(self, day: date) -> _Day:
        toggled = {0: 0}
        for schedule_id, bit in self._bits.items():
            schedule = find(self._schedules, schedule_id)
            for segment in merged(segments_on(schedule, self._holidays, day)) if schedule else ():
                toggled[segment.start] = toggled.get(segment.start, 0) ^ bit
                toggled[segment.end] = toggled.get(segment.end, 0) ^ bit
        edges = sorted(toggled)
        open_from, bits = [], 0
        for edge in edges:
            bits ^= toggled[edge]
            open_from.append(bits)
        return edges, open_from
