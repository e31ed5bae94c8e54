"""The page "Events": searching the log, exporting what is found, images, and the event types."""

from collections.abc import AsyncIterator, Sequence
from typing import Annotated

from fastapi import Path, Request, Response
from pydantic_core import to_json

from ostiary.api.biostar.wire.columns import keys, moments, numbers, texts
from ostiary.api.biostar.wire.envelope import DONE, Answer, Collection, Listing, reply, reply_rows
from ostiary.api.biostar.wire.event import EventOut, image_named, row_of
from ostiary.api.biostar.wire.export import ExportBody, FileAnswer, FileOut, Offset
from ostiary.api.biostar.wire.message import Message
from ostiary.api.biostar.wire.query import SearchBody
from ostiary.api.biostar.wire.route import page
from ostiary.api.biostar.wire.values import FlagText, NumberText, Text
from ostiary.api.desk import AtDesk, Desk
from ostiary.api.exporting import exported
from ostiary.api.sessions import Caller, needs
from ostiary.events.images import get_image
from ostiary.events.model import Event, ImageNotFound
from ostiary.events.queries import EventSearch, TypeChoice, list_event_types, search_events
from ostiary.identity.queries import find_photographed
from ostiary.kernel.context import Operator
from ostiary.transfer.exports import begin_event_export

router = page("Events")

COLUMNS = {
    "id": numbers("id"),
    "datetime": moments("at"),
    "server_datetime": moments("stored_at"),
    "index": numbers("index"),
    "event_type_id": numbers("code"),
    "event_type_id.code": numbers("code"),
    "device_id": numbers("device_id"),
    "device_id.id": numbers("device_id"),
    "door_id": numbers("door_id"),
    "door_id.id": numbers("door_id"),
    "user_id": keys("user_id"),
    "user_id.user_id": keys("user_id"),
    "user_id.name": texts("user_name"),
    "user_group_id": numbers("user_group_id"),
    "user_group_id.id": numbers("user_group_id"),
    "tna_key": numbers("tna_key"),
    "temperature": numbers("temperature"),
}


WRITTEN = {
    "id": "id",
    "datetime": "at",
    "server_datetime": "stored_at",
    "index": "index",
    "event_type_id": "type",
    "event_type_id.code": "code",
    "event_type_id.name": "type_name",
    "device_id": "device_id",
    "device_id.id": "device_id",
    "device_id.name": "device",
    "door_id": "door_id",
    "door_id.id": "door_id",
    "door_id.name": "door",
    "user_id": "person",
    "user_id.user_id": "person_id",
    "user_id.name": "person_name",
    "user_group_id": "user_group",
    "user_group_id.id": "user_group_id",
    "tna_key": "tna_key",
    "temperature": "temperature",
    "elevator_id.name": "elevator",
    "zone_id.name": "zone",
}
"""What may stand in a file: all that a search knows, and more."""

USUAL = (
    "datetime",
    "device_id.id",
    "device_id.name",
    "door_id.name",
    "event_type_id",
    "user_id",
    "user_group_id",
    "tna_key",
    "elevator_id.name",
    "zone_id.name",
    "temperature",
)
"""What stands in a file where no columns are chosen."""
JPEG = "image/jpeg"


class EventSearchBody(SearchBody):
    """`{"Query": {...}}`."""

    columns = COLUMNS


class EventExportBody(ExportBody):
    """`{"Query": {...}}`."""

    columns = COLUMNS
    written = WRITTEN
    usual = USUAL


class EventList(Answer):
    """Events in the order asked for; there is no total."""

    EventCollection: Listing[EventOut]


class EventTypeOut(Message):
    """One event type."""

    code: NumberText
    name: Text
    description: Text
    alertable: FlagText
    enable_alert: FlagText


class EventTypeList(Answer):
    """Event types in the order of their codes."""

    EventTypeCollection: Collection[EventTypeOut]


