"""The page "Holiday Groups"."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Annotated

from fastapi import Depends, Response
from pydantic import Field

from ostiary.api.biostar.wire.columns import numbers, texts
from ostiary.api.biostar.wire.envelope import Answer, Collection, reply
from ostiary.api.biostar.wire.message import Message, NamedRef, needing
from ostiary.api.biostar.wire.query import Orders, Paged, PathId, ordered_by
from ostiary.api.biostar.wire.route import page
from ostiary.api.biostar.wire.settled import Changed, change, changed, told
from ostiary.api.biostar.wire.values import Moment, Number, NumberText, Rows, Text
from ostiary.api.desk import AtDesk
from ostiary.api.sessions import Caller, needs
from ostiary.kernel.errors import Invalid
from ostiary.kernel.paging import Search
from ostiary.policy.schedule import Repeat
from ostiary.schedules.holidays import (
    HolidayGroupChange,
    HolidayGroupIds,
    NewHolidayGroup,
    create_holiday_group,
    delete_holiday_groups,
    update_holiday_group,
)
from ostiary.schedules.plans import DatedHoliday
from ostiary.schedules.queries import HolidayGroupView, list_holiday_groups

router = page("Holiday Groups")

COLUMNS = {"id": numbers("id"), "name": texts("name"), "description": texts("description")}


class HolidayOut(Message):
    """A date; `repeat_interval` 0 once, 1 yearly, 2 monthly, 3 weekly."""

    id: NumberText
    repeat_interval: NumberText
    start_date: Moment


class HolidayGroupOut(Message):
    """A holiday group."""

    id: NumberText
    name: Text
    description: Text
    holidays: Rows[HolidayOut]


class HolidayGroupList(Answer):
    """Holiday groups."""

    HolidayGroupCollection: Collection[HolidayGroupOut]


class HolidayGroupMade(Changed):
    """The holiday group that was made."""

    HolidayGroup: NamedRef


class HolidayIn(Message):
    """A holiday, as sent."""

    id: Number | None = None
    repeat_interval: Number = 0
    start_date: Moment


class HolidayGroupIn(Message):
    """A holiday group, as sent; on a change what is absent is kept."""

    name: Text | None = None
    description: Text | None = None
    holidays: Rows[HolidayIn] | None = None


class HolidayGroupBody(Message):
    """`{"HolidayGroup": {...}}`."""

    HolidayGroup: HolidayGroupIn = Field(default_factory=HolidayGroupIn)


class NewHolidayGroupIn(HolidayGroupIn):
    """A new holiday group."""

    model_config = needing("name")


class NewHolidayGroupBody(Message):
    """`{"HolidayGroup": {...}}`."""

    model_config = needing("HolidayGroup")

    HolidayGroup: NewHolidayGroupIn = Field(default_factory=NewHolidayGroupIn)


def _out(group: HolidayGroupView) -> HolidayGroupOut:
    return HolidayGroupOut(
        id=group.id,
        name=group.name,
        description=group.description,
        holidays=[
            HolidayOut(
                id=holiday.id,
                repeat_interval=int(holiday.repeat),
                start_date=datetime.combine(holiday.date, time(), UTC),
            )
            for holiday in group.holidays
        ],
    )


def _holidays(sent: Sequence[HolidayIn]) -> tuple[DatedHoliday, ...]:
    return tuple(
        DatedHoliday(holiday.start_date.date(), _repeat(holiday.repeat_interval), holiday.id or 0) for holiday in sent
    )


def _repeat(number: int) -> Repeat:
    try:
        return Repeat(number)
    except ValueError as error:
        raise Invalid("It should be 0 to 3.", "repeat_interval") from error


@router.get("/api/holiday_groups", response_model=HolidayGroupList, dependencies=needs(list_holiday_groups))
async def holiday_groups(
    desk: AtDesk,
    caller: Caller,
    window: Paged,
    orders: Annotated[Orders, Depends(ordered_by(COLUMNS))],
) -> Response:
    """View holiday groups."""
    found, total = await desk.gate.ask(caller, list_holiday_groups, Search((), orders, window))
    rows = [_out(group) for group in found]
    return reply(HolidayGroupList(HolidayGroupCollection=Collection[HolidayGroupOut](total=total, rows=rows)))


@router.post("/api/holiday_groups", response_model=HolidayGroupMade, dependencies=needs(create_holiday_group))
async def create(desk: AtDesk, caller: Caller, body: NewHolidayGroupBody) -> Response:
    """Create a holiday group."""
    sent = body.HolidayGroup
    new = NewHolidayGroup(sent.name or "", sent.description or "", _holidays(sent.holidays or ()))
    receipt = await desk.gate.run(caller, create_holiday_group, new)
    settled = await desk.settle(receipt)
    made = NamedRef(id=receipt.result, name=new.name.strip())
    return reply(changed(HolidayGroupMade(HolidayGroup=made, DeviceResponse=told(settled)), settled))


@router.put("/api/holiday_groups/{id:int}", response_model=Changed, dependencies=needs(update_holiday_group))
async def update(desk: AtDesk, caller: Caller, id: PathId, body: HolidayGroupBody) -> Response:
    """Update a holiday group: what is given changes, the rest is kept."""
    sent = body.HolidayGroup
    holidays = None if sent.holidays is None else _holidays(sent.holidays)
    wanted = HolidayGroupChange(id, sent.name, sent.description, holidays)
    receipt = await desk.gate.run(caller, update_holiday_group, wanted)
    return reply(change(await desk.settle(receipt)))


@router.delete("/api/holiday_groups/{id:int}", response_model=Changed, dependencies=needs(delete_holiday_groups))
async def remove(desk: AtDesk, caller: Caller, id: PathId) -> Response:
    """Delete a holiday group that no schedule counts on."""
    receipt = await desk.gate.run(caller, delete_holiday_groups, HolidayGroupIds((id,)))
    return reply(change(await desk.settle(receipt)))
