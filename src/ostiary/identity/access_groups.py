"""Access groups as sets of people: who is in which one, by himself or through a user group and those above it.

The writing functions work within the transaction of whoever acts: `access` for a group, `people` for a person. They
tell no facts; `tell_membership` does.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, func, select, true
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from ostiary.identity.facts import MembershipChanged
from ostiary.identity.model import (
    AccessGroupNotFound,
    AccessGroupRow,
    AccessGroupUserGroupRow,
    AccessGroupUserRow,
    TooManyAccessGroups,
    UserRow,
)
from ostiary.kernel import tree
from ostiary.kernel.context import Kind, Scope
from ostiary.kernel.database import insert_all
from ostiary.kernel.operation import Work

GROUPS_OF_A_USER = 16
"""Access groups that a person may be in himself. With his user groups' they may be more: a device gets the first 16."""
CHUNK = 1_000
"""Ids that one statement or one fact names."""

Source = AsyncConnection | AsyncSession


@dataclass(frozen=True, slots=True)
class Joining:
    """For the gate: these people, also new ones, and user groups come into an access group or into a user group."""

    into: Kind
    id: int
    user_ids: tuple[str, ...] = ()
    user_group_ids: tuple[int, ...] = ()


async def groups_of(source: Source, user_keys: Collection[int] | None = None) -> dict[int, tuple[int, ...]]:
    """User key -> the access groups that count for him: his own first, then those of his user groups, each by id.

    `None` asks for everybody, a `range` for everybody in it. People without any are left out.
    """
    through = await through_user_groups(source)
    found: dict[int, list[int]] = {}
    for some in _chunks(user_keys):
        own = select(AccessGroupUserRow.user_key, AccessGroupUserRow.group_id).order_by(AccessGroupUserRow.group_id)
        for key, group_id in await source.execute(own.where(_among(AccessGroupUserRow.user_key, some))):
            found.setdefault(key, []).append(group_id)
        if not through:
            continue
        people = select(UserRow.key, UserRow.group_id).where(UserRow.group_id.in_(list(through)))
        for key, user_group_id in await source.execute(people.where(_among(UserRow.key, some))):
            groups = found.setdefault(key, [])
            groups.extend(id for id in through[user_group_id] if id not in groups)
    return {key: tuple(ids) for key, ids in found.items()}


