"""What acts on people do to their own data, set by set, within the transaction of whoever acts (`people` does).

Nothing here tells facts or writes the trail: a person's change is one fact and one line, whatever it was made of.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from ostiary.identity import user_rules as rules
from ostiary.identity.facts import PersonState
from ostiary.identity.model import DuplicateEmail, DuplicateUser, PeopleCountRow, UserGroupNeeded, UserRow
from ostiary.identity.name_words import forget_words, keep_words
from ostiary.identity.queries import PHOTO, PIN, CustomValue, PrivateEntry, UserRecord, users_by_id
from ostiary.identity.user_fields import replace_custom_values
from ostiary.identity.user_guards import CHUNK
from ostiary.kernel import counter, tree
from ostiary.kernel.context import Kind
from ostiary.kernel.database import insert_all
from ostiary.kernel.operation import Work
from ostiary.kernel.selection import fold
from ostiary.kernel.vault import Vault
from ostiary.policy.authmode import MODES, NONE
from ostiary.settings import queries as settings

CHANGES = "user.change"
"""The counter of `last_modified`."""

NOT_USED, PROHIBITED = -1, 254
KNOWN_MODES = frozenset({*MODES, NOT_USED, PROHIBITED, NONE})


@dataclass(frozen=True, slots=True)
class UserChange:
    """New values of a person's own data. None keeps; empty texts, bytes and tuples clear; `custom` replaces all."""

    name: str | None = None
    group_id: int | None = None
    start: datetime | None = None
    expiry: datetime | None = None
    disabled: bool | None = None
    security_level: int | None = None
    email: str | None = None
    phone: str | None = None
    department: str | None = None
    title: str | None = None
    birthday: datetime | None = None
    gender: str | None = None
    pin: str | None = field(default=None, repr=False)
    photo: bytes | None = field(default=None, repr=False)
    private_modes: tuple[PrivateEntry, ...] | None = None
    exclude_directory: bool | None = None
    custom: Mapping[int, CustomValue] | None = None


@dataclass(frozen=True, slots=True)
class NewUser:
    """A person to be made: id, group, start and expiry are needed."""

    user_id: str
    data: UserChange


def state_of(user: UserRecord) -> PersonState:
    """What facts tell of a person."""
    return PersonState(user.name, user.group_id, user.disabled)


PLAIN = (
    "name",
    "group_id",
    "start",
    "expiry",
    "disabled",
    "security_level",
    "exclude_directory",
)
CLEARED_BY_BLANK = ("email", "phone", "department", "title", "gender", "birthday")


async def take_change(work: Work, count: int = 1) -> int:
    """The next change number, or the first of several. From here to the commit no other act changes people."""
    return await counter.take(work.session, CHANGES, count)


async def insert_users(work: Work, people: Sequence[NewUser]) -> dict[str, UserRecord]:
    """Make people. Raises the breach of the first rule, `GroupNotFound`, `DuplicateUser` or `DuplicateEmail`."""
    number = await take_change(work, len(people))
    numeric = not (await settings.server(work.session)).alphanumeric_ids
    for person in people:
        rules.check_user_id(person.user_id, numeric=numeric)
        _check_complete(person.data)
        _check(person.data)
    await _check_groups(work.session, [person.data.group_id for person in people])
    await _check_new_ids(work.session, [person.user_id for person in people])
    await _check_emails(work.session, [(person.user_id, person.data.email) for person in people])
    rows = [
        {
            **_BLANK,
            "user_id": person.user_id,
            "user_number": rules.number_of(person.user_id),
            "made": work.now,
            "last_modified": number + index,
            **_columns(work.vault, person.data),
        }
        for index, person in enumerate(people)
    ]
    await insert_all(work.session, UserRow, rows)
    await _count(work.session, Counter(person.data.group_id or tree.ROOT for person in people))
    made = await users_by_id(work.session, [person.user_id for person in people])
    await keep_words(work.session, {user.key: user.name for user in made.values()})
    for person in people:
        user = made[person.user_id]
        if person.data.custom:
            await replace_custom_values(work, user.key, person.data.custom)
    return made


_BLANK: dict[str, Any] = {
    "name": "",
    "name_fold": "",
    "disabled": False,
    "security_level": 0,
    "email": None,
    "email_fold": None,
    "phone": None,
    "department": None,
    "title": None,
    "birthday": None,
    "gender": None,
    "pin": None,
    "photo": None,
    "private_modes": [],
    "exclude_directory": False,
    "must_change_password": False,
    "updated_count": 0,
}


async def change_user(work: Work, number: int, user: UserRecord, change: UserChange) -> UserRecord:
    """Change what is given, as the change of this number; answers the person as he is now."""
    _check(change)
    start, expiry = change.start or user.start, change.expiry or user.expiry
    if (start, expiry) != (user.start, user.expiry):
        rules.check_period(start, expiry)
    if change.group_id is not None and change.group_id != user.group_id:
        await _check_groups(work.session, [change.group_id])
    if change.email and fold(change.email) != fold(user.email or ""):
        await _check_emails(work.session, [(user.user_id, change.email)])
    values = _columns(work.vault, change)
    values |= {"last_modified": number, "updated_count": UserRow.updated_count + 1}
    await _update(work.session, [user.key], values)
    if values.get("group_id", user.group_id) != user.group_id:
        await _count(work.session, {user.group_id: -1, values["group_id"]: 1})
    if values.get("name", user.name) != user.name:
        await forget_words(work.session, {user.key: user.name})
        await keep_words(work.session, {user.key: values["name"]})
    if change.custom is not None:
        await replace_custom_values(work, user.key, change.custom)
    return (await users_by_id(work.session, [user.user_id]))[user.user_id]


