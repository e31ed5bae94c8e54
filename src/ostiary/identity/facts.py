"""What can have happened to people and to access groups as sets."""

from dataclasses import dataclass

from ostiary.kernel.outbox import Fact


@dataclass(frozen=True, slots=True)
class PersonState:
    """What others need to know of a person: name, user group, and whether he is disabled."""

    name: str
    group_id: int
    disabled: bool


@dataclass(frozen=True)
class PersonChanged(Fact):
    """Something about a person that devices hold has changed. `before` None = new, `after` None = gone."""

    user_id: str
    before: PersonState | None
    after: PersonState | None


@dataclass(frozen=True)
class UserGroupChanged(Fact):
    """A user group was made, renamed, moved or deleted (names before and after; None = was not, is not)."""

    group_id: int
    before: str | None
    after: str | None


@dataclass(frozen=True)
class AccessGroupChanged(Fact):
    """An access group was made, renamed or deleted (names before and after; None = was not, is not)."""

    group_id: int
    before: str | None
    after: str | None


@dataclass(frozen=True)
class MembershipChanged(Fact):
    """These people came into or left access groups, also through their user groups; at most 1,000 in one fact."""

    group_ids: tuple[int, ...]
    user_ids: tuple[str, ...]


@dataclass(frozen=True)
class OperatorChanged(Fact):
    """An account's level, login or password changed: its other sessions are over."""

    user_id: str


@dataclass(frozen=True)
class LevelChanged(Fact):
    """An operator level was made, changed or deleted (names before and after; None = was not, is not)."""

    level_id: int
    before: str | None
    after: str | None


@dataclass(frozen=True)
class SessionsEnded(Fact):
    """These sessions (keys) of an operator are over before their time: a logout, or a change of his account."""

    user_id: str
    sessions: tuple[int, ...]
