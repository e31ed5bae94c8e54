"""Tables of doors and of how they stand, and the errors of this room."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ostiary.kernel.errors import Duplicate, InUse, Invalid, LimitReached, NotFound
from ostiary.kernel.schema import Base, Counted, Json, Key, counted_id, ordered


class DoorRow(Counted, Base):
    """A door. Device columns name registered devices or slaves; `options` holds members of the wire nothing decides on
    yet.
    """

    __tablename__ = "door"
    __table_args__ = (
        UniqueConstraint("relay_device_id", "relay_index"),
        Index(None, "group_id"),
        Index(None, "entry_device_id"),
        Index(None, "exit_device_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = counted_id()
    name: Mapped[str] = mapped_column(ordered(48), unique=True)
    name_fold: Mapped[str] = mapped_column(ordered())
    description: Mapped[str] = mapped_column(ordered())
    group_id: Mapped[int] = mapped_column(Key)
    master_id: Mapped[int | None] = mapped_column(Key)
    """The device that decides and holds the door's content: the master of its readers' network."""
    entry_device_id: Mapped[int | None] = mapped_column(Key)
    exit_device_id: Mapped[int | None] = mapped_column(Key)
    relay_device_id: Mapped[int | None] = mapped_column(Key)
    relay_index: Mapped[int]
    sensor: Mapped[dict[str, Any] | None] = mapped_column(Json)
    """device_id, index, normally_closed, apb_use_door_sensor."""
    exit_button: Mapped[dict[str, Any] | None] = mapped_column(Json)
    """device_id, index, normally_closed, simulated_unlock."""
    open_duration: Mapped[int]
    open_timeout: Mapped[int]
    open_once: Mapped[bool]
    unconditional_lock: Mapped[bool]
    antipassback: Mapped[dict[str, Any] | None] = mapped_column(Json)
    timed_antipassback: Mapped[dict[str, Any] | None] = mapped_column(Json)
    dual_authentication: Mapped[dict[str, Any] | None] = mapped_column(Json)
    extended_opening: Mapped[dict[str, Any] | None] = mapped_column(Json)
    """Rules as `doors.terms` keeps them; None = the door has none."""
    outputs: Mapped[list[Any] | None] = mapped_column(Json)
    """What its alarms switch, as `doors.outputs` keeps it."""
    options: Mapped[dict[str, Any]]


class DoorStateRow(Base):
    """How a door stood when its device last told."""

    __tablename__ = "door_state"

    door_id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    unlocked: Mapped[bool]
    open: Mapped[bool]
    locked_by: Mapped[int]
    unlocked_by: Mapped[int]
    alarms: Mapped[int]
    last_open: Mapped[datetime | None]
    told: Mapped[datetime]


class DoorNotFound(NotFound):
    """No such door."""


class DuplicateDoor(Duplicate):
    """A door has this name."""


class ParentNeeded(Invalid):
    """A new door group needs a parent."""


class DoorInUse(InUse):
    """The door is used by a zone."""


class ReaderTaken(InUse):
    """The reader serves another door."""


class RelayTaken(InUse):
    """The relay drives another door."""


class InputTaken(InUse):
    """The input serves another door, or the same one for something else."""


class SensorNeeded(Invalid):
    """Anti-passback that counts on the door sensor needs one."""


class SensorStays(InUse):
    """The door sensor cannot go while anti-passback counts on it."""


class EntryNeeded(Invalid):
    """A rule watches the entry of a door that has no entry reader."""


class ExitNeeded(Invalid):
    """A rule watches the exit of a door that has no exit reader."""


class RulesExclude(Invalid):
    """A door has anti-passback or the timed one, not both."""


class BypassGroupsFull(LimitReached):
    """A rule has 16 bypass groups at most."""


class ApartFromMaster(Invalid):
    """The devices of a door must be in one RS-485 network."""


class TooManyDoors(LimitReached):
    """A network of devices serves 32 doors at most."""
