"""Operators: who may make one, and how level, login and password of an account change.

Others call these inside their own acts: `set_login` to change what is given of an account, `clear_login` to make a
person no operator any more, `grantable` to refuse early. A password comes as `passwords.NewPassword`, hashed before the
transaction by `passwords.prepare`.
"""

import unicodedata
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, update

from ostiary.identity import passwords
from ostiary.identity.facts import OperatorChanged, SessionsEnded
from ostiary.identity.levels import hold_level
from ostiary.identity.model import (
    ADMINISTRATOR,
    AdministratorLevelFixed,
    DuplicateLogin,
    LevelNotFound,
    LoginFailureRow,
    SessionRow,
    UserNotFound,
    UserRow,
)
from ostiary.identity.passwords import (
    BadPasswordLength,
    NewPassword,
    PasswordChangedTooOften,
    PasswordTooCommon,
    PasswordUnchanged,
)
from ostiary.identity.user_rules import EARLIEST, LATEST
from ostiary.kernel.address import canonical
from ostiary.kernel.context import ADMINISTRATOR_LEVEL, Context, Module, Operator, is_administrator
from ostiary.kernel.errors import Forbidden, Invalid
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.selection import fold
from ostiary.kernel.trail import Method
from ostiary.kernel.vault import Vault
from ostiary.settings.queries import security

LOGIN_LENGTH = 48
ADMINISTRATOR_LOGIN = "admin"

initial_password = passwords.generated
"""The first password of the administrator, where none is set."""


class BadLoginLength(Invalid):
    """An operator needs a login id, of 48 characters at most."""


class BadLoginId(Invalid):
    """A login id has no blanks and no control characters."""


class BadAddress(Invalid):
    """Not an IP address."""


@dataclass(frozen=True, slots=True)
class Account:
    """What makes a person an operator."""

    key: int
    user_id: str
    name: str
    level_id: int | None = None
    login_id: str | None = None
    hash: str | None = field(default=None, repr=False)
    address_only: str | None = None
    must_change_password: bool = False
    password_changed: datetime | None = None
    password_changes: int = 0


@dataclass(frozen=True, slots=True)
class LoginChange:
    """New values of an account; None keeps. `login_id` "" and `address_only` "" take them away."""

    level_id: int | None = None
    login_id: str | None = None
    password: NewPassword | None = None
    address_only: str | None = None


@dataclass(frozen=True, slots=True)
class PasswordReset:
    """A password set from the server's own command line."""

    hash: str
    user_id: str = ADMINISTRATOR
    must_change: bool = True


def may_grant(context: Context) -> bool:
    """Whether he may make operators and change others' logins: the administrators' level, and the server itself."""
    return is_administrator(context)


def grantable(context: Context, user_id: str | None = None) -> None:
    """Refuse whoever may not change this person's login (None: anybody's). One's own password and login id one may."""
    if may_grant(context) or (user_id is not None and isinstance(context, Operator) and context.user_id == user_id):
        return
    raise Forbidden("only administrators change operators")


async def set_login(work: Work, user_key: int, change: LoginChange) -> bool:
    """Change an account, as far as it really changes; answers whether it did. His other sessions end."""
    before = await account(work, user_key)
    _check_right(work.context, before, change)
    after = before
    if change.level_id is not None and change.level_id != before.level_id:
        after = replace(after, level_id=await _level(work, before, change.level_id))
    if change.login_id is not None and change.login_id != (before.login_id or ""):
        after = replace(after, login_id=await _free_login_id(work, before, change.login_id))
    if change.address_only is not None:
        after = replace(after, address_only=_address(change.address_only))
    if change.password is not None:
        after = await _with_password(work, after, change.password)
    if after.level_id is not None and after.login_id is None:
        raise BadLoginLength("An operator needs a login id.", "login_id")
    if after.level_id is not None and after.hash is None:
        raise BadPasswordLength("An operator needs a password.", "password")
    return await _write(work, before, after)


async def clear_login(work: Work, user_key: int) -> bool:
    """Make a person no operator: level, login id, password and address go, his sessions end; answers if he was one."""
    before = await account(work, user_key)
    after = Account(before.key, before.user_id, before.name)
    if after == before:
        return False
    if before.user_id == ADMINISTRATOR:
        raise AdministratorLevelFixed
    grantable(work.context)
    return await _write(work, before, after)


async def set_password_hash(work: Work, user_key: int, hash: str, *, must_change: bool) -> None:
    """Set a password that is subject to no rule, from the server itself."""
    before = await account(work, user_key)
    await _write(work, before, _reset(work, before, hash, must_change))


@operation(module=Module.USER, right="write", verb="OPERATOR_PASSWORD_RESET", method=Method.UPDATE, administrators=True)
async def reset_password(work: Work, reset: PasswordReset) -> str:
    """Let somebody in who is locked out: new password, enabled, valid, no lock; answers his login id."""
    before = await account(work, await _key(work, reset.user_id))
    after = _reset(work, before, reset.hash, reset.must_change)
    if reset.user_id == ADMINISTRATOR:
        login_id = before.login_id or await _free_login_id(work, before, ADMINISTRATOR_LOGIN)
        after = replace(after, level_id=ADMINISTRATOR_LEVEL, login_id=login_id, address_only=None)
    if after.level_id is None or after.login_id is None:
        raise Invalid("He is no operator.", "user_id")
    await work.session.execute(
        update(UserRow)
        .where(UserRow.key == before.key)
        .values(disabled=False, start=EARLIEST, expiry=LATEST - timedelta(minutes=1))
    )
    await _write(work, before, after)
    mark = failure_mark(work.vault, after.login_id)
    await work.session.execute(delete(LoginFailureRow).where(LoginFailureRow.login_fold == mark))
    return after.login_id


