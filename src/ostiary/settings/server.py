"""How people, ids and logs are treated, as it is set."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from ostiary.kernel.errors import Invalid

LANGUAGE_LENGTH = 16
SHORTEST_DAYS, LONGEST_DAYS = 30, 36500


class UserSync(Enum):
    """Which people go to which devices by themselves; the values are the pair of settings of the reference."""

    NOBODY = (0, 0)
    EVERYBODY = (1, 0)
    EVERYBODY_AND_FROM_DEVICES = (1, 1)
    """People who are enrolled or changed at a device also come to the server, and to the other devices."""
    WHERE_THEY_MAY_PASS = (3, 0)
    """Whom his access groups let through a door or an elevator of the device."""


@dataclass(frozen=True, slots=True)
class Server:
    """The settings. Numbers as on the wire."""

    alphanumeric_ids: bool = False
    user_sync_method: int = 1
    user_by_device_sync_method: int = 0
    log_sync_method: int = 0
    """0 by themselves, 1 by hand. Logs are always fetched by themselves: a log that waits loses its oldest events."""
    language: str = "en"
    events_expire: bool = False
    event_days: int = 0
    """How long events are kept if they expire."""

    def events_kept(self, *, weak: bool) -> timedelta | None:
        """How long events are kept; None = for ever. Not shorter than a month, unless what weakens is obeyed."""
        days = self.event_days if weak else max(self.event_days, SHORTEST_DAYS)
        return timedelta(days=days) if self.events_expire else None

    @property
    def user_sync(self) -> UserSync:
        """Which people go to which devices."""
        return UserSync((self.user_sync_method, self.user_by_device_sync_method))


@dataclass(frozen=True, slots=True)
class ServerChange:
    """New values of `Server`, member by member; None keeps."""

    alphanumeric_ids: bool | None = None
    user_sync_method: int | None = None
    user_by_device_sync_method: int | None = None
    log_sync_method: int | None = None
    language: str | None = None
    events_expire: bool | None = None
    event_days: int | None = None


def check(server: Server) -> None:
    """Refuse settings that mean nothing."""
    pairs = {sync.value for sync in UserSync}
    if (server.user_sync_method, server.user_by_device_sync_method) not in pairs:
        raise Invalid("With user_by_device_sync_method: 0 and 0, 1 and 0, 1 and 1, or 3 and 0.", "user_sync_method")
    if server.log_sync_method not in {0, 1}:
        raise Invalid("0 or 1", "log_sync_method")
    if not (1 if server.events_expire else 0) <= server.event_days <= LONGEST_DAYS:
        raise Invalid(f"1 to {LONGEST_DAYS} days, if events expire", "event_log_retain_days")
    if not 0 < len(server.language) <= LANGUAGE_LENGTH:
        raise Invalid(f"1 to {LANGUAGE_LENGTH} characters", "language")
