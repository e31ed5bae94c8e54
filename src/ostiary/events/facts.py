"""What can have happened to groups as the log names them, and to alerts."""

from dataclasses import dataclass

from ostiary.kernel.context import Kind
from ostiary.kernel.outbox import Fact


@dataclass(frozen=True, slots=True)
class GroupPlace:
    """A group's name and the one it is in."""

    name: str
    parent_id: int


@dataclass(frozen=True)
class GroupChanged(Fact):
    """A group was made, renamed, moved or removed. `before` None = new, `after` None = gone."""

    group_kind: Kind
    group_id: int
    before: GroupPlace | None
    after: GroupPlace | None


@dataclass(frozen=True)
class AlertAnswered(Fact):
    """An alert was acknowledged or ignored, by the number of its status."""

    event_id: int
    status: int


@dataclass(frozen=True)
class EventsExpired(Fact):
    """So many events were deleted for their age, with the alerts that they had become."""

    count: int