async def account(work: Work, user_key: int) -> Account:
    """What makes a person an operator."""
    columns = (
        UserRow.user_id,
        UserRow.name,
        UserRow.level_id,
        UserRow.login_id,
        UserRow.password,
        UserRow.address_only,
        UserRow.must_change_password,
        UserRow.password_changed,
        UserRow.password_changes,
    )
    row = (await work.session.execute(select(*columns).where(UserRow.key == user_key))).one_or_none()
    if row is None:
        raise UserNotFound
    return Account(user_key, *row)


async def end_sessions(work: Work, user_key: int, user_id: str, *, but: int = 0) -> None:
    """End the sessions of a person, except one."""
    sessions = select(SessionRow.key).where(SessionRow.user_key == user_key, SessionRow.key != but)
    keys = tuple((await work.session.execute(sessions)).scalars())
    if keys:
        await work.session.execute(delete(SessionRow).where(SessionRow.key.in_(keys)))
        work.tell(SessionsEnded(user_id, keys))


def failure_mark(vault: Vault, login_id: str) -> str:
    """How failed logins for a login id are found: a keyed hash, because people type passwords into the wrong field."""
    return vault.mark(fold(login_id).encode(), "login.failure").hex()


async def _key(work: Work, user_id: str) -> int:
    key = (await work.session.execute(select(UserRow.key).where(UserRow.user_id == user_id))).scalar_one_or_none()
    if key is None:
        raise UserNotFound(user_id)
    return key


def _check_right(context: Context, before: Account, change: LoginChange) -> None:
    if change.level_id not in {None, before.level_id} or change.address_only not in {None, before.address_only or ""}:
        grantable(context)
    if change.password is not None or change.login_id not in {None, before.login_id or ""}:
        grantable(context, before.user_id)


async def _level(work: Work, before: Account, level_id: int) -> int:
    if before.user_id == ADMINISTRATOR and level_id != ADMINISTRATOR_LEVEL:
        raise AdministratorLevelFixed
    if not await hold_level(work, level_id):
        raise LevelNotFound(str(level_id))
    return level_id


async def _free_login_id(work: Work, before: Account, login_id: str) -> str | None:
    if len(login_id) > LOGIN_LENGTH:
        raise BadLoginLength(f"{LOGIN_LENGTH} characters at most", "login_id")
    if any(character.isspace() or unicodedata.category(character) == "Cc" for character in login_id):
        raise BadLoginId("no blanks", "login_id")
    if not login_id:
        return None
    taken = UserRow.login_fold == fold(login_id), UserRow.key != before.key
    if (await work.session.execute(select(func.count()).select_from(UserRow).where(*taken))).scalar_one():
        raise DuplicateLogin(login_id)
    return login_id


async def _with_password(work: Work, account: Account, password: NewPassword) -> Account:
    """The account with a password that somebody chose."""
    limits, ids = await security(work.session), (account.user_id, account.login_id)
    passwords.differs_from_ids(password, *ids)
    if account.must_change_password and not limits.weak and passwords.is_common(password.text):
        raise PasswordTooCommon("It is one of the hundred most common passwords.", "password")
    passwords.check_strength(password.text, limits.password_strength, *ids)
    another = account.must_change_password or limits.password_strength or limits.passwords_age
    if another and account.hash is not None and await passwords.matches(account.hash, password.text):
        raise PasswordUnchanged("Choose another one.", "password")
    today = account.password_changed is not None and account.password_changed.date() == work.now.date()
    changes = account.password_changes if today else 0
    if isinstance(work.context, Operator) and work.context.user_id == account.user_id:
        if limits.limit_changes and changes >= limits.password_changes and not account.must_change_password:
            raise PasswordChangedTooOften(f"{limits.password_changes} a day at most")
        changes += 1
    return replace(
        account,
        hash=password.hash,
        must_change_password=False,
        password_changed=work.now,
        password_changes=changes,
    )


def _reset(work: Work, account: Account, hash: str, must_change: bool) -> Account:
    """The account with a password that is subject to no rule."""
    return replace(account, hash=hash, must_change_password=must_change, password_changed=work.now, password_changes=0)


def _address(text: str) -> str | None:
    if not text:
        return None
    try:
        return canonical(text)
    except ValueError as error:
        raise BadAddress("Not an IP address.", "user_ip") from error


def _shown(account: Account) -> dict[str, Any]:
    return {"level_id": account.level_id, "login_id": account.login_id, "user_ip": account.address_only}


async def _write(work: Work, before: Account, after: Account) -> bool:
    if after == before:
        return False
    values = {
        "level_id": after.level_id,
        "login_id": after.login_id,
        "login_fold": fold(after.login_id) if after.login_id else None,
        "password": after.hash,
        "address_only": after.address_only,
        "must_change_password": after.must_change_password,
        "password_changed": after.password_changed,
        "password_changes": after.password_changes,
    }
    await work.session.execute(update(UserRow).where(UserRow.key == before.key).values(values))
    old, new = _shown(before), _shown(after)
    differing = {name: value for name, value in new.items() if value != old[name]}
    secret = {"password": "changed"} if after.hash != before.hash else {}
    work.note(f"{before.name}({before.user_id})", {name: old[name] for name in differing}, differing | secret)
    own = work.context.session if isinstance(work.context, Operator) and work.context.user_id == before.user_id else 0
    await end_sessions(work, before.key, before.user_id, but=own)
    work.tell(OperatorChanged(before.user_id))
    return True
