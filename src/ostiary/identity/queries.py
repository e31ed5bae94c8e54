"""Reads of people's own data, set by set."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, aliased

from ostiary.events.model import Event
from ostiary.identity.model import CustomValueRow, PeopleCountRow, UserNotFound, UserRow
from ostiary.identity.user_guards import CHUNK, visible
from ostiary.identity.user_rules import LARGEST_ID
from ostiary.kernel import selection, tree
from ostiary.kernel.context import EVERYTHING, Kind, Module, Scope
from ostiary.kernel.operation import View, query
from ostiary.kernel.paging import Condition, Operator, Order, Search
from ostiary.kernel.vault import Vault

Source = AsyncConnection | AsyncSession


PIN, PHOTO, FILE = "user.pin", "user.photo", "user.file"
"""Purposes under which a person's secrets are sealed."""


@dataclass(frozen=True, slots=True)
class PrivateEntry:
    """An authentication mode of a person.

    First factor (0 id, 1 card, 2 finger, 3 face), code of the mode, whether it is hidden.
    """

    method: int
    mode: int
    exclude: bool = False


@dataclass(frozen=True, slots=True)
class CustomValue:
    """What a person has in a custom field; of a file `text` is the name."""

    text: str
    document: bytes = field(default=b"", repr=False)
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class UserRecord:
    """A person's own data without secrets; `has_pin`, `has_photo` and `has_password` tell of those."""

    key: int
    user_id: str
    user_number: int | None
    name: str
    group_id: int
    start: datetime
    expiry: datetime
    disabled: bool
    security_level: int
    email: str | None
    phone: str | None
    department: str | None
    title: str | None
    birthday: datetime | None
    gender: str | None
    exclude_directory: bool
    level_id: int | None
    login_id: str | None
    must_change_password: bool
    address_only: str | None
    last_modified: int
    updated_count: int
    has_pin: bool
    has_photo: bool
    has_password: bool


_RECORD: Select[*tuple[Any, ...]] = select(
    UserRow.key,
    UserRow.user_id,
    UserRow.user_number,
    UserRow.name,
    UserRow.group_id,
    UserRow.start,
    UserRow.expiry,
    UserRow.disabled,
    UserRow.security_level,
    UserRow.email,
    UserRow.phone,
    UserRow.department,
    UserRow.title,
    UserRow.birthday,
    UserRow.gender,
    UserRow.exclude_directory,
    UserRow.level_id,
    UserRow.login_id,
    UserRow.must_change_password,
    UserRow.address_only,
    UserRow.last_modified,
    UserRow.updated_count,
    UserRow.pin.is_not(None),
    UserRow.photo.is_not(None),
    UserRow.password.is_not(None),
)

COLUMNS: selection.Columns = {
    "user_id": UserRow.user_id,
    "name": UserRow.name,
    "email": UserRow.email,
    "phone": UserRow.phone,
    "department": UserRow.department,
    "title": UserRow.title,
    "login_id": UserRow.login_id,
    "group_id": UserRow.group_id,
    "level_id": UserRow.level_id,
    "disabled": UserRow.disabled,
    "start": UserRow.start,
    "expiry": UserRow.expiry,
    "last_modified": UserRow.last_modified,
}
"""What a list of people can be searched and sorted by."""

FOLDED: selection.Columns = {
    "name": UserRow.name_fold,
    "email": UserRow.email_fold,
    "login_id": UserRow.login_fold,
}
MENTIONING = ("user_id", "name", "email", "phone", "department", "title")
"""The columns in which a text is sought."""


WHOLE = Search()


