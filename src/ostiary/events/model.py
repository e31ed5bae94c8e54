"""Tables of the log: events, their images, which of them are alerts, how far each device's log has been read, what is
lost of it, and how things were called when.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Final

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from ostiary.kernel.errors import Invalid, NotFound
from ostiary.kernel.schema import Base, Counted, Key, counted_id, ordered

TEXT_LENGTH: Final = 256
"""Longer texts of devices are cut: a device that lies must not fill the log."""

LATE_SECONDS: Final = 60
"""A record older than this when it comes in is late: it pulses no relay and wakes nobody."""


NOBODY: Final = "-"
"""The name of somebody who was not recognised."""


class Image(IntEnum):
    """Where the image is that a device took with an event."""

    NONE = 0
    """It took none."""
    AT_DEVICE = 1
    STORED = 2
    LOST = 3
    """The device had it no more when it was to be fetched."""


class EventRow(Counted, Base):
    """One event. `id` counts up in the order of commits and is its place in the outbox; names and groups are as of
    `at`.

    `device_id` is the reader that saw it; `source_id`, `epoch` and `log_index` say where it stands in which device's
    log, all three None for what the server itself records. `shift` is the offset of the device's zone at that moment,
    in minutes east.
    """

    __tablename__ = "event"
    __table_args__ = (
        UniqueConstraint("source_id", "epoch", "log_index"),
        Index(None, "at", "id"),
        Index(None, "code", "at"),
        Index(None, "device_id", "at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = counted_id()
    at: Mapped[datetime]
    stored_at: Mapped[datetime]
    source_id: Mapped[int | None] = mapped_column(Key)
    epoch: Mapped[int | None] = mapped_column(Key)
    log_index: Mapped[int | None] = mapped_column(Key)
    code: Mapped[int] = mapped_column(Integer)
    device_id: Mapped[int | None] = mapped_column(Key)
    device_name: Mapped[str] = mapped_column(ordered())
    device_group_id: Mapped[int | None] = mapped_column(Key)
    door_id: Mapped[int | None] = mapped_column(Key)
    door_name: Mapped[str] = mapped_column(ordered())
    door_group_id: Mapped[int | None] = mapped_column(Key)
    user_id: Mapped[str | None] = mapped_column(ordered())
    user_name: Mapped[str] = mapped_column(ordered())
    user_group_id: Mapped[int | None] = mapped_column(Key)
    user_group_name: Mapped[str] = mapped_column(ordered())
    credential: Mapped[str] = mapped_column(ordered())
    """Card number or id that was presented where nobody was recognised; never a PIN."""
    reason: Mapped[str] = mapped_column(ordered())
    parameter: Mapped[str] = mapped_column(ordered())
    tna_key: Mapped[int] = mapped_column(Integer)
    shift: Mapped[int] = mapped_column(Integer)
    late: Mapped[bool]
    alert: Mapped[bool] = mapped_column(default=False)
    """Whether it became an alert when it was stored."""
    by_device: Mapped[bool] = mapped_column(default=False)
    """Whether it tells of a person who was changed at the device itself."""
    image: Mapped[int] = mapped_column(Integer, default=Image.NONE)
    temperature: Mapped[int | None] = mapped_column(Integer)
    """Of the skin of whoever it was, in hundredths of a degree Celsius."""


Index(
    "ix_event_by_device",
    EventRow.source_id,
    EventRow.id,
    sqlite_where=EventRow.by_device,
    postgresql_where=EventRow.by_device,
)
Index(
    "ix_event_user_id_at",
    EventRow.user_id,
    EventRow.at,
    sqlite_where=EventRow.user_id.is_not(None),
    postgresql_where=EventRow.user_id.is_not(None),
)
Index(
    "ix_event_door_id_at",
    EventRow.door_id,
    EventRow.at,
    sqlite_where=EventRow.door_id.is_not(None),
    postgresql_where=EventRow.door_id.is_not(None),
)


_AT_DEVICE = text("image = 1")
Index("ix_event_image", EventRow.source_id, EventRow.id, sqlite_where=_AT_DEVICE, postgresql_where=_AT_DEVICE)
Index(
    "ix_event_temperature",
    EventRow.at,
    EventRow.id,
    sqlite_where=EventRow.temperature.is_not(None),
    postgresql_where=EventRow.temperature.is_not(None),
)


class EventImageRow(Base):
    """The image of an event: a JPEG, sealed with purpose `event.image`. It goes with the event."""

    __tablename__ = "event_image"

    event_id: Mapped[int] = mapped_column(
        Key, ForeignKey("event.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    document: Mapped[bytes] = mapped_column(LargeBinary)


class NameRow(Counted, Base):
    """How a thing is called, in which group it is and, for a device, in which time zone, since when.

    `source_id` is the device in whose log a device or a door stands: its master or itself, None = in none.
    """

    __tablename__ = "event_name"
    __table_args__ = (Index(None, "kind", "key", "since"), {"sqlite_autoincrement": True})

    id: Mapped[int] = counted_id()
    kind: Mapped[str] = mapped_column(ordered(32))
    key: Mapped[str] = mapped_column(ordered(64))
    since: Mapped[datetime]
    name: Mapped[str] = mapped_column(ordered())
    group_id: Mapped[int | None] = mapped_column(Key)
    timezone: Mapped[str] = mapped_column(ordered(64))
    source_id: Mapped[int | None] = mapped_column(Key)


class PositionRow(Base):
    """How far a device's log is in: of this epoch every record up to `log_index` is stored or noted as a gap.

    `told` is the highest index known to exist in it.
    """

    __tablename__ = "event_position"

    device_id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    epoch: Mapped[int] = mapped_column(Key)
    log_index: Mapped[int] = mapped_column(Key)
    told: Mapped[int] = mapped_column(Key)


class GapRow(Counted, Base):
    """Records of a device's log, `first` to `last`, that were gone before the server could read them, and why."""

    __tablename__ = "event_gap"
    __table_args__ = (Index(None, "device_id", "epoch"), {"sqlite_autoincrement": True})

    id: Mapped[int] = counted_id()
    device_id: Mapped[int] = mapped_column(Key)
    epoch: Mapped[int] = mapped_column(Key)
    first: Mapped[int] = mapped_column(Key)
    last: Mapped[int] = mapped_column(Key)
    why: Mapped[str] = mapped_column(ordered(16))
    """`overwritten`: the ring came round; `cleared`: the log was erased."""
    found: Mapped[datetime]


