"""A schedule day by day: minute by minute what decisions say, and days of their real length."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ostiary.policy.calendar import WHOLE_WEEK, days_of, is_always, length_of, told_week, week_of
from ostiary.policy.schedule import Counted, Holiday, HolidayGroup, HolidaySlots, Repeat, Schedule, Segment, open_now
from tests.policy.sites import DATES, HOLIDAYS, ZONES, a_holiday_group, a_schedule, dice

OFFICE, SHORT = (Segment(480, 1080),), (Segment(600, 720),)
BERLIN = ZoneInfo("Europe/Berlin")


class TestAgainstDecisions:
    @settings(max_examples=60, derandomize=True, deadline=None)
    @given(seed=st.integers(0, 2**32))
    def test_every_minute_of_some_days(self, seed: int) -> None:
        random = dice(seed)
        schedule, zone, first = a_schedule(random, 7), random.choice(ZONES), random.choice(DATES)
        groups = {each: a_holiday_group(random, each) for each in HOLIDAYS}
        days = {day.date: day for day in days_of(schedule, groups, first, 3, zone)}
        passed = Counter[date]()
        at = datetime(first.year, first.month, first.day, tzinfo=UTC) - timedelta(hours=30)
        for _ in range(6 * 1440):
            local = at.astimezone(zone)
            if local.date() in days:
                passed[local.date()] += 1
                minute = 60 * local.hour + local.minute
                shown = any(each.start <= minute < each.end for each in days[local.date()].hours)
                assert shown == open_now(7, {7: schedule}, groups, at, zone)
            at += timedelta(minutes=1)
        assert passed == {day: found.length for day, found in days.items() if found.length}


class TestDays:
    def test_why_each_is_as_it_is(self) -> None:
        fair = HolidayGroup(3, "Fair", (Holiday(date(2026, 3, 4), Repeat.YEARLY),))
        week = Schedule(5, "Week", ((), OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, ()), None, (HolidaySlots(3, SHORT),))
        days = list(days_of(week, {3: fair}, date(2026, 3, 1), 5, UTC))
        assert [day.counted for day in days[:3]] == [Counted((), 0), Counted(OFFICE, 1), Counted(OFFICE, 2)]
        assert days[3].counted == Counted(SHORT, None, 3)
        cycle = Schedule(6, "Shift", (OFFICE, (), ()), date(2026, 3, 2))
        found = [day.counted.index for day in days_of(cycle, {}, date(2026, 3, 1), 5, UTC)]
        assert found == [None, 0, 1, 2, 0]

    @pytest.mark.parametrize(
        ("day", "zone", "minutes"),
        [
            (date(2026, 3, 29), BERLIN, 1380),
            (date(2026, 10, 25), BERLIN, 1500),
            (date(2026, 7, 1), BERLIN, 1440),
            (date(2026, 10, 4), ZoneInfo("Australia/Lord_Howe"), 1410),
            (date(2026, 4, 24), ZoneInfo("Africa/Cairo"), 1380),
            (date(2011, 12, 30), ZoneInfo("Pacific/Apia"), 0),
        ],
    )
    def test_a_day_is_as_long_as_its_clock_lets_it_be(self, day: date, zone: ZoneInfo, minutes: int) -> None:
        assert length_of(day, zone) == minutes


class TestWeeks:
    def test_several_schedules_are_one_week_of_all_their_hours(self) -> None:
        week = Schedule(5, "Week", ((), OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, ()))
        late = Schedule(6, "Late", ((), (), (), (), (), (Segment(1080, 1200),), SHORT))
        found = week_of([week, late])
        assert found is not None
        assert told_week(found) == "Mon-Thu 08:00-18:00; Fri 08:00-20:00; Sat 10:00-12:00"
        assert week_of([week, Schedule(7, "Shift", (OFFICE,), date(2026, 1, 1))]) is None
        assert told_week((OFFICE,) * 7) == "every day 08:00-18:00"
        assert told_week(WHOLE_WEEK) == "at any time"
        assert told_week(((),) * 7) == "never"

    def test_what_holidays_close_is_not_always_open(self) -> None:
        whole = ((Segment(0, 720), Segment(720, 1440)),) * 7
        assert is_always(Schedule(5, "Whole", whole))
        assert is_always(Schedule(5, "Whole", whole, None, (HolidaySlots(1, (Segment(0, 1440),)),)))
        assert not is_always(Schedule(5, "Whole", whole, None, (HolidaySlots(1),)))
        assert not is_always(Schedule(5, "Shift", whole, date(2026, 1, 1)))
