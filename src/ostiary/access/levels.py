"""The acts on access levels."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, func, select, update

from ostiary.access.facts import AccessLevelChanged, GroupLevelsChanged
from ostiary.access.model import (
    AccessLevelNotFound,
    AccessLevelRow,
    DuplicateAccessLevel,
    GroupLevelRow,
    LevelDoorRow,
    LevelItemRow,
    TooManyLevels,
)
from ostiary.doors.model import DoorNotFound, DoorRow
from ostiary.kernel import counter
from ostiary.kernel.context import Module
from ostiary.kernel.database import insert_all
from ostiary.kernel.errors import Invalid
from ostiary.kernel.naming import checked_description, checked_name
from ostiary.kernel.operation import Objects, Work, operation
from ostiary.kernel.trail import Method
from ostiary.policy.access import FLOOR_LEVELS_FROM
from ostiary.schedules.queries import require_schedules

LEVELS_OF_SITE = 2048
ITEMS_OF_LEVEL = 128


@dataclass(frozen=True, slots=True)
class Item:
    """What is given of an item: doors that are open while a schedule is; None keeps.

    An id that the level does not have is a new item; without doors it opens none.
    """

    id: int = 0
    doors: tuple[int, ...] | None = None
    schedule_id: int | None = None


@dataclass(frozen=True, slots=True)
class NewLevel:
    """A level to be made."""

    name: str
    description: str = ""
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class LevelChange:
    """New values of a level; None keeps. `items` are all that it has afterwards."""

    id: int
    name: str | None = None
    description: str | None = None
    items: tuple[Item, ...] | None = None


@dataclass(frozen=True, slots=True)
class LevelIds:
    """Levels by id."""

    ids: tuple[int, ...]


@dataclass(slots=True)
class _Stored:
    doors: list[int] = field(default_factory=list)
    schedule_id: int = 0


def doors_in(items: Iterable[Item] | None) -> list[int]:
    """Every door that items name, each once, in the order of ids."""
    return sorted({door for item in items or () for door in item.doors or ()})


def _objects_of_change(change: LevelChange) -> Objects:
    holders = [] if change.items is None else [change.id]
    return {"access_level": [change.id], "access_level_holder": holders, "door": doors_in(change.items)}


@operation(
    module=Module.ACCESS,
    right="write",
    verb="ACCESS_LEVEL_CREATE",
    method=Method.ADD,
    objects=lambda new: {"door": doors_in(new.items)},
)
async def create_level(work: Work, new: NewLevel) -> int:
    """Make a level; answers its id, below 32768."""
    name, description = checked_name(new.name), checked_description(new.description)
    await _check_free(work, name)
    if (await work.session.execute(select(func.count()).select_from(AccessLevelRow))).scalar_one() >= LEVELS_OF_SITE:
        raise TooManyLevels(f"{LEVELS_OF_SITE} at most")
    id = await _free_id(work)
    await insert_all(work.session, AccessLevelRow, [{"id": id, "name": name, "description": description}])
    await _write_items(work, id, {}, new.items)
    after = {"name": name, "description": description, "items": await _described(work, id)}
    work.note(f"{name}({id})", after=after)
    work.tell(AccessLevelChanged(id, None, name))
    return id


@operation(
    module=Module.ACCESS,
    right="write",
    verb="ACCESS_LEVEL_UPDATE",
    method=Method.UPDATE,
    objects=_objects_of_change,
)
async def update_level(work: Work, change: LevelChange) -> None:
    """Change what is given of a level and keep the rest."""
    columns = select(AccessLevelRow.name, AccessLevelRow.description).where(AccessLevelRow.id == change.id)
    row = (await work.session.execute(columns)).one_or_none()
    if row is None:
        raise AccessLevelNotFound(str(change.id))
    before: dict[str, Any] = {
        "name": row.name,
        "description": row.description,
        "items": await _described(work, change.id),
    }
    values = {
        "name": row.name if change.name is None else checked_name(change.name),
        "description": row.description if change.description is None else checked_description(change.description),
    }
    if values["name"] != row.name:
        await _check_free(work, values["name"])
    await work.session.execute(update(AccessLevelRow).where(AccessLevelRow.id == change.id).values(values))
    if change.items is not None:
        await _write_items(work, change.id, await _stored(work, change.id), change.items)
    after = {**values, "items": await _described(work, change.id)}
    differing = [name for name in after if after[name] != before[name]]
    if differing:
        old, new = ({name: side[name] for name in differing} for side in (before, after))
        work.note(f"{values['name']}({change.id})", old, new)
        work.tell(AccessLevelChanged(change.id, row.name, values["name"]))


@operation(
    module=Module.ACCESS,
    right="write",
    verb="ACCESS_LEVEL_DELETE",
    method=Method.DELETE,
    objects=lambda levels: {"access_level": levels.ids, "access_level_holder": levels.ids},
)
async def delete_levels(work: Work, levels: LevelIds) -> None:
    """Delete levels and take them from every group that has them; ids that do not exist are passed over."""
    known = select(AccessLevelRow.id, AccessLevelRow.name).where(AccessLevelRow.id.in_(levels.ids))
    for row in (await work.session.execute(known.order_by(AccessLevelRow.id))).all():
        held = select(GroupLevelRow.group_id).where(GroupLevelRow.level_id == row.id).order_by(GroupLevelRow.group_id)
        group_ids = (await work.session.execute(held)).scalars().all()
        for group_id in group_ids:
            before = await levels_of_group(work, group_id)
            work.tell(GroupLevelsChanged(group_id, before, tuple(id for id in before if id != row.id)))
        noted = {"name": row.name, "items": await _described(work, row.id), "access_groups": list(group_ids)}
        work.note(f"{row.name}({row.id})", before=noted)
        await work.session.execute(delete(AccessLevelRow).where(AccessLevelRow.id == row.id))
        work.tell(AccessLevelChanged(row.id, row.name, None))


async def levels_of_group(work: Work, group_id: int) -> tuple[int, ...]:
    """The levels that a group has, in the order of ids."""
    held = select(GroupLevelRow.level_id).where(GroupLevelRow.group_id == group_id).order_by(GroupLevelRow.level_id)
    return tuple((await work.session.execute(held)).scalars())


async def drop_doors(work: Work, door_ids: Sequence[int]) -> None:
    """Take doors that are about to go out of every level."""
    touched = (
        select(AccessLevelRow.id, AccessLevelRow.name)
        .join(LevelItemRow, LevelItemRow.level_id == AccessLevelRow.id)
        .join(LevelDoorRow, LevelDoorRow.item_id == LevelItemRow.id)
        .where(LevelDoorRow.door_id.in_(door_ids))
        .distinct()
    )
    for row in (await work.session.execute(touched.order_by(AccessLevelRow.id))).all():
        work.tell(AccessLevelChanged(row.id, row.name, row.name))
    await work.session.execute(delete(LevelDoorRow).where(LevelDoorRow.door_id.in_(door_ids)))


async def _check_free(work: Work, name: str) -> None:
    taken = select(func.count()).select_from(AccessLevelRow).where(AccessLevelRow.name == name)
    if (await work.session.execute(taken)).scalar_one():
        raise DuplicateAccessLevel(name)


async def _free_id(work: Work) -> int:
    """The next id; once the numbers below the floor levels' are used up, the lowest that is free."""
    id = await counter.take(work.session, "access_level")
    if id < FLOOR_LEVELS_FROM:
        return id
    taken = set((await work.session.execute(select(AccessLevelRow.id))).scalars())
    return next(free for free in range(1, FLOOR_LEVELS_FROM) if free not in taken)


