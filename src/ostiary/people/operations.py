"""Acts on whole people: their data, account, groups and credentials in one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from ostiary.credentials.cards import CardChoice, assign_cards
from ostiary.credentials.faces import NewFace, replace_faces
from ostiary.credentials.fingers import NewFinger, replace_fingers
from ostiary.devices.operators import forget_operators
from ostiary.events import names
from ostiary.identity.access_groups import (
    Joining,
    groups_through,
    own_groups_of,
    replace_groups,
    tell_membership,
)
from ostiary.identity.facts import OperatorChanged, PersonChanged
from ostiary.identity.model import ADMINISTRATOR, AdministratorStays, UserNotFound
from ostiary.identity.operators import LoginChange, clear_login, end_sessions, grantable, set_login
from ostiary.identity.passwords import NewPassword
from ostiary.identity.queries import UserRecord, user_by_id, users_by_id
from ostiary.identity.users import NewUser, UserChange, change_user, delete_users, insert_users, state_of, take_change
from ostiary.kernel.context import Kind, Module, Operator
from ostiary.kernel.errors import DomainError, Forbidden, Invalid, LimitReached
from ostiary.kernel.operation import Objects, Work, operation
from ostiary.kernel.several import Outcomes, outcomes
from ostiary.kernel.trail import Method

MOST_AT_ONCE = 100
"""People in one bulk update."""
MOST_NEW = 5_000
"""People made in one request: others must not wait for it."""
KEPT_DATA = UserChange()


class TooManyAtOnce(LimitReached):
    """A bulk update names 100 people at most."""


@dataclass(frozen=True, slots=True)
class PersonChange:
    """What is new about a person; None keeps, empty clears. `no_operator` makes him no operator any more."""

    data: UserChange = KEPT_DATA
    login: LoginChange | None = None
    no_operator: bool = False
    access_groups: tuple[int, ...] | None = None
    cards: tuple[CardChoice, ...] | None = None
    fingers: tuple[NewFinger, ...] | None = None
    faces: tuple[NewFace, ...] | None = None
    visual_faces: tuple[NewFace, ...] | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A user id and what is new about the person: all of him, or a change."""

    user_id: str
    change: PersonChange


@dataclass(frozen=True, slots=True)
class OwnPassword:
    """A new password for oneself."""

    user_id: str
    password: NewPassword


def _touched(people: Iterable[Person]) -> Objects:
    """What a request about people touches: they themselves, and what they are put into or given."""
    users: list[str] = []
    groups: dict[int, list[str]] = {}
    access_groups: dict[int, list[str]] = {}
    cards = set[int]()
    for person in people:
        users.append(person.user_id)
        if person.change.data.group_id is not None:
            groups.setdefault(person.change.data.group_id, []).append(person.user_id)
        for id in person.change.access_groups or ():
            access_groups.setdefault(id, []).append(person.user_id)
        cards.update(choice.id for choice in person.change.cards or () if choice.id is not None)
    joining = [
        Joining(kind, id, tuple(joined))
        for kind, those in ((Kind.USER_GROUP, groups), (Kind.ACCESS_GROUP, access_groups))
        for id, joined in those.items()
    ]
    return {"user": users, "user_group": groups, "access_group": access_groups, "card": cards, "joining": joining}


@operation(module=Module.USER, right="write", verb="USER_CREATE", method=Method.ADD, objects=_touched)
async def create_people(work: Work, people: Sequence[Person]) -> list[UserRecord]:
    """Make people, all or none; answers them in the order given. Raises `LimitReached` above 5,000."""
    if len(people) > MOST_NEW:
        raise LimitReached(f"{MOST_NEW} people at most in one request")
    made = await insert_users(work, [NewUser(person.user_id, person.change.data) for person in people])
    await _give(work, {made[person.user_id].key: person.change for person in people})
    for person in people:
        user = made[person.user_id]
        if person.change.login is not None:
            await set_login(work, user.key, person.change.login)
        await names.record(work, names.USER, user.user_id, user.name, user.group_id)
        work.note(_target(user), {}, {"group": user.group_id, "start": str(user.start), "expiry": str(user.expiry)})
        work.tell(PersonChanged(user.user_id, None, state_of(user)))
    return [made[person.user_id] for person in people]


