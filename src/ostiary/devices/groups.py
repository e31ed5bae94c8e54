"""The acts on device groups. A group goes only when it is empty: its devices are hardware that somebody must move."""

from sqlalchemy import select

from ostiary.devices.model import DeviceGroupNotEmpty, DeviceGroupParent, DeviceRow
from ostiary.events import groups
from ostiary.events.groups import GroupChange, GroupIds, NewGroup
from ostiary.kernel import tree
from ostiary.kernel.context import Kind, Module
from ostiary.kernel.operation import View, Work, operation, query
from ostiary.kernel.several import Outcomes
from ostiary.kernel.trail import Method

DEVICE_GROUP = Kind.DEVICE_GROUP


@operation(
    module=Module.DEVICE,
    right="write",
    verb="DEVICE_GROUP_CREATE",
    method=Method.ADD,
    objects=lambda group: {"device_group": [group.parent_id]},
)
async def create_device_group(work: Work, new: NewGroup) -> tree.Group:
    """Make a device group."""
    return await groups.make(work, DEVICE_GROUP, new)


@operation(
    module=Module.DEVICE,
    right="write",
    verb="DEVICE_GROUP_UPDATE",
    method=Method.UPDATE,
    objects=lambda change: {"device_group": change.ids},
)
async def update_device_group(work: Work, change: GroupChange) -> tree.Group:
    """Rename or move a device group."""
    return await groups.change(work, DEVICE_GROUP, change)


@operation(
    module=Module.DEVICE,
    right="write",
    verb="DEVICE_GROUP_DELETE",
    method=Method.DELETE,
    objects=lambda groups: {"device_group": groups.ids},
)
async def delete_device_groups(work: Work, going: GroupIds) -> Outcomes[int]:
    """Delete those of these device groups in which nothing is left.

    `DeviceGroupParent` where groups would be left below, `DeviceGroupNotEmpty` where devices are in one.
    """
    return await groups.each(work, DEVICE_GROUP, going.ids, lambda group: _delete(work, group))


async def _delete(work: Work, group: tree.Group) -> None:
    if await tree.descend(work.session, DEVICE_GROUP, [group.id]) != {group.id}:
        raise DeviceGroupParent("Groups are below it.")
    if (await work.session.execute(select(DeviceRow.id).where(DeviceRow.group_id == group.id).limit(1))).first():
        raise DeviceGroupNotEmpty("Devices are in it.")
    await groups.remove(work, DEVICE_GROUP, [group])


@query(module=(Module.DEVICE, Module.MONITORING))
async def list_device_groups(view: View, _: None) -> list[tree.Group]:
    """Every device group within the scope, in the order of their ids."""
    return await tree.find(view.connection, DEVICE_GROUP, scope=view.scope)