@router.post("/api/events/search", response_model=EventList, dependencies=needs(search_events))
async def search(desk: AtDesk, caller: Caller, body: EventSearchBody) -> Response:
    """Search the log. Without orders the oldest come first; where a range of ids is asked for, the lowest id."""
    return await _answer(desk, caller, EventSearch(body.search()))


@router.post("/api/events/search/thermal", response_model=EventList, dependencies=needs(search_events))
async def search_thermal(desk: AtDesk, caller: Caller, body: EventSearchBody) -> Response:
    """Search the events with which a temperature was measured."""
    return await _answer(desk, caller, EventSearch(body.search(), thermal=True))


@router.get(
    "/api/events/images/{image_data}",
    response_class=Response,
    responses={200: {"content": {JPEG: {}}}},
    dependencies=needs(get_image),
)
async def image(desk: AtDesk, caller: Caller, image_data: Annotated[str, Path(max_length=64)]) -> Response:
    """Fetch the image that a device took with an event, by the `image_data` of the event."""
    name = image_named(image_data)
    if name is None:
        raise ImageNotFound("There is no such image.")
    return Response(await desk.gate.ask(caller, get_image, name), media_type=JPEG)


async def _answer(desk: Desk, caller: Operator, asked: EventSearch) -> Response:
    return await reply_rows("EventCollection", None, DONE, _pieces(desk, caller, asked))


async def _pieces(desk: Desk, caller: Operator, asked: EventSearch) -> AsyncIterator[list[bytes]]:
    async for events in _found(desk, caller, asked):
        photographed = await desk.gate.ask(caller, find_photographed, events)
        yield [to_json(row_of(event, photographed)) for event in events]


async def _found(desk: Desk, caller: Operator, asked: EventSearch) -> AsyncIterator[Sequence[Event]]:
    """What is found, stretch by stretch."""
    rest: EventSearch | None = asked
    while rest is not None:
        stretch = await desk.gate.ask(caller, search_events, rest)
        yield stretch.events
        rest = stretch.rest


@router.post("/api/events/export", response_model=FileAnswer, dependencies=needs(begin_event_export))
async def export(
    request: Request,
    desk: AtDesk,
    caller: Caller,
    body: EventExportBody,
    minutes: Offset = 0,
    use_centigrade: str = "true",
) -> Response:
    """Write the events that fit into a CSV file; moments are printed as far east of UTC as is asked for, temperatures
    in degrees Celsius, or without `use_centigrade` in Fahrenheit.
    """
    written = WRITTEN if _set(use_centigrade) else {**WRITTEN, "temperature": "fahrenheit"}
    table = body.table(minutes, written=written)
    return reply(FileAnswer(File=FileOut(uri=await exported(request, desk, caller, begin_event_export, table))))


@router.get("/api/event_types", response_model=EventTypeList)
async def event_types(
    desk: AtDesk,
    caller: Caller,
    is_break_glass: str | None = None,
    setting_alert: str | None = None,
    setting_all: str | None = None,
) -> Response:
    """List event types: `setting_alert` those that can become alerts, `is_break_glass` those that an operator has
    named; with `setting_all`, or with none of the three, every one.
    """
    renamed, alertable = _set(is_break_glass), _set(setting_alert)
    choice = TypeChoice(_set(setting_all) or not (renamed or alertable), alertable, renamed)
    types = await desk.gate.ask(caller, list_event_types, choice)
    rows = [
        EventTypeOut.model_construct(
            code=type.code,
            name=type.name,
            description=type.description,
            alertable=type.alertable,
            enable_alert=type.enable_alert,
        )
        for type in types
    ]
    collection = Collection[EventTypeOut].model_construct(total=len(rows), rows=rows)
    return reply(EventTypeList.model_construct(EventTypeCollection=collection))


def _set(flag: str | None) -> bool:
    return (flag or "").lower() in {"true", "1"}
