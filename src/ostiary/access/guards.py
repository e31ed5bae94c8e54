"""Which access levels lie within an operator's scope: those of whose doors none is outside."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from ostiary.access.model import LevelDoorRow, LevelItemRow
from ostiary.doors.model import DoorRow
from ostiary.kernel.context import Kind, Scope
from ostiary.kernel.operation import Guard


async def levels_within(source: AsyncConnection | AsyncSession, scope: Scope, level_ids: Sequence[Any]) -> bool:
    """Whether no door of these levels is outside."""
    limit = scope.limit(Kind.DOOR_GROUP)
    if limit is None:
        return True
    outside = (
        select(LevelItemRow.id)
        .join(LevelDoorRow, LevelDoorRow.item_id == LevelItemRow.id)
        .join(DoorRow, DoorRow.id == LevelDoorRow.door_id)
        .where(LevelItemRow.level_id.in_(level_ids), DoorRow.group_id.not_in(limit))
    )
    return (await source.execute(outside.limit(1))).first() is None


GUARDS: dict[str, Guard] = {"access_level": levels_within}