async def touch_users(work: Work, keys: Iterable[int]) -> None:
    """Count one change of all these people that was made elsewhere (a card deleted, an access group changed)."""
    ordered = sorted(set(keys))
    if not ordered:
        return
    number = await take_change(work)
    for start in range(0, len(ordered), CHUNK):
        await _update(work.session, ordered[start : start + CHUNK], {"last_modified": number})


async def delete_users(work: Work, users: Sequence[UserRecord]) -> None:
    """Delete people with everything that hangs on them; cards stay, unassigned."""
    keys = [user.key for user in users]
    for start in range(0, len(keys), CHUNK):
        await work.session.execute(delete(UserRow).where(UserRow.key.in_(keys[start : start + CHUNK])))
    await forget_words(work.session, {user.key: user.name for user in users})
    await _count(work.session, {id: -count for id, count in Counter(user.group_id for user in users).items()})


async def _count(session: AsyncSession, more: Mapping[int, int]) -> None:
    """Keep the count of the people in each user group. The caller has taken the change."""
    for group_id, difference in more.items():
        counted = update(PeopleCountRow).where(PeopleCountRow.group_id == group_id)
        changed = counted.values(people=PeopleCountRow.people + difference).returning(PeopleCountRow.group_id)
        if (await session.execute(changed)).first() is None:
            await insert_all(session, PeopleCountRow, [{"group_id": group_id, "people": difference}])


async def _update(session: AsyncSession, keys: Sequence[int], values: dict[str, Any]) -> None:
    statement = update(UserRow).where(UserRow.key.in_(keys)).values(**values)
    await session.execute(statement.execution_options(synchronize_session=False))


def _check_complete(data: UserChange) -> None:
    if data.group_id is None:
        raise UserGroupNeeded("is required", "user_group_id")
    if data.start is None or data.expiry is None:
        raise rules.BadPeriod("is required", "expiry_datetime" if data.start else "start_datetime")
    rules.check_period(data.start, data.expiry)


def _check(data: UserChange) -> None:
    if data.name is not None:
        rules.check_name(data.name)
    for text, name in ((data.department, "department"), (data.title, "user_title")):
        rules.check_title(text or "", name)
    rules.check_phone(data.phone or "")
    rules.check_email(data.email or "")
    rules.check_pin(data.pin or "")
    rules.check_photo(data.photo or b"")
    rules.check_gender(data.gender or "")
    rules.check_security_level(data.security_level or 0)
    rules.check_private_modes([(entry.method, entry.mode) for entry in data.private_modes or ()], KNOWN_MODES)


def _columns(vault: Vault, data: UserChange) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(data, name) for name in PLAIN if getattr(data, name) is not None}
    values |= {name: getattr(data, name) or None for name in CLEARED_BY_BLANK if getattr(data, name) is not None}
    if data.name is not None:
        values["name_fold"] = fold(data.name)
    if data.email is not None:
        values["email_fold"] = fold(data.email) or None
    if data.pin is not None:
        values["pin"] = vault.seal(data.pin.encode(), PIN) if data.pin else None
    if data.photo is not None:
        values["photo"] = vault.seal(data.photo, PHOTO) if data.photo else None
    if data.private_modes is not None:
        values["private_modes"] = [[entry.method, entry.mode, entry.exclude] for entry in data.private_modes]
    return values


async def _check_groups(session: AsyncSession, group_ids: Iterable[int | None]) -> None:
    wanted = {id for id in group_ids if id is not None}
    named = sorted(wanted) if len(wanted) <= CHUNK else None
    known = {group.id for group in await tree.find(session, Kind.USER_GROUP, named)}
    if wanted - known:
        raise tree.GroupNotFound(Kind.USER_GROUP, min(wanted - known))


async def _check_new_ids(session: AsyncSession, user_ids: Sequence[str]) -> None:
    taken = await users_by_id(session, user_ids)
    repeated = taken or [user_id for user_id, count in Counter(user_ids).items() if count > 1]
    if repeated:
        raise DuplicateUser(min(repeated))


async def _check_emails(session: AsyncSession, given: Sequence[tuple[str, str | None]]) -> None:
    """Nobody else has the address, and nobody in the request either."""
    owners: dict[str, str] = {}
    for user_id, email in given:
        if email and owners.setdefault(fold(email), user_id) != user_id:
            raise DuplicateEmail
    folds = list(owners)
    for start in range(0, len(folds), CHUNK):
        taken = select(UserRow.user_id, UserRow.email_fold).where(UserRow.email_fold.in_(folds[start : start + CHUNK]))
        for row in await session.execute(taken):
            if owners[row.email_fold] != row.user_id:
                raise DuplicateEmail
