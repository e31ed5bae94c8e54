"""The log: events by conditions, in pages that neither repeat nor skip; one event with the reason that was stored with
it, and its image.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Literal

from fastapi import Depends, Query, Response
from pydantic import BaseModel

from ostiary.api.desk import AtDesk
from ostiary.api.native.event_rows import EventOut, rows_of
from ostiary.api.native.route import page, reply
from ostiary.api.native.values import (
    DIGITS,
    EARLIEST,
    LARGEST,
    LATEST,
    Cursor,
    Key,
    Moment,
    Number,
    PathNumber,
    cursor_of,
    moment_of,
    position_of,
)
from ostiary.api.sessions import Caller, needs
from ostiary.events.images import ImageName, get_image
from ostiary.events.queries import EventSearch, get_event, of_classes, search_events
from ostiary.events.types import Class
from ostiary.kernel.clock import to_micros
from ostiary.kernel.paging import Condition, Operator, Order, Search, Value, Window

router = page("Events")
JPEG = "image/jpeg"

Among = Mapping[str, Sequence[Value] | None]
"""By column, the values of which a row has one; none = whatever it is."""


class EventsOut(BaseModel):
    """A page of events; no `next_cursor`: there are no more."""

    items: list[EventOut]
    next_cursor: str | None


class WindowOut(BaseModel):
    """The rows from position `offset` on. `total`: how many fit up to `until_id`, 0 where the log is empty."""

    until_id: int
    total: int
    offset: int
    items: list[EventOut]


def filtered(
    since: Annotated[Moment | None, Query(description="Not before this moment.")] = None,
    until: Annotated[Moment | None, Query(description="Not after this moment.")] = None,
    code: Annotated[list[Number] | None, Query(max_length=500, description="Of these types; may be repeated.")] = None,
    class_: Annotated[
        list[Class] | None, Query(alias="class", max_length=10, description="Of types of these classes.")
    ] = None,
    device: Annotated[list[Number] | None, Query(max_length=500, description="At these readers.")] = None,
    door: Annotated[list[Number] | None, Query(max_length=500, description="At these doors.")] = None,
    person: Annotated[list[Key] | None, Query(max_length=500, description="Of these people.")] = None,
) -> tuple[Condition, ...]:
    """What is asked of events in a query string."""
    among = {"code": code, "device_id": device, "door_id": door, "user_id": person}
    return conditions_of(among, since, until, class_)


Filtered = Annotated[tuple[Condition, ...], Depends(filtered)]


@router.get("/native/events", response_model=EventsOut, dependencies=needs(search_events))
async def list_events(
    desk: AtDesk,
    caller: Caller,
    conditions: Filtered,
    order: Annotated[Literal["newest", "oldest"], Query(description="Which come first.")] = "newest",
    limit: Annotated[int, Query(ge=1, le=500), DIGITS] = 50,
    cursor: Cursor = None,
) -> Response:
    """Search the log by the time of the events. However far, a page costs what the first one costs. The last refusal of
    somebody, with its reason: `?person=ID&class=denied&limit=1`.
    """
    after = None
    if cursor:
        micros, id = position_of(cursor, 2)
        after = moment_of(micros), id
    search = Search(conditions, (Order("at", order == "newest"),), Window(limit + 1))
    events = (await desk.gate.ask(caller, search_events, EventSearch(search, after))).events
    last = events[limit - 1] if len(events) > limit else None
    following = cursor_of(to_micros(last.at), last.id) if last else None
    return reply(EventsOut(items=await rows_of(desk, caller, events[:limit]), next_cursor=following))


@router.get("/native/events/window", response_model=WindowOut, dependencies=needs(search_events))
async def view_window(
    desk: AtDesk,
    caller: Caller,
    conditions: Filtered,
    until_id: Annotated[Number | None, Query(description="The newest event that counts; none = that of now.")] = None,
    offset: Annotated[int, Query(ge=0, le=LARGEST, description="So many are newer."), DIGITS] = 0,
    limit: Annotated[int, Query(ge=1, le=500), DIGITS] = 200,
) -> Response:
    """The log by position, the newest by id first, for a list with a scroll bar: with the same `until_id` a row keeps
    its position while new events come in. However far, a page costs what the first one costs.
    """
    part = await desk.tallies.part(caller, conditions, until_id, offset, limit)
    items = await rows_of(desk, caller, part.events)
    return reply(WindowOut(until_id=part.until_id, total=part.total, offset=offset, items=items))


@router.get("/native/events/{id}", response_model=EventOut, dependencies=needs(get_event))
async def view_event(desk: AtDesk, caller: Caller, id: PathNumber) -> Response:
    """One event."""
    (row,) = await rows_of(desk, caller, [await desk.gate.ask(caller, get_event, id)])
    return reply(row)


@router.get(
    "/native/events/{id}/image",
    response_class=Response,
    responses={200: {"content": {JPEG: {}}}},
    dependencies=needs(get_image),
)
async def view_image(desk: AtDesk, caller: Caller, id: PathNumber) -> Response:
    """The image that the device took with an event, once it is `stored`."""
    event = await desk.gate.ask(caller, get_event, id)
    name = ImageName(event.id, event.device_id, event.at.replace(microsecond=0))
    return Response(await desk.gate.ask(caller, get_image, name), media_type=JPEG)


def conditions_of(
    among: Among, since: datetime | None, until: datetime | None, classes: Sequence[Class] | None = None
) -> tuple[Condition, ...]:
    """That each column has one of its values, where any are given, the type is of one of the classes, and the moment
    lies between these two.
    """
    conditions = [Condition(column, Operator.ONE_OF, tuple(values)) for column, values in among.items() if values]
    if classes:
        conditions.append(of_classes(classes))
    if since or until:
        conditions.append(Condition("at", Operator.BETWEEN, (since or EARLIEST, until or LATEST)))
    return tuple(conditions)
