"""What can have happened to the content of devices."""

from dataclasses import dataclass

from ostiary.kernel.outbox import Fact


@dataclass(frozen=True)
class ContentTurned(Fact):
    """How the content of these masters stands has changed."""

    device_ids: tuple[int, ...]
