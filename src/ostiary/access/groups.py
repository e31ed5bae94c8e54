"""The acts on access groups: who is in them and which levels they have, in one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select, update

from ostiary.access.facts import GroupLevelsChanged
from ostiary.access.guards import levels_within, people_within
from ostiary.access.levels import levels_of_group
from ostiary.access.model import AccessLevelNotFound, AccessLevelRow, GroupLevelRow, TooManyLevels
from ostiary.doors.terms import forget_groups
from ostiary.identity import access_groups
from ostiary.identity.access_groups import Joining
from ostiary.identity.facts import AccessGroupChanged
from ostiary.identity.model import (
    AccessGroupNotFound,
    AccessGroupRow,
    AccessGroupsFull,
    AccessGroupUserGroupRow,
    AccessGroupUserRow,
    DuplicateAccessGroup,
    UserNotFound,
    UserRow,
)
from ostiary.identity.user_guards import visible
from ostiary.identity.users import touch_users
from ostiary.kernel import tree
from ostiary.kernel.context import Kind, Module
from ostiary.kernel.database import insert_all
from ostiary.kernel.errors import Forbidden
from ostiary.kernel.naming import checked_description, checked_name
from ostiary.kernel.operation import Objects, Work, operation
from ostiary.kernel.several import Outcomes, each
from ostiary.kernel.trail import Method

GROUPS_OF_SITE = 2048
LEVELS_OF_GROUP = 128


@dataclass(frozen=True, slots=True)
class NewAccessGroup:
    """An access group to be made."""

    name: str
    description: str = ""
    user_ids: tuple[str, ...] = ()
    user_group_ids: tuple[int, ...] = ()
    level_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AccessGroupChange:
    """New values of an access group; None keeps. `joining` and `leaving` come after `user_ids`."""

    id: int
    name: str | None = None
    description: str | None = None
    user_ids: tuple[str, ...] | None = None
    joining: tuple[str, ...] = ()
    leaving: tuple[str, ...] = ()
    user_group_ids: tuple[int, ...] | None = None
    level_ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class AccessGroupIds:
    """Access groups by id."""

    ids: tuple[int, ...]


def _objects_of_new(new: NewAccessGroup) -> Objects:
    return {"user": new.user_ids, "user_group": new.user_group_ids}


def _objects_of_change(change: AccessGroupChange) -> Objects:
    return {
        "access_group": [change.id],
        "user": [*(change.user_ids or ()), *change.joining, *change.leaving],
        "user_group": change.user_group_ids or (),
        "joining": [
            Joining(
                Kind.ACCESS_GROUP, change.id, (*(change.user_ids or ()), *change.joining), change.user_group_ids or ()
            )
        ],
    }


@operation(module=Module.ACCESS, right="write", verb="ACCESS_GROUP_CREATE", method=Method.ADD, objects=_objects_of_new)
async def create_access_group(work: Work, new: NewAccessGroup) -> int:
    """Make an access group; answers its id. Who is limited to some access groups makes none."""
    if work.context.scope.limit(Kind.ACCESS_GROUP) is not None:
        raise Forbidden("limited to some access groups")
    name, description = checked_name(new.name), checked_description(new.description)
    await _check_free(work, name)
    if (await work.session.execute(select(func.count()).select_from(AccessGroupRow))).scalar_one() >= GROUPS_OF_SITE:
        raise AccessGroupsFull(f"{GROUPS_OF_SITE} at most")
    row = AccessGroupRow(name=name, description=description)
    work.session.add(row)
    await work.session.flush()
    came = await access_groups.join(work, row.id, await _keys(work, new.user_ids))
    attached = await _attach(work, row.id, new.user_group_ids)
    levels = await _give_levels(work, row.id, new.level_ids)
    work.note(
        f"{name}({row.id})",
        after={
            "name": name,
            "description": description,
            "users": list(dict.fromkeys(new.user_ids)),
            "user_groups": sorted(attached),
            "access_levels": list(levels),
        },
    )
    work.tell(AccessGroupChanged(row.id, None, name))
    await _tell_members(work, row.id, came, attached)
    return row.id


@operation(
    module=Module.ACCESS, right="write", verb="ACCESS_GROUP_UPDATE", method=Method.UPDATE, objects=_objects_of_change
)
async def update_access_group(work: Work, change: AccessGroupChange) -> None:
    """Change what is given of an access group and keep the rest; also keep whoever is outside the operator's scope."""
    row = await _row(work, change.id)
    before = {"name": row.name, "description": row.description}
    after = {
        "name": row.name if change.name is None else checked_name(change.name),
        "description": row.description if change.description is None else checked_description(change.description),
    }
    if after["name"] != row.name:
        await _check_free(work, after["name"])
    if after != before:
        await work.session.execute(update(AccessGroupRow).where(AccessGroupRow.id == change.id).values(after))
        work.tell(AccessGroupChanged(change.id, row.name, after["name"]))
    came, went = await _change_people(work, change)
    attached = detached = frozenset[int]()
    if change.user_group_ids is not None:
        attached, detached = await _change_user_groups(work, change.id, change.user_group_ids)
    levels_before = await levels_of_group(work, change.id)
    levels_after = levels_before
    if change.level_ids is not None:
        levels_after = await _give_levels(work, change.id, change.level_ids)
    noted: dict[str, tuple[Any, Any]] = {
        **{name: (before[name], after[name]) for name in after},
        "users": (await _ids(work, went), await _ids(work, came)),
        "user_groups": (sorted(detached), sorted(attached)),
        "access_levels": (list(levels_before), list(levels_after)),
    }
    differing = {name: pair for name, pair in noted.items() if pair[0] != pair[1]}
    if differing:
        old, new = ({name: pair[side] for name, pair in differing.items()} for side in (0, 1))
        work.note(f"{after['name']}({change.id})", old, new)
    await _tell_members(work, change.id, came | went, attached | detached)