@dataclass(frozen=True, slots=True)
class UserSearch:
    """Which people: all that is said must hold.

    Those of a group and the groups below it (an unknown group has none), those changed since (inclusive), those with
    this text in id, name, e-mail, telephone, department or title, and what `search` says.
    """

    search: Search = WHOLE
    group_id: int | None = None
    changed_since: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Whom a list shows, and as of which change; `expiry` because lists say who has expired."""

    key: int
    last_modified: int
    expiry: datetime


_STAMP = select(UserRow.key, UserRow.last_modified, UserRow.expiry)


async def search_users(source: Source, scope: Scope, wanted: UserSearch) -> tuple[list[Stamp], int]:
    """A page of people in the order asked for, and how many there are in all."""
    groups = scope.limit(Kind.USER_GROUP)
    if wanted.group_id not in {None, tree.ROOT}:
        below = await tree.descend(source, Kind.USER_GROUP, [wanted.group_id])
        groups = below if groups is None else groups & below
    some = _some(scope, wanted)
    clauses = some if groups is None else [UserRow.group_id.in_(groups), *some]
    window = wanted.search.window
    statement = _STAMP.where(*clauses).order_by(*_order(wanted.search.orders)).offset(window.offset or None)
    rows = await source.execute(statement if window.limit is None else statement.limit(window.limit))
    stamps = [Stamp(*row) for row in rows]
    if window.offset == 0 and (window.limit is None or len(stamps) < window.limit):
        return stamps, len(stamps)
    if not some:
        return stamps, sum((await users_per_group(source, groups)).values())
    total = await source.execute(select(func.count()).select_from(UserRow).where(*clauses))
    return stamps, total.scalar_one()


def _some(scope: Scope, wanted: UserSearch) -> list[ColumnElement[bool]]:
    """What is said of people beside the groups they are in."""
    clauses: list[ColumnElement[bool]] = []
    if scope.own_user is not None:
        clauses.append(UserRow.user_id == scope.own_user)
    if wanted.search.conditions:
        clauses.append(selection.where(wanted.search.conditions, COLUMNS, FOLDED))
    if wanted.changed_since:
        clauses.append(UserRow.last_modified >= wanted.changed_since)
    if wanted.text:
        mentions = [Condition(column, Operator.CONTAINS, (wanted.text,)) for column in MENTIONING]
        clauses.append(or_(*(selection.where([mention], COLUMNS, FOLDED) for mention in mentions)))
    return clauses


def _order(orders: Sequence[Order]) -> list[ColumnElement[Any]]:
    """The natural order of ids puts numbers before other ids and 9 before 10; every order ends with it."""
    found: list[ColumnElement[Any]] = []
    for order in orders:
        if order.column == "user_id" and order.descending:
            return [*found, UserRow.user_number.desc().nulls_first(), UserRow.user_id.desc()]
        if order.column == "user_id":
            break
        column = COLUMNS[order.column]
        found.append(column.desc() if order.descending else column.asc())
    return [*found, UserRow.user_number.asc().nulls_last(), UserRow.user_id.asc()]


async def users_by_id(source: Source, user_ids: Iterable[str]) -> dict[str, UserRecord]:
    """The people with these ids; unknown ids are left out."""
    return {user.user_id: user for user in await _users_where(source, UserRow.user_id, list(user_ids))}


async def users_by_key(source: Source, keys: Iterable[int], scope: Scope = EVERYTHING) -> dict[int, UserRecord]:
    """The people with these keys; those outside the scope are left out."""
    return {user.key: user for user in await _users_where(source, UserRow.key, list(keys), scope)}


async def _users_where(
    source: Source, column: InstrumentedAttribute[Any], values: Sequence[object], scope: Scope = EVERYTHING
) -> list[UserRecord]:
    found: list[UserRecord] = []
    for start in range(0, len(values), CHUNK):
        rows = await source.execute(_RECORD.where(column.in_(values[start : start + CHUNK]), *visible(scope)))
        found.extend(UserRecord(*row) for row in rows)
    return found


async def user_by_id(source: Source, user_id: str) -> UserRecord:
    """One person; raises `UserNotFound`."""
    found = await users_by_id(source, [user_id])
    if user_id not in found:
        raise UserNotFound(user_id[:32])
    return found[user_id]


async def group_names(source: Source) -> dict[int, str]:
    """The names of all user groups by id."""
    return {group.id: group.name for group in await tree.find(source, Kind.USER_GROUP)}


async def users_per_group(source: Source, ids: Collection[int] | None = None) -> dict[int, int]:
    """How many people are in each group itself: these, or all; groups with none are left out, gone ones among them."""
    counts = select(PeopleCountRow.group_id, PeopleCountRow.people).where(PeopleCountRow.people > 0)
    if ids is not None:
        counts = counts.where(PeopleCountRow.group_id.in_(ids))
    return {row[0]: row[1] for row in await source.execute(counts)}


async def photo(source: Source, vault: Vault, key: int) -> bytes:
    """A person's photo; empty where there is none."""
    sealed = (await source.execute(select(UserRow.photo).where(UserRow.key == key))).scalar_one()
    return vault.open(sealed, PHOTO) if sealed else b""


async def photographed_in(source: Source, events: Iterable[Event]) -> frozenset[str]:
    """Those of the people in a stretch of events who have a photo now."""
    people = {event.user_id for event in events if event.user_id}
    if not people:
        return frozenset()
    rows = await source.execute(select(UserRow.user_id).where(UserRow.user_id.in_(people), UserRow.photo.is_not(None)))
    return frozenset(rows.scalars())


@query(module=(Module.MONITORING, Module.TA))
async def find_photographed(view: View, events: Sequence[Event]) -> frozenset[str]:
    """Those of the people in events that were found within the scope who have a photo now."""
    return await photographed_in(view.connection, events)


async def private_modes(source: Source, key: int) -> list[PrivateEntry]:
    """A person's own authentication modes as they were given."""
    stored = (await source.execute(select(UserRow.private_modes).where(UserRow.key == key))).scalar_one()
    return [PrivateEntry(*entry) for entry in stored]


async def custom_values(source: Source, vault: Vault, key: int) -> dict[int, CustomValue]:
    """A person's custom values by field."""
    columns = select(
        CustomValueRow.field_id, CustomValueRow.value, CustomValueRow.document, CustomValueRow.media_type
    ).where(CustomValueRow.user_key == key)
    return {
        row.field_id: CustomValue(row.value, vault.open(row.document, FILE) if row.document else b"", row.media_type)
        for row in await source.execute(columns.order_by(CustomValueRow.field_id))
    }


@query(module=())
async def next_user_id(view: View, _: None) -> int:
    """One more than the largest number that is a user id; where that is the last one, the first number that is free."""
    largest = (await view.connection.execute(select(func.max(UserRow.user_number)))).scalar_one() or 0
    if largest < LARGEST_ID:
        return int(largest) + 1
    after = aliased(UserRow)
    gap = select(func.min(UserRow.user_number) + 1).where(
        ~select(after.key).where(after.user_number == UserRow.user_number + 1).exists()
    )
    return (await view.connection.execute(gap)).scalar_one() or LARGEST_ID
