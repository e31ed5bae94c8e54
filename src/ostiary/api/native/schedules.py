"""When a schedule is open in the days to come, at a door by its own clock: a stored one, or a draft of one."""

from datetime import date
from typing import Annotated, Literal

from fastapi import Depends, Query, Response
from pydantic import BaseModel, Field

from ostiary.access.days import Days, DaysAsked, DaysView, DraftAsked, days_of_draft, days_of_schedule
from ostiary.api.desk import AtDesk
from ostiary.api.native.route import page, reply
from ostiary.api.native.values import DIGITS, WEEKDAYS, Interval, Named, Number, PathNumber, Weekday, intervals_of
from ostiary.api.sessions import Caller, needs
from ostiary.policy.calendar import WHOLE_DAY, Day
from ostiary.policy.schedule import HolidaySlots, Segment, told
from ostiary.schedules.plans import LONGEST_CYCLE, PlanChange

router = page("Schedules")

MOST_DAYS = 400
EARLIEST, LATEST = date(1970, 1, 2), date(8000, 1, 1)
Why = Literal["weekday", "cycle", "holiday", "before_cycle"]


class IntervalIn(BaseModel):
    """Minutes of a day, as sent."""

    start: Annotated[int, Field(ge=0, le=WHOLE_DAY)]
    end: Annotated[int, Field(ge=0, le=WHOLE_DAY)]


class HolidayIn(BaseModel):
    """What counts on the dates of a holiday group, as sent; the first that has a date wins."""

    holiday_group_id: Number
    intervals: Annotated[list[IntervalIn], Field(max_length=MOST_DAYS)] = []


class DraftBody(BaseModel):
    """A schedule that is not stored: `days` are those of a week, Sunday first, or with `cycle_start` those of a cycle
    that begins on that date.
    """

    days: Annotated[list[Annotated[list[IntervalIn], Field(max_length=MOST_DAYS)]], Field(max_length=LONGEST_CYCLE)]
    cycle_start: date | None = None
    holidays: Annotated[list[HolidayIn], Field(max_length=MOST_DAYS)] = []


class DayOut(BaseModel):
    """A date. `intervals` are minutes at the wall of the door, `hours` the same in words. `why`: because of the
    weekday, the `cycle_day` (the first is 1), a `holiday` (its group), or nothing, for the cycle has not begun.
    `length_minutes`: how long the day really is; `clock_moved_minutes`: by how much the clock is put forward on it
    (back: below zero).
    """

    date: date
    weekday: Weekday
    why: Why
    cycle_day: int | None
    holiday: Named | None
    intervals: list[Interval]
    hours: str
    length_minutes: int
    clock_moved_minutes: int


class DaysOut(BaseModel):
    """The days in their order, by the clock of `timezone`; null: by the calendar alone."""

    timezone: str | None
    items: list[DayOut]


def asked(
    door_id: Annotated[Number | None, Query(description="At which door; none = by the calendar alone.")] = None,
    first: Annotated[
        date | None, Query(alias="from", ge=EARLIEST, le=LATEST, description="The first day; none = today at the door.")
    ] = None,
    days: Annotated[int, Query(ge=1, le=MOST_DAYS), DIGITS] = 30,
) -> Days:
    """Which days are asked for in a query string."""
    return Days(door_id, first, days)


Asked = Annotated[Days, Depends(asked)]


@router.get("/native/schedules/{id}/days", response_model=DaysOut, dependencies=needs(days_of_schedule))
async def view_days(desk: AtDesk, caller: Caller, id: PathNumber, days: Asked) -> Response:
    """When a schedule is open on each of the days to come, and why."""
    return reply(_out(await desk.gate.ask(caller, days_of_schedule, DaysAsked(id, days))))


@router.post("/native/schedules/days", response_model=DaysOut, dependencies=needs(days_of_draft))
async def try_days(desk: AtDesk, caller: Caller, body: DraftBody, days: Asked) -> Response:
    """When a schedule would be open that is made so; nothing is stored. What could not be stored is refused."""
    plan = PlanChange(
        days={index: _segments(day) for index, day in enumerate(body.days)},
        cyclic=body.cycle_start is not None,
        cycle_days=len(body.days) if body.cycle_start else None,
        start=body.cycle_start,
        holidays=tuple(HolidaySlots(each.holiday_group_id, _segments(each.intervals)) for each in body.holidays),
    )
    return reply(_out(await desk.gate.ask(caller, days_of_draft, DraftAsked(plan, days))))


def _segments(sent: list[IntervalIn]) -> tuple[Segment, ...]:
    return tuple(Segment(each.start, each.end) for each in sent)


def _out(found: DaysView) -> DaysOut:
    return DaysOut(timezone=found.zone.key if found.zone else None, items=[_day(found, day) for day in found.days])


def _day(found: DaysView, day: Day) -> DayOut:
    group_id, index = day.counted.holiday_group_id, day.counted.index
    why: Why = "weekday"
    if group_id is not None:
        why = "holiday"
    elif found.cyclic:
        why = "before_cycle" if index is None else "cycle"
    return DayOut(
        date=day.date,
        weekday=WEEKDAYS[day.date.weekday()],
        why=why,
        cycle_day=index + 1 if why == "cycle" and index is not None else None,
        holiday=None if group_id is None else Named(id=group_id, name=found.holiday_groups[group_id]),
        intervals=intervals_of(day.hours),
        hours=told(day.hours),
        length_minutes=day.length,
        clock_moved_minutes=WHOLE_DAY - day.length,
    )
