"""The page "Device Group", and the list of the first version that clients use."""

from fastapi import Response

from ostiary.api.biostar.wire.envelope import Answer, AnswerPlain, Collection, CollectionPlain, reply
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
from ostiary.api.biostar.wire.query import Paged, PathId
from ostiary.api.biostar.wire.route import page
from ostiary.api.desk import AtDesk
from ostiary.api.sessions import Caller, needs
from ostiary.devices.groups import create_device_group, delete_device_groups, list_device_groups, update_device_group
from ostiary.devices.model import DeviceGroupParentNeeded
from ostiary.events.groups import GroupChange, GroupIds, NewGroup

router = page("Device Groups")


class GroupList(Answer):
    """Device groups (v1)."""

    DeviceGroupCollection: Collection[GroupOut]


class GroupListPlain(AnswerPlain):
    """Device groups (v2)."""

    DeviceGroupCollection: CollectionPlain[GroupPlain]


class GroupBody(Message):
    """`{"DeviceGroup": {...}}`."""

    DeviceGroup: GroupIn


class NewGroupBody(Message):
    """`{"DeviceGroup": {...}}`."""

    DeviceGroup: NewGroupIn


class GroupMade(Answer):
    """The group that was made."""

    DeviceGroup: NamedRef


@router.get("/api/device_groups", response_model=GroupList, dependencies=needs(list_device_groups))
async def groups(desk: AtDesk, caller: Caller, window: Paged) -> Response:
    """View all device groups (v1)."""
    found = await desk.gate.ask(caller, list_device_groups, None)
    return reply(GroupList(DeviceGroupCollection=listed(found, window)))


@router.post("/api/v2/device_groups/search", response_model=GroupListPlain, dependencies=needs(list_device_groups))
@router.post(
    "/api/v2/device_groups/only_permission_item/search",
    response_model=GroupListPlain,
    dependencies=needs(list_device_groups),
)
async def search(desk: AtDesk, caller: Caller, body: GroupSearchBody) -> Response:
    """View the device groups that the operator may see (v2)."""
    found = await desk.gate.ask(caller, list_device_groups, None)
    return reply(GroupListPlain(DeviceGroupCollection=listed_plain(found, body)))


@router.post("/api/device_groups", response_model=GroupMade, dependencies=needs(create_device_group))
async def create(desk: AtDesk, caller: Caller, body: NewGroupBody) -> Response:
    """Create a device group."""
    sent = body.DeviceGroup
    if sent.parent is None:
        raise DeviceGroupParentNeeded
    group = (await desk.gate.run(caller, create_device_group, NewGroup(sent.name or "", sent.parent))).result
    return reply(GroupMade(DeviceGroup=NamedRef(id=group.id, name=group.name)))


@router.put("/api/device_groups/{id:int}", response_model=Answer, dependencies=needs(update_device_group))
async def update(desk: AtDesk, caller: Caller, id: PathId, body: GroupBody) -> Response:
    """Rename or move a device group; what is below it follows."""
    await desk.gate.run(caller, update_device_group, GroupChange(id, body.DeviceGroup.name, body.DeviceGroup.parent))
    return reply(Answer())


@router.delete("/api/device_groups/{id:int}", response_model=Answer, dependencies=needs(delete_device_groups))
async def remove(desk: AtDesk, caller: Caller, id: PathId) -> Response:
    """Delete a device group that is empty."""
    await desk.gate.run(caller, delete_device_groups, GroupIds((id,)))
    return reply(Answer())