async def _stored(work: Work, level_id: int) -> dict[int, _Stored]:
    """The items of a level in the order of their ids."""
    rows = (
        select(LevelItemRow.id, LevelItemRow.schedule_id, LevelDoorRow.door_id)
        .outerjoin(LevelDoorRow, LevelDoorRow.item_id == LevelItemRow.id)
        .where(LevelItemRow.level_id == level_id)
        .order_by(LevelItemRow.id, LevelDoorRow.door_id)
    )
    items: dict[int, _Stored] = {}
    for row in await work.session.execute(rows):
        item = items.setdefault(row.id, _Stored(schedule_id=row.schedule_id))
        if row.door_id is not None:
            item.doors.append(row.door_id)
    return items


async def _described(work: Work, level_id: int) -> list[dict[str, Any]]:
    return [
        {"id": id, "doors": item.doors, "schedule_id": item.schedule_id}
        for id, item in (await _stored(work, level_id)).items()
    ]


async def _write_items(work: Work, level_id: int, stored: dict[int, _Stored], items: Sequence[Item]) -> None:
    if len(items) > ITEMS_OF_LEVEL:
        raise TooManyLevels(f"A level has {ITEMS_OF_LEVEL} items at most.")
    await _check_items(work, stored, items)
    kept: set[int] = set()
    for item in items:
        id = item.id if item.id in stored and item.id not in kept else 0
        if not id:
            row = LevelItemRow(level_id=level_id, schedule_id=item.schedule_id)
            work.session.add(row)
            await work.session.flush()
            id = row.id
        elif item.schedule_id is not None:
            changed = update(LevelItemRow).where(LevelItemRow.id == id).values(schedule_id=item.schedule_id)
            await work.session.execute(changed)
        kept.add(id)
        if item.doors is not None:
            await work.session.execute(delete(LevelDoorRow).where(LevelDoorRow.item_id == id))
            doors = [{"item_id": id, "door_id": door} for door in dict.fromkeys(item.doors)]
            await insert_all(work.session, LevelDoorRow, doors)
    gone = [id for id in stored if id not in kept]
    if gone:
        await work.session.execute(delete(LevelItemRow).where(LevelItemRow.id.in_(gone)))


async def _check_items(work: Work, stored: dict[int, _Stored], items: Sequence[Item]) -> None:
    seen: set[int] = set()
    for item in items:
        is_new = item.id not in stored or item.id in seen
        if is_new and item.schedule_id is None:
            raise Invalid("An item needs a schedule.", "schedule_id")
        seen.add(item.id)
    await require_schedules(work.session, {item.schedule_id for item in items if item.schedule_id is not None})
    wanted = set(doors_in(items))
    known = select(DoorRow.id).where(DoorRow.id.in_(wanted))
    missing = wanted - set((await work.session.execute(known)).scalars())
    if missing:
        raise DoorNotFound(str(min(missing)))
