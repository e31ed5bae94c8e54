"""Makes the row of an event: names, groups and the zone's offset as of the event's time, texts and numbers that can
be stored.
"""

from collections.abc import Callable, Container, Sequence
from typing import Any, Final, NamedTuple

from ostiary.events import names
from ostiary.events.model import LATE_SECONDS, TEXT_LENGTH, Image
from ostiary.events.names import NAMELESS, Named, Thing
from ostiary.kernel.clock import to_micros
from ostiary.port.reports import LogRecord

COLUMNS: Final = (
    *("at", "stored_at", "source_id", "epoch", "log_index", "code"),
    *("device_id", "device_name", "device_group_id", "door_id", "door_name", "door_group_id"),
    *("user_id", "user_name", "user_group_id", "user_group_name"),
    *("credential", "reason", "parameter", "tna_key", "shift", "late", "alert", "by_device"),
    *("image", "temperature"),
)
"""The columns of a stamped row, in its order."""

Row = tuple[Any, ...]
AsOf = Callable[[str, str, int], Named]
"""Kind, key and microseconds since 1970 -> how the thing was called then."""
StandsIn = Callable[[str, str, int], bool]
"""Kind, key and a device -> whether the thing stands in the log of that device."""

HUNDREDTH: Final = 10_000
"""Moments are kept to the hundredth of a second that the wire shows: who asks for what he was shown finds it."""

_LATE: Final = LATE_SECONDS * 1_000_000
_LARGEST: Final = 2**63 - 1
_LARGEST_CODE: Final = 2**31 - 1
_HOTTEST: Final = 10_000
"""No skin has more than 100 degrees: who says so has measured nothing."""


class Said(NamedTuple):
    """What is said of an event before it has names. The log's three are None for what the server itself records."""

    at: int
    code: int
    device_id: int | None = None
    door_id: int | None = None
    user_id: str | None = None
    credential: str = ""
    reason: str = ""
    parameter: str = ""
    source_id: int | None = None
    epoch: int | None = None
    log_index: int | None = None
    by_device: bool = False
    picture: bool = False
    temperature: int | None = None


def things(events: Sequence[Said]) -> list[Thing]:
    """What these events concern, by kind and key, each once."""
    devices = {id for event in events for id in (event.device_id, event.source_id)}
    doors = {event.door_id for event in events}
    users = {event.user_id for event in events}
    return [
        *((names.DEVICE, str(id)) for id in devices if id is not None),
        *((names.DOOR, str(id)) for id in doors if id is not None),
        *((names.USER, id) for id in users if id is not None),
    ]


def groups(events: Sequence[Said], as_of: AsOf) -> list[Thing]:
    """The user groups whose names these events need too, each once."""
    told = {(event.user_id, event.at) for event in events if event.user_id is not None}
    found = {as_of(names.USER, user_id, at).group_id for user_id, at in told}
    return [(names.USER_GROUP, str(id)) for id in found if id is not None]


def own(event: Said, stands_in: StandsIn) -> Said:
    """The event without readers and doors that the device in whose log it stands cannot know anything of; the reason
    says which it named.
    """
    source = event.source_id
    if source is None:
        return event
    strange: list[str] = []
    device, door = event.device_id, event.door_id
    if device != source and not stands_in(names.DEVICE, str(device), source):
        strange.append(f"device {device}")
        device = source
    if door is not None and not stands_in(names.DOOR, str(door), source):
        strange.append(f"door {door}")
        door = None
    if not strange:
        return event
    reason = f"It named {' and '.join(strange)}, which it has not. {event.reason}".rstrip()
    return event._replace(device_id=device, door_id=door, reason=reason[:TEXT_LENGTH])


def place(row: Row) -> tuple[int, int, int]:
    """Where in which log a row of a device's record stands: device, epoch, index."""
    return row[2], row[3], row[4]


def moment(micros: int) -> int:
    """A moment as it is kept."""
    return micros - micros % HUNDREDTH


def said(record: LogRecord) -> Said | None:
    """A device's record in a form that can be stored; None for numbers that no log has."""
    numbers = (record.device_id, record.epoch, record.index, record.reader_id, record.door_id)
    if min(numbers) < 0 or max(numbers) > _LARGEST or not 0 <= record.code <= _LARGEST_CODE:
        return None
    return Said(
        moment(to_micros(record.at)),
        record.code,
        record.reader_id or record.device_id,
        record.door_id or None,
        storable(record.user_id) or None,
        storable(record.credential),
        storable(record.reason),
        storable(record.parameter),
        record.device_id,
        record.epoch,
        record.index,
        record.by_device,
        record.picture,
        record.temperature if 0 < record.temperature <= _HOTTEST else None,
    )


def storable(text: str) -> str:
    """A text without what a database refuses, and not too long."""
    if text.isascii() and text.isprintable():
        return text[:TEXT_LENGTH]
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode("utf-8")
    return text.replace("\0", "")[:TEXT_LENGTH]


def row(event: Said, as_of: AsOf, stored_at: int, alerting: Container[int]) -> Row:
    """The row of an event; those with a code that is `alerting` become alerts."""
    at = event.at
    device = NAMELESS if event.device_id is None else as_of(names.DEVICE, str(event.device_id), at)
    door = NAMELESS if event.door_id is None else as_of(names.DOOR, str(event.door_id), at)
    user = NAMELESS if event.user_id is None else as_of(names.USER, event.user_id, at)
    group = NAMELESS if user.group_id is None else as_of(names.USER_GROUP, str(user.group_id), at)
    return (
        at,
        stored_at,
        event.source_id,
        event.epoch,
        event.log_index,
        event.code,
        event.device_id,
        device.name,
        device.group_id,
        event.door_id,
        door.name,
        door.group_id,
        event.user_id,
        user.name,
        user.group_id,
        group.name,
        event.credential,
        event.reason,
        event.parameter,
        0,
        names.shift(device.timezone, at),
        stored_at - at > _LATE,
        event.code in alerting,
        event.by_device,
        Image.AT_DEVICE if event.picture else Image.NONE,
        event.temperature,
    )
