"""The acts on door groups."""

from sqlalchemy import select

from ostiary.doors.model import DoorRow
from ostiary.doors.operations import DoorIds, delete_doors
from ostiary.events import groups
from ostiary.events.groups import GroupChange, GroupIds, NewGroup
from ostiary.kernel import tree
from ostiary.kernel.context import Kind, Module
from ostiary.kernel.operation import View, Work, operation, query
from ostiary.kernel.several import Outcomes
from ostiary.kernel.trail import Method

DOOR_GROUP = Kind.DOOR_GROUP


@operation(
    module=Module.DOOR,
    right="write",
    verb="DOOR_GROUP_CREATE",
    method=Method.ADD,
    objects=lambda group: {"door_group": [group.parent_id]},
)
async def create_group(work: Work, new: NewGroup) -> tree.Group:
    """Make a door group."""
    return await groups.make(work, DOOR_GROUP, new)


@operation(
    module=Module.DOOR,
    right="write",
    verb="DOOR_GROUP_UPDATE",
    method=Method.UPDATE,
    objects=lambda change: {"door_group": change.ids},
)
async def update_group(work: Work, change: GroupChange) -> tree.Group:
    """Rename or move a door group."""
    return await groups.change(work, DOOR_GROUP, change)


@operation(
    module=Module.DOOR,
    right="write",
    verb="DOOR_GROUP_DELETE",
    method=Method.DELETE,
    objects=lambda groups: {"door_group": groups.ids},
)
async def delete_groups(work: Work, going: GroupIds) -> Outcomes[int]:
    """Delete door groups with everything below them: groups and doors."""
    return await groups.each(work, DOOR_GROUP, going.ids, lambda group: _delete(work, group))


async def _delete(work: Work, group: tree.Group) -> None:
    below = await tree.descend(work.session, DOOR_GROUP, [group.id])
    doors = (await work.session.scalars(select(DoorRow.id).where(DoorRow.group_id.in_(below)))).all()
    if doors:
        await delete_doors.act(work, DoorIds(tuple(doors)))
    await groups.remove(work, DOOR_GROUP, await tree.find(work.session, DOOR_GROUP, list(below)))


@query(module=(Module.DOOR, Module.MONITORING))
async def list_groups(view: View, _: None) -> list[tree.Group]:
    """Every door group within the scope, in the order of their ids."""
    return await tree.find(view.connection, DOOR_GROUP, scope=view.scope)
