"""Reads of access levels and of access groups with all that they have."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Row, Select, func, nulls_last, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from ostiary.access.model import AccessLevelRow, GroupLevelRow, LevelDoorRow, LevelItemRow
from ostiary.credentials.model import FaceRow
from ostiary.doors.model import DoorRow
from ostiary.identity.access_groups import visible_groups
from ostiary.identity.model import (
    AccessGroupNotFound,
    AccessGroupRow,
    AccessGroupUserGroupRow,
    AccessGroupUserRow,
    UserRow,
)
from ostiary.identity.user_guards import visible
from ostiary.kernel import tree
from ostiary.kernel.context import Kind, Module, Scope
from ostiary.kernel.operation import View, query
from ostiary.kernel.paging import Search
from ostiary.kernel.selection import Columns, page
from ostiary.kernel.words import Called
from ostiary.policy.access import AccessGroup, AccessLevel, LevelItem
from ostiary.schedules.model import ScheduleRow

Source = AsyncConnection | AsyncSession

GROUPS_READ = (Module.ACCESS, Module.USER)
"""Whoever keeps people sees the access groups to choose from."""

LEVEL_COLUMNS: Columns = {
    "id": AccessLevelRow.id,
    "name": AccessLevelRow.name,
    "description": AccessLevelRow.description,
}
GROUP_COLUMNS: Columns = {
    "id": AccessGroupRow.id,
    "name": AccessGroupRow.name,
    "description": AccessGroupRow.description,
}


@dataclass(slots=True)
class ItemView:
    """An item of a level: doors (id, name) and the schedule."""

    id: int
    schedule_id: int
    schedule_name: str
    doors: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class LevelView:
    """A level as a list shows it; doors outside the reader's scope are not shown."""

    id: int
    name: str
    description: str
    items: Sequence[ItemView]


@dataclass(frozen=True, slots=True)
class UserGroupView:
    """A user group where an access group refers to it; `people` and `faces` are those in it and below it."""

    id: int
    name: str
    parent_id: int
    parent_name: str
    depth: int
    people: int
    faces: int
    children: Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class AccessGroupView:
    """An access group as a list shows it; people and user groups outside the reader's scope are not shown."""

    id: int
    name: str
    description: str
    users: Sequence[tuple[str, str]]
    user_groups: Sequence[UserGroupView]
    levels: Sequence[tuple[int, str, str]]


@query(module=Module.ACCESS)
async def list_levels(view: View, search: Search) -> tuple[Sequence[LevelView], int]:
    """A page of the levels, and how many there are in all."""
    statement = select(AccessLevelRow.id, AccessLevelRow.name, AccessLevelRow.description)
    rows, total = await page(view.connection, statement, search, LEVEL_COLUMNS, AccessLevelRow.id)
    items = await _items(view.connection, view.scope, [row.id for row in rows])
    return [LevelView(row.id, row.name, row.description, items.get(row.id, [])) for row in rows], total


@query(module=GROUPS_READ)
async def list_access_groups(view: View, search: Search) -> tuple[Sequence[AccessGroupView], int]:
    """A page of the access groups within the scope, and how many there are in all."""
    rows, total = await page(
        view.connection, _groups().where(*visible_groups(view.scope)), search, GROUP_COLUMNS, AccessGroupRow.id
    )
    return await _views(view, rows), total


@query(module=Module.ACCESS)
async def name_levels(view: View, _: None) -> list[Called]:
    """Every level, with its description."""
    columns = select(AccessLevelRow.id, AccessLevelRow.name, AccessLevelRow.description)
    return [Called(str(row.id), row.name, row.description) for row in await view.connection.execute(columns)]


@query(module=GROUPS_READ)
async def name_access_groups(view: View, _: None) -> list[Called]:
    """Every access group within the scope, with its description."""
    rows = await view.connection.execute(_groups().where(*visible_groups(view.scope)))
    return [Called(str(row.id), row.name, row.description) for row in rows]


