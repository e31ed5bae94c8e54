"""Reads of whole people: list rows, one person with everything, user groups with their counts, what devices hold."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from ostiary.credentials.faces import templates_of
from ostiary.credentials.model import FaceRow
from ostiary.credentials.queries import (
    NOTHING,
    CardRecord,
    Counts,
    FaceRecord,
    FingerRecord,
    cards_of,
    counts_of,
    faces_of,
    fingers_of,
    readings_of,
)
from ostiary.events import names
from ostiary.identity.access_groups import GROUPS_OF_A_USER, groups_of, own_groups_of
from ostiary.identity.facts import AccessGroupChanged, LevelChanged, UserGroupChanged
from ostiary.identity.levels import Level, level_of
from ostiary.identity.model import LevelRow, UserNotFound, UserRow
from ostiary.identity.queries import (
    CustomValue,
    PrivateEntry,
    Stamp,
    UserRecord,
    UserSearch,
    custom_values,
    group_names,
    photo,
    private_modes,
    search_users,
    user_by_id,
    users_by_key,
    users_per_group,
)
from ostiary.identity.user_guards import CHUNK
from ostiary.kernel import outbox, tree
from ostiary.kernel.context import Kind, Module, Operator, Scope
from ostiary.kernel.operation import View, query
from ostiary.kernel.tree import Group
from ostiary.kernel.vault import Vault
from ostiary.people import pin
from ostiary.policy.authmode import Factor, PrivateMode
from ostiary.port.content import CardContent, FaceContent, FingerContent, UserContent
from ostiary.settings.model import CustomFieldRow

Source = AsyncConnection | AsyncSession


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as lists show him; `access_groups` are those he is in himself, as far as the reader may see them."""

    user: UserRecord
    group_name: str
    level: Level | None
    counts: Counts
    access_groups: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A person's value of a custom field, with the field."""

    field_id: int
    name: str
    type: int
    position: int
    value: CustomValue


@dataclass(frozen=True, slots=True)
class PersonDetail:
    """A person with everything but his PIN and password."""

    row: PersonRow
    photo: bytes = field(repr=False)
    private_modes: tuple[PrivateEntry, ...]
    cards: tuple[CardRecord, ...]
    fingers: tuple[FingerRecord, ...]
    faces: tuple[FaceRecord, ...]
    values: tuple[FieldValue, ...]


@dataclass(frozen=True, slots=True)
class Oneself:
    """The operator who asks, as lists show him, with his photo; empty where he has none."""

    row: PersonRow
    photo: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class UserGroupView:
    """A user group; the counts are of everybody in it and below it. The root's parent is None."""

    group: Group
    parent: tuple[int, str] | None
    children: tuple[tuple[int, str], ...]
    users: int
    faces: int


EVERYBODY = UserSearch()


@dataclass(frozen=True, slots=True)
class Finding:
    """Which people are looked for, and up to which fact whoever looks knows what has happened."""

    wanted: UserSearch = EVERYBODY
    seen: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """Whom a page of people shows, how many there are in all, and as of which fact."""

    stamps: Sequence[Stamp]
    total: int
    seq: int
    renamed: bool
    """Whether a fact since the one that was named may have renamed a group or a level."""


RENAMING = (UserGroupChanged.kind, AccessGroupChanged.kind, LevelChanged.kind)
TOO_FAR = 2_000
"""More facts than this are not looked through: one of them may have renamed something."""


@query(module=Module.USER)
async def find_people(view: View, asked: Finding) -> Found:
    """A page of people within the reader's scope."""
    newest = await outbox.newest(view.connection)
    renamed = newest > asked.seen and await _may_have_renamed(view, asked.seen, newest)
    stamps, total = await search_users(view.connection, view.scope, asked.wanted)
    view.personal("people", len(stamps))
    return Found(stamps, total, newest, renamed)


async def _may_have_renamed(view: View, seen: int, newest: int) -> bool:
    if newest > seen + TOO_FAR or not await outbox.reaches(view.connection, seen):
        return True
    return bool(await outbox.following(view.connection, seen, RENAMING, 1))


@query(module=Module.USER)
async def list_people(view: View, keys: Sequence[int]) -> list[PersonRow]:
    """These people within the reader's scope, in this order; who is gone meanwhile is left out."""
    found = await users_by_key(view.connection, keys, view.scope)
    return await rows_of(view.connection, view.scope, [found[key] for key in keys if key in found])


@query(module=Module.USER, objects=lambda user_id: {"user": [user_id]})
async def view_person(view: View, user_id: str) -> PersonDetail:
    """One person with everything; raises `UserNotFound`."""
    return await _detail(view, user_id)


@query(module=Module.USER)
async def view_own_details(view: View, _: None) -> PersonDetail:
    """The operator who asks with everything, also where he stands outside his own scope."""
    if not isinstance(view.context, Operator):
        raise UserNotFound
    return await _detail(view, view.context.user_id)


async def _detail(view: View, user_id: str) -> PersonDetail:
    source, user = view.connection, await user_by_id(view.connection, user_id)
    held = await custom_values(source, view.vault, user.key)
    columns = select(CustomFieldRow.id, CustomFieldRow.name, CustomFieldRow.type, CustomFieldRow.position)
    fields = await source.execute(columns.where(CustomFieldRow.id.in_(list(held))).order_by(CustomFieldRow.position))
    return PersonDetail(
        (await rows_of(source, view.scope, [user]))[0],
        await photo(source, view.vault, user.key),
        tuple(await private_modes(source, user.key)),
        tuple((await cards_of(source, [user.key])).get(user.key, ())),
        tuple((await fingers_of(source, view.vault, [user.key])).get(user.key, ())),
        tuple((await faces_of(source, view.vault, [user.key])).get(user.key, ())),
        tuple(FieldValue(row.id, row.name, row.type, row.position, held[row.id]) for row in fields),
    )


