"""Sessions: logging in and out, who is behind a session id, and for how long.

A session id is 32 hexadecimal digits; only its SHA-256 is stored. Failed logins are counted for a login id from one
address and from anywhere, whether or not there is such a login id, so that an answer tells nobody which ones exist.
"""

import asyncio
import hashlib
import math
import re
import secrets
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final
from weakref import WeakValueDictionary

from sqlalchemy import BindParameter, ColumnElement, Row, Select, bindparam, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from ostiary.events import journal
from ostiary.identity import passwords
from ostiary.identity.facts import SessionsEnded
from ostiary.identity.levels import rights_of, scope_of, stored_level
from ostiary.identity.model import (
    AddressNotAllowed,
    BadLogin,
    LevelRow,
    LoginFailureRow,
    LoginLocked,
    PasswordChangeRequired,
    SessionRow,
    UserRow,
)
from ostiary.identity.operators import LOGIN_LENGTH, end_sessions, failure_mark
from ostiary.kernel.context import Operator, System
from ostiary.kernel.database import Database
from ostiary.kernel.errors import StorageFull, Unauthenticated
from ostiary.kernel.operation import Gate, View, Work, operation, query
from ostiary.kernel.selection import fold
from ostiary.kernel.trail import Method
from ostiary.kernel.vault import Vault
from ostiary.settings.queries import SECURITY_DOCUMENT, security, security_of
from ostiary.settings.security import Security

SESSION_ID = re.compile("[0-9a-f]{32}")
TOUCHED_EVERY = timedelta(minutes=1)
"""How exactly the last use of a session is known; where sessions are short, to a tenth of their length."""
LOCKED_EVENT = 4001
"""MAXIMUM_INVALID_LOGIN_ATTEMPTS."""
REMEMBERED = timedelta(hours=1)
"""How long failed logins are kept and counted, at least: as long as a lock lasts."""

Source = AsyncConnection | AsyncSession

_turns: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()
"""Login id (marked) and address -> the lock that logins under way hold."""


@dataclass(frozen=True, slots=True)
class Login:
    """A login as it is tried."""

    login_id: str
    password: str = field(repr=False)
    address: str


@dataclass(frozen=True, slots=True)
class Account:
    """What a login is checked against."""

    key: int
    operator: Operator
    hash: str = field(repr=False)
    address_only: str | None
    must_change_password: bool


@dataclass(frozen=True, slots=True)
class Session:
    """A session that is open. `id` is known only to whoever has just logged in, and empty afterwards."""

    operator: Operator
    must_change_password: bool
    last_used: datetime
    idle: timedelta = Security().idle
    """How long it lives without a request."""
    id: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Opening:
    """A login whose password was right."""

    login: Login
    account: Account
    digest: bytes = field(repr=False)
    better_hash: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Failure:
    """A login that failed; the account where there is one."""

    login: Login
    account: Account | None


async def log_in(gate: Gate, login: Login) -> Session:
    """Check a login and open a session. Raises `BadLogin`, `LoginLocked` or `AddressNotAllowed`; each is recorded.

    Logins of one pair of login id and address take turns, so that guesses made at once are counted one by one.
    """
    if len(login.login_id) > LOGIN_LENGTH or len(login.password) > passwords.LONGEST_SENT:
        raise BadLogin
    turn = _turns.setdefault((_mark(gate.vault, login), login.address), asyncio.Lock())
    async with turn:
        return await _log_in(gate, login)


async def _log_in(gate: Gate, login: Login) -> Session:
    system = System("login", address=login.address)
    account = await gate.ask(system, find_account, login)
    right = await passwords.matches(account.hash if account else None, login.password)
    if account is None or not right:
        await gate.run(system, record_failure, Failure(login, account))
        raise BadLogin
    if account.address_only not in (None, login.address):
        await gate.run(system, record_failure, Failure(login, account))
        raise AddressNotAllowed
    better = await passwords.hashed(login.password) if passwords.outdated(account.hash) else None
    id = secrets.token_hex(16)
    opening = Opening(login, account, digest_of(id), better)
    receipt = await gate.run(account.operator, open_session, opening)
    return replace(receipt.result, id=id)


def digest_of(session_id: str) -> bytes:
    """What is stored of a session id."""
    return hashlib.sha256(session_id.encode()).digest()


@query(module=())
async def find_account(view: View, login: Login) -> Account | None:
    """The account of a login id, if it may log in at all. Raises `LoginLocked`."""
    await _refuse_locked(view.connection, view.vault, view.now, login)
    mine = UserRow.login_fold == fold(login.login_id), UserRow.password.is_not(None)
    row = (await view.connection.execute(_people().where(*mine, _admitted(view.now)))).one_or_none()
    if row is None:
        return None
    operator = await _operator(view.connection, row, login.address)
    return Account(row.key, operator, row.password, row.address_only, _must_change(row, view.now))