@operation(
    module=Module.USER,
    right="write",
    verb="USER_UPDATE",
    method=Method.UPDATE,
    objects=lambda person: _touched([person]),
)
async def update_person(work: Work, person: Person) -> UserRecord:
    """Change what is given of a person."""
    return await _update(work, person)


@operation(module=Module.USER, right="write", verb="USER_UPDATE", method=Method.UPDATE, objects=_touched)
async def update_people(work: Work, people: Sequence[Person]) -> list[tuple[str, DomainError | None]]:
    """Change up to 100 people, each by himself: one who is refused does not keep the others; answers the reasons."""
    if len(people) > MOST_AT_ONCE:
        raise TooManyAtOnce(f"at most {MOST_AT_ONCE}")
    outcomes: list[tuple[str, DomainError | None]] = []
    for person in people:
        try:
            async with work.attempt():
                await _update(work, person)
        except DomainError as error:
            outcomes.append((person.user_id, error))
        else:
            outcomes.append((person.user_id, None))
    return outcomes


@operation(module=(), right="write", verb="PASSWORD_CHANGE", method=Method.UPDATE)
async def change_own_password(work: Work, own: OwnPassword) -> None:
    """Change one's own password; every operator may."""
    if not isinstance(work.context, Operator) or work.context.user_id != own.user_id:
        raise Forbidden("one's own password only")
    await take_change(work)
    user = await user_by_id(work.session, own.user_id)
    await set_login(work, user.key, LoginChange(password=own.password))


@operation(
    module=Module.USER,
    right="write",
    verb="USER_DELETE",
    method=Method.DELETE,
    objects=lambda user_ids: {"user": user_ids},
)
async def delete_people(work: Work, user_ids: Sequence[str]) -> Outcomes[str]:
    """Delete those of these people who can go; raises the first reason where nobody can. Cards stay, unassigned."""
    if not user_ids:
        raise Invalid("is required", "id")
    await take_change(work)
    known = await users_by_id(work.session, user_ids)
    refused: list[tuple[str, DomainError]] = []
    for user_id in dict.fromkeys(user_ids):
        if user_id not in known:
            refused.append((user_id, UserNotFound(user_id[:32])))
        elif user_id == ADMINISTRATOR:
            refused.append((user_id, AdministratorStays()))
    going = [user for user_id, user in known.items() if user_id != ADMINISTRATOR]
    deleted = outcomes([user.user_id for user in going], refused)
    await _end_accounts(work, going)
    await delete_users(work, going)
    await forget_operators(work, [user.user_id for user in going])
    for user in going:
        work.note(_target(user), {"group": user.group_id}, {})
        work.tell(PersonChanged(user.user_id, state_of(user), None))
    return deleted


async def _update(work: Work, person: Person) -> UserRecord:
    number = await take_change(work)
    before = await user_by_id(work.session, person.user_id)
    change = person.change
    after = await change_user(work, number, before, change.data)
    await _keep_accounts(work, before, after, change)
    left = await _own_groups(work, before, change)
    given = await _give(work, {before.key: change})
    if change.no_operator:
        await clear_login(work, before.key)
    elif change.login is not None:
        await set_login(work, before.key, change.login)
    if (before.name, before.group_id) != (after.name, after.group_id):
        await names.record(work, names.USER, after.user_id, after.name, after.group_id)
    if before.group_id != after.group_id:
        await _tell_move(work, before, after)
    if given or _differs_on_devices(before, after, change.data):
        work.tell(PersonChanged(after.user_id, state_of(before), state_of(after)))
    groups = left, await _own_groups(work, after, change)
    work.note(_target(after), *_differences(before, after, change, groups))
    return after


async def _own_groups(work: Work, user: UserRecord, change: PersonChange) -> list[int]:
    """The access groups he is in himself, where the change is about them."""
    if change.access_groups is None:
        return []
    return [id for id, _ in (await own_groups_of(work.session, [user.key])).get(user.key, ())]