async def members_of(source: Source, group_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """Access group -> the keys of everybody in it, also through user groups."""
    members: dict[int, set[int]] = {id: set() for id in group_ids}
    for some in _chunks(group_ids):
        own = select(AccessGroupUserRow.group_id, AccessGroupUserRow.user_key)
        for row in await source.execute(own.where(AccessGroupUserRow.group_id.in_(some or ()))):
            members[row.group_id].add(row.user_key)
    through = {
        user_group: wanted
        for user_group, ids in (await through_user_groups(source)).items()
        if (wanted := members.keys() & set(ids))
    }
    if through:
        people = select(UserRow.key, UserRow.group_id).where(UserRow.group_id.in_(list(through)))
        for row in await source.execute(people):
            for id in through[row.group_id]:
                members[id].add(row.key)
    return {id: frozenset(keys) for id, keys in members.items()}


async def own_groups_of(source: Source, user_keys: Collection[int]) -> dict[int, list[tuple[int, str]]]:
    """User key -> id and name of the access groups he is in himself, in the order of ids."""
    found: dict[int, list[tuple[int, str]]] = {}
    for some in _chunks(user_keys):
        own = (
            select(AccessGroupUserRow.user_key, AccessGroupRow.id, AccessGroupRow.name)
            .join(AccessGroupRow, AccessGroupRow.id == AccessGroupUserRow.group_id)
            .where(AccessGroupUserRow.user_key.in_(some or ()))
        )
        for row in await source.execute(own.order_by(AccessGroupRow.id)):
            found.setdefault(row.user_key, []).append((row.id, row.name))
    return found


async def groups_through(source: Source, user_group_id: int) -> frozenset[int]:
    """The access groups that the members of a user group are in through it and those above it."""
    return frozenset((await through_user_groups(source)).get(user_group_id, ()))


async def through_user_groups(source: Source) -> dict[int, tuple[int, ...]]:
    """User group -> the access groups its members are in through it or one above it, in the order of ids."""
    attached: dict[int, list[int]] = {}
    for row in await source.execute(select(AccessGroupUserGroupRow.user_group_id, AccessGroupUserGroupRow.group_id)):
        attached.setdefault(row.user_group_id, []).append(row.group_id)
    if not attached:
        return {}
    through: dict[int, tuple[int, ...]] = {}
    for group in await tree.find(source, Kind.USER_GROUP):
        above = (int(id) for id in group.path.strip("/").split("/"))
        ids = {access_group for id in above for access_group in attached.get(id, ())}
        if ids:
            through[group.id] = tuple(sorted(ids))
    return through


def visible_groups(scope: Scope) -> list[ColumnElement[bool]]:
    """Clauses on `AccessGroupRow` that hold for the groups within a scope; who sees only himself sees his own."""
    clauses: list[ColumnElement[bool]] = []
    limit = scope.limit(Kind.ACCESS_GROUP)
    if limit is not None:
        clauses.append(AccessGroupRow.id.in_(limit))
    if scope.own_user is not None:
        own = select(AccessGroupUserRow.group_id).join(UserRow, UserRow.key == AccessGroupUserRow.user_key)
        clauses.append(AccessGroupRow.id.in_(own.where(UserRow.user_id == scope.own_user)))
    return clauses


async def require_groups(source: Source, group_ids: Iterable[int]) -> None:
    """Raise `AccessGroupNotFound` where one of these does not exist."""
    wanted = set(group_ids)
    known = select(AccessGroupRow.id).where(AccessGroupRow.id.in_(wanted))
    missing = wanted - set((await source.execute(known)).scalars())
    if missing:
        raise AccessGroupNotFound(str(min(missing)))


async def replace_groups(work: Work, wanted: Mapping[int, Sequence[int]]) -> frozenset[int]:
    """Put people (by key) into exactly these access groups; answers whom it changed. Groups outside the scope stay.

    The caller tells `PersonChanged`. Raises `AccessGroupNotFound` and `TooManyAccessGroups`.
    """
    await require_groups(work.session, {id for ids in wanted.values() for id in ids})
    limit = work.context.scope.limit(Kind.ACCESS_GROUP)
    changed: set[int] = set()
    joining: list[dict[str, int]] = []
    for some in _chunks(wanted.keys()):
        rows = select(AccessGroupUserRow.user_key, AccessGroupUserRow.group_id)
        held: dict[int, set[int]] = {}
        for row in await work.session.execute(rows.where(AccessGroupUserRow.user_key.in_(some or ()))):
            held.setdefault(row.user_key, set()).add(row.group_id)
        for key in some or ():
            before = held.get(key, set())
            hidden = set() if limit is None else before - limit
            after = set(wanted[key]) | hidden
            if len(after) > GROUPS_OF_A_USER and len(after) > len(before):
                raise TooManyAccessGroups(f"{GROUPS_OF_A_USER} at most")
            if after != before:
                changed.add(key)
                await _leave(work, [key], before - after)
                joining.extend({"group_id": id, "user_key": key} for id in sorted(after - before))
    await insert_all(work.session, AccessGroupUserRow, joining)
    return frozenset(changed)


async def join(work: Work, group_id: int, user_keys: Collection[int]) -> frozenset[int]:
    """Take people into a group; answers those who were not in it. Raises `TooManyAccessGroups`."""
    coming = set(user_keys)
    for some in _chunks(user_keys):
        inside = select(AccessGroupUserRow.user_key).where(
            AccessGroupUserRow.group_id == group_id, AccessGroupUserRow.user_key.in_(some or ())
        )
        coming -= set((await work.session.execute(inside)).scalars())
    for some in _chunks(coming):
        full = (
            select(AccessGroupUserRow.user_key)
            .where(AccessGroupUserRow.user_key.in_(some or ()))
            .group_by(AccessGroupUserRow.user_key)
            .having(func.count() >= GROUPS_OF_A_USER)
        )
        if (await work.session.execute(full.limit(1))).first():
            raise TooManyAccessGroups(f"{GROUPS_OF_A_USER} at most")
    rows = [{"group_id": group_id, "user_key": key} for key in sorted(coming)]
    await insert_all(work.session, AccessGroupUserRow, rows)
    return frozenset(coming)


async def leave(work: Work, group_id: int, user_keys: Collection[int]) -> frozenset[int]:
    """Let people out of a group; answers those who were in it."""
    going: set[int] = set()
    for some in _chunks(user_keys):
        inside = select(AccessGroupUserRow.user_key).where(
            AccessGroupUserRow.group_id == group_id, AccessGroupUserRow.user_key.in_(some or ())
        )
        going |= set((await work.session.execute(inside)).scalars())
    for some in _chunks(going):
        await _leave(work, some or (), {group_id})
    return frozenset(going)


async def forget_user_group(work: Work, user_group_id: int) -> list[int]:
    """Take a user group that is about to go out of every access group; answers out of which."""
    rows = delete(AccessGroupUserGroupRow).where(AccessGroupUserGroupRow.user_group_id == user_group_id)
    return sorted((await work.session.execute(rows.returning(AccessGroupUserGroupRow.group_id))).scalars())


async def people_below(source: Source, user_group_ids: Collection[int]) -> frozenset[int]:
    """The keys of everybody in these user groups and those below them."""
    groups = await tree.descend(source, Kind.USER_GROUP, user_group_ids)
    return frozenset((await source.execute(select(UserRow.key).where(UserRow.group_id.in_(groups)))).scalars())


async def tell_membership(work: Work, group_ids: Iterable[int], user_keys: Collection[int]) -> None:
    """Tell `MembershipChanged` of people who came into or left these access groups."""
    ids = tuple(sorted(set(group_ids)))
    for some in _chunks(user_keys):
        people = select(UserRow.user_id).where(UserRow.key.in_(some or ())).order_by(UserRow.key)
        work.tell(MembershipChanged(ids, tuple((await work.session.execute(people)).scalars())))


async def _leave(work: Work, user_keys: Sequence[int], group_ids: Collection[int]) -> None:
    if group_ids:
        rows = AccessGroupUserRow.user_key.in_(user_keys), AccessGroupUserRow.group_id.in_(list(group_ids))
        await work.session.execute(delete(AccessGroupUserRow).where(*rows))


def _among(column: InstrumentedAttribute[int], keys: Sequence[int] | None) -> ColumnElement[bool]:
    if keys is None:
        return true()
    return column.between(keys.start, keys.stop - 1) if isinstance(keys, range) else column.in_(keys)


def _chunks(keys: Collection[int] | None) -> Iterable[Sequence[int] | None]:
    """Pieces of at most 1,000; one `None` for everybody, and a range as it is."""
    if keys is None or isinstance(keys, range):
        return [keys]
    ordered = sorted(keys)
    return [ordered[start : start + CHUNK] for start in range(0, len(ordered), CHUNK)]
