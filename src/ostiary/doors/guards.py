"""Which doors and door groups lie within an operator's scope."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from ostiary.doors.model import DoorRow
from ostiary.kernel.context import Kind, Scope
from ostiary.kernel.operation import Guard


async def _doors(source: AsyncConnection | AsyncSession, scope: Scope, ids: Sequence[Any]) -> bool:
    limit = scope.limit(Kind.DOOR_GROUP)
    if limit is None:
        return True
    outside = select(func.count()).select_from(DoorRow).where(DoorRow.id.in_(ids), DoorRow.group_id.not_in(limit))
    return (await source.execute(outside)).scalar_one() == 0


async def _groups(source: AsyncConnection | AsyncSession, scope: Scope, ids: Sequence[Any]) -> bool:
    return all(scope.has(Kind.DOOR_GROUP, id) for id in ids)


GUARDS: dict[str, Guard] = {"door": _doors, "door_group": _groups}
