"""Half a million people with cards and access groups, put straight into a database that has been seeded."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, insert, select

from ostiary.credentials.model import CardRow
from ostiary.identity.model import AccessGroupRow, AccessGroupUserRow, NameWordRow, PeopleCountRow, UserRow
from ostiary.identity.users import CHANGES
from ostiary.kernel import counter
from ostiary.kernel.clock import to_micros
from ostiary.kernel.context import Kind
from ostiary.kernel.database import Database, insert_all
from ostiary.kernel.schema import Base
from ostiary.kernel.tree import GroupRow
from ostiary.kernel.words import words_of

FIRST = 1001
"""User id of the first one; all are consecutive numbers."""
GROUPS = 500
"""Access groups, from id 1 on; each person is in two."""
USER_GROUPS = 50
"""User groups below the root, from id 2 on."""
START, EXPIRY = datetime(2001, 1, 1, tzinfo=UTC), datetime(2030, 12, 31, 23, 59, tzinfo=UTC)
PIECE = 5_000
FIRST_NAMES = "Mina Mira Milan Minjun Michael Michelle Miguel Ada Alan Bora Chul Dana Emma Fritz 미나 민준".split()  # noqa: SIM905
FAMILY_NAMES = "Lab Lake Lambert Lee Lang Larsen Kim Park Choi Jung Smith Miller Müller García 김 이".split()  # noqa: SIM905


async def fill(database: Database, count: int) -> None:
    """Store them. No fact is told: devices and caches that follow the facts must be started afterwards."""
    async with database.write() as session:
        groups = [{"id": 1 + n, "name": f"Group {n}", "description": ""} for n in range(GROUPS)]
        await insert_all(session, AccessGroupRow, groups)
        tree = [
            {"kind": Kind.USER_GROUP, "id": 2 + n, "parent_id": 1, "name": f"Department {n}", "path": f"/1/{2 + n}/"}
            for n in range(USER_GROUPS)
        ]
        await session.execute(insert(GroupRow), tree)
        await counter.take(session, CHANGES, count)
        counts = Counter(2 + number % USER_GROUPS for number in range(count))
        await insert_all(session, PeopleCountRow, [{"group_id": id, "people": many} for id, many in counts.items()])
    for start in range(0, count, PIECE):
        numbers = range(start, min(start + PIECE, count))
        await _store(database, UserRow, map(_person, numbers))
        await _store(database, NameWordRow, (row for number in numbers for row in _words(number)))
        await _store(database, CardRow, map(_card, numbers))
        await _store(database, AccessGroupUserRow, (row for number in numbers for row in _memberships(number)))
    if not database.sqlite:
        await _count_on(database, UserRow, "key", FIRST + count)
        await _count_on(database, CardRow, "id", 1 + count)


async def _count_on(database: Database, model: type[Base], column: str, following: int) -> None:
    """Let PostgreSQL give ids from here on: it does not see those that were stored."""
    async with database.write() as session:
        sequence = func.pg_get_serial_sequence(model.__tablename__, column)
        await session.execute(select(func.setval(sequence, following)))


def _name(number: int) -> str:
    """Two words that tens of thousands share, and one of his own."""
    first, family = FIRST_NAMES[number % len(FIRST_NAMES)], FAMILY_NAMES[number * 7 // 40 % len(FAMILY_NAMES)]
    return f"{first} {family} {number * 7919 % 1_000_003}"


def _words(number: int) -> list[Mapping[str, Any]]:
    return [{"word": word, "user_key": FIRST + number} for word in words_of(_name(number))]


def _person(number: int) -> Mapping[str, Any]:
    name = _name(number)
    return {
        "key": FIRST + number,
        "user_id": str(FIRST + number),
        "user_number": FIRST + number,
        "name": name,
        "name_fold": name.casefold(),
        "group_id": 2 + number % USER_GROUPS,
        "start": START,
        "expiry": EXPIRY,
        "disabled": number % 50 == 0,
        "security_level": 0,
        "email": f"p{number}@example.org",
        "email_fold": f"p{number}@example.org",
        "phone": f"+82 2 {number:08}",
        "department": f"Department {number % USER_GROUPS}",
        "title": "Engineer",
        "private_modes": [],
        "exclude_directory": False,
        "must_change_password": False,
        "password_changes": 0,
        "made": START,
        "last_modified": FIRST + number,
        "updated_count": 0,
    }


def _card(number: int) -> Mapping[str, Any]:
    text = str(100_000_000 + number)
    return {
        "id": 1 + number,
        "type_id": 0,
        "number": text,
        "display": text,
        "user_key": FIRST + number,
        "blacklisted": False,
        "issue_count": 0,
        "attributes": {},
    }


def _memberships(number: int) -> list[Mapping[str, Any]]:
    chosen = number % GROUPS, (number + 1 + number % 7) % GROUPS
    return [{"group_id": 1 + group, "user_key": FIRST + number} for group in chosen]


async def _store(database: Database, model: type[Base], rows: Iterable[Mapping[str, Any]]) -> None:
    if database.sqlite:
        async with database.write() as session:
            await insert_all(session, model, list(rows))
        return
    records = [{name: _stored(value) for name, value in row.items()} for row in rows]
    async with database.copying() as raw:
        await raw.copy_records_to_table(
            model.__tablename__, records=[tuple(row.values()) for row in records], columns=list(records[0])
        )


def _stored(value: object) -> object:
    """As the driver takes it."""
    if isinstance(value, datetime):
        return to_micros(value)
    return json.dumps(value) if isinstance(value, list | dict) else value
