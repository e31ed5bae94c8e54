"""What can have happened to credentials that no person holds; a person's own come as `PersonChanged`."""

from dataclasses import dataclass

from ostiary.kernel.outbox import Fact


@dataclass(frozen=True)
class BlacklistChanged(Fact):
    """A card came on the blacklist or was taken off it."""

    number: str
    listed: bool
