"""Whether events lie within an operator's scope."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, not_, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from ostiary.events.model import EventRow
from ostiary.events.visibility import seen_by
from ostiary.kernel.context import Scope
from ostiary.kernel.operation import Guard


async def _events(source: AsyncConnection | AsyncSession, scope: Scope, ids: Sequence[Any]) -> bool:
    outside = select(func.count()).select_from(EventRow).where(EventRow.id.in_(ids), not_(seen_by(scope)))
    return (await source.execute(outside)).scalar_one() == 0


GUARDS: dict[str, Guard] = {"event": _events}