@query(module=GROUPS_READ, objects=lambda id: {"access_group": [id]})
async def get_access_group(view: View, id: int) -> AccessGroupView:
    """One access group."""
    rows = (await view.connection.execute(_groups().where(AccessGroupRow.id == id))).all()
    if not rows:
        raise AccessGroupNotFound(str(id))
    return (await _views(view, rows))[0]


@query(module=GROUPS_READ, objects=lambda id: {"access_group": [id]})
async def users_of_access_group(view: View, id: int) -> Sequence[tuple[str, str]]:
    """Id and name of those who are in a group themselves; an unknown group has none."""
    users = (await _users(view.connection, view.scope, [id])).get(id, [])
    view.personal("people", len(users))
    return users


async def access_levels(source: Source, ids: Collection[int] | None = None) -> list[AccessLevel]:
    """These levels or every one as decisions look at them, in the order of ids; unknown ids are left out."""
    items = await _items(source, Scope(), ids)
    levels = select(AccessLevelRow.id, AccessLevelRow.name).order_by(AccessLevelRow.id)
    if ids is not None:
        levels = levels.where(AccessLevelRow.id.in_(ids))
    return [
        AccessLevel(
            row.id,
            row.name,
            tuple(LevelItem(tuple(id for id, _ in item.doors), item.schedule_id) for item in items.get(row.id, [])),
        )
        for row in await source.execute(levels)
    ]


async def access_groups(source: Source, ids: Collection[int] | None = None) -> list[AccessGroup]:
    """These access groups or every one with their levels as decisions look at them, in the order of ids; unknown ids
    are left out.
    """
    held: dict[int, list[int]] = {}
    pairs = select(GroupLevelRow.group_id, GroupLevelRow.level_id).order_by(GroupLevelRow.level_id)
    groups = select(AccessGroupRow.id, AccessGroupRow.name).order_by(AccessGroupRow.id)
    if ids is not None:
        pairs = pairs.where(GroupLevelRow.group_id.in_(ids))
        groups = groups.where(AccessGroupRow.id.in_(ids))
    for row in await source.execute(pairs):
        held.setdefault(row.group_id, []).append(row.level_id)
    return [AccessGroup(row.id, row.name, tuple(held.get(row.id, ()))) for row in await source.execute(groups)]


def _groups() -> Select[int, str, str]:
    return select(AccessGroupRow.id, AccessGroupRow.name, AccessGroupRow.description)


async def _views(view: View, rows: Sequence[Row[int, str, str]]) -> list[AccessGroupView]:
    ids = [row.id for row in rows]
    users = await _users(view.connection, view.scope, ids)
    user_groups = await _user_groups(view.connection, view.scope, ids)
    levels = await _levels(view.connection, ids)
    return [
        AccessGroupView(
            row.id,
            row.name,
            row.description,
            users.get(row.id, []),
            user_groups.get(row.id, []),
            levels.get(row.id, []),
        )
        for row in rows
    ]


async def _items(source: Source, scope: Scope, level_ids: Collection[int] | None = None) -> dict[int, list[ItemView]]:
    """Level -> its items in the order of their ids."""
    items = select(LevelItemRow.id, LevelItemRow.level_id, LevelItemRow.schedule_id, ScheduleRow.name).join(
        ScheduleRow, ScheduleRow.id == LevelItemRow.schedule_id
    )
    doors = select(LevelDoorRow.item_id, DoorRow.id, DoorRow.name).join(DoorRow, DoorRow.id == LevelDoorRow.door_id)
    if level_ids is not None:
        items = items.where(LevelItemRow.level_id.in_(level_ids))
        doors = doors.join(LevelItemRow, LevelItemRow.id == LevelDoorRow.item_id).where(
            LevelItemRow.level_id.in_(level_ids)
        )
    limit = scope.limit(Kind.DOOR_GROUP)
    if limit is not None:
        doors = doors.where(DoorRow.group_id.in_(limit))
    by_level: dict[int, list[ItemView]] = {}
    by_id: dict[int, ItemView] = {}
    for row in await source.execute(items.order_by(LevelItemRow.id)):
        by_id[row.id] = item = ItemView(row.id, row.schedule_id, row.name)
        by_level.setdefault(row.level_id, []).append(item)
    for pair in await source.execute(doors.order_by(DoorRow.id)):
        by_id[pair.item_id].doors.append((pair.id, pair.name))
    return by_level