@operation(
    module=Module.ACCESS,
    right="write",
    verb="ACCESS_GROUP_DELETE",
    method=Method.DELETE,
    objects=lambda groups: {"access_group": groups.ids},
)
async def delete_access_groups(work: Work, groups: AccessGroupIds) -> Outcomes[int]:
    """Delete access groups; their people lose what only they gave, and doors no longer name them."""

    async def remove(id: int) -> None:
        doors = await forget_groups(work, [id])
        row = await _row(work, id)
        await _require_people(work, id)
        own = select(AccessGroupUserRow.user_key).where(AccessGroupUserRow.group_id == id)
        people = frozenset((await work.session.execute(own)).scalars())
        through = select(AccessGroupUserGroupRow.user_group_id).where(AccessGroupUserGroupRow.group_id == id)
        noted = {
            "name": row.name,
            "users": await _ids(work, people),
            "user_groups": sorted((await work.session.execute(through)).scalars()),
            "doors": {str(door): rules for door, rules in doors.items()},
        }
        members = (await access_groups.members_of(work.session, [id]))[id]
        levels = await levels_of_group(work, id)
        if not await levels_within(work.session, work.context.scope, levels):
            raise Forbidden("access_level outside the operator's scope")
        if levels:
            work.tell(GroupLevelsChanged(id, levels, ()))
        await access_groups.tell_membership(work, [id], members)
        await work.session.execute(delete(AccessGroupRow).where(AccessGroupRow.id == id))
        await touch_users(work, people)
        work.note(f"{row.name}({id})", before={**noted, "access_levels": list(levels)})
        work.tell(AccessGroupChanged(id, row.name, None))

    return await each(work, groups.ids, remove)


async def _row(work: Work, id: int) -> Any:
    columns = select(AccessGroupRow.name, AccessGroupRow.description).where(AccessGroupRow.id == id)
    row = (await work.session.execute(columns)).one_or_none()
    if row is None:
        raise AccessGroupNotFound(str(id))
    return row


async def _check_free(work: Work, name: str) -> None:
    taken = select(func.count()).select_from(AccessGroupRow).where(AccessGroupRow.name == name)
    if (await work.session.execute(taken)).scalar_one():
        raise DuplicateAccessGroup(name)


async def _keys(work: Work, user_ids: Iterable[str]) -> frozenset[int]:
    """The keys of people. Raises `UserNotFound`."""
    wanted = list(dict.fromkeys(user_ids))
    found: dict[str, int] = {}
    for start in range(0, len(wanted), access_groups.CHUNK):
        some = wanted[start : start + access_groups.CHUNK]
        rows = await work.session.execute(select(UserRow.user_id, UserRow.key).where(UserRow.user_id.in_(some)))
        found.update({row.user_id: row.key for row in rows})
    for user_id in wanted:
        if user_id not in found:
            raise UserNotFound(user_id)
    return frozenset(found.values())


