"""The page "Door Groups"."""

from fastapi import Response

from ostiary.api.biostar.wire.envelope import Answer, AnswerPlain, Collection, CollectionPlain, Listing, reply
from ostiary.api.biostar.wire.group import (
    GroupIn,
    GroupOut,
    GroupPlain,
    GroupSearchBody,
    NewGroupIn,
    listed,
    listed_plain,
)
from ostiary.api.biostar.wire.message import Message, NamedRef
from ostiary.api.biostar.wire.query import Ids, Paged, PathId
from ostiary.api.biostar.wire.route import page
from ostiary.api.biostar.wire.settled import Changed, ItemOutcome, deleted, each_of, told
from ostiary.api.desk import AtDesk
from ostiary.api.sessions import Caller, needs
from ostiary.doors.groups import create_group, delete_groups, list_groups, update_group
from ostiary.doors.model import ParentNeeded
from ostiary.events.groups import GroupChange, GroupIds, NewGroup
from ostiary.kernel.errors import Invalid

router = page("Door Groups")


class GroupList(Answer):
    """Door groups (v1)."""

    DoorGroupCollection: Collection[GroupOut]


class GroupListPlain(AnswerPlain):
    """Door groups (v2)."""

    DoorGroupCollection: CollectionPlain[GroupPlain]


class GroupBody(Message):
    """`{"DoorGroup": {...}}`."""

    DoorGroup: GroupIn


class NewGroupBody(Message):
    """`{"DoorGroup": {...}}`."""

    DoorGroup: NewGroupIn


class GroupMade(Answer):
    """The group that was made."""

    DoorGroup: NamedRef


@router.get("/api/door_groups", response_model=GroupList, dependencies=needs(list_groups))
async def groups(desk: AtDesk, caller: Caller, window: Paged) -> Response:
    """View all door groups (v1)."""
    found = await desk.gate.ask(caller, list_groups, None)
    return reply(GroupList(DoorGroupCollection=listed(found, window)))


@router.post("/api/v2/door_groups/search", response_model=GroupListPlain, dependencies=needs(list_groups))
@router.post(
    "/api/v2/door_groups/only_permission_item/search", response_model=GroupListPlain, dependencies=needs(list_groups)
)
async def search(desk: AtDesk, caller: Caller, body: GroupSearchBody) -> Response:
    """View the door groups that the operator may see (v2)."""
    found = await desk.gate.ask(caller, list_groups, None)
    return reply(GroupListPlain(DoorGroupCollection=listed_plain(found, body)))


@router.post("/api/door_groups", response_model=GroupMade, dependencies=needs(create_group))
async def create(desk: AtDesk, caller: Caller, body: NewGroupBody) -> Response:
    """Create a door group."""
    sent = body.DoorGroup
    if sent.parent is None:
        raise ParentNeeded
    group = (await desk.gate.run(caller, create_group, NewGroup(sent.name or "", sent.parent))).result
    return reply(GroupMade(DoorGroup=NamedRef(id=group.id, name=group.name)))


@router.put("/api/door_groups/{id:int}", response_model=Answer, dependencies=needs(update_group))
async def update(desk: AtDesk, caller: Caller, id: PathId, body: GroupBody) -> Response:
    """Rename or move a door group; what is below it follows."""
    await desk.gate.run(caller, update_group, GroupChange(id, body.DoorGroup.name, body.DoorGroup.parent))
    return reply(Answer())


class GroupsDeleted(Changed):
    """What became of a delete: of each group, where some had to stay."""

    DoorGroupCollection: Listing[ItemOutcome] | None = None


@router.delete("/api/door_groups", response_model=GroupsDeleted, dependencies=needs(delete_groups))
async def remove(desk: AtDesk, caller: Caller, ids: Ids) -> Response:
    """Delete door groups with the groups and doors below them. Code "1" when some of them could not be."""
    if not ids:
        raise Invalid("no group is named", "id")
    receipt = await desk.gate.run(caller, delete_groups, GroupIds(ids))
    settled = await desk.settle(receipt)
    answer = GroupsDeleted(DoorGroupCollection=each_of(ids, receipt.result), DeviceResponse=told(settled))
    return reply(deleted(answer, receipt.result, settled))
