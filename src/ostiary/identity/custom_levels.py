"""Custom operator levels: making, changing and deleting them. Only administrators do, and the predefined ones stay.

A level is read anew with every request, so a change counts for open sessions at once; `LevelChanged` has the live
stream look at those who watch.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sqlalchemy import func, select

from ostiary.identity.access_groups import require_groups
from ostiary.identity.facts import LevelChanged
from ostiary.identity.levels import NOTHING_GIVEN, PREDEFINED, TREES, unlimited
from ostiary.identity.model import (
    DuplicateLevel,
    FilterTooLong,
    LevelInUse,
    LevelNotFound,
    LevelRow,
    LevelsFull,
    LevelStays,
    UserNotFound,
    UserRow,
)
from ostiary.identity.operators import LoginChange, clear_login, set_login
from ostiary.identity.queries import users_by_id
from ostiary.identity.users import take_change, touch_users
from ostiary.kernel import tree
from ostiary.kernel.context import Kind, Module
from ostiary.kernel.errors import Invalid
from ostiary.kernel.naming import checked_description, checked_name
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.several import Outcomes, each
from ostiary.kernel.trail import Method
from ostiary.kernel.tree import GroupNotFound

CUSTOM = range(4, 253)
"""Ids of custom levels."""
MOST_IN_FILTER = 2_048
OURS = frozenset(level.id for level in PREDEFINED)


@dataclass(frozen=True, slots=True)
class ModuleRight:
    """What is new about the right in a module; None keeps. Who may write may read, who may not read may not write."""

    read: bool | None = None
    write: bool | None = None

    def letters(self, before: str) -> str:
        """The right as it is stored, where it was `before`."""
        write = self.write if self.write is not None else "w" in before and self.read is not False
        read = self.read if self.read is not None else bool(before)
        return "rw" if write else "r" if read else ""


NOTHING_ALLOWED: Mapping[Module, ModuleRight] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class LevelData:
    """What is given of a level. What is None, and a module or a kind that is absent, is kept.

    A new level begins without any right and without any limit. `operators` are all who shall have it, by user id.
    """

    name: str | None = None
    description: str | None = None
    rights: Mapping[Module, ModuleRight] = field(default_factory=lambda: NOTHING_ALLOWED)
    filters: Mapping[Kind, tuple[int, ...]] = field(default_factory=lambda: NOTHING_GIVEN)
    operators: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class LevelChange:
    """A change of one level."""

    id: int
    data: LevelData


@dataclass(frozen=True, slots=True)
class LevelIds:
    """Levels by id."""

    ids: tuple[int, ...]


@operation(module=Module.SETTING, right="write", verb="OPERATOR_LEVEL_CREATE", method=Method.ADD, administrators=True)
async def create_operator_level(work: Work, data: LevelData) -> tuple[int, str]:
    """Make a custom level; answers its id and name."""
    await _alone(work, data)
    row = LevelRow(id=await _free_id(work), name="", description="", rights={}, filters={})
    after = await _after(work, row, data)
    for column, value in after.items():
        setattr(row, column, value)
    work.session.add(row)
    await work.session.flush()
    work.note(f"{row.name}({row.id})", after=after)
    work.tell(LevelChanged(row.id, None, row.name))
    await _assign(work, row.id, data.operators)
    return row.id, row.name


@operation(
    module=Module.SETTING, right="write", verb="OPERATOR_LEVEL_UPDATE", method=Method.UPDATE, administrators=True
)
async def update_operator_level(work: Work, change: LevelChange) -> None:
    """Change what is given of a custom level and keep the rest."""
    await _alone(work, change.data)
    row = await _custom(work, change.id)
    after = await _after(work, row, change.data)
    before = {column: getattr(row, column) for column in after}
    differing = [column for column in after if after[column] != before[column]]
    if differing:
        for column in differing:
            setattr(row, column, after[column])
        await work.session.flush()
        work.note(
            f"{row.name}({row.id})",
            {column: before[column] for column in differing},
            {column: after[column] for column in differing},
        )
        work.tell(LevelChanged(row.id, before["name"], row.name))
    await _assign(work, row.id, change.data.operators)


@operation(
    module=Module.SETTING, right="write", verb="OPERATOR_LEVEL_DELETE", method=Method.DELETE, administrators=True
)
async def delete_operator_levels(work: Work, levels: LevelIds) -> Outcomes[int]:
    """Delete those of these custom levels that nobody has."""
    if not levels.ids:
        raise Invalid("is required", "id")

    async def delete(id: int) -> None:
        row = await _custom(work, id)
        if (await work.session.execute(select(UserRow.key).where(UserRow.level_id == id).limit(1))).first():
            raise LevelInUse(f"Operators have the level {row.name}.")
        work.note(f"{row.name}({id})", before={"rights": row.rights, "filters": row.filters})
        work.tell(LevelChanged(id, row.name, None))
        await work.session.delete(row)

    return await each(work, levels.ids, delete)


async def _alone(work: Work, data: LevelData) -> None:
    """Whoever changes accounts waits for others who do before he holds a level: they hold theirs in that order."""
    if data.operators is not None:
        await take_change(work)


async def _custom(work: Work, id: int) -> LevelRow:
    if id in OURS:
        raise LevelStays(str(id))
    row = await work.session.get(LevelRow, id, with_for_update=True) if id in CUSTOM else None
    if row is None:
        raise LevelNotFound(str(id))
    return row


async def _free_id(work: Work) -> int:
    """The id after the last one, so that the trail does not take a new level for an old one; else the first free."""
    taken = select(LevelRow.id).where(LevelRow.id.in_(CUSTOM))
    ids = set((await work.session.execute(taken)).scalars())
    free = [id for id in CUSTOM if id not in ids]
    if not free:
        raise LevelsFull(f"{len(CUSTOM)} at most")
    last = max(ids, default=0)
    return next((id for id in free if id > last), free[0])


async def _after(work: Work, row: LevelRow, data: LevelData) -> dict[str, Any]:
    """The level's columns as they will be."""
    name = row.name if row.name and data.name is None else checked_name(data.name or "")
    if name != row.name:
        taken = select(func.count()).select_from(LevelRow).where(LevelRow.name == name, LevelRow.id != row.id)
        if (await work.session.execute(taken)).scalar_one():
            raise DuplicateLevel(name)
    rights = dict(row.rights)
    for module, right in data.rights.items():
        rights[module.value] = right.letters(rights.get(module.value, ""))
    filters = dict(row.filters)
    for kind, ids in data.filters.items():
        filters.pop(kind.value, None)
        if not unlimited(kind, ids):
            await _require(work, kind, set(ids) - set(row.filters.get(kind.value, ())))
            filters[kind.value] = sorted(set(ids))
    return {
        "name": name,
        "description": row.description if data.description is None else checked_description(data.description),
        "rights": {module: letters for module, letters in sorted(rights.items()) if letters},
        "filters": dict(sorted(filters.items())),
    }


