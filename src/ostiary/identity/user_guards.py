"""Which people and which user groups lie within an operator's scope."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, not_, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from ostiary.identity.model import UserRow
from ostiary.kernel import tree
from ostiary.kernel.context import Kind, Scope
from ostiary.kernel.operation import Guard

CHUNK = 5_000
"""How many ids one statement names at most."""


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
    within = visible(scope)
    if not within:
        return True
    hidden = select(UserRow.key).where(not_(and_(*within))).limit(1)
    for start in range(0, len(user_ids), CHUNK):
        named = hidden.where(UserRow.user_id.in_(user_ids[start : start + CHUNK]))
        if (await source.execute(named)).first() is not None:
            return False
    return True


async def user_groups_within(source: AsyncConnection | AsyncSession, scope: Scope, group_ids: Sequence[Any]) -> bool:
    """Whether all of these groups are within; who sees only himself has none."""
    limit = frozenset() if scope.own_user is not None else scope.limit(Kind.USER_GROUP)
    if limit is None:
        return True
    outside = set(group_ids) - limit
    return not any(group.id in outside for group in await tree.find(source, Kind.USER_GROUP)) if outside else True


GUARDS: dict[str, Guard] = {"user": users_within, "user_group": user_groups_within}
