"""The page "User": making, changing, finding and deleting people."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Response
from fastapi import Query as Parameter
from pydantic import Field
from pydantic_core import to_json

from ostiary.api.biostar.wire.codes import CODES, SUCCESS, code_of
from ostiary.api.biostar.wire.columns import flags, keys, moments, numbers, texts
from ostiary.api.biostar.wire.envelope import (
    DONE,
    DONE_PLAIN,
    PARTLY,
    Answer,
    AnswerBare,
    AnswerPlain,
    Collection,
    CollectionPlain,
    DeviceOutcomes,
    Listing,
    Outcome,
    reply,
    reply_rows,
    written,
)
from ostiary.api.biostar.wire.message import Message, UserRef, needing, needing_one
from ostiary.api.biostar.wire.query import Keys, ListBody, Orders, Paged, PathKey, SearchBody, ordered_by, whole
from ostiary.api.biostar.wire.route import page
from ostiary.api.biostar.wire.settled import Changed, change, changed, deleted, ret_codes, told
from ostiary.api.biostar.wire.user import UserOut, UserPlain, user_plain, user_row
from ostiary.api.biostar.wire.user_detail import UserDetailOut, user_detail
from ostiary.api.biostar.wire.user_in import NewUserIn, UserIn
from ostiary.api.biostar.wire.values import Number, Rows, Text
from ostiary.api.desk import AtDesk, Desk
from ostiary.api.sessions import AnyCaller, Caller, needs
from ostiary.identity.model import PasswordChangeRequired
from ostiary.identity.queries import Stamp, UserSearch, next_user_id
from ostiary.identity.user_rules import CALLS, BadUserIdLength
from ostiary.kernel.context import Operator
from ostiary.kernel.errors import DomainError, Invalid, LimitReached, NotSupported
from ostiary.kernel.paging import Search
from ostiary.kernel.several import Outcomes
from ostiary.people.operations import (
    MOST_AT_ONCE,
    OwnPassword,
    Person,
    TooManyAtOnce,
    change_own_password,
    create_people,
    delete_people,
    update_people,
    update_person,
)
from ostiary.people.queries import PersonRow, find_people, view_own_details, view_person
from ostiary.people.ready import Render

router = page("User")

COLUMNS = {
    "user_id": keys("user_id"),
    "user_id.user_id": keys("user_id"),
    "name": texts("name"),
    "user_name": texts("name"),
    "email": texts("email"),
    "phone": texts("phone"),
    "department": texts("department"),
    "user_title": texts("title"),
    "login_id": texts("login_id"),
    "user_group_id": numbers("group_id"),
    "user_group_id.id": numbers("group_id"),
    "permission": numbers("level_id"),
    "permission.id": numbers("level_id"),
    "disabled": flags("disabled"),
    "start_datetime": moments("start"),
    "expiry_datetime": moments("expiry"),
    "last_modified": numbers("last_modified"),
}
PIECE = 1_000
"""Rows read at once."""
MOST_PASSWORDS = 20
"""Passwords in one request: each takes tens of milliseconds to hash."""
FAILED = Outcome(code=CODES[8].number, message=CODES[8].message)
OF_ONESELF = frozenset({"user_id", "password"})
"""What an operator may send about himself whatever his level."""


class UserList(Answer):
    """Users (v1)."""

    UserCollection: Collection[UserOut]


class UserListPlain(AnswerPlain):
    """Users (v2)."""

    UserCollection: CollectionPlain[UserPlain]


class UserAnswer(Answer):
    """One user with everything."""

    User: UserDetailOut


class UserBody(Message):
    """`{"User": {...}}`."""

    User: UserIn


class UsersIn(Message):
    """Several users."""

    rows: Rows[UserIn] = Field(default_factory=list)


class NewUsersIn(Message):
    """New users."""

    model_config = needing("rows")

    rows: Rows[NewUserIn] = Field(default_factory=list)


class NewUsersBody(Message):
    """`{"User": {...}}` or `{"UserCollection": {"rows": [...]}}`."""

    model_config = needing_one("User", "UserCollection")

    User: NewUserIn | None = None
    UserCollection: NewUsersIn | None = None


class UsersBody(Message):
    """`{"UserCollection": {"rows": [...]}}`."""

    UserCollection: UsersIn


class UsersMade(Changed):
    """The users that were made."""

    UserCollection: Collection[UserRef]


class BulkRow(Message):
    """What became of one user: "0" when it was done, else why not."""

    user_id: Text
    ret_code: Text


class UsersDeleted(Answer):
    """What became of a delete: of each user, where some had to stay."""

    UserCollection: Listing[BulkRow] | None = None
    DeviceResponse: DeviceOutcomes


class UsersChanged(Changed):
    """What became of a bulk update."""

    UserCollection: Listing[BulkRow]


class NextUserId(Message):
    """An id that is free."""

    user_id: Text


class NextUserIdAnswer(AnswerBare):
    """The next id that is free."""

    User: NextUserId


class UserSearchBody(SearchBody):
    """`{"Query": {...}}`."""

    columns = COLUMNS


class SearchIn(ListBody):
    """A search (v2): a text in id, name, e-mail, telephone, department or title, and a group with those below it."""

    columns = COLUMNS

    search_text: Text | None = None
    user_group_id: Number | None = None


async def _user_id(id: PathKey) -> str:
    if id in CALLS:
        raise NotSupported
    return id


UserId = Annotated[str, Depends(_user_id)]
"""A user's id in the path."""

