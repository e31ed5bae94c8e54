"""What can have happened to devices."""

from dataclasses import dataclass

from ostiary.kernel.outbox import Fact


@dataclass(frozen=True)
class DeviceChanged(Fact):
    """A device was added, changed or removed (names before and after; None = was not, is not). `left`: the group it was
    in, where it has left it.
    """

    device_id: int
    before: str | None
    after: str | None
    left: int | None = None


@dataclass(frozen=True)
class ConnectionTurned(Fact):
    """A device came online or went offline."""

    device_id: int
    connected: bool


@dataclass(frozen=True)
class LockChanged(Fact):
    """A device refuses credentials from now on, or takes them again."""

    device_id: int
    locked: bool