@operation(module=(), right="write", verb="LOGIN", method=Method.ACTION)
async def open_session(work: Work, opening: Opening) -> Session:
    """Open a session for a login whose password was right, unless it is locked by now or the account has changed."""
    account, login = opening.account, opening.login
    await _refuse_locked(work.session, work.vault, work.now, login)
    same = UserRow.key == account.key, UserRow.password == account.hash, _admitted(work.now)
    himself = select(UserRow.key).where(*same).with_for_update(key_share=True)
    if (await work.session.execute(himself)).scalar_one_or_none() is None:
        raise BadLogin
    if opening.better_hash is not None:
        changed = update(UserRow).where(UserRow.key == account.key).values(password=opening.better_hash)
        await work.session.execute(changed)
    limits = await security(work.session)
    await work.session.execute(delete(SessionRow).where(SessionRow.last_used < work.now - limits.idle))
    pair = LoginFailureRow.login_fold == _mark(work.vault, login), LoginFailureRow.address == login.address
    await work.session.execute(delete(LoginFailureRow).where(*pair))
    if not limits.many_sessions:
        await end_sessions(work, account.key, account.operator.user_id)
    row = SessionRow(
        digest=opening.digest, user_key=account.key, address=login.address, started=work.now, last_used=work.now
    )
    work.session.add(row)
    await work.session.flush()
    operator = replace(account.operator, session=row.key)
    work.note(f"{operator.name}({operator.user_id})")
    return Session(operator, account.must_change_password, work.now, limits.idle)


@operation(module=(), right="write", verb="LOGIN_FAILED", method=Method.ACTION)
async def record_failure(work: Work, failure: Failure) -> None:
    """Count a failed login. What was typed as login id is not written down: it may have been the password."""
    account, login = failure.account, failure.login
    for which, until in await _locks(work.session, work.vault, login, work.now):
        if until <= work.now:
            await work.session.execute(delete(LoginFailureRow).where(which))
    await forget_failures(work.session, work.now)
    row = {"login_fold": _mark(work.vault, login), "address": login.address, "at": work.now}
    was_locked = bool(await _locks(work.session, work.vault, login, work.now))
    await work.session.execute(insert(LoginFailureRow).values(row))
    if not was_locked and await _locks(work.session, work.vault, login, work.now):
        journal.record(work, LOCKED_EVENT, user_id=account.operator.user_id if account else None)
    work.note(f"{account.operator.name}({account.operator.user_id})" if account else "unknown login id")


async def forget_failures(session: AsyncSession, now: datetime) -> None:
    """Delete the failed logins that count no longer."""
    limits = await security(session)
    await session.execute(delete(LoginFailureRow).where(LoginFailureRow.at < now - _remembered(limits)))


@operation(module=(), right="write", verb="LOGOUT", method=Method.ACTION)
async def log_out(work: Work, _: None) -> None:
    """End the session through which he asks."""
    operator = work.context
    if not isinstance(operator, Operator) or not operator.session:
        raise Unauthenticated
    await work.session.execute(delete(SessionRow).where(SessionRow.key == operator.session))
    work.note(f"{operator.name}({operator.user_id})")
    work.tell(SessionsEnded(operator.user_id, (operator.session,)))


async def find_session(gate: Gate, session_id: str, address: str) -> Session:
    """The open session of an id, kept alive by this. Raises `Unauthenticated`."""
    if not SESSION_ID.fullmatch(session_id):
        raise Unauthenticated
    session = await gate.ask(System("session", address=address), read_session, session_id)
    now = gate.clock()
    if now - session.last_used >= min(TOUCHED_EVERY, session.idle / 10):
        with suppress(StorageFull):
            await keep_alive(gate.database, [session.operator.session], now)
    return session


async def find_operator(gate: Gate, session_id: str, address: str) -> Operator:
    """Who is behind a session id, if he may work: not before he has changed a generated password."""
    session = await find_session(gate, session_id, address)
    if session.must_change_password:
        raise PasswordChangeRequired("Change the password first: PUT /api/users/{id}.")
    return session.operator


@query(module=())
async def read_session(view: View, session_id: str) -> Session:
    """The open session of an id. Raises `Unauthenticated`."""
    asked = {"digest": digest_of(session_id), "now": view.now}
    row = (await view.connection.execute(_OF_SESSION, asked)).one_or_none()
    address = view.context.address
    if row is None or row.address_only not in (None, address):
        raise Unauthenticated
    idle = security_of(row.security).idle
    if row.last_used < view.now - idle:
        raise Unauthenticated
    operator = replace(await _operator(view.connection, row, address), session=row.session)
    return Session(operator, _must_change(row, view.now), row.last_used, idle)


