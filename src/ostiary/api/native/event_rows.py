"""An event as our own API shows it, in lists and by itself, with what is looked up beside the log."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from ostiary.api.desk import Desk
from ostiary.api.native.values import Named, Person
from ostiary.events.alerts import find_statuses
from ostiary.events.doubts import find_drifts
from ostiary.events.model import AlertStatus, Event, Image
from ostiary.events.types import Class, type_of
from ostiary.identity.queries import find_photographed
from ostiary.kernel.context import Operator

AlertState = Literal["waiting", "acknowledged", "ignored"]
ImageState = Literal["at_device", "stored", "lost"]

ALERTS: Mapping[AlertStatus, AlertState] = {
    AlertStatus.WAITING: "waiting",
    AlertStatus.ACKNOWLEDGED: "acknowledged",
    AlertStatus.IGNORED: "ignored",
}
IMAGES: Mapping[int, ImageState] = {Image.AT_DEVICE: "at_device", Image.STORED: "stored", Image.LOST: "lost"}


class Type(BaseModel):
    """The kind of an event, and its class: what a screen tells it apart by."""

    model_config = ConfigDict(serialize_by_alias=True, validate_by_name=True)

    code: int
    name: str
    description: str
    class_: Class = Field(alias="class")


class EventPerson(Person):
    """Who it was; `photo`: whether he has one now."""

    photo: bool


class EventOut(BaseModel):
    """One event; names and groups are those of its time. No `device`: the server recorded it itself. `credential`: what
    was presented where nobody was recognised. `reason`: why, in the sentence of whoever decided. `alert`: how it
    stands, null = it is none. `image`: where the image is that the device took, null = it took none.
    `utc_offset_minutes` is that of the device's zone at that moment. `clock_drift_seconds`: the moment is doubtful, for
    the device's clock was found to be ahead by so much soon after.
    """

    id: int
    at: datetime
    clock_drift_seconds: float | None
    stored_at: datetime
    late: bool
    type: Type
    device: Named | None
    door: Named | None
    person: EventPerson | None
    user_group: Named | None
    credential: str | None
    reason: str | None
    parameter: str | None
    temperature_celsius: float | None
    alert: AlertState | None
    image: ImageState | None
    utc_offset_minutes: int


async def rows_of(desk: Desk, caller: Operator, events: Sequence[Event]) -> list[EventOut]:
    """Events that were found within the caller's scope, as they are shown."""
    drifts = await desk.gate.ask(caller, find_drifts, events)
    photographed = await desk.gate.ask(caller, find_photographed, events)
    statuses = await desk.gate.ask(caller, find_statuses, events)
    return [
        event_out(event, drifts.get(event.id), event.user_id in photographed, statuses.get(event.id))
        for event in events
    ]


def event_out(event: Event, drift: timedelta | None, photographed: bool, status: AlertStatus | None) -> EventOut:
    """An event with what was looked up beside it."""
    type, group = type_of(event.code), event.user_group_id
    person = EventPerson(id=event.user_id, name=event.user_name, photo=photographed) if event.user_id else None
    return EventOut(
        id=event.id,
        at=event.at,
        clock_drift_seconds=None if drift is None else drift.total_seconds(),
        stored_at=event.stored_at,
        late=event.late,
        type=Type(code=type.code, name=type.name, description=type.description, class_=type.class_),
        device=Named(id=event.device_id, name=event.device_name) if event.device_id else None,
        door=Named(id=event.door_id, name=event.door_name) if event.door_id else None,
        person=person,
        user_group=None if group is None else Named(id=group, name=event.user_group_name),
        credential=event.credential or None,
        reason=event.reason or None,
        parameter=event.parameter or None,
        temperature_celsius=None if event.temperature is None else event.temperature / 100,
        alert=None if status is None else ALERTS[status],
        image=IMAGES.get(event.image),
        utc_offset_minutes=event.shift,
    )
