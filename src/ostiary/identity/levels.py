"""Operator levels: what the predefined ones may do, and how a level becomes rights and scope."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from ostiary.identity.model import LevelRow, UserRow
from ostiary.kernel import tree
from ostiary.kernel.context import ADMINISTRATOR_LEVEL, EVERYTHING, Kind, Module, Right, Scope
from ostiary.kernel.database import upsert
from ostiary.kernel.operation import View, Work, query

USER_LEVEL = 255
"""Sees nobody but himself."""

NOTHING_GIVEN: Mapping[Kind, tuple[int, ...]] = MappingProxyType({})
ALL = frozenset({0, -1})
"""Ids in a filter that mean everything of the kind; so does the root of a kind that has groups."""

TREES = frozenset({Kind.USER_GROUP, Kind.DEVICE_GROUP, Kind.DOOR_GROUP, Kind.ELEVATOR_GROUP, Kind.MAP_GROUP})

Source = AsyncConnection | AsyncSession


@dataclass(frozen=True, slots=True)
class Level:
    """An operator level; rights by module, "r" or "rw"; `filters` as given, a kind that is absent is unlimited."""

    id: int
    name: str
    description: str
    rights: Mapping[Module, str]
    filters: Mapping[Kind, tuple[int, ...]] = field(default_factory=lambda: NOTHING_GIVEN)


@dataclass(frozen=True, slots=True)
class LevelView:
    """A level as a list shows it, with the operators (user id, name) who have it."""

    level: Level
    operators: Sequence[tuple[str, str]] = field(default=())


WATCHED = (Module.DASHBOARD, Module.USER, Module.DEVICE, Module.DOOR, Module.ZONE, Module.ACCESS)
"""What a monitoring operator reads."""

PREDEFINED = (
    Level(ADMINISTRATOR_LEVEL, "Administrator", "May do everything.", dict.fromkeys(Module, "rw")),
    Level(2, "User Operator", "Enrols and edits people.", {Module.USER: "rw"}),
    Level(
        3,
        "Monitoring Operator",
        "Watches and controls; reads the rest.",
        {**dict.fromkeys(WATCHED, "r"), Module.MONITORING: "rw"},
    ),
    Level(253, "Video Operator", "Works with video only.", {Module.VIDEO: "rw"}),
    Level(254, "T&A Operator", "Works with time and attendance; reads people.", {Module.TA: "rw", Module.USER: "r"}),
    Level(USER_LEVEL, "User", "Sees himself only.", {Module.USER: "r", Module.TA: "r"}),
    Level(100000, "Visitor", "Works with visitors only.", {Module.VISITOR: "rw"}),
)


def rights_of(level: Level) -> frozenset[tuple[Module, Right]]:
    """The rights as the gate asks for them; whoever may write may read."""
    held: set[tuple[Module, Right]] = set()
    for module, letters in level.rights.items():
        held.add((module, "read"))
        if "w" in letters:
            held.add((module, "write"))
    return frozenset(held)


def unlimited(kind: Kind, ids: Iterable[int]) -> bool:
    """Whether a filter of these ids lets see everything of the kind."""
    given = frozenset(ids)
    return bool(given & ALL) or (kind in TREES and tree.ROOT in given)


async def scope_of(source: Source, level: Level, user_id: str) -> Scope:
    """What an operator of this level sees: group filters with everything below them."""
    own_user = user_id if level.id == USER_LEVEL else None
    only: dict[Kind, frozenset[int]] = {}
    for kind, ids in level.filters.items():
        if not unlimited(kind, ids):
            only[kind] = await tree.descend(source, kind, ids) if kind in TREES else frozenset(ids)
    return Scope(MappingProxyType(only), own_user) if only or own_user else EVERYTHING


def level_of(row: LevelRow | Row[Any]) -> Level:
    """A stored level."""
    return stored_level(row.id, row.name, row.description, row.rights, row.filters)


def stored_level(
    id: int, name: str, description: str, rights: Mapping[str, str], filters: Mapping[str, Sequence[int]]
) -> Level:
    """The level of its stored documents."""
    return Level(
        id,
        name,
        description,
        {Module(module): letters for module, letters in rights.items()},
        {Kind(kind): tuple(ids) for kind, ids in filters.items()},
    )


async def hold_level(work: Work, id: int) -> bool:
    """Whether there is this level; until the act is over nobody deletes it."""
    row = select(LevelRow.id).where(LevelRow.id == id)
    return (await work.session.execute(row.with_for_update(read=True, key_share=True))).first() is not None


@query(module=(Module.USER, Module.SETTING))
async def list_levels(view: View, _: None) -> list[LevelView]:
    """Every level in the order of its id, with the operators whom the reader may see; a mere user sees his own."""
    people = select(UserRow.user_id, UserRow.name, UserRow.level_id).where(UserRow.level_id.is_not(None))
    limit = view.scope.limit(Kind.USER_GROUP)
    if limit is not None:
        people = people.where(UserRow.group_id.in_(limit))
    if view.scope.own_user is not None:
        people = people.where(UserRow.user_id == view.scope.own_user)
    holders: dict[int, list[tuple[str, str]]] = {}
    for row in await view.connection.execute(people.order_by(UserRow.user_number, UserRow.user_id)):
        holders.setdefault(row.level_id, []).append((row.user_id, row.name))
    levels = select(*LevelRow.__table__.columns).order_by(LevelRow.id)
    if view.scope.own_user is not None:
        levels = levels.where(LevelRow.id.in_(holders))
    return [LevelView(level_of(row), holders.get(row.id, [])) for row in await view.connection.execute(levels)]


async def seed_levels(work: Work) -> None:
    """Put the predefined levels where they are missing or differ."""
    rows = [
        {
            "id": level.id,
            "name": level.name,
            "description": level.description,
            "rights": {module.value: letters for module, letters in level.rights.items()},
            "filters": {},
        }
        for level in PREDEFINED
    ]
    await upsert(work.session, LevelRow, rows, ["id"])
