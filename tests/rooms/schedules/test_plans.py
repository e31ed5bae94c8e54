"""The rules of a schedule's times."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ostiary.policy.schedule import HolidaySlots, Repeat, Segment, is_open
from ostiary.schedules.model import BadSlots
from ostiary.schedules.plans import (
    DatedHoliday,
    Plan,
    PlanChange,
    as_schedule,
    checked_dates,
    from_document,
    holidays_from_document,
    holidays_to_document,
    revised,
    to_document,
)
from tests.rig.ground import NOON
from tests.rooms.schedules.builders import a_plan, on_holidays

TODAY = date(2026, 11, 23)
SLOTS = some.lists(some.tuples(some.integers(-5, 1445), some.integers(-5, 1445)), max_size=7)


def revise(change: PlanChange, plan: Plan = Plan()) -> Plan:  # noqa: B008 -- frozen
    """The plan with a change."""
    return revised(plan, change, TODAY)


class TestWeekly:
    """Seven days, Sunday first."""

    def test_a_day_that_is_not_given_is_closed(self) -> None:
        plan = revise(a_plan({1: [(0, 1440)]}))
        assert plan.days == ((), (Segment(0, 1440),), (), (), (), (), ())

    def test_the_slots_of_a_day_come_in_any_order(self) -> None:
        plan = revise(a_plan({6: [(900, 960), (360, 420), (540, 600), (1080, 1140), (720, 780)]}))
        assert [slot.start for slot in plan.days[6]] == [360, 540, 720, 900, 1080]

    def test_slots_may_touch(self) -> None:
        assert len(revise(a_plan({0: [(0, 60), (60, 120)]})).days[0]) == 2

    @pytest.mark.parametrize(
        "day",
        [
            [(60, 60)],
            [(60, 30)],
            [(-1, 30)],
            [(0, 1441)],
            [(0, 61), (60, 120)],
            [(0, 60), (0, 60)],
            [(minute, minute + 1) for minute in range(0, 12, 2)],
        ],
    )
    def test_bad_slots_are_refused(self, day: list[tuple[int, int]]) -> None:
        with pytest.raises(BadSlots):
            revise(a_plan({0: day}))

    @pytest.mark.parametrize("index", [-1, 7])
    def test_there_is_no_eighth_day(self, index: int) -> None:
        with pytest.raises(BadSlots):
            revise(a_plan({index: []}))

    @given(SLOTS)
    def test_what_is_taken_is_in_order_within_the_day_and_apart(self, pairs: list[tuple[int, int]]) -> None:
        try:
            day = revise(a_plan({0: pairs})).days[0]
        except BadSlots:
            fits = len(pairs) <= 5 and all(0 <= start < end <= 1440 for start, end in pairs)
            apart = all(a[1] <= b[0] or b[1] <= a[0] for n, a in enumerate(pairs) for b in pairs[n + 1 :])
            assert not (fits and apart)
            return
        assert sorted((slot.start, slot.end) for slot in day) == sorted(pairs)
        assert all(earlier.end <= later.start for earlier, later in pairwise(day))


class TestCyclic:
    """A cycle of 1 to 90 days from a date on."""

    def test_it_has_as_many_days_as_it_says(self) -> None:
        plan = revise(a_plan({0: [(0, 1380)], 1: [(1260, 1320)]}, cyclic=True, cycle_days=2, start=date(2022, 4, 26)))
        assert len(plan.days) == 2
        schedule = as_schedule(5, "Daily", plan)
        assert schedule.cycle_start == date(2022, 4, 26)
        assert is_open(schedule, {}, NOON) is ((NOON.date() - date(2022, 4, 26)).days % 2 == 0)

    def test_without_a_length_it_has_the_days_that_are_given(self) -> None:
        assert len(revise(a_plan({0: [], 1: [], 2: []}, cyclic=True)).days) == 3

    def test_without_a_start_it_begins_today(self) -> None:
        assert revise(a_plan(cyclic=True, cycle_days=3)).start == TODAY

    @pytest.mark.parametrize("days", [0, -1, 91])
    def test_it_has_1_to_90_days(self, days: int) -> None:
        with pytest.raises(BadSlots):
            revise(a_plan(cyclic=True, cycle_days=days))

    def test_a_day_beyond_the_cycle_is_refused(self) -> None:
        with pytest.raises(BadSlots):
            revise(a_plan({2: []}, cyclic=True, cycle_days=2))

    def test_a_longer_cycle_keeps_its_days_and_adds_closed_ones(self) -> None:
        plan = revise(a_plan({0: [(0, 60)], 1: [(0, 90)]}, cyclic=True))
        assert revise(a_plan(cycle_days=3), plan).days == ((Segment(0, 60),), (Segment(0, 90),), ())

    def test_a_weekly_one_keeps_its_start_to_no_effect(self) -> None:
        plan = revise(a_plan({0: []}, start=date(2022, 4, 27), cycle_days=7))
        assert plan.start == date(2022, 4, 27)
        assert as_schedule(5, "Weekly", plan).cycle_start is None


class TestHolidays:
    """What counts on the dates of holiday groups."""

    def test_a_group_counts_once_and_the_first_wins(self) -> None:
        plan = revise(PlanChange(holidays=(on_holidays(3, [(0, 60)]), on_holidays(1), on_holidays(3))))
        assert plan.holidays == (on_holidays(3, [(0, 60)]), on_holidays(1))

    def test_there_are_four_at_most(self) -> None:
        with pytest.raises(BadSlots):
            revise(PlanChange(holidays=tuple(on_holidays(id) for id in range(5))))

    def test_their_slots_obey_the_same_rules(self) -> None:
        with pytest.raises(BadSlots):
            revise(PlanChange(holidays=(on_holidays(1, [(60, 0)]),)))

    def test_what_is_not_given_is_kept_and_an_empty_list_clears(self) -> None:
        plan = revise(PlanChange(holidays=(on_holidays(1),)))
        assert revise(a_plan({0: []}), plan).holidays == (HolidaySlots(1),)
        assert revise(PlanChange(holidays=()), plan).holidays == ()

    def test_a_group_has_128_dates_at_most_each_once(self) -> None:
        dates = [DatedHoliday(date.fromordinal(738000 + number)) for number in range(128)]
        assert checked_dates([*dates, dates[0]]) == tuple(dates)
        with pytest.raises(BadSlots):
            checked_dates([*dates, DatedHoliday(date(2020, 1, 1), Repeat.YEARLY)])


class TestDocument:
    """The stored form."""

    def test_a_plan_survives_it(self) -> None:
        change = a_plan({0: [(0, 60)]}, cyclic=True, cycle_days=9, holidays=(on_holidays(1, [(5, 6)]),))
        assert from_document(to_document(revise(change))) == revise(change)

    def test_holidays_survive_it(self) -> None:
        kept = (DatedHoliday(date(2026, 12, 25), Repeat.YEARLY, 7),)
        assert holidays_from_document(holidays_to_document(kept)) == kept
        assert holidays_from_document(holidays_to_document(kept))[0].id == 7