async def _keep_accounts(work: Work, before: UserRecord, after: UserRecord, change: PersonChange) -> None:
    """An operator's account is closed, and his credentials are changed, only by who may change operators; nobody closes
    his own account or the administrator's.
    """
    if before.level_id is None:
        return
    own = isinstance(work.context, Operator) and work.context.user_id == before.user_id
    closed = _is_admitted(before, work.now) and not _is_admitted(after, work.now)
    if closed and (own or before.user_id == ADMINISTRATOR):
        raise AdministratorStays("This account stays open.")
    keys = (change.data.pin, change.cards, change.fingers, change.faces, change.visual_faces)
    if not own and (closed or any(key is not None for key in keys)):
        grantable(work.context)
    if closed:
        await end_sessions(work, before.key, before.user_id)


def _is_admitted(user: UserRecord, at: datetime) -> bool:
    """Whether a person is enabled and within his period."""
    return not user.disabled and user.start <= at <= user.expiry


async def _give(work: Work, changes: Mapping[int, PersonChange]) -> bool:
    """Groups and credentials of people by key; answers whether that may have changed anything that devices hold."""
    groups = {key: change.access_groups for key, change in changes.items() if change.access_groups is not None}
    moved = await replace_groups(work, groups) if groups else frozenset()
    cards = {key: change.cards for key, change in changes.items() if change.cards is not None}
    handed = await assign_cards(work, cards) if cards else frozenset()
    fingers = {key: change.fingers for key, change in changes.items() if change.fingers is not None}
    if fingers:
        await replace_fingers(work, fingers)
    faces = {key: change.faces for key, change in changes.items() if change.faces is not None}
    if faces:
        await replace_faces(work, faces, visual=False)
    visual = {key: change.visual_faces for key, change in changes.items() if change.visual_faces is not None}
    if visual:
        await replace_faces(work, visual, visual=True)
    return bool(moved or handed or fingers or faces or visual)


async def _tell_move(work: Work, before: UserRecord, after: UserRecord) -> None:
    left = await groups_through(work.session, before.group_id)
    differing = left ^ await groups_through(work.session, after.group_id)
    if differing:
        await tell_membership(work, differing, [after.key])


async def _end_accounts(work: Work, users: Sequence[UserRecord]) -> None:
    """Whoever deletes an operator must be one who may change operators; the sessions end."""
    operators = [user for user in users if user.level_id is not None]
    if not operators:
        return
    grantable(work.context)
    for user in operators:
        await end_sessions(work, user.key, user.user_id)
        work.tell(OperatorChanged(user.user_id))


HELD = ("name", "group_id", "start", "expiry", "disabled", "security_level")
"""What devices hold of a person's own data, beside PIN and private modes, directly or through his groups."""


def _differs_on_devices(before: UserRecord, after: UserRecord, data: UserChange) -> bool:
    if data.pin is not None or data.private_modes is not None:
        return True
    return any(getattr(before, name) != getattr(after, name) for name in HELD)


def _differences(
    before: UserRecord, after: UserRecord, change: PersonChange, groups: tuple[list[int], list[int]]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the trail shows: plain values and access groups that differ, and the names of the rest that was given."""
    quiet = {"key", "user_id", "user_number", "last_modified", "updated_count"}
    shown = [field.name for field in fields(UserRecord) if field.name not in quiet]
    differing = [name for name in shown if getattr(before, name) != getattr(after, name)]
    secret = [name for name in ("pin", "photo", "custom", "private_modes") if getattr(change.data, name) is not None]
    given: dict[str, Any] = dict.fromkeys(secret, "given")
    given |= {
        name: len(value)
        for name in ("cards", "fingers", "faces", "visual_faces")
        if (value := getattr(change, name)) is not None
    }
    old: dict[str, Any] = {name: _plain(getattr(before, name)) for name in differing}
    new: dict[str, Any] = {name: _plain(getattr(after, name)) for name in differing} | given
    if groups[0] != groups[1]:
        old["access_groups"], new["access_groups"] = groups
    return old, new


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, str | int | bool) else str(value)


def _target(user: UserRecord) -> str:
    return f"{user.name}({user.user_id})"