GroupId = Annotated[str | None, Parameter(description="A user group; those below it are included.")]
Since = Annotated[str | None, Parameter(description="Change number of `last_modified`, inclusive.")]


@router.get("/api/users", response_model=UserList, dependencies=needs(find_people))
async def users(
    desk: AtDesk,
    caller: Caller,
    window: Paged,
    orders: Annotated[Orders, Depends(ordered_by(COLUMNS))],
    group_id: GroupId = None,
    last_modified: Since = None,
) -> Response:
    """View all users (v1)."""
    wanted = UserSearch(
        Search((), orders, window),
        group_id=whole(group_id, "group_id"),
        changed_since=whole(last_modified, "last_modified") or 0,
    )
    return await _list(desk, caller, wanted)


@router.post("/api/users/search", response_model=UserList, dependencies=needs(find_people))
async def search(desk: AtDesk, caller: Caller, body: UserSearchBody) -> Response:
    """View the users for whom conditions hold (v1)."""
    return await _list(desk, caller, UserSearch(body.search()))


async def _list(desk: Desk, caller: Caller, wanted: UserSearch) -> Response:
    stamps, total = await desk.people.find(caller, wanted)
    return await reply_rows("UserCollection", f'"{total}"', DONE, _pieces(desk, caller, stamps, _written))


def _written(row: PersonRow, now: datetime) -> bytes:
    return to_json(user_row(row, now))


def _written_plain(row: PersonRow, now: datetime) -> bytes:
    return written(user_plain(row))


async def _pieces(desk: Desk, caller: Operator, stamps: Sequence[Stamp], render: Render) -> AsyncIterator[list[bytes]]:
    """The rows of these people, a thousand at a time."""
    for start in range(0, len(stamps), PIECE):
        yield await desk.people.written(caller, stamps[start : start + PIECE], render)


@router.post("/api/v2/users/search", response_model=UserListPlain, dependencies=needs(find_people))
async def search_plain(desk: AtDesk, caller: Caller, body: SearchIn) -> Response:
    """View all users, or those with a text or of a group (v2)."""
    if not body.model_fields_set:
        raise Invalid("At least one member is needed.")
    search = Search((), body.orders(), body.window())
    wanted = UserSearch(search, group_id=body.user_group_id, text=body.search_text or "")
    stamps, total = await desk.people.find(caller, wanted)
    return await reply_rows("UserCollection", str(total), DONE_PLAIN, _pieces(desk, caller, stamps, _written_plain))


@router.get("/api/users/next_user_id", response_model=NextUserIdAnswer)
async def next_id(desk: AtDesk, caller: Caller) -> Response:
    """Find the next number that is free as a user id."""
    free = await desk.gate.ask(caller, next_user_id, None)
    return reply(NextUserIdAnswer(User=NextUserId(user_id=str(free))))


@router.get("/api/users/{id}", response_model=UserAnswer, dependencies=needs(view_person))
async def view(desk: AtDesk, caller: Caller, id: UserId) -> Response:
    """View a user's details."""
    if id == caller.user_id:
        person = await desk.gate.ask(caller, view_own_details, None)
    else:
        person = await desk.gate.ask(caller, view_person, id)
    return reply(UserAnswer(User=user_detail(person, desk.clock())))


