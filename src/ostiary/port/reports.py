"""What a device tells the server: its log, its connection, its doors."""

from dataclasses import dataclass
from datetime import datetime

from ostiary.policy.door import Alarm, Flag


@dataclass(frozen=True, slots=True)
class LogRecord:
    """One record of a device's log. (device_id, epoch, index) is unique for ever; index grows by one within an epoch.

    `at` is the device's clock, aware UTC. `user_id` is empty where nobody was recognised; `credential` then holds the
    card number or id presented. `door_id` 0 = none. `reason` is a sentence where a decision made the record.
    `reader_id` is the slave that saw it, or the device itself. `by_device`: somebody changed a person at the device
    itself; what the server writes is not meant. `picture`: the device took one, which `Driver.picture` fetches;
    `temperature`: of the skin, in hundredths of a degree Celsius, 0 = not measured.
    """

    device_id: int
    epoch: int
    index: int
    at: datetime
    code: int
    reader_id: int = 0
    user_id: str = ""
    door_id: int = 0
    credential: str = ""
    reason: str = ""
    parameter: str = ""
    by_device: bool = False
    picture: bool = False
    temperature: int = 0


@dataclass(frozen=True, slots=True)
class LogPage:
    """A stretch of a device's log. `oldest` and `newest` are the indexes the ring holds now (0, 0 = empty)."""

    device_id: int
    epoch: int
    oldest: int
    newest: int
    records: tuple[LogRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class ConnectionChanged:
    """The device came or went. Slaves report through their master."""

    device_id: int
    connected: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class LogHint:
    """A record as it happens. Only a hint: it may be lost, doubled or late; the log itself is the truth."""

    record: LogRecord


@dataclass(frozen=True, slots=True)
class DoorReport:
    """How a door stands now."""

    device_id: int
    door_id: int
    unlocked: bool
    open: bool
    locked_by: Flag
    unlocked_by: Flag
    alarms: Alarm
    last_open: datetime | None = None


@dataclass(frozen=True, slots=True)
class LockTurned:
    """The device, or a slave through its master, was locked or unlocked, whoever did it."""

    device_id: int
    locked: bool


@dataclass(frozen=True, slots=True)
class ContentLost:
    """The device's store is no longer what was written to it (wiped, replaced): read it back and mend it."""

    device_id: int


Report = ConnectionChanged | LogHint | DoorReport | LockTurned | ContentLost
