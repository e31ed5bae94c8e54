"""User groups: making, renaming, moving and deleting them. Everybody is in exactly one; the root has everybody else."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from ostiary.events import groups, names
from ostiary.identity.access_groups import (
    Joining,
    forget_user_group,
    groups_through,
    people_below,
    tell_membership,
)
from ostiary.identity.facts import UserGroupChanged
from ostiary.identity.model import ParentNotSet, UserGroupNotEmpty, UserRow
from ostiary.identity.user_rules import BadName
from ostiary.identity.users import take_change
from ostiary.kernel import tree
from ostiary.kernel.context import Kind, Module
from ostiary.kernel.naming import checked_name
from ostiary.kernel.operation import Objects, Work, operation
from ostiary.kernel.several import Outcomes
from ostiary.kernel.trail import Method
from ostiary.kernel.tree import Group

KIND = Kind.USER_GROUP
ROOT_NAME = "All Users"


@dataclass(frozen=True, slots=True)
class NewUserGroup:
    """A group to be made below its parent."""

    name: str
    parent_id: int | None


@dataclass(frozen=True, slots=True)
class UserGroupChange:
    """A new name or parent of a group; None keeps."""

    id: int
    name: str | None = None
    parent_id: int | None = None


def _objects_of_change(change: UserGroupChange) -> Objects:
    if change.parent_id is None:
        return {"user_group": [change.id]}
    moving = Joining(Kind.USER_GROUP, change.parent_id, user_group_ids=(change.id,))
    return {"user_group": [change.id, change.parent_id], "joining": [moving]}


async def plant_root(work: Work) -> None:
    """Make the root where there is none."""
    if not await tree.find(work.session, KIND, [tree.ROOT]):
        await tree.plant(work.session, KIND, ROOT_NAME)
        await names.record(work, names.USER_GROUP, str(tree.ROOT), ROOT_NAME)


@operation(
    module=Module.USER,
    right="write",
    verb="USER_GROUP_CREATE",
    method=Method.ADD,
    objects=lambda new: {"user_group": [] if new.parent_id is None else [new.parent_id]},
)
async def create_user_group(work: Work, new: NewUserGroup) -> Group:
    """Make a group. Raises `ParentNotSet`, `ParentNotFound`, `DuplicateGroup`, `TooDeep` and what a name may break."""
    if new.parent_id is None:
        raise ParentNotSet("", "parent_id")
    group = await tree.create(work.session, KIND, _checked(new.name), new.parent_id)
    await _record(work, group)
    work.tell(UserGroupChanged(group.id, None, group.name))
    work.note(f"{group.name}({group.id})", {}, {"parent": group.parent_id})
    return group


@operation(
    module=Module.USER,
    right="write",
    verb="USER_GROUP_UPDATE",
    method=Method.UPDATE,
    objects=_objects_of_change,
)
async def change_user_group(work: Work, change: UserGroupChange) -> Group:
    """Rename a group, or move it with everything below it; the access groups of the people in it change with that."""
    name = None if change.name is None else _checked(change.name)
    held = await groups_through(work.session, change.id)
    before, after = await tree.change(work.session, KIND, change.id, name, change.parent_id)
    if before == after:
        return after
    await _record(work, after)
    work.tell(UserGroupChanged(after.id, before.name, after.name))
    work.note(
        f"{after.name}({after.id})",
        {"name": before.name, "parent": before.parent_id},
        {"name": after.name, "parent": after.parent_id},
    )
    differing = held ^ await groups_through(work.session, change.id)
    if differing:
        await tell_membership(work, differing, await people_below(work.session, [change.id]))
    return after


@operation(
    module=Module.USER,
    right="write",
    verb="USER_GROUP_DELETE",
    method=Method.DELETE,
    objects=lambda ids: {"user_group": ids},
)
async def delete_user_groups(work: Work, ids: Sequence[int]) -> Outcomes[int]:
    """Delete those of these groups that have nobody and no other groups in them, the lower ones first."""
    await take_change(work)
    return await groups.each(work, KIND, ids, lambda group: _delete(work, group))


async def _delete(work: Work, group: Group) -> None:
    below = await tree.descend(work.session, KIND, [group.id])
    inhabited = select(UserRow.key).where(UserRow.group_id == group.id).limit(1)
    if below != {group.id} or (await work.session.execute(inhabited)).first():
        raise UserGroupNotEmpty(group.name)
    await tree.remove(work.session, KIND, group.id)
    left = await forget_user_group(work, group.id)
    work.tell(UserGroupChanged(group.id, group.name, None))
    work.note(f"{group.name}({group.id})", {"parent": group.parent_id, "access_groups": left}, {})


def _checked(name: str) -> str:
    if "/" in name:
        raise BadName("A group's name has no /.", "name")
    return checked_name(name)


async def _record(work: Work, group: Group) -> None:
    await names.record(work, names.USER_GROUP, str(group.id), group.name, group.parent_id)
