"""What can have happened to settings."""

from dataclasses import dataclass

from ostiary.kernel.outbox import Fact


@dataclass(frozen=True)
class UserSyncChanged(Fact):
    """Other people than before go to devices by themselves; the pair of settings before and after."""

    before: tuple[int, int]
    after: tuple[int, int]


@dataclass(frozen=True)
class OutputSignalChanged(Fact):
    """A signal by which relays are driven has changed."""

    signal_id: int
