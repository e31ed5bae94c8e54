"""People as access rules look at them: without credentials, many at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from ostiary.identity.access_groups import GROUPS_OF_A_USER, groups_of
from ostiary.identity.model import UserRow
from ostiary.policy.access import Person

_COLUMNS = (
    UserRow.key,
    UserRow.user_id,
    UserRow.group_id,
    UserRow.start,
    UserRow.expiry,
    UserRow.disabled,
)


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A person with his key and his user group."""

    key: int
    group_id: int
    person: Person


async def persons(
    source: AsyncConnection | AsyncSession,
    user_ids: Sequence[str] | None = None,
    after_key: int = 0,
    limit: int | None = None,
) -> list[PersonRecord]:
    """The next people by their keys: these (unknown ones are left out), or everybody. His groups are those that devices
    get (`people.queries.user_contents`).
    """
    statement = select(*_COLUMNS).where(UserRow.key > after_key).order_by(UserRow.key).limit(limit)
    if user_ids is not None:
        statement = statement.where(UserRow.user_id.in_(user_ids))
    rows = (await source.execute(statement)).all()
    keys = [row[0] for row in rows]
    groups = await groups_of(source, range(keys[0], keys[-1] + 1) if rows and user_ids is None else keys)
    return [
        PersonRecord(key, group_id, Person(user_id, start, expiry, disabled, groups.get(key, ())[:GROUPS_OF_A_USER]))
        for key, user_id, group_id, start, expiry, disabled in rows
    ]
