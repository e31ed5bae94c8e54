"""What can have happened to doors."""

from dataclasses import dataclass

from ostiary.kernel.outbox import Fact


@dataclass(frozen=True, slots=True)
class DoorPlace:
    """A door's name, the master device that holds it (None = none) and its group (None = told before it was noted)."""

    name: str
    master_id: int | None
    group_id: int | None = None


@dataclass(frozen=True)
class DoorChanged(Fact):
    """A door was made, changed or deleted. `before` None = new, `after` None = gone."""

    door_id: int
    before: DoorPlace | None
    after: DoorPlace | None


@dataclass(frozen=True)
class DoorStateChanged(Fact):
    """A door's lock, sensor, flags or alarms changed, as its device told."""

    door_id: int
    status: int
    unlocked: bool
    open: bool
    alarms: int