async def _require(work: Work, kind: Kind, ids: Collection[int]) -> None:
    """Refuse what a filter cannot name. Only what is new in it: a group that is gone may still be named."""
    if len(ids) > MOST_IN_FILTER:
        raise FilterTooLong(f"{MOST_IN_FILTER} at most")
    if kind in TREES:
        known = {group.id for group in await tree.find(work.session, kind, sorted(ids))}
        if unknown := set(ids) - known:
            raise GroupNotFound(kind, min(unknown))
    elif kind is Kind.ACCESS_GROUP:
        await require_groups(work.session, ids)
    elif any(id < 0 for id in ids):
        raise Invalid("A kind of zone is a number.", kind.value)


async def _assign(work: Work, level_id: int, user_ids: tuple[str, ...] | None) -> None:
    """Give the level to exactly these people; whoever had it and is not among them is no operator any more."""
    if user_ids is None:
        return
    wanted = await users_by_id(work.session, user_ids)
    for user_id in user_ids:
        if user_id not in wanted:
            raise UserNotFound(user_id[:32])
    keys = {user.key for user in wanted.values()}
    holders = select(UserRow.key).where(UserRow.level_id == level_id)
    held = set((await work.session.execute(holders)).scalars())
    for key in sorted(keys - held):
        await set_login(work, key, LoginChange(level_id=level_id))
    for key in sorted(held - keys):
        await clear_login(work, key)
    await touch_users(work, keys ^ held)