async def open_operators(connection: Source, sessions: Collection[int], now: datetime) -> dict[int, Operator]:
    """Session key -> who is behind it now, with his rights and scope of now; sessions that are over, or
    were begun at an address that is his no more, are left out.
    """
    limits = await security(connection)
    statement = _people(SessionRow.key.label("session"), SessionRow.address).join(
        SessionRow, SessionRow.user_key == UserRow.key
    )
    from_there = or_(UserRow.address_only.is_(None), UserRow.address_only == SessionRow.address)
    here = SessionRow.key.in_(list(sessions)), _open(now, limits), _admitted(now), from_there
    return {
        row.session: replace(await _operator(connection, row, row.address), session=row.session)
        for row in (await connection.execute(statement.where(*here))).all()
        if not _must_change(row, now)
    }


async def present(gate: Gate, asker: Operator) -> Operator:
    """An operator of a while ago as he is now: with the rights and the scope that he has now, none where he is no
    operator any more, and without his session where that is over.
    """
    return await gate.ask(System("jobs"), read_present, asker)


@query(module=())
async def read_present(view: View, asker: Operator) -> Operator:
    """As `present`."""
    himself = UserRow.key == asker.key, _admitted(view.now)
    row = (await view.connection.execute(_people().where(*himself))).one_or_none()
    if row is None:
        return replace(asker, rights=frozenset(), session=0)
    kept = select(SessionRow.key).where(SessionRow.key == asker.session, SessionRow.user_key == asker.key)
    session = await view.connection.scalar(kept)
    return replace(await _operator(view.connection, row, asker.address), session=session or 0)


async def keep_alive(database: Database, sessions: Collection[int], now: datetime) -> None:
    """Count these sessions (keys) as used now; a bound live socket calls this from time to time."""
    if not sessions:
        return
    async with database.write() as session:
        used = update(SessionRow).where(SessionRow.key.in_(list(sessions)), SessionRow.last_used < now)
        await session.execute(used.values(last_used=now).execution_options(synchronize_session=False))


def _people(*more: Any) -> Select[Any]:
    """People who have a level, with what it gives them, and what security they are under."""
    columns = select(
        UserRow.key,
        UserRow.user_id,
        UserRow.name,
        UserRow.made,
        UserRow.level_id,
        UserRow.password,
        UserRow.address_only,
        UserRow.must_change_password,
        UserRow.password_changed,
        LevelRow.rights,
        LevelRow.filters,
        SECURITY_DOCUMENT.label("security"),
        *more,
    )
    return columns.join(LevelRow, LevelRow.id == UserRow.level_id)


def _admitted(now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """Whether a person who has a level may be an operator now: he is enabled and within his period."""
    return UserRow.level_id.is_not(None) & ~UserRow.disabled & (UserRow.start <= now) & (UserRow.expiry >= now)


_OF_SESSION: Final = (
    _people(SessionRow.key.label("session"), SessionRow.last_used)
    .join(SessionRow, SessionRow.user_key == UserRow.key)
    .where(SessionRow.digest == bindparam("digest"), _admitted(bindparam("now")))
)
"""Built once: every request asks it."""


def _open(now: datetime, limits: Security) -> ColumnElement[bool]:
    return SessionRow.last_used >= now - limits.idle


async def _operator(source: Source, row: Row[Any], address: str) -> Operator:
    level = stored_level(row.level_id, "", "", row.rights, row.filters)
    scope = await scope_of(source, level, row.user_id)
    return Operator(row.user_id, row.name, level.id, rights_of(level), scope, address, key=row.key, since=row.made)


def _must_change(row: Row[Any], now: datetime) -> bool:
    return security_of(row.security).must_change(row.must_change_password, row.password_changed, now)


def _remembered(limits: Security) -> timedelta:
    return max(REMEMBERED, limits.locked)


def _mark(vault: Vault, login: Login) -> str:
    return failure_mark(vault, login.login_id)


async def _locks(
    source: Source, vault: Vault, login: Login, now: datetime
) -> list[tuple[ColumnElement[bool], datetime]]:
    """The failures that made a lock (for this login id from here, or from anywhere) and when it ends or ended."""
    limits = await security(source)
    mine = LoginFailureRow.login_fold == _mark(vault, login)
    from_here = mine & (LoginFailureRow.address == login.address)
    locks: list[tuple[ColumnElement[bool], datetime]] = []
    for which, most in ((from_here, limits.failures_of_pair), (mine, limits.failures_of_login)):
        newest = select(LoginFailureRow.at).where(which, LoginFailureRow.at >= now - _remembered(limits))
        times = (await source.execute(newest.order_by(LoginFailureRow.at.desc()).limit(most))).scalars().all()
        if 0 < most == len(times):
            locks.append((which, times[0] + limits.locked))
    return locks


async def _refuse_locked(source: Source, vault: Vault, now: datetime, login: Login) -> None:
    for _, until in await _locks(source, vault, login, now):
        if now < until:
            raise LoginLocked(f"Try again in {math.ceil((until - now) / timedelta(minutes=1))} minutes.")