async def _users(source: Source, scope: Scope, group_ids: Collection[int]) -> dict[int, list[tuple[str, str]]]:
    members = (
        select(AccessGroupUserRow.group_id, UserRow.user_id, UserRow.name)
        .join(UserRow, UserRow.key == AccessGroupUserRow.user_key)
        .where(AccessGroupUserRow.group_id.in_(group_ids), *visible(scope))
        .order_by(nulls_last(UserRow.user_number), UserRow.user_id)
    )
    found: dict[int, list[tuple[str, str]]] = {}
    for row in await source.execute(members):
        found.setdefault(row.group_id, []).append((row.user_id, row.name))
    return found


async def _levels(source: Source, group_ids: Collection[int]) -> dict[int, list[tuple[int, str, str]]]:
    held = (
        select(GroupLevelRow.group_id, AccessLevelRow.id, AccessLevelRow.name, AccessLevelRow.description)
        .join(AccessLevelRow, AccessLevelRow.id == GroupLevelRow.level_id)
        .where(GroupLevelRow.group_id.in_(group_ids))
        .order_by(AccessLevelRow.id)
    )
    found: dict[int, list[tuple[int, str, str]]] = {}
    for row in await source.execute(held):
        found.setdefault(row.group_id, []).append((row.id, row.name, row.description))
    return found


async def _user_groups(source: Source, scope: Scope, group_ids: Collection[int]) -> dict[int, list[UserGroupView]]:
    if scope.own_user is not None:
        return {}
    attached = select(AccessGroupUserGroupRow.group_id, AccessGroupUserGroupRow.user_group_id).where(
        AccessGroupUserGroupRow.group_id.in_(group_ids)
    )
    pairs = (await source.execute(attached.order_by(AccessGroupUserGroupRow.user_group_id))).all()
    if not pairs:
        return {}
    groups = {group.id: group for group in await tree.find(source, Kind.USER_GROUP)}
    attached_ids = {row.user_group_id for row in pairs} & groups.keys()
    seen = [id for id in sorted(attached_ids) if scope.has(Kind.USER_GROUP, id)]
    views = await _user_group_views(source, groups, seen)
    found: dict[int, list[UserGroupView]] = {}
    for row in pairs:
        if row.user_group_id in views:
            found.setdefault(row.group_id, []).append(views[row.user_group_id])
    return found


async def _user_group_views(
    source: Source, groups: Mapping[int, tree.Group], wanted: Collection[int]
) -> dict[int, UserGroupView]:
    above = {id: [int(part) for part in group.path.strip("/").split("/")] for id, group in groups.items()}
    within = [id for id, path in above.items() if not set(path).isdisjoint(wanted)]
    people, faces, children = Counter[int](), Counter[int](), dict[int, list[tuple[int, str]]]()
    per_group = select(UserRow.group_id, func.count().label("number")).where(UserRow.group_id.in_(within))
    with_face = per_group.join(FaceRow, FaceRow.user_key == UserRow.key)
    for counted, statement in ((people, per_group), (faces, with_face)):
        for row in await source.execute(statement.group_by(UserRow.group_id)):
            for id in above[row.group_id]:
                counted[id] += row.number
    for group in groups.values():
        children.setdefault(group.parent_id, []).append((group.id, group.name))
    views: dict[int, UserGroupView] = {}
    for id in wanted:
        group, parent = groups[id], groups.get(groups[id].parent_id)
        name, below = parent.name if parent else "", children.get(id, [])
        views[id] = UserGroupView(id, group.name, group.parent_id, name, group.depth, people[id], faces[id], below)
    return views
