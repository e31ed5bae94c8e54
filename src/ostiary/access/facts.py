"""What can have happened to access levels and to what groups have."""

from dataclasses import dataclass

from ostiary.kernel.outbox import Fact


@dataclass(frozen=True)
class AccessLevelChanged(Fact):
    """A level was made, changed or deleted (names before and after; None = was not, is not)."""

    level_id: int
    before: str | None
    after: str | None


@dataclass(frozen=True)
class GroupLevelsChanged(Fact):
    """An access group has other levels now."""

    group_id: int
    before: tuple[int, ...]
    after: tuple[int, ...]
