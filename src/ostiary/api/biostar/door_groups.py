"""The page "Door Groups"."""

from fastapi import Response

from ostiary.api.biostar.wire.columns import numbers, texts
from ostiary.api.biostar.wire.envelope import Answer, AnswerPlain, Collection, CollectionPlain, reply
from ostiary.api.biostar.wire.message import Message, NamedRef, NamedRefPlain, Ref
from ostiary.api.biostar.wire.query import Ids, ListBody, Paged, PathId
from ostiary.api.biostar.wire.route import page
from ostiary.api.biostar.wire.values import Number, NumberText, Text
from ostiary.api.desk import AtDesk, Desk
from ostiary.api.sessions import Caller
from ostiary.doors.groups import (
    GroupChange,
    GroupIds,
    NewGroup,
    create_group,
    delete_groups,
    list_groups,
    update_group,
)
from ostiary.doors.model import ParentNeeded
from ostiary.kernel.errors import Invalid
from ostiary.kernel.paging import Order, Window
from ostiary.kernel.tree import Group

router = page("Door Groups")


class GroupOut(Message):
    """A door group (v1); the root has no parent."""

    id: NumberText
    name: Text
    depth: NumberText
    parent_id: NamedRef | None


class GroupList(Answer):
    """Door groups (v1)."""

    DoorGroupCollection: Collection[GroupOut]


class GroupPlain(Message):
    """A door group (v2)."""

    id: Number
    name: Text
    depth: Number
    parent_id: NamedRefPlain | None


class GroupListPlain(AnswerPlain):
    """Door groups (v2)."""

    DoorGroupCollection: CollectionPlain[GroupPlain]


class GroupIn(Message):
    """A door group, as sent; the depth follows from the parent."""

    name: Text | None = None
    parent_id: Ref | None = None


class GroupBody(Message):
    """`{"DoorGroup": {...}}`."""

    DoorGroup: GroupIn


class GroupMade(Answer):
    """The group that was made."""

    DoorGroup: NamedRef


COLUMNS = {"id": numbers("id"), "name": texts("name"), "depth": numbers("depth")}


def _arranged(groups: list[Group], orders: tuple[Order, ...], window: Window) -> list[Group]:
    """The window of the groups in order; a site has few groups, so this is done here and not by the database."""
    for order in reversed(orders):
        groups = sorted(groups, key=lambda group: getattr(group, order.column), reverse=order.descending)
    end = None if window.limit is None else window.offset + window.limit
    return groups[window.offset : end]


def _parent(group: Group, names: dict[int, str]) -> dict[str, object] | None:
    return {"id": group.parent_id, "name": names.get(group.parent_id, "")} if group.parent_id else None


async def _groups(desk: Desk, caller: Caller) -> tuple[list[Group], dict[int, str]]:
    groups = await desk.gate.ask(caller, list_groups, None)
    return groups, {group.id: group.name for group in groups}


@router.get("/api/door_groups", response_model=GroupList)
async def groups(desk: AtDesk, caller: Caller, window: Paged) -> Response:
    """View all door groups (v1)."""
    found, names = await _groups(desk, caller)
    rows = [
        GroupOut.model_validate(
            {"id": group.id, "name": group.name, "depth": group.depth, "parent_id": _parent(group, names)}
        )
        for group in _arranged(found, (), window)
    ]
    return reply(GroupList(DoorGroupCollection=Collection[GroupOut](total=len(found), rows=rows)))


@router.post("/api/v2/door_groups/search", response_model=GroupListPlain)
@router.post("/api/v2/door_groups/only_permission_item/search", response_model=GroupListPlain)
async def search(desk: AtDesk, caller: Caller, body: ListBody) -> Response:
    """View the door groups that the operator may see (v2)."""
    found, names = await _groups(desk, caller)
    chosen = _arranged(found, body.orders(COLUMNS), body.window())
    rows = [
        GroupPlain.model_validate(
            {"id": group.id, "name": group.name, "depth": group.depth, "parent_id": _parent(group, names)}
        )
        for group in chosen
    ]
    return reply(GroupListPlain(DoorGroupCollection=CollectionPlain[GroupPlain](total=len(found), rows=rows)))


@router.post("/api/door_groups", response_model=GroupMade)
async def create(desk: AtDesk, caller: Caller, body: GroupBody) -> Response:
    """Create a door group."""
    sent = body.DoorGroup
    if sent.parent_id is None:
        raise ParentNeeded
    receipt = await desk.gate.run(caller, create_group, NewGroup(sent.name or "", sent.parent_id.id))
    return reply(GroupMade(DoorGroup=NamedRef(id=receipt.result.id, name=receipt.result.name)))


@router.put("/api/door_groups/{id}", response_model=Answer)
async def update(desk: AtDesk, caller: Caller, id: PathId, body: GroupBody) -> Response:
    """Rename or move a door group; what is below it follows."""
    sent = body.DoorGroup
    await desk.gate.run(caller, update_group, GroupChange(id, sent.name, sent.parent_id.id if sent.parent_id else None))
    return reply(Answer())


@router.delete("/api/door_groups", response_model=Answer)
async def remove(desk: AtDesk, caller: Caller, ids: Ids) -> Response:
    """Delete door groups with the groups and doors below them."""
    if not ids:
        raise Invalid("no group is named", "id")
    receipt = await desk.gate.run(caller, delete_groups, GroupIds(ids))
    await desk.settle(receipt)
    return reply(Answer())
