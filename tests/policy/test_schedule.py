"""Schedules against the minute-by-minute oracle, and by example: holidays, cycles, moved clocks."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ostiary.policy.access import Rules, minute_of
from ostiary.policy.schedule import (
    ALWAYS,
    NEVER,
    Holiday,
    HolidayGroup,
    HolidaySlots,
    Repeat,
    Schedule,
    Segment,
    falls_on,
    find,
    is_open,
    next_change,
    open_now,
    told,
)
from ostiary.policy.timetable import Timetable
from tests.policy import oracle
from tests.policy.sites import DATES, HOLIDAYS, ZONES, a_holiday_group, a_moment, a_schedule, dice, some_rules

seeds = st.integers(0, 2**32)
BERLIN = ZoneInfo("Europe/Berlin")
OFFICE = (Segment(540, 1020),)
WORKWEEK = Schedule(5, "Office hours", ((), OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, ()))


def minutes_of(day: date) -> list[datetime]:
    """Every minute of a date at the wall."""
    return [datetime(day.year, day.month, day.day, each // 60, each % 60) for each in range(1440)]  # noqa: DTZ001


class TestAgainstTheOracle:
    @settings(max_examples=150, derandomize=True, deadline=None)
    @given(seed=seeds)
    def test_every_minute_of_a_date(self, seed: int) -> None:
        random = dice(seed)
        schedule = a_schedule(random, 7)
        groups = {each: a_holiday_group(random, each) for each in HOLIDAYS}
        for day in random.sample(DATES, 3):
            expected = oracle.open_minutes(schedule, groups, day)
            found = {60 * at.hour + at.minute for at in minutes_of(day) if is_open(schedule, groups, at)}
            assert found == expected

    @settings(max_examples=300, derandomize=True, deadline=None)
    @given(seed=seeds)
    def test_the_next_change_is_the_first_minute_that_differs(self, seed: int) -> None:
        random = dice(seed)
        schedule = a_schedule(random, 7)
        groups = {each: a_holiday_group(random, each) for each in HOLIDAYS}
        start = a_moment(random, ZONES[1]).replace(tzinfo=None)
        change = next_change(schedule, groups, start)
        now, end = start.replace(second=0, microsecond=0), change or start + timedelta(days=30)
        days = [now.date() + timedelta(days=each) for each in range((end - now).days + 2)]
        open_on = {day: oracle.open_minutes(schedule, groups, day) for day in days}
        at_first = 60 * now.hour + now.minute in open_on[now.date()]
        walk = now + timedelta(minutes=1)
        while walk < end:
            assert (60 * walk.hour + walk.minute in open_on[walk.date()]) == at_first
            walk += timedelta(minutes=1)
        if change is not None:
            assert change > now
            assert (60 * change.hour + change.minute in open_on[change.date()]) != at_first

    @settings(max_examples=80, derandomize=True, deadline=None)
    @given(seed=seeds)
    def test_the_timetable_has_the_bits_of_the_open_schedules(self, seed: int) -> None:
        random = dice(seed)
        rules = some_rules(random)
        timetable = Timetable(rules.schedules, rules.holidays)
        bits = {each: timetable.bit(each) for each in range(8)}
        for _ in range(40):
            zone = random.choice(ZONES)
            at = a_moment(random, zone)
            *_, minute, open_bits = timetable.look(at, zone)
            assert minute == minute_of(at)
            assert {each for each in bits if bits[each] & open_bits} == {
                each for each in bits if oracle.is_open(each, rules, at, zone)
            }


class TestTimetable:
    def test_remembers_a_minute_for_each_zone_until_something_changes(self) -> None:
        schedules = {5: Schedule(5, "Morning", ((Segment(0, 720),),) * 7)}
        timetable = Timetable(schedules, {})
        bit, noon = timetable.bit(5), datetime(2026, 5, 4, 12, tzinfo=UTC)
        found = [timetable.look(noon, zone) for zone in ZONES]
        assert [now[3] & bit for now in found] == [0, 0, bit, 0, 0, 0]
        assert list(timetable.now.values()) == found
        assert found[0][:3] == (noon, noon + timedelta(minutes=1), minute_of(noon))
        schedules[5] = Schedule(5, "Afternoon", ((Segment(720, 1440),),) * 7)
        timetable.changed()
        assert timetable.look(noon, ZONES[0])[3] == bit

    def test_does_not_trust_minutes_where_the_wall_is_off_by_seconds(self) -> None:
        timetable = Timetable({5: Schedule(5, "First half", ((Segment(0, 720),),) * 7)}, {})
        bit, odd = timetable.bit(5), timezone(timedelta(hours=1, seconds=30))
        before = datetime(2026, 5, 4, 10, 59, 29, tzinfo=UTC)
        assert [timetable.look(before + timedelta(seconds=each), odd)[3] for each in (0, 1)] == [bit, 0]
        assert timetable.now == {}

    def test_forgets_the_oldest_days(self) -> None:
        timetable = Timetable({5: WORKWEEK}, {})
        bit = timetable.bit(5)
        noons = [datetime(2026, 1, 5, 12, tzinfo=UTC) + timedelta(days=each) for each in range(280)]
        assert [timetable.look(noon, UTC)[3] for noon in noons] == [bit, bit, bit, bit, bit, 0, 0] * 40


class TestPredefined:
    @pytest.mark.parametrize("minute", [0, 1, 719, 1439])
    def test_always_is_open_and_never_closed_though_no_table_holds_them(self, minute: int) -> None:
        at = datetime(2026, 5, 3, minute // 60, minute % 60, tzinfo=UTC)
        assert open_now(ALWAYS, {}, {}, at, UTC)
        assert not open_now(NEVER, {}, {}, at, UTC)
        assert not open_now(17, {}, {}, at, UTC)

    def test_they_are_what_they_are_whatever_a_table_says(self) -> None:
        table = {ALWAYS: Schedule(ALWAYS, "Mine"), NEVER: Schedule(NEVER, "Mine", ((Segment(0, 1440),),) * 7)}
        at = datetime(2026, 5, 3, 12, tzinfo=UTC)
        assert open_now(ALWAYS, table, {}, at, UTC)
        assert not open_now(NEVER, table, {}, at, UTC)
        assert find(table, ALWAYS) != table[ALWAYS]

    def test_nothing_ever_changes_for_them(self) -> None:
        for id in (ALWAYS, NEVER):
            schedule = find({}, id)
            assert schedule is not None
            assert next_change(schedule, {}, datetime(2026, 5, 3, 12, tzinfo=UTC)) is None


class TestWeek:
    @pytest.mark.parametrize(
        ("wall", "expected"),
        [
            ("2026-05-03T12:00", False),
            ("2026-05-04T08:59", False),
            ("2026-05-04T09:00", True),
            ("2026-05-04T16:59", True),
            ("2026-05-04T17:00", False),
            ("2026-05-08T09:00", True),
            ("2026-05-09T09:00", False),
        ],
    )
    def test_sunday_is_first_and_the_end_is_outside(self, wall: str, expected: bool) -> None:
        assert is_open(WORKWEEK, {}, datetime.fromisoformat(wall)) is expected

    def test_1440_is_midnight(self) -> None:
        evening = Schedule(5, "Evening", ((Segment(1380, 1440),),) * 7)
        assert is_open(evening, {}, datetime(2026, 5, 4, 23, 59, 59, tzinfo=UTC))
        assert not is_open(evening, {}, datetime(2026, 5, 5, 0, 0, tzinfo=UTC))

    def test_the_next_change_is_on_the_same_wall(self) -> None:
        friday = datetime(2026, 5, 8, 17, 30, 30, tzinfo=BERLIN)
        assert next_change(WORKWEEK, {}, friday) == datetime(2026, 5, 11, 9, 0, tzinfo=BERLIN)


class TestCycle:
    SHIFTS = Schedule(6, "Two on, one off", (OFFICE, OFFICE, ()), date(2026, 5, 4))

    @pytest.mark.parametrize(("day", "expected"), [(3, False), (4, True), (5, True), (6, False), (7, True), (9, False)])
    def test_it_begins_on_its_first_date_and_is_closed_before(self, day: int, expected: bool) -> None:
        assert is_open(self.SHIFTS, {}, datetime(2026, 5, day, 12, tzinfo=UTC)) is expected

    def test_the_next_change_waits_for_the_start(self) -> None:
        before = datetime(2026, 4, 1, 0, 0, tzinfo=UTC)
        assert next_change(self.SHIFTS, {}, before) == datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


class TestHolidays:
    @pytest.mark.parametrize(
        ("repeat", "day", "expected"),
        [
            (Repeat.ONCE, "2024-01-31", True),
            (Repeat.ONCE, "2025-01-31", False),
            (Repeat.YEARLY, "2025-01-31", True),
            (Repeat.YEARLY, "2025-02-28", False),
            (Repeat.YEARLY, "2023-01-31", False),
            (Repeat.MONTHLY, "2024-03-31", True),
            (Repeat.MONTHLY, "2024-02-29", False),
            (Repeat.MONTHLY, "2023-12-31", False),
            (Repeat.WEEKLY, "2024-02-07", True),
            (Repeat.WEEKLY, "2024-02-08", False),
            (Repeat.WEEKLY, "2024-01-24", False),
        ],
    )
    def test_they_come_again_from_their_date_on(self, repeat: Repeat, day: str, expected: bool) -> None:
        assert falls_on(Holiday(date(2024, 1, 31), repeat), date.fromisoformat(day)) is expected

    def test_a_leap_day_comes_in_leap_years_only(self) -> None:
        leap = Holiday(date(2024, 2, 29), Repeat.YEARLY)
        assert [year for year in range(2024, 2034) if falls_on(leap, date(year, 3, 1) - timedelta(days=1))] == [
            2024,
            2028,
            2032,
        ]

    def test_only_their_slots_count_and_the_first_assigned_group_wins(self) -> None:
        monday = date(2026, 5, 4)
        groups = {each: HolidayGroup(each, f"H{each}", (Holiday(monday),)) for each in (1, 2)}
        late, none = HolidaySlots(1, (Segment(1200, 1260),)), HolidaySlots(2)
        at = datetime(2026, 5, 4, 20, 30, tzinfo=UTC)
        for slots, is_late in (((late, none), True), ((none, late), False)):
            schedule = Schedule(5, "Office hours", WORKWEEK.days, None, slots)
            assert is_open(schedule, groups, at) is is_late
            assert not is_open(schedule, groups, at.replace(hour=10))
            assert is_open(schedule, {}, at.replace(hour=10))


class TestMovedClocks:
    NIGHT = Schedule(7, "Half past two", ((Segment(150, 180),),) * 7)

    @pytest.mark.parametrize(
        ("at", "expected"),
        [
            ("2026-03-28T01:30", True),
            ("2026-03-29T00:59", False),
            ("2026-03-29T01:00", False),
            ("2026-03-29T01:30", False),
            ("2026-10-25T00:30", True),
            ("2026-10-25T00:59", True),
            ("2026-10-25T01:00", False),
            ("2026-10-25T01:30", True),
            ("2026-10-25T02:00", False),
        ],
    )
    def test_the_wall_decides(self, at: str, expected: bool) -> None:
        """At 1:00 UTC Berlin goes from 2 to 3 in March (no half past two), from 3 back to 2 in October (two of
        them).
        """
        rules = Rules(schedules={7: self.NIGHT})
        assert open_now(7, rules.schedules, {}, datetime.fromisoformat(at).replace(tzinfo=UTC), BERLIN) is expected


class TestHoursInWords:
    @pytest.mark.parametrize(
        ("segments", "words"),
        [
            ((), "never"),
            (((540, 540),), "never"),
            (((0, 1440),), "at any time"),
            (((600, 1440), (0, 600)), "at any time"),
            (((780, 1080), (480, 720)), "08:00-12:00, 13:00-18:00"),
            (((480, 720), (600, 1080), (1080, 1085)), "08:00-18:05"),
            (((1320, 1440),), "22:00-24:00"),
        ],
    )
    def test_they_are_told_in_order_and_once(self, segments: tuple[tuple[int, int], ...], words: str) -> None:
        assert told(Segment(start, end) for start, end in segments) == words