class AlertStatus(IntEnum):
    """What has become of an alert, numbered as on the wire."""

    IGNORED = 0
    ACKNOWLEDGED = 1
    WAITING = 2


class AlertRow(Base):
    """An event that someone must acknowledge; who has, when, and with which words. `at` is that of the event."""

    __tablename__ = "alert"
    __table_args__ = (Index(None, "at", "event_id"), Index(None, "status", "at"))

    event_id: Mapped[int] = mapped_column(
        Key, ForeignKey("event.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    at: Mapped[datetime]
    status: Mapped[int] = mapped_column(Integer)
    ack_user_id: Mapped[str | None] = mapped_column(ordered())
    ack_user_name: Mapped[str | None] = mapped_column(ordered())
    ack_message: Mapped[str | None] = mapped_column(ordered())
    ack_at: Mapped[datetime | None]


class AlertChoiceRow(Base):
    """Whether events of a type become alerts, where an operator has chosen otherwise than the list of types."""

    __tablename__ = "alert_choice"

    code: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    enabled: Mapped[bool]


class DoubtRow(Base):
    """Records of a device's log, `first` to `last`, whose moments are doubtful: its clock was found off by `drift`.

    The stretch begins after the last record that a clock known to be right had made.
    """

    __tablename__ = "event_doubt"

    device_id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    epoch: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    first: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(Key)
    drift: Mapped[int] = mapped_column(Key)
    """Milliseconds it was ahead when that was noticed."""
    found: Mapped[datetime]


class UnlistedCodeRow(Base):
    """A code that came in and is in no list of event types; it is listed from then on."""

    __tablename__ = "event_unlisted_code"

    code: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)


class EventNotFound(NotFound):
    """No such event."""


class ImageNotFound(NotFound):
    """No such image, or it has not come from its device yet."""


class NotAlertable(Invalid):
    """Events of this type cannot become alerts."""


class MessageTooLong(Invalid):
    """The words with which an alert is answered are too long."""


class SignerNotFound(NotFound):
    """Nobody of this id was ever known."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event as the house sees it; `device_id` 0 = the server, `door_id` 0 = none. Groups are as of the event, None
    = unknown. `image`: where it is; `temperature` in hundredths of a degree Celsius, None = not measured.
    """

    id: int
    at: datetime
    stored_at: datetime
    log_index: int
    code: int
    device_id: int
    device_name: str
    device_group_id: int | None
    door_id: int
    door_name: str
    door_group_id: int | None
    user_id: str
    user_name: str
    user_group_id: int | None
    user_group_name: str
    credential: str
    reason: str
    parameter: str
    tna_key: int
    shift: int
    late: bool
    source_id: int
    epoch: int
    alert: bool = False
    by_device: bool = False
    image: int = Image.NONE
    temperature: int | None = None


def who(event: Event) -> tuple[str, str, str]:
    """Who it was: what was recognised or presented, the name, and both in one text."""
    shown = event.user_id or event.credential
    name = event.user_name or (NOBODY if shown else "")
    return shown, name, f"{shown}({name})" if shown else ""
