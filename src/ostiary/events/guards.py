"""Whether events lie within an operator's scope."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from ostiary.events.model import EventRow
from ostiary.events.visibility import seen_by
from ostiary.kernel.context import Scope
from ostiary.kernel.operation import Guard


async def _events(source: AsyncConnection | AsyncSession, scope: Scope, ids: Sequence[Any]) -> bool:
    """Counts what is inside: an event whose group nobody knows is not, and one that does not exist hurts nobody."""
    inside = func.count(case((seen_by(scope), 1)))
    counts = select(func.count(), inside).select_from(EventRow).where(EventRow.id.in_(ids))
    there, seen = (await source.execute(counts)).one()
    return bool(there == seen)


GUARDS: dict[str, Guard] = {"event": _events}
