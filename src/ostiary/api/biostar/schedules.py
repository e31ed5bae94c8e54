"""The page "Schedules": weekly and cyclic ones."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Annotated

from fastapi import Depends, Response
from pydantic import Field

from ostiary.api.biostar.wire.columns import numbers, texts
from ostiary.api.biostar.wire.envelope import Answer, Collection, DeviceOutcomes, reply
from ostiary.api.biostar.wire.message import Message, NamedRef, Ref, needing
from ostiary.api.biostar.wire.query import Orders, Paged, PathId, ordered_by
from ostiary.api.biostar.wire.route import page
from ostiary.api.biostar.wire.settled import Changed, change, changed
from ostiary.api.biostar.wire.values import Flag, FlagText, Moment, Number, NumberText, Rows, Text
from ostiary.api.desk import AtDesk
from ostiary.api.sessions import Caller, needs
from ostiary.kernel.errors import Invalid
from ostiary.kernel.paging import Search
from ostiary.policy.schedule import HolidaySlots, Segment
from ostiary.schedules.operations import (
    NewSchedule,
    ScheduleChange,
    ScheduleIds,
    create_schedule,
    delete_schedules,
    update_schedule,
)
from ostiary.schedules.plans import PlanChange
from ostiary.schedules.queries import ScheduleView, get_schedule, list_schedules

router = page("Schedules")

COLUMNS = {"id": numbers("id"), "name": texts("name"), "description": texts("description")}


class SlotOut(Message):
    """Minutes of a day: open from `start_time` until before `end_time`."""

    start_time: NumberText
    end_time: NumberText


class DayOut(Message):
    """A day of the week (0 = Sunday) or of the cycle."""

    day_index: NumberText
    time_segments: Rows[SlotOut]


class HolidaySlotsOut(Message):
    """What counts on the dates of a holiday group."""

    holiday_group_id: NamedRef
    time_segments: Rows[SlotOut]


class ScheduleOut(Message):
    """A schedule."""

    id: NumberText
    name: Text
    description: Text
    use_daily_iteration: FlagText
    start_date: Moment
    days_of_iteration: NumberText
    daily_schedules: Rows[DayOut]
    holiday_schedules: Rows[HolidaySlotsOut]


class ScheduleList(Answer):
    """Schedules."""

    ScheduleCollection: Collection[ScheduleOut]


class ScheduleAnswer(Answer):
    """One schedule."""

    Schedule: ScheduleOut


class ScheduleMade(Answer):
    """The schedule that was made."""

    Schedule: NamedRef
    DeviceResponse: DeviceOutcomes


class SlotIn(Message):
    """Minutes of a day, as sent."""

    start_time: Number
    end_time: Number


class DayIn(Message):
    """A day, as sent."""

    day_index: Number
    time_segments: Rows[SlotIn] = Field(default_factory=list)


class HolidaySlotsIn(Message):
    """What counts on the dates of a holiday group, as sent."""

    holiday_group_id: Ref
    time_segments: Rows[SlotIn] = Field(default_factory=list)


class ScheduleIn(Message):
    """A schedule, as sent; on a change what is absent is kept."""

    name: Text | None = None
    description: Text | None = None
    use_daily_iteration: Flag | None = None
    start_date: Moment | None = None
    days_of_iteration: Number | None = None
    daily_schedules: Rows[DayIn] | None = None
    holiday_schedules: Rows[HolidaySlotsIn] | None = None


class ScheduleBody(Message):
    """`{"Schedule": {...}}`."""

    Schedule: ScheduleIn = Field(default_factory=ScheduleIn)


class NewScheduleIn(ScheduleIn):
    """A new schedule."""

    model_config = needing("name")


class NewScheduleBody(Message):
    """`{"Schedule": {...}}`."""

    model_config = needing("Schedule")

    Schedule: NewScheduleIn = Field(default_factory=NewScheduleIn)


def _slots_out(slots: Sequence[Segment]) -> list[SlotOut]:
    return [SlotOut(start_time=slot.start, end_time=slot.end) for slot in slots]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _out(schedule: ScheduleView, holiday_groups: Mapping[int, str]) -> ScheduleOut:
    plan = schedule.plan
    return ScheduleOut(
        id=schedule.id,
        name=schedule.name,
        description=schedule.description,
        use_daily_iteration=plan.cyclic,
        start_date=_midnight(plan.since),
        days_of_iteration=len(plan.days),
        daily_schedules=[
            DayOut(day_index=index, time_segments=_slots_out(slots)) for index, slots in enumerate(plan.days)
        ],
        holiday_schedules=[
            HolidaySlotsOut(
                holiday_group_id=NamedRef(id=slots.group_id, name=holiday_groups.get(slots.group_id, "")),
                time_segments=_slots_out(slots.segments),
            )
            for slots in plan.holidays
        ],
    )


def _slots(sent: Sequence[SlotIn]) -> tuple[Segment, ...]:
    return tuple(Segment(slot.start_time, slot.end_time) for slot in sent)


def _days(sent: Sequence[DayIn]) -> dict[int, tuple[Segment, ...]]:
    days: dict[int, tuple[Segment, ...]] = {}
    for day in sent:
        if day.day_index in days:
            raise Invalid("A day is given twice.", "day_index")
        days[day.day_index] = _slots(day.time_segments)
    return days


def _plan(sent: ScheduleIn) -> PlanChange:
    holidays = sent.holiday_schedules
    return PlanChange(
        days=None if sent.daily_schedules is None else _days(sent.daily_schedules),
        cyclic=sent.use_daily_iteration,
        cycle_days=sent.days_of_iteration,
        start=sent.start_date.date() if sent.start_date else None,
        holidays=None
        if holidays is None
        else tuple(HolidaySlots(slots.holiday_group_id.id, _slots(slots.time_segments)) for slots in holidays),
    )


@router.get("/api/schedules", response_model=ScheduleList, dependencies=needs(list_schedules))
async def schedules(
    desk: AtDesk,
    caller: Caller,
    window: Paged,
    orders: Annotated[Orders, Depends(ordered_by(COLUMNS))],
) -> Response:
    """View schedules."""
    found = await desk.gate.ask(caller, list_schedules, Search((), orders, window))
    rows = [_out(schedule, found.holiday_groups) for schedule in found.schedules]
    return reply(ScheduleList(ScheduleCollection=Collection[ScheduleOut](total=found.total, rows=rows)))


@router.get("/api/schedules/{id:int}", response_model=ScheduleAnswer, dependencies=needs(get_schedule))
async def schedule(desk: AtDesk, caller: Caller, id: PathId) -> Response:
    """View a schedule."""
    found = await desk.gate.ask(caller, get_schedule, id)
    return reply(ScheduleAnswer(Schedule=_out(found.schedules[0], found.holiday_groups)))


@router.post("/api/schedules", response_model=ScheduleMade, dependencies=needs(create_schedule))
async def create(desk: AtDesk, caller: Caller, body: NewScheduleBody) -> Response:
    """Create a schedule, weekly or cyclic."""
    sent = body.Schedule
    new = NewSchedule(sent.name or "", sent.description or "", _plan(sent))
    receipt = await desk.gate.run(caller, create_schedule, new)
    settled = await desk.settle(receipt)
    made = NamedRef(id=receipt.result, name=new.name.strip())
    return reply(changed(ScheduleMade(Schedule=made, DeviceResponse=DeviceOutcomes.of(settled)), settled))


@router.put("/api/schedules/{id:int}", response_model=Changed, dependencies=needs(update_schedule))
async def update(desk: AtDesk, caller: Caller, id: PathId, body: ScheduleBody) -> Response:
    """Update a schedule: what is given changes, the rest is kept."""
    sent = body.Schedule
    wanted = ScheduleChange(id, sent.name, sent.description, _plan(sent))
    receipt = await desk.gate.run(caller, update_schedule, wanted)
    return reply(change(await desk.settle(receipt)))


@router.delete("/api/schedules/{id:int}", response_model=Changed, dependencies=needs(delete_schedules))
async def remove(desk: AtDesk, caller: Caller, id: PathId) -> Response:
    """Delete a schedule that nothing is open by."""
    receipt = await desk.gate.run(caller, delete_schedules, ScheduleIds((id,)))
    return reply(change(await desk.settle(receipt)))
