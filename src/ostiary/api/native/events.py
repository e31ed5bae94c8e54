"""The log: events by conditions, in pages that neither repeat nor skip; and one event with the reason that was stored
with it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Annotated, Literal

from fastapi import Query, Response
from pydantic import BaseModel

from ostiary.api.desk import AtDesk
from ostiary.api.native.route import page, reply
from ostiary.api.native.values import (
    DIGITS,
    EARLIEST,
    LATEST,
    Cursor,
    Key,
    Moment,
    Named,
    Number,
    PathNumber,
    Person,
    cursor_of,
    moment_of,
    position_of,
)
from ostiary.api.sessions import Caller, needs
from ostiary.events.doubts import find_drifts
from ostiary.events.model import Event
from ostiary.events.queries import EventSearch, get_event, search_events
from ostiary.events.types import type_of
from ostiary.kernel.clock import to_micros
from ostiary.kernel.paging import Condition, Operator, Order, Search, Value, Window

router = page("Events")

Among = Mapping[str, Sequence[Value] | None]
"""By column, the values of which a row has one; none = whatever it is."""


class Type(BaseModel):
    """The kind of an event."""

    code: int
    name: str
    description: str


class EventOut(BaseModel):
    """One event; names and groups are those of its time. No `device`: the server recorded it itself. `credential`: what
    was presented where nobody was recognised. `reason`: why, in the sentence of whoever decided.
    `clock_drift_seconds`: the moment is doubtful, for the device's clock was found to be ahead by so much soon after.
    """

    id: int
    at: datetime
    clock_drift_seconds: float | None
    stored_at: datetime
    late: bool
    type: Type
    device: Named | None
    door: Named | None
    person: Person | None
    user_group: Named | None
    credential: str | None
    reason: str | None
    parameter: str | None
    utc_offset_minutes: int


class EventsOut(BaseModel):
    """A page of events; no `next_cursor`: there are no more."""

    items: list[EventOut]
    next_cursor: str | None


@router.get("/native/events", response_model=EventsOut, dependencies=needs(search_events))
async def list_events(
    desk: AtDesk,
    caller: Caller,
    since: Annotated[Moment | None, Query(description="Not before this moment.")] = None,
    until: Annotated[Moment | None, Query(description="Not after this moment.")] = None,
    code: Annotated[list[Number] | None, Query(max_length=500, description="Of these types; may be repeated.")] = None,
    device: Annotated[list[Number] | None, Query(max_length=500, description="At these readers.")] = None,
    door: Annotated[list[Number] | None, Query(max_length=500, description="At these doors.")] = None,
    person: Annotated[list[Key] | None, Query(max_length=500, description="Of these people.")] = None,
    order: Annotated[Literal["newest", "oldest"], Query(description="Which come first.")] = "newest",
    limit: Annotated[int, Query(ge=1, le=500), DIGITS] = 50,
    cursor: Cursor = None,
) -> Response:
    """Search the log by the time of the events. However far, a page costs what the first one costs."""
    after = None
    if cursor:
        micros, id = position_of(cursor, 2)
        after = moment_of(micros), id
    among = conditions_of({"code": code, "device_id": device, "door_id": door, "user_id": person}, since, until)
    search = Search(among, (Order("at", order == "newest"),), Window(limit + 1))
    events = (await desk.gate.ask(caller, search_events, EventSearch(search, after))).events
    last = events[limit - 1] if len(events) > limit else None
    following = cursor_of(to_micros(last.at), last.id) if last else None
    drifts = await desk.gate.ask(caller, find_drifts, events[:limit])
    return reply(EventsOut(items=[_event(event, drifts) for event in events[:limit]], next_cursor=following))


@router.get("/native/events/{id}", response_model=EventOut, dependencies=needs(get_event))
async def view_event(desk: AtDesk, caller: Caller, id: PathNumber) -> Response:
    """One event."""
    event = await desk.gate.ask(caller, get_event, id)
    return reply(_event(event, await desk.gate.ask(caller, find_drifts, [event])))


def conditions_of(among: Among, since: datetime | None, until: datetime | None) -> tuple[Condition, ...]:
    """That each column has one of its values, where any are given, and the moment lies between these two."""
    conditions = [Condition(column, Operator.ONE_OF, tuple(values)) for column, values in among.items() if values]
    if since or until:
        conditions.append(Condition("at", Operator.BETWEEN, (since or EARLIEST, until or LATEST)))
    return tuple(conditions)


def _event(event: Event, drifts: Mapping[int, timedelta]) -> EventOut:
    type = type_of(event.code)
    group, drift = event.user_group_id, drifts.get(event.id)
    return EventOut(
        id=event.id,
        at=event.at,
        clock_drift_seconds=None if drift is None else drift.total_seconds(),
        stored_at=event.stored_at,
        late=event.late,
        type=Type(code=type.code, name=type.name, description=type.description),
        device=Named(id=event.device_id, name=event.device_name) if event.device_id else None,
        door=Named(id=event.door_id, name=event.door_name) if event.door_id else None,
        person=Person(id=event.user_id, name=event.user_name) if event.user_id else None,
        user_group=None if group is None else Named(id=group, name=event.user_group_name),
        credential=event.credential or None,
        reason=event.reason or None,
        parameter=event.parameter or None,
        utc_offset_minutes=event.shift,
    )
