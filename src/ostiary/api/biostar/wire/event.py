"""An event on the wire: the row of a search, and the frame of the live stream, which is one short JSON text."""

import json
from typing import Any, Final

from pydantic import Field

from ostiary.api.biostar.wire.message import Message, NamedRef
from ostiary.api.biostar.wire.values import LARGEST, FlagDigit, FlagText, Moment, NumberText, Rows, Text
from ostiary.events.model import Event
from ostiary.events.types import type_of
from ostiary.kernel.clock import to_micros

NOBODY: Final = "-"
"""The name of somebody who was not recognised."""

FRAME_BYTES: Final = 1023
"""The longest frame."""

_SHORTER: Final = (48, 32, 20, 12, 6)
"""To how many characters the texts of a frame are cut, one after the other, until it is short enough."""


class EventUser(Message):
    """Who it was. Where nobody was recognised `user_id` is the card number or id presented, and the name "-"."""

    user_id: Text
    name: Text


class EventCode(Message):
    """The type of an event; its name stands in the list of event types."""

    code: NumberText


class TimeZone(Message):
    """The device's offset from UTC at that moment: hours, whether half an hour more, whether west."""

    half: NumberText
    hour: NumberText
    negative: NumberText


class EventOut(Message):
    """One event as a search shows it. Names and groups are those of the time of the event."""

    id: NumberText
    server_datetime: Moment
    at: Moment = Field(alias="datetime")
    index: NumberText
    user_id_name: Text
    user_id: EventUser
    user_group_id: NamedRef | None
    device_id: NamedRef
    event_type_id: EventCode
    door_id: Rows[NamedRef]
    tna_key: NumberText
    parameter: Text
    is_dst: FlagDigit
    timezone: TimeZone
    user_update_by_device: FlagText
    hint: Text


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


def person_of(event: Event) -> EventUser:
    """Who it was."""
    shown = event.user_id or event.credential
    return EventUser.model_construct(user_id=shown, name=event.user_name or (NOBODY if shown else ""))


def event_out(event: Event) -> EventOut:
    """The row of an event. Nothing is validated: every value comes from the log."""
    person = person_of(event)
    group = event.user_group_id
    minutes = abs(event.shift)
    return EventOut.model_construct(
        id=event.id,
        server_datetime=event.stored_at,
        at=event.at,
        index=event.log_index,
        user_id_name=f"{person.user_id}({person.name})" if person.user_id else "",
        user_id=person,
        user_group_id=None if group is None else NamedRef.model_construct(id=group, name=event.user_group_name),
        device_id=NamedRef.model_construct(id=event.device_id, name=event.device_name),
        event_type_id=EventCode.model_construct(code=event.code),
        door_id=[NamedRef.model_construct(id=event.door_id, name=event.door_name)] if event.door_id else [],
        tna_key=event.tna_key,
        parameter=event.parameter or event.reason,
        is_dst=False,
        timezone=TimeZone.model_construct(
            half=int(minutes % 60 >= 30), hour=minutes // 60, negative=int(event.shift < 0)
        ),
        user_update_by_device=event.by_device,
        hint=hint_of(event),
    )


def frame_of(event: Event) -> str:
    """The frame of an event: under 1,024 bytes, every scalar a text; long texts are cut."""
    document = _frame(event)
    text = _written(document)
    for length in _SHORTER:
        if len(text.encode()) <= FRAME_BYTES:
            break
        text = _written(_cut(document, length))
    return text


def _frame(event: Event) -> dict[str, Any]:
    document: dict[str, Any] = event_out(event).model_dump(mode="json", by_alias=True, exclude_none=True)
    kind = type_of(event.code)
    document["event_type_id"] = {
        "code": str(kind.code),
        "name": kind.name,
        "description": kind.description,
        "alertable": _flag(kind.alertable),
        "enable_alert": _flag(event.alert),
    }
    document["door_id_list"] = document.pop("door_id")
    return document


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _written(document: dict[str, Any]) -> str:
    return json.dumps({"Event": document}, ensure_ascii=False, separators=(",", ":"))


_TEXTS: Final = frozenset({"name", "description", "parameter", "user_id_name", "user_id"})


def _cut(value: Any, length: int, name: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _cut(member, length, name) for name, member in value.items()}
    if isinstance(value, list):
        return [_cut(item, length) for item in value]
    return value[:length] if name in _TEXTS else value