async def _ids(work: Work, keys: Iterable[int]) -> list[str]:
    rows = select(UserRow.user_id).where(UserRow.key.in_(sorted(keys))).order_by(UserRow.key)
    return list((await work.session.execute(rows)).scalars())


async def _change_people(work: Work, change: AccessGroupChange) -> tuple[frozenset[int], frozenset[int]]:
    """Who came and who went. A list replaces those whom the operator sees."""
    joining, leaving = await _keys(work, change.joining), await _keys(work, change.leaving)
    if change.user_ids is not None:
        wanted = await _keys(work, change.user_ids)
        members = (
            select(AccessGroupUserRow.user_key)
            .join(UserRow, UserRow.key == AccessGroupUserRow.user_key)
            .where(AccessGroupUserRow.group_id == change.id, *visible(work.context.scope))
        )
        held = frozenset((await work.session.execute(members)).scalars())
        joining, leaving = wanted | joining, leaving | (held - wanted)
    joining -= leaving
    went = await access_groups.leave(work, change.id, leaving)
    return await access_groups.join(work, change.id, joining), went


async def _attach(work: Work, group_id: int, user_group_ids: Iterable[int]) -> frozenset[int]:
    wanted = frozenset(user_group_ids)
    for id in sorted(wanted - {group.id for group in await tree.find(work.session, Kind.USER_GROUP, list(wanted))}):
        raise tree.GroupNotFound(Kind.USER_GROUP, id)
    rows = [{"group_id": group_id, "user_group_id": id} for id in sorted(wanted)]
    await insert_all(work.session, AccessGroupUserGroupRow, rows)
    return wanted


async def _change_user_groups(
    work: Work, group_id: int, user_group_ids: Sequence[int]
) -> tuple[frozenset[int], frozenset[int]]:
    """Which user groups came and which went. The list replaces those that the operator sees."""
    rows = select(AccessGroupUserGroupRow.user_group_id).where(AccessGroupUserGroupRow.group_id == group_id)
    held = frozenset((await work.session.execute(rows)).scalars())
    limit = work.context.scope.limit(Kind.USER_GROUP)
    seen = held if limit is None else held & limit
    detached = seen - frozenset(user_group_ids)
    gone = AccessGroupUserGroupRow.group_id == group_id, AccessGroupUserGroupRow.user_group_id.in_(detached)
    if detached:
        await work.session.execute(delete(AccessGroupUserGroupRow).where(*gone))
    return await _attach(work, group_id, frozenset(user_group_ids) - held), detached


async def _require_people(work: Work, group_id: int) -> None:
    """Refuse what concerns everybody in a group where some of them lie outside the operator's scope."""
    if not await people_within(work.session, work.context.scope, [group_id]):
        raise Forbidden("people of the group lie outside the operator's scope")


async def _give_levels(work: Work, group_id: int, level_ids: Sequence[int]) -> tuple[int, ...]:
    """Make these the levels of a group; levels with doors outside the operator's scope he neither gives nor takes."""
    wanted = frozenset(level_ids)
    if len(wanted) > LEVELS_OF_GROUP:
        raise TooManyLevels(f"A group has {LEVELS_OF_GROUP} levels at most.")
    known = frozenset(
        (await work.session.execute(select(AccessLevelRow.id).where(AccessLevelRow.id.in_(wanted)))).scalars()
    )
    if wanted - known:
        raise AccessLevelNotFound(str(min(wanted - known)))
    before = await levels_of_group(work, group_id)
    after = tuple(sorted(wanted))
    if after == before:
        return after
    differing = wanted ^ frozenset(before)
    if not await levels_within(work.session, work.context.scope, sorted(differing)):
        raise Forbidden("access_level outside the operator's scope")
    await _require_people(work, group_id)
    await work.session.execute(delete(GroupLevelRow).where(GroupLevelRow.group_id == group_id))
    await insert_all(work.session, GroupLevelRow, [{"group_id": group_id, "level_id": id} for id in after])
    work.tell(GroupLevelsChanged(group_id, before, after))
    return after


async def _tell_members(work: Work, group_id: int, people: frozenset[int], user_group_ids: frozenset[int]) -> None:
    """Count and tell the change of those who came or went, by themselves or with a user group."""
    await touch_users(work, people)
    below = await access_groups.people_below(work.session, user_group_ids) if user_group_ids else frozenset[int]()
    await access_groups.tell_membership(work, [group_id], people | below)
