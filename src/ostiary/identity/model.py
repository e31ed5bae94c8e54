"""Tables of people, operators, sessions and access groups as sets of people, and the errors of this room."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from ostiary.kernel.errors import (
    Duplicate,
    Forbidden,
    InUse,
    Invalid,
    LimitReached,
    NotFound,
    Predefined,
    Unauthenticated,
)
from ostiary.kernel.schema import Base, Counted, Json, Key, counted_id, ordered

ADMINISTRATOR = "1"
"""User id of the predefined administrator."""


class UserRow(Counted, Base):
    """A person. `key` is ours and never shown; `user_id` is what everybody knows, `user_number` its value if any."""

    __tablename__ = "user_account"
    __table_args__ = (
        Index(None, "user_number", "user_id"),
        Index(None, "group_id"),
        Index(None, "name_fold"),
        Index(None, "last_modified"),
        {"sqlite_autoincrement": True},
    )

    key: Mapped[int] = counted_id()
    user_id: Mapped[str] = mapped_column(ordered(32), unique=True)
    user_number: Mapped[int | None] = mapped_column(Key)
    name: Mapped[str] = mapped_column(ordered(48))
    name_fold: Mapped[str] = mapped_column(ordered())
    group_id: Mapped[int] = mapped_column(Key)
    start: Mapped[datetime]
    expiry: Mapped[datetime]
    disabled: Mapped[bool]
    security_level: Mapped[int] = mapped_column(default=0)
    email: Mapped[str | None] = mapped_column(ordered())
    email_fold: Mapped[str | None] = mapped_column(ordered(), unique=True)
    phone: Mapped[str | None] = mapped_column(ordered(64))
    department: Mapped[str | None] = mapped_column(ordered(64))
    title: Mapped[str | None] = mapped_column(ordered(64))
    birthday: Mapped[datetime | None]
    gender: Mapped[str | None] = mapped_column(ordered(8))
    pin: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Sealed; purpose `user.pin`."""
    photo: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Sealed; purpose `user.photo`."""
    private_modes: Mapped[list[Any]] = mapped_column(Json, default=list)
    exclude_directory: Mapped[bool] = mapped_column(default=False)
    level_id: Mapped[int | None] = mapped_column(Key)
    login_id: Mapped[str | None] = mapped_column(ordered(48))
    login_fold: Mapped[str | None] = mapped_column(ordered(), unique=True)
    password: Mapped[str | None] = mapped_column(ordered())
    """argon2id hash."""
    must_change_password: Mapped[bool] = mapped_column(default=False)
    password_changed: Mapped[datetime | None]
    """When the password was last set; None of one that is older than this column."""
    password_changes: Mapped[int] = mapped_column(default=0)
    """How often he changed it himself on that day (UTC)."""
    address_only: Mapped[str | None] = mapped_column(ordered(64))
    """The one IP address he may sign in from."""
    made: Mapped[datetime]
    """When this person was made: whatever is older and has his user id is of another, who had it before."""
    last_modified: Mapped[int] = mapped_column(Key)
    updated_count: Mapped[int] = mapped_column(default=0)


class PeopleCountRow(Base):
    """How many people are in each user group itself, kept with every act that makes, moves or deletes some: counting
    half a million rows for every page of a list costs more than the page.
    """

    __tablename__ = "user_group_people"

    group_id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    people: Mapped[int] = mapped_column(Key)


class NameWordRow(Base):
    """A word of a person's name, as `kernel.words` has it; finds whoever is called so. Whose person is gone means
    nothing.
    """

    __tablename__ = "user_name_word"
    __table_args__: Any = {"sqlite_with_rowid": False}  # noqa: RUF012 -- SQLAlchemy takes a dict only

    word: Mapped[str] = mapped_column(ordered(64), primary_key=True)
    user_key: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)


class CustomValueRow(Base):
    """The value of a custom field of a person; the fields themselves are defined in `settings`."""

    __tablename__ = "user_custom_value"

    user_key: Mapped[int] = mapped_column(Key, ForeignKey("user_account.key", ondelete="CASCADE"), primary_key=True)
    field_id: Mapped[int] = mapped_column(Key, primary_key=True)
    value: Mapped[str] = mapped_column(ordered())
    """The text; of a file its name."""
    document: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The file, sealed; purpose `user.file`."""
    media_type: Mapped[str] = mapped_column(ordered(), default="")


class LevelRow(Base):
    """An operator level: module rights and group filters. 1-3, 253-255 and 100000 are predefined, 4-252 custom."""

    __tablename__ = "operator_level"

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(ordered(48), unique=True)
    description: Mapped[str] = mapped_column(ordered())
    rights: Mapped[dict[str, Any]]
    """Module name -> "r" or "rw"."""
    filters: Mapped[dict[str, Any]]
    """Kind of group -> ids; a kind that is absent is unlimited."""


