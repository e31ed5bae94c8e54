"""Which people, user groups and access groups lie within an operator's scope."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from ostiary.identity import user_guards
from ostiary.identity.access_groups import visible_groups
from ostiary.identity.model import AccessGroupRow
from ostiary.kernel.context import Scope
from ostiary.kernel.operation import Guard


async def access_groups_within(source: AsyncConnection | AsyncSession, scope: Scope, group_ids: Sequence[Any]) -> bool:
    """Whether all of these access groups are within."""
    clauses = visible_groups(scope)
    if not clauses:
        return True
    known = set((await source.execute(select(AccessGroupRow.id).where(AccessGroupRow.id.in_(group_ids)))).scalars())
    visible = select(AccessGroupRow.id).where(AccessGroupRow.id.in_(known), *clauses)
    return known == set((await source.execute(visible)).scalars())


GUARDS: dict[str, Guard] = {**user_guards.GUARDS, "access_group": access_groups_within}
