"""Which people and which user groups lie within an operator's scope."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, not_, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from ostiary.identity.model import UserRow
from ostiary.kernel import tree
from ostiary.kernel.context import Kind, Scope
from ostiary.kernel.operation import Guard


def visible(scope: Scope) -> list[ColumnElement[bool]]:
    """Clauses on `UserRow` that hold for the people within a scope; none where everybody is."""
    clauses: list[ColumnElement[bool]] = []
    limit = scope.limit(Kind.USER_GROUP)
    if limit is not None:
        clauses.append(UserRow.group_id.in_(limit))
    if scope.own_user is not None:
        clauses.append(UserRow.user_id == scope.own_user)
    return clauses


async def users_within(source: AsyncConnection | AsyncSession, scope: Scope, user_ids: Sequence[Any]) -> bool:
    """Whether all of these people are within."""
    outside = [not_(clause) for clause in visible(scope)]
    for clause in outside:
        hidden = select(func.count()).select_from(UserRow).where(UserRow.user_id.in_(user_ids), clause)
        if (await source.execute(hidden)).scalar_one():
            return False
    return True


async def user_groups_within(source: AsyncConnection | AsyncSession, scope: Scope, group_ids: Sequence[Any]) -> bool:
    """Whether all of these groups are within; who sees only himself has none."""
    limit = frozenset() if scope.own_user is not None else scope.limit(Kind.USER_GROUP)
    if limit is None:
        return True
    known = await tree.find(source, Kind.USER_GROUP, [id for id in group_ids if id not in limit])
    return not known


GUARDS: dict[str, Guard] = {"user": users_within, "user_group": user_groups_within}