@router.post("/api/users", response_model=UsersMade, dependencies=needs(create_people))
async def create(desk: AtDesk, caller: Caller, body: NewUsersBody) -> Response:
    """Create a user, or several: all or none."""
    rows = [body.User] if body.User else body.UserCollection.rows if body.UserCollection else []
    if not rows:
        raise Invalid("is required", "User")
    _check_passwords(rows)
    people = []
    async with desk.gate.permitted(caller, create_people):
        for row in rows:
            if not row.user_id:
                raise BadUserIdLength("A user id is needed.", "user_id")
            people.append(await row.person(row.user_id, caller))
    receipt = await desk.gate.run(caller, create_people, people)
    settled = await desk.settle(receipt)
    made = [UserRef(user_id=user.user_id, name=user.name) for user in receipt.result]
    collection = Collection[UserRef](total=len(made), rows=made)
    return reply(changed(UsersMade(UserCollection=collection, DeviceResponse=told(settled)), settled))


@router.put("/api/users/bulk", response_model=UsersChanged, dependencies=needs(update_people))
async def update_many(desk: AtDesk, caller: Caller, body: UsersBody) -> Response:
    """Change up to 100 users, each by himself; `ret_code` tells what became of each."""
    sent = body.UserCollection.rows
    if len(sent) > MOST_AT_ONCE:
        raise TooManyAtOnce(f"At most {MOST_AT_ONCE}.")
    _check_passwords(sent)
    async with desk.gate.permitted(caller, update_people):
        people = [await _person(row, caller) for row in sent]
    receipt = await desk.gate.run(caller, update_people, [person for person in people if isinstance(person, Person)])
    settled = await desk.settle(receipt)
    outcomes = iter(receipt.result)
    errors = [next(outcomes)[1] if isinstance(person, Person) else person for person in people]
    rows = [
        BulkRow(user_id=row.user_id or "", ret_code=code_of(error).number if error else SUCCESS.number)
        for row, error in zip(sent, errors, strict=True)
    ]
    done = errors.count(None)
    outcome = DONE if done == len(rows) else PARTLY if done else FAILED
    answer = UsersChanged(UserCollection=Listing[BulkRow](rows=rows), Response=outcome, DeviceResponse=told(settled))
    return reply(changed(answer, settled))


def _check_passwords(rows: Sequence[UserIn]) -> None:
    if sum(bool(row.password) for row in rows) > MOST_PASSWORDS:
        raise LimitReached(f"{MOST_PASSWORDS} passwords at most in one request")


async def _person(row: UserIn, caller: Operator) -> Person | DomainError:
    """What is asked about one of several users, or why it cannot be."""
    try:
        return await row.person(row.user_id or "", caller)
    except DomainError as error:
        return error


async def _may_change(desk: AtDesk, caller: Caller, id: UserId) -> None:
    await desk.gate.admit(caller, change_own_password if caller.user_id == id else update_person)


@router.put("/api/users/{id}", response_model=Changed, dependencies=[Depends(_may_change)])
async def update(desk: AtDesk, caller: Caller, session: AnyCaller, id: UserId, body: UserBody) -> Response:
    """Change what is given of a user. Everybody may change his own password."""
    if session.must_change_password and not body.User.password:
        raise PasswordChangeRequired("A new password is needed.")
    own = caller.user_id == id and bool(body.User.password) and body.User.model_fields_set <= OF_ONESELF
    async with desk.gate.permitted(caller, change_own_password if own else update_person):
        person = await body.User.person(id, caller)
    login = person.change.login
    if own and login and login.password:
        await desk.gate.run(caller, change_own_password, OwnPassword(id, login.password))
        return reply(Changed())
    return reply(change(await desk.settle(await desk.gate.run(caller, update_person, person))))


@router.delete("/api/users", response_model=UsersDeleted, dependencies=needs(delete_people))
async def remove(desk: AtDesk, caller: Caller, ids: Keys) -> Response:
    """Delete users. Code "1" when some of them could not be."""
    return await _remove(desk, caller, ids)


@router.delete("/api/users/{id}", response_model=UsersDeleted, dependencies=needs(delete_people))
async def remove_one(desk: AtDesk, caller: Caller, id: UserId) -> Response:
    """Delete one user."""
    return await _remove(desk, caller, (id,))


async def _remove(desk: Desk, caller: Caller, ids: tuple[str, ...]) -> Response:
    receipt = await desk.gate.run(caller, delete_people, ids)
    settled = await desk.settle(receipt)
    answer = UsersDeleted(UserCollection=_each(ids, receipt.result), DeviceResponse=DeviceOutcomes.of(settled))
    return reply(deleted(answer, receipt.result, settled))


def _each(ids: Sequence[str], outcomes: Outcomes[str]) -> Listing[BulkRow] | None:
    if not outcomes.refused:
        return None
    return Listing[BulkRow](rows=[BulkRow(user_id=id, ret_code=code) for id, code in ret_codes(ids, outcomes)])