class PreferenceRow(Base):
    """How a user likes to see things; without a row he has the defaults."""

    __tablename__ = "preference"

    user_key: Mapped[int] = mapped_column(Key, ForeignKey("user_account.key", ondelete="CASCADE"), primary_key=True)
    language: Mapped[str] = mapped_column(ordered(16))
    date_format: Mapped[str] = mapped_column(ordered(32))
    time_format: Mapped[str] = mapped_column(ordered(32))
    time_long_format: Mapped[str] = mapped_column(ordered(32))
    time_zone: Mapped[str] = mapped_column(ordered(8))
    dst1: Mapped[int]
    dst2: Mapped[int]
    depend_on_os: Mapped[bool]
    console: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What the console keeps for him; nobody else looks into it."""


class SessionRow(Counted, Base):
    """A session. Only the SHA-256 of its id is kept."""

    __tablename__ = "session"
    __table_args__ = (Index(None, "user_key"), {"sqlite_autoincrement": True})

    key: Mapped[int] = counted_id()
    digest: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    user_key: Mapped[int] = mapped_column(Key, ForeignKey("user_account.key", ondelete="CASCADE"))
    address: Mapped[str] = mapped_column(ordered(64))
    started: Mapped[datetime]
    last_used: Mapped[datetime]


class LoginFailureRow(Counted, Base):
    """A failed login, for locking."""

    __tablename__ = "login_failure"
    __table_args__ = (Index(None, "login_fold", "at"), {"sqlite_autoincrement": True})

    id: Mapped[int] = counted_id()
    login_fold: Mapped[str] = mapped_column(ordered())
    address: Mapped[str] = mapped_column(ordered(64))
    at: Mapped[datetime]


class AccessGroupRow(Counted, Base):
    """A named set of people and of user groups; what it may open is in `access`."""

    __tablename__ = "access_group"

    id: Mapped[int] = counted_id()
    name: Mapped[str] = mapped_column(ordered(48), unique=True)
    description: Mapped[str] = mapped_column(ordered())


class AccessGroupUserRow(Base):
    """A person who is in an access group himself."""

    __tablename__ = "access_group_user"
    __table_args__ = (Index(None, "user_key"),)

    group_id: Mapped[int] = mapped_column(Key, ForeignKey("access_group.id", ondelete="CASCADE"), primary_key=True)
    user_key: Mapped[int] = mapped_column(Key, ForeignKey("user_account.key", ondelete="CASCADE"), primary_key=True)


class AccessGroupUserGroupRow(Base):
    """A user group whose members, and those of the groups below it, are in an access group."""

    __tablename__ = "access_group_user_group"
    __table_args__ = (Index(None, "user_group_id"),)

    group_id: Mapped[int] = mapped_column(Key, ForeignKey("access_group.id", ondelete="CASCADE"), primary_key=True)
    user_group_id: Mapped[int] = mapped_column(Key, primary_key=True)


class UserNotFound(NotFound):
    """No such user."""


class UserGroupNeeded(Invalid):
    """Everybody is in a user group."""


class DuplicateUser(Duplicate):
    """The user id is taken."""


class DuplicateEmail(Duplicate):
    """Another user has this e-mail address."""


class DuplicateLogin(Duplicate):
    """Another user has this login id."""


class AdministratorStays(Predefined):
    """User 1 cannot be deleted."""


class AdministratorLevelFixed(Predefined):
    """User 1 keeps his operator level."""


class LevelNotFound(NotFound):
    """No such operator level."""


class DuplicateLevel(Duplicate):
    """An operator level has this name."""


class LevelStays(Predefined):
    """A predefined operator level can be neither changed nor deleted."""


class LevelInUse(InUse):
    """An operator has this level."""


class LevelsFull(LimitReached):
    """Custom operator levels have the ids 4 to 252."""


class FilterTooLong(LimitReached):
    """A filter of an operator level names 2048 groups at most."""


class PreferenceNotFound(NotFound):
    """Nobody whose preference it could be."""


class AccessGroupNotFound(NotFound):
    """No such access group."""


class DuplicateAccessGroup(Duplicate):
    """An access group has this name."""


class AccessGroupsFull(LimitReached):
    """2048 access groups at most."""


class TooManyAccessGroups(LimitReached):
    """A user may be in 16 access groups."""


class ParentNotSet(Invalid):
    """A new group has a parent."""


class UserGroupNotEmpty(Invalid):
    """A user group with people or groups in it cannot be deleted."""


class BadLogin(Unauthenticated):
    """Wrong login id or password."""


class LoginLocked(Unauthenticated):
    """Too many failed logins; locked for a while."""


class AddressNotAllowed(Unauthenticated):
    """This operator may not sign in from this address."""


class PasswordChangeRequired(Forbidden):
    """The generated password has to be changed first."""