@query(module=())
async def view_oneself(view: View, _: None) -> Oneself:
    """The operator who asks; what a login answers."""
    if not isinstance(view.context, Operator):
        raise UserNotFound
    user = await user_by_id(view.connection, view.context.user_id)
    (row,) = await rows_of(view.connection, view.scope, [user])
    return Oneself(row, await photo(view.connection, view.vault, user.key) if user.has_photo else b"")


async def rows_of(source: Source, scope: Scope, users: Sequence[UserRecord]) -> list[PersonRow]:
    """What lists show of these people, in their order."""
    keys = [user.key for user in users]
    names, counts, groups = await group_names(source), await counts_of(source, keys), await own_groups_of(source, keys)
    operators = any(user.level_id is not None for user in users)
    rows = await source.execute(select(*LevelRow.__table__.columns)) if operators else ()
    levels = {row.id: level_of(row) for row in rows}
    return [
        PersonRow(
            user,
            names.get(user.group_id, ""),
            None if user.level_id is None else levels.get(user.level_id),
            counts.get(user.key, NOTHING),
            tuple(group for group in groups.get(user.key, ()) if scope.has(Kind.ACCESS_GROUP, group[0])),
        )
        for user in users
    ]


@query(module=Module.USER)
async def list_user_groups(view: View, ids: Sequence[int] | None) -> list[UserGroupView]:
    """These user groups or all, as far as the reader may see them, by id; unknown ids are left out."""
    everything = {group.id: group for group in await tree.find(view.connection, Kind.USER_GROUP)}
    users = _added_up(everything, await users_per_group(view.connection))
    faces = _added_up(everything, await _faces_per_group(view.connection))
    own = None
    if view.scope.own_user is not None:
        own = (await user_by_id(view.connection, view.scope.own_user)).group_id
    children: dict[int, list[tuple[int, str]]] = {}
    for group in everything.values():
        children.setdefault(group.parent_id, []).append((group.id, group.name))
    return [
        UserGroupView(
            group,
            (group.parent_id, everything[group.parent_id].name) if group.parent_id else None,
            tuple(children.get(group.id, ())),
            users.get(group.id, 0),
            faces.get(group.id, 0),
        )
        for group in everything.values()
        if (ids is None or group.id in ids) and view.scope.has(Kind.USER_GROUP, group.id) and own in {None, group.id}
    ]


async def _faces_per_group(source: Source) -> dict[int, int]:
    statement = select(UserRow.group_id, func.count()).join(FaceRow, FaceRow.user_key == UserRow.key)
    return {row[0]: row[1] for row in await source.execute(statement.group_by(UserRow.group_id))}


def _added_up(groups: dict[int, Group], counts: dict[int, int]) -> dict[int, int]:
    """Counts of each group with everything below it."""
    found: dict[int, int] = {}
    for id, count in counts.items():
        for above in groups[id].path.strip("/").split("/"):
            found[int(above)] = found.get(int(above), 0) + count
    return found


_HELD_BY_DEVICES = (
    UserRow.key,
    UserRow.user_id,
    UserRow.name,
    UserRow.start,
    UserRow.expiry,
    UserRow.disabled,
    UserRow.security_level,
    UserRow.pin,
    UserRow.private_modes,
)


async def user_contents(
    source: Source,
    vault: Vault,
    user_ids: Sequence[str] | None = None,
    after_key: str = "",
    limit: int | None = None,
) -> list[UserContent]:
    """The next people by the text order of their ids: these (unknown ones are left out), or everybody.

    `after_key` is the user id of the last one of the piece before (`content.key_of`), `limit` how many at most.
    """
    statement = select(*_HELD_BY_DEVICES).where(UserRow.user_id > after_key).order_by(UserRow.user_id).limit(limit)
    if user_ids is not None:
        statement = statement.where(UserRow.user_id.in_(user_ids))
    rows = (await source.execute(statement)).all()
    keys = [row.key for row in rows]
    cards, groups = await readings_of(source, keys), await groups_of(source, keys)
    fingers, faces = await fingers_of(source, vault, keys), await faces_of(source, vault, keys)
    site_key = pin.site_key(vault)
    return [
        UserContent(
            row.user_id,
            row.name,
            row.start,
            row.expiry,
            row.disabled,
            row.security_level,
            pin.of_sealed(vault, row.pin, site_key),
            tuple(CardContent(*card) for card in cards.get(row.key, ())),
            tuple(_finger(finger) for finger in fingers.get(row.key, ())),
            tuple(_face(index, face) for index, face in enumerate(faces.get(row.key, ()))),
            groups.get(row.key, ())[:GROUPS_OF_A_USER],
            tuple(_private_mode(entry) for entry in row.private_modes),
        )
        for row in rows
    ]


async def departed(source: Source, user_ids: Collection[str]) -> set[str]:
    """Those of these people who were here once and are gone."""
    once = sorted(await names.known(source, names.USER, user_ids))
    here: set[str] = set()
    for start in range(0, len(once), CHUNK):
        rows = await source.execute(select(UserRow.user_id).where(UserRow.user_id.in_(once[start : start + CHUNK])))
        here |= set(rows.scalars())
    return set(once) - here


def _finger(finger: FingerRecord) -> FingerContent:
    return FingerContent(finger.position, (finger.template0, finger.template1), finger.duress)


def _face(index: int, face: FaceRecord) -> FaceContent:
    return FaceContent(index, templates_of(face))


def _private_mode(entry: Sequence[Any]) -> PrivateMode:
    method, mode, exclude = entry
    return PrivateMode(Factor(method), mode, exclude)
