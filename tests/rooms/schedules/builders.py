"""Schedules with defaults, and a gate to make them through."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ostiary.access import guards as access_guards
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.trail import Method
from ostiary.policy.schedule import HolidaySlots, Repeat, Segment
from ostiary.schedules.holidays import NewHolidayGroup, create_holiday_group
from ostiary.schedules.operations import NewSchedule, create_schedule
from ostiary.schedules.plans import DatedHoliday, PlanChange
from ostiary.schedules.seed import seed
from tests.rig.ground import Gated, Ground

Minutes = Sequence[tuple[int, int]]

NIGHT: Minutes = ((0, 360), (1080, 1440))


@operation(module=(), right="write", verb="SEED", method=Method.ADD)
async def seed_schedules(work: Work, _: None) -> None:
    """What schedules begin with."""
    await seed(work)


def slots(minutes: Minutes) -> tuple[Segment, ...]:
    """Segments from pairs of minutes."""
    return tuple(Segment(start, end) for start, end in minutes)


def a_plan(days: Mapping[int, Minutes] | None = None, **change: Any) -> PlanChange:
    """What is given of a plan."""
    given = None if days is None else {index: slots(minutes) for index, minutes in days.items()}
    return PlanChange(days=given, **change)


def on_holidays(group_id: int, minutes: Minutes = ()) -> HolidaySlots:
    """What counts on the dates of a holiday group."""
    return HolidaySlots(group_id, slots(minutes))


class Calendar(Gated):
    """A gate with schedule Always behind it."""

    async def schedule(self, name: str = "Night", plan: PlanChange | None = None) -> int:
        """The id of a new schedule."""
        return await self.run(create_schedule, NewSchedule(name, plan=plan or a_plan({1: NIGHT})))

    async def holidays(self, name: str = "Public", *days: date, repeat: Repeat = Repeat.ONCE) -> int:
        """The id of a new holiday group."""
        dates = tuple(DatedHoliday(day, repeat) for day in days or (date(2026, 12, 25),))
        return await self.run(create_holiday_group, NewHolidayGroup(name, holidays=dates))


async def a_calendar(ground: Ground) -> Calendar:
    """A site with schedule Always."""
    calendar = Calendar(ground, ground.gate(access_guards.GUARDS))
    await calendar.run(seed_schedules, None)
    return calendar
