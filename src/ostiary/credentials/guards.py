"""Which cards lie within an operator's scope: those of people within it, and those of nobody."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, not_, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from ostiary.credentials.model import CardRow
from ostiary.identity.model import UserRow
from ostiary.identity.user_guards import CHUNK, visible
from ostiary.kernel.context import Scope
from ostiary.kernel.operation import Guard


async def cards_within(source: AsyncConnection | AsyncSession, scope: Scope, ids: Sequence[Any]) -> bool:
    """Whether all of these cards are within."""
    within = visible(scope)
    if not within:
        return True
    hidden = select(CardRow.id).join(UserRow, UserRow.key == CardRow.user_key).where(not_(and_(*within))).limit(1)
    for start in range(0, len(ids), CHUNK):
        if (await source.execute(hidden.where(CardRow.id.in_(ids[start : start + CHUNK])))).first() is not None:
            return False
    return True


GUARDS: dict[str, Guard] = {"card": cards_within}
