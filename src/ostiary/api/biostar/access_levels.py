"""The page "Access Level": which doors are open when."""

from typing import Annotated

from fastapi import Depends, Response
from pydantic import Field

from ostiary.access.levels import (
    Item,
    LevelChange,
    LevelIds,
    NewLevel,
    create_level,
    delete_levels,
    update_level,
)
from ostiary.access.queries import LevelView, list_levels
from ostiary.api.biostar.wire.columns import numbers, texts
from ostiary.api.biostar.wire.envelope import Answer, Collection, DeviceOutcomes, reply
from ostiary.api.biostar.wire.message import Message, NamedRef, Ref, needing
from ostiary.api.biostar.wire.query import Orders, Paged, PathId, ordered_by
from ostiary.api.biostar.wire.route import page
from ostiary.api.biostar.wire.settled import Changed, change, changed
from ostiary.api.biostar.wire.values import NumberText, Rows, Text
from ostiary.api.desk import AtDesk
from ostiary.api.sessions import Caller, needs
from ostiary.kernel.paging import Search

router = page("Access Level")

COLUMNS = {"id": numbers("id"), "name": texts("name"), "description": texts("description")}


class ItemOut(Message):
    """Doors that are open while a schedule is."""

    id: NumberText
    doors: Rows[NamedRef]
    schedule_id: NamedRef


class LevelOut(Message):
    """An access level."""

    id: NumberText
    name: Text
    description: Text
    access_level_items: Rows[ItemOut]


class LevelList(Answer):
    """Access levels."""

    AccessLevelCollection: Collection[LevelOut]


class LevelMade(Answer):
    """The access level that was made."""

    AccessLevel: NamedRef
    DeviceResponse: DeviceOutcomes


class ItemIn(Message):
    """An item, as sent: with the id of one that exists, what is absent is kept."""

    id: NumberText | None = None
    doors: Rows[Ref] | None = None
    schedule_id: Ref | None = None


class LevelIn(Message):
    """An access level, as sent; on a change what is absent is kept."""

    name: Text | None = None
    description: Text | None = None
    access_level_items: Rows[ItemIn] | None = None


class LevelBody(Message):
    """`{"AccessLevel": {...}}`."""

    AccessLevel: LevelIn = Field(default_factory=LevelIn)


class NewLevelIn(LevelIn):
    """A new access level."""

    model_config = needing("name")


class NewLevelBody(Message):
    """`{"AccessLevel": {...}}`."""

    model_config = needing("AccessLevel")

    AccessLevel: NewLevelIn = Field(default_factory=NewLevelIn)


def _out(level: LevelView) -> LevelOut:
    return LevelOut(
        id=level.id,
        name=level.name,
        description=level.description,
        access_level_items=[
            ItemOut(
                id=item.id,
                doors=[NamedRef(id=id, name=name) for id, name in item.doors],
                schedule_id=NamedRef(id=item.schedule_id, name=item.schedule_name),
            )
            for item in level.items
        ],
    )


def _items(body: LevelIn) -> tuple[Item, ...] | None:
    if body.access_level_items is None:
        return None
    return tuple(
        Item(
            item.id or 0,
            None if item.doors is None else tuple(door.id for door in item.doors),
            item.schedule_id.id if item.schedule_id else None,
        )
        for item in body.access_level_items
    )


@router.post("/api/access_levels", response_model=LevelMade, dependencies=needs(create_level))
async def create(desk: AtDesk, caller: Caller, body: NewLevelBody) -> Response:
    """Create an access level."""
    sent = body.AccessLevel
    new = NewLevel(sent.name or "", sent.description or "", _items(sent) or ())
    receipt = await desk.gate.run(caller, create_level, new)
    settled = await desk.settle(receipt)
    made = NamedRef(id=receipt.result, name=new.name.strip())
    return reply(changed(LevelMade(AccessLevel=made, DeviceResponse=DeviceOutcomes.of(settled)), settled))


@router.get("/api/access_levels", response_model=LevelList, dependencies=needs(list_levels))
async def levels(
    desk: AtDesk,
    caller: Caller,
    window: Paged,
    orders: Annotated[Orders, Depends(ordered_by(COLUMNS))],
) -> Response:
    """View all access levels."""
    found, total = await desk.gate.ask(caller, list_levels, Search((), orders, window))
    rows = [_out(level) for level in found]
    return reply(LevelList(AccessLevelCollection=Collection[LevelOut](total=total, rows=rows)))


@router.put("/api/access_levels/{id:int}", response_model=Changed, dependencies=needs(update_level))
async def update(desk: AtDesk, caller: Caller, id: PathId, body: LevelBody) -> Response:
    """Update an access level: what is given changes, the rest is kept."""
    sent = body.AccessLevel
    wanted = LevelChange(id, sent.name, sent.description, _items(sent))
    receipt = await desk.gate.run(caller, update_level, wanted)
    return reply(change(await desk.settle(receipt)))


@router.delete("/api/access_levels/{id:int}", response_model=Changed, dependencies=needs(delete_levels))
async def remove(desk: AtDesk, caller: Caller, id: PathId) -> Response:
    """Delete an access level; one that does not exist is no error."""
    receipt = await desk.gate.run(caller, delete_levels, LevelIds((id,)))
    return reply(change(await desk.settle(receipt)))
