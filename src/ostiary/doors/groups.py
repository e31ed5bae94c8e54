"""The acts on door groups."""

from dataclasses import dataclass

from sqlalchemy import select

from ostiary.doors.model import DoorRow
from ostiary.doors.operations import DoorIds, delete_doors
from ostiary.events import names
from ostiary.kernel import tree
from ostiary.kernel.context import Kind, Module
from ostiary.kernel.errors import Predefined
from ostiary.kernel.naming import checked_name
from ostiary.kernel.operation import Objects, View, Work, operation, query
from ostiary.kernel.trail import Method

DOOR_GROUP = Kind.DOOR_GROUP


@dataclass(frozen=True, slots=True)
class NewGroup:
    """A door group to be."""

    name: str
    parent_id: int = tree.ROOT


@dataclass(frozen=True, slots=True)
class GroupChange:
    """A new name or parent of a door group; None = kept."""

    id: int
    name: str | None = None
    parent_id: int | None = None

    def objects(self) -> Objects:
        """What the change touches."""
        return {"door_group": [id for id in (self.id, self.parent_id) if id is not None]}


@dataclass(frozen=True, slots=True)
class GroupIds:
    """Door groups by id."""

    ids: tuple[int, ...]


@operation(
    module=Module.DOOR,
    right="write",
    verb="DOOR_GROUP_CREATE",
    method=Method.ADD,
    objects=lambda group: {"door_group": [group.parent_id]},
)
async def create_group(work: Work, new: NewGroup) -> tree.Group:
    """Make a door group."""
    group = await tree.create(work.session, DOOR_GROUP, checked_name(new.name), new.parent_id)
    await names.record(work, "door_group", str(group.id), group.name, group.parent_id)
    work.note(f"{group.name}({group.id})", after={"name": group.name, "parent_id": group.parent_id})
    return group


@operation(
    module=Module.DOOR, right="write", verb="DOOR_GROUP_UPDATE", method=Method.UPDATE, objects=GroupChange.objects
)
async def update_group(work: Work, change: GroupChange) -> tree.Group:
    """Rename or move a door group."""
    name = None if change.name is None else checked_name(change.name)
    before, after = await tree.change(work.session, DOOR_GROUP, change.id, name, change.parent_id)
    await names.record(work, "door_group", str(after.id), after.name, after.parent_id)
    work.note(
        f"{after.name}({after.id})",
        {"name": before.name, "parent_id": before.parent_id},
        {"name": after.name, "parent_id": after.parent_id},
    )
    return after


@operation(
    module=Module.DOOR,
    right="write",
    verb="DOOR_GROUP_DELETE",
    method=Method.DELETE,
    objects=lambda groups: {"door_group": groups.ids},
)
async def delete_groups(work: Work, groups: GroupIds) -> None:
    """Delete door groups with everything below them: groups and doors."""
    if tree.ROOT in groups.ids:
        raise Predefined("the root group cannot be deleted")
    for id in groups.ids:
        await tree.get(work.session, DOOR_GROUP, id)
    below = await tree.hold(work.session, DOOR_GROUP, groups.ids)
    doors = (await work.session.scalars(select(DoorRow.id).where(DoorRow.group_id.in_(below)))).all()
    if doors:
        await delete_doors.act(work, DoorIds(tuple(doors)))
    for group in sorted(await tree.find(work.session, DOOR_GROUP, list(below)), key=lambda group: -group.depth):
        await tree.remove(work.session, DOOR_GROUP, group.id)
        work.note(f"{group.name}({group.id})", before={"name": group.name, "parent_id": group.parent_id})


@query(module=(Module.DOOR, Module.MONITORING))
async def list_groups(view: View, _: None) -> list[tree.Group]:
    """Every door group within the scope, in the order of their ids."""
    return await tree.find(view.connection, DOOR_GROUP, scope=view.scope)
