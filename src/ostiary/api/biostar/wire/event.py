"""An event on the wire: the row of a search, and the frame of the live stream, which is one short JSON text."""

import re
from collections.abc import Container
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from pydantic import Field
from pydantic_core import to_json

from ostiary.api.biostar.wire.message import Message, NamedRef
from ostiary.api.biostar.wire.values import (
    LARGEST,
    FlagDigit,
    FlagText,
    Moment,
    NumberText,
    Rows,
    Text,
    flag_text,
    moment_text,
)
from ostiary.events.images import ImageName
from ostiary.events.model import Event, Image, who
from ostiary.events.types import type_of
from ostiary.kernel.clock import to_micros

_SHOWN: Final = (Image.AT_DEVICE, Image.STORED)
"""Where images are that can be asked for, now or soon."""

FRAME_BYTES: Final = 1023
"""The longest frame."""

_SHORTER: Final = (48, 32, 20, 12, 6)
"""To how many characters the texts of a frame are cut, one after the other, until it is short enough."""


class EventUser(Message):
    """Who it was. Where nobody was recognised `user_id` is the card number or id presented, and the name "-".
    `photo_exists` tells whether he has a photo now.
    """

    user_id: Text
    name: Text
    photo_exists: FlagText


class EventCode(Message):
    """The type of an event; its name stands in the list of event types."""

    code: NumberText


class TimeZone(Message):
    """The device's offset from UTC at that moment: hours, whether half an hour more, whether west."""

    half: NumberText
    hour: NumberText
    negative: NumberText


class ImageRef(Message):
    """The image that the device took with an event. `photo`: whether it is the person's own, which it never is."""

    image_data: Text
    image_type: Text
    photo: FlagText


class EventMembers(Message):
    """What a row and a frame have in common."""

    id: NumberText
    server_datetime: Moment
    at: Moment = Field(alias="datetime")
    index: NumberText
    user_id_name: Text
    user_id: EventUser
    user_group_id: NamedRef | None = None
    device_id: NamedRef
    tna_key: NumberText
    parameter: Text
    is_dst: FlagDigit
    timezone: TimeZone
    user_update_by_device: FlagText
    hint: Text
    temperature: Text | None = None
    image_id: ImageRef | None = None


class EventOut(EventMembers):
    """One event as a search shows it. Names and groups are those of the time of the event; `temperature`, where it was
    measured, is in hundredths of a degree Celsius. `row_of` writes it.
    """

    event_type_id: EventCode
    door_id: Rows[NamedRef]


class EventKind(EventCode):
    """The type of an event with its names, and whether it is an alert."""

    name: Text
    description: Text
    alertable: FlagText
    enable_alert: FlagText


class FrameEvent(EventMembers):
    """One event as the live stream shows it: unlike in a search its type has a name and its doors stand in
    `door_id_list`.
    """

    event_type_id: EventKind
    door_id_list: Rows[NamedRef]


class Frame(Message):
    """One text of the live stream; `frame_of` writes it."""

    Event: FrameEvent


def hint_of(event: Event) -> str:
    """Digits that name an event for ever: 13 of its milliseconds, 10 of its device, then its id."""
    millis = min(max(to_micros(event.at) // 1000, 0), 10**13 - 1)
    return f"{millis:013d}{event.device_id % 10**10:010d}{event.id:07d}"


def id_of(hint: str) -> int | None:
    """The id in a hint; None for what is no hint."""
    if not (30 <= len(hint) <= 23 + 19 and hint.isascii() and hint.isdigit()):
        return None
    id = int(hint[23:])
    return id if id <= LARGEST else None


_IMAGE = re.compile("([0-9]{1,11})_([0-9]{1,19})_([0-9]{1,19})")
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


def image_of(event: Event) -> str:
    """What an event's image is called: the second, the device and the event."""
    return f"{to_micros(event.at) // 1_000_000}_{event.device_id}_{event.id}"


def image_named(text: str) -> ImageName | None:
    """The image that is called so; None for what is no image's name."""
    found = _IMAGE.fullmatch(text)
    if found is None:
        return None
    second, device_id, event_id = map(int, found.groups())
    if max(device_id, event_id) > LARGEST:
        return None
    return ImageName(event_id, device_id, _BEGINNING + timedelta(seconds=second))


def row_of(event: Event, photographed: Container[str]) -> dict[str, Any]:
    """An event as `EventOut` shows it, written out: millions of rows and frames are made here. `photographed` are
    those of the people in the events who have a photo.
    """
    shown, name, both = who(event)
    minutes = abs(event.shift)
    row = {
        "id": str(event.id),
        "server_datetime": moment_text(event.stored_at),
        "datetime": moment_text(event.at),
        "index": str(event.log_index),
        "user_id_name": both,
        "user_id": {"user_id": shown, "name": name, "photo_exists": flag_text(event.user_id in photographed)},
        "user_group_id": {"id": str(event.user_group_id), "name": event.user_group_name},
        "device_id": {"id": str(event.device_id), "name": event.device_name},
        "event_type_id": {"code": str(event.code)},
        "door_id": [{"id": str(event.door_id), "name": event.door_name}] if event.door_id else [],
        "tna_key": str(event.tna_key),
        "parameter": event.parameter or event.reason,
        "is_dst": "0",
        "timezone": {
            "half": str(int(minutes % 60 >= 30)),
            "hour": str(minutes // 60),
            "negative": str(int(event.shift < 0)),
        },
        "user_update_by_device": flag_text(event.by_device),
        "hint": hint_of(event),
    }
    if event.user_group_id is None:
        del row["user_group_id"]
    if event.temperature is not None:
        row["temperature"] = str(event.temperature)
    if event.image in _SHOWN:
        row["image_id"] = {"image_data": image_of(event), "image_type": "JPG", "photo": "false"}
    return row


def frame_of(event: Event, photographed: Container[str]) -> str:
    """The frame of an event: under 1,024 bytes, every scalar a text; long texts are cut."""
    document = _frame(event, photographed)
    text = _written(document)
    for length in _SHORTER:
        if len(text.encode()) <= FRAME_BYTES:
            break
        text = _written(_cut(document, length))
    return text


def _frame(event: Event, photographed: Container[str]) -> dict[str, Any]:
    document = row_of(event, photographed)
    kind = type_of(event.code)
    document["event_type_id"] = {
        "code": str(kind.code),
        "name": kind.name,
        "description": kind.description,
        "alertable": flag_text(kind.alertable),
        "enable_alert": flag_text(event.alert),
    }
    document["door_id_list"] = document.pop("door_id")
    return document


def _written(document: dict[str, Any]) -> str:
    return to_json({"Event": document}).decode()


_TEXTS: Final = frozenset({"name", "description", "parameter", "user_id_name", "user_id"})


def _cut(value: Any, length: int, name: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _cut(member, length, name) for name, member in value.items()}
    if isinstance(value, list):
        return [_cut(item, length) for item in value]
    return value[:length] if name in _TEXTS else value
