"""Tables of devices and of commands to them, and the errors of this room."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from ostiary.kernel.errors import DomainError, Duplicate, InUse, Invalid, LimitReached, NotFound, NotSupported
from ostiary.kernel.schema import Base, Counted, Key, counted_id, ordered
from ostiary.port.commands import Fault


class DeviceRow(Base):
    """A registered device. Its id is its serial number. `parent_id` is set for slaves of an RS-485 master."""

    __tablename__ = "device"
    __table_args__ = (Index(None, "parent_id"), Index(None, "group_id"))

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(ordered(48), unique=True)
    type_id: Mapped[int]
    group_id: Mapped[int] = mapped_column(Key)
    parent_id: Mapped[int | None] = mapped_column(Key)
    driver: Mapped[str] = mapped_column(ordered(32))
    address: Mapped[str] = mapped_column(ordered(64))
    port: Mapped[int]
    timezone: Mapped[str] = mapped_column(ordered(64))
    wanted: Mapped[bool]
    """Whether the server keeps a connection to it."""
    connected: Mapped[bool]
    locked: Mapped[bool] = mapped_column(default=False)
    """Whether it refuses credentials until it is unlocked, as it last said."""
    status: Mapped[int]
    """0 disconnected, 1 connected, 2 sync error."""
    user_sync: Mapped[int] = mapped_column(default=0)
    """-1 more users than it can hold, 0 well, above 0 users it refuses."""
    firmware: Mapped[str] = mapped_column(ordered(32))
    hardware: Mapped[str] = mapped_column(ordered(32), default="")
    mac: Mapped[str] = mapped_column(ordered(32))
    settings: Mapped[dict[str, Any]]
    """Settings of the reference as last written, by the wire's name of their group; what is absent is the type's.
    Secrets are sealed.
    """
    seen: Mapped[datetime | None]


class DeviceClockRow(Base):
    """A device's clock as it was last read. Up to record `log_index` of `epoch` it was right, or is noted as wrong."""

    __tablename__ = "device_clock"

    device_id: Mapped[int] = mapped_column(ForeignKey("device.id", ondelete="CASCADE"), primary_key=True)
    read: Mapped[datetime]
    drift: Mapped[int] = mapped_column(Key)
    """Milliseconds it was ahead."""
    set: Mapped[datetime | None]
    """When it was last set; None = never."""
    epoch: Mapped[int] = mapped_column(Key)
    log_index: Mapped[int] = mapped_column(Key)


class CommandRow(Counted, Base):
    """A command to one device and what became of it. A command that expired before it was sent is never sent."""

    __tablename__ = "command"
    __table_args__ = (Index(None, "done", "device_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = counted_id()
    device_id: Mapped[int] = mapped_column(Key)
    """The device that carries it out: for doors always the master."""
    body: Mapped[dict[str, Any]]
    queued: Mapped[datetime]
    expires: Mapped[datetime]
    sent: Mapped[datetime | None]
    done: Mapped[bool]
    fault: Mapped[int | None]
    outcome: Mapped[dict[str, Any] | None]


class ErrandRow(Counted, Base):
    """What a process asks of the one that looks after the devices. `answer` is sealed; None = not done yet."""

    __tablename__ = "errand"

    id: Mapped[int] = counted_id()
    kind: Mapped[str] = mapped_column(ordered(32))
    body: Mapped[str]
    expires: Mapped[datetime]
    taken: Mapped[bool] = mapped_column(default=False)
    answer: Mapped[bytes | None]


class DeviceNotFound(NotFound):
    """No such device."""


class DuplicateDevice(Duplicate):
    """The device is registered."""


class DuplicateDeviceName(Duplicate):
    """Another device has this name."""


class BadMaster(Invalid):
    """A slave's master must be a registered device that can have slaves and is none itself."""


class DeviceGroupParentNeeded(Invalid):
    """A new device group needs a parent."""


class DeviceGroupNotEmpty(InUse):
    """Devices are in the group."""


class DeviceGroupParent(InUse):
    """Groups are below the group."""


class HasSlaves(InUse):
    """A device with slaves cannot become a slave."""


class TooManyDevices(LimitReached):
    """The server connects a thousand devices at most."""


class TooManySlaves(LimitReached):
    """A master has 31 slaves at most on a line."""


class DeviceInUse(InUse):
    """The device is used by a door."""


class FirmwareNotFound(NotFound):
    """No firmware file of this name."""


class PictureTooLarge(LimitReached):
    """A picture for a home screen has 5 MB at most, all of them 30."""


class NoPicture(Invalid):
    """Home screens show PNG and JPEG."""


class CannotScan(NotSupported):
    """The device is no reader, or none of this kind of credential."""


class DeviceFailed(DomainError):
    """No device did what was asked; `fault` is the device's own code."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(detail)
        self.fault = fault
