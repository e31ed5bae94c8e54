"""How sessions end, when logins are locked, and what passwords must be: as it is set, and as the server obeys it.

The properties are what is obeyed. What would weaken the server stays within bounds of its own, however it is set,
unless the server's own configuration says that it shall be obeyed as well (`weak`).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ostiary.kernel.errors import Invalid

LONGEST_IDLE = timedelta(days=1)
FAILURES, MOST_FAILURES = 5, 10
SHORTEST_LOCK = timedelta(minutes=5)
FAILURES_FROM_ANYWHERE = 100
RANGES = {
    "session_seconds": ("session_timeout", range(60, 31_536_001)),
    "failures": ("allow_login_failed_count", range(1, 1_001)),
    "locked_minutes": ("allow_login_failed_minutes", range(1, 1_441)),
    "password_strength": ("password_strength", range(3)),
    "password_days": ("password_update_cycle", range(1, 181)),
    "password_changes": ("allow_password_change_count", range(1, 11)),
}
"""What a setting may be set to, and what the reference calls it."""


@dataclass(frozen=True, slots=True)
class Security:
    """The settings as they are set; whole seconds, minutes and days."""

    session_seconds: int = 3_600
    many_sessions: bool = True
    """Whether an operator may have several; else a login ends the earlier one."""
    lock_logins: bool = True
    failures: int = FAILURES
    """Failed logins for one login id from one address, after which the pair is locked."""
    locked_minutes: int = 10
    password_strength: int = 0
    """0 as long as it must be; 1 letters and digits; 2 also upper and lower case and a sign, 10 at least."""
    passwords_age: bool = False
    password_days: int = 60
    limit_changes: bool = False
    password_changes: int = 1
    """How often somebody may change his own on one day."""
    weak: bool = False
    """Whether also what weakens the server is obeyed. Comes from its configuration, never from a request."""

    @property
    def idle(self) -> timedelta:
        """How long a session lives without a request."""
        wanted = timedelta(seconds=self.session_seconds)
        return wanted if self.weak else min(wanted, LONGEST_IDLE)

    @property
    def failures_of_pair(self) -> int:
        """Failed logins for one login id from one address that lock the pair; 0 = never."""
        if not self.weak:
            return min(self.failures, MOST_FAILURES) if self.lock_logins else FAILURES
        return self.failures if self.lock_logins else 0

    @property
    def failures_of_login(self) -> int:
        """Failed logins for one login id from anywhere that lock it; 0 = never."""
        if self.weak and not self.lock_logins:
            return 0
        return max(FAILURES_FROM_ANYWHERE, self.failures_of_pair)

    @property
    def locked(self) -> timedelta:
        """How long a lock lasts."""
        wanted = timedelta(minutes=self.locked_minutes)
        return wanted if self.weak else max(wanted, SHORTEST_LOCK)

    def must_change(self, flag: bool, changed: datetime | None, now: datetime) -> bool:
        """Whether a password has to be changed: it was generated (`flag`), it is too old, or its age is not known."""
        too_old = self.passwords_age and (changed is None or changed < now - timedelta(days=self.password_days))
        return flag or too_old


@dataclass(frozen=True, slots=True)
class SecurityChange:
    """New values of `Security`, member by member; None keeps."""

    session_seconds: int | None = None
    many_sessions: bool | None = None
    lock_logins: bool | None = None
    failures: int | None = None
    locked_minutes: int | None = None
    password_strength: int | None = None
    passwords_age: bool | None = None
    password_days: int | None = None
    limit_changes: bool | None = None
    password_changes: int | None = None

    def check(self) -> None:
        """Refuse what a setting cannot be."""
        for name, (called, allowed) in RANGES.items():
            value = getattr(self, name)
            if value is not None and value not in allowed:
                raise Invalid(f"{allowed.start} to {allowed.stop - 1}", called)
