"""Reads of the log: a search in stretches that follow each other by key, and the event types."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import BigInteger, func, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncConnection

from ostiary.events.journal import selected
from ostiary.events.model import AlertChoiceRow, Event, EventNotFound, EventRow, UnlistedCodeRow
from ostiary.events.types import TYPES, Class, EventType, alerting, type_of
from ostiary.events.visibility import seen_by
from ostiary.kernel.context import Module
from ostiary.kernel.errors import Invalid
from ostiary.kernel.operation import View, query
from ostiary.kernel.paging import Condition, Operator, Order, Search, Value, Window
from ostiary.kernel.selection import beyond, where

STRETCH: Final = 1000
"""Rows that are read at once; a larger page is put together of stretches."""

COLUMNS: Final[dict[str, Any]] = {
    "id": EventRow.id,
    "at": EventRow.at,
    "stored_at": EventRow.stored_at,
    "index": EventRow.log_index,
    "code": type_coerce(EventRow.code, BigInteger),
    "device_id": EventRow.device_id,
    "door_id": EventRow.door_id,
    "user_id": EventRow.user_id,
    "user_name": EventRow.user_name,
    "user_group_id": EventRow.user_group_id,
    "tna_key": type_coerce(EventRow.tna_key, BigInteger),
    "temperature": type_coerce(EventRow.temperature, BigInteger),
}
"""What can be asked for; whole numbers are compared as 64 bits whatever the column holds."""

SORTED: Final = ("at", "stored_at", "id")
"""What can be sorted by."""

_RANGES: Final = (Operator.GREATER, Operator.LESS, Operator.BETWEEN)


@dataclass(frozen=True, slots=True)
class EventSearch:
    """A question to the log, or what is left of one: `after` is where its last stretch ended. `thermal`: only events
    with a temperature.
    """

    search: Search
    after: tuple[Value, ...] | None = None
    thermal: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """The next events that fit, and the question for those that follow; None = that was all."""

    events: Sequence[Event]
    rest: EventSearch | None


@query(module=(Module.MONITORING, Module.TA))
async def search_events(view: View, asked: EventSearch) -> Stretch:
    """The next stretch of the events that fit and that the operator may see.

    Orders: `at`, `stored_at`, `id`; without one in the order of `id` where a range of ids is asked for, else in that
    of `at`.
    """
    search = asked.search
    orders = _orders(search)
    limit = STRETCH if search.window.limit is None else min(search.window.limit, STRETCH)
    clauses = [where(search.conditions, COLUMNS), seen_by(view.scope)]
    if asked.thermal:
        clauses.append(EventRow.temperature.is_not(None))
    if asked.after is not None:
        clauses.append(beyond(orders, asked.after, COLUMNS))
    order_by = [COLUMNS[order.column].desc() if order.descending else COLUMNS[order.column] for order in orders]
    if search.window.offset:
        # What is passed over is counted in the index alone, and not read.
        page = select(EventRow.id).where(*clauses).order_by(*order_by).limit(limit).offset(search.window.offset)
        clauses = [EventRow.id.in_(page)]
    rows = await view.connection.execute(selected().where(*clauses).order_by(*order_by).limit(limit))
    events = [Event(*row) for row in rows]
    left = None if search.window.limit is None else search.window.limit - len(events)
    if len(events) < limit or left == 0:
        return Stretch(events, None)
    after = tuple(getattr(events[-1], order.column) for order in orders)
    return Stretch(events, replace(asked, search=replace(search, window=Window(left, 0)), after=after))


@query(module=(Module.MONITORING, Module.TA))
async def count_events(view: View, search: Search) -> int:
    """How many events a search finds that the operator may see."""
    fitting = select(EventRow.id).where(where(search.conditions, COLUMNS), seen_by(view.scope))
    part = fitting.limit(search.window.limit).offset(search.window.offset)
    return (await view.connection.execute(select(func.count()).select_from(part.subquery()))).scalar_one()


@query(module=(Module.MONITORING, Module.TA))
async def get_event(view: View, id: int) -> Event:
    """One event that the operator may see; raises `EventNotFound`."""
    rows = await view.connection.execute(selected().where(EventRow.id == id, seen_by(view.scope)))
    found = next((Event(*row) for row in rows), None)
    if found is None:
        raise EventNotFound(f"There is no event {id}.")
    return found


def of_classes(classes: Collection[Class]) -> Condition:
    """That the type of an event is of one of these classes; codes that stand in no list are of the system's."""
    if Class.SYSTEM in classes:
        others = tuple(code for code, type in TYPES.items() if type.class_ not in classes)
        return Condition("code", Operator.NONE_OF, others)
    return Condition("code", Operator.ONE_OF, tuple(code for code, type in TYPES.items() if type.class_ in classes))


def prove(search: Search) -> None:
    """Raise `Invalid` or `LimitReached` for what cannot be asked of the log."""
    _orders(search)
    where(search.conditions, COLUMNS)


async def changed_at_device(
    connection: AsyncConnection, source_id: int, after: int, codes: Collection[int]
) -> Sequence[tuple[int, str]]:
    """Event and person of each change of people that this device's log tells of since an event, oldest first; those
    that the server made itself are left out.
    """
    changes = EventRow.source_id == source_id, EventRow.id > after, EventRow.by_device, EventRow.code.in_(codes)
    rows = await connection.execute(select(EventRow.id, EventRow.user_id).where(*changes).order_by(EventRow.id))
    return [(row.id, row.user_id or "") for row in rows]


def _orders(search: Search) -> Sequence[Order]:
    """The orders up to `id`, which is always the last: it is unique."""
    found: list[Order] = []
    for order in search.orders:
        if order.column not in SORTED:
            raise Invalid("events cannot be sorted by this", order.column)
        if order.column not in {earlier.column for earlier in found}:
            found.append(order)
        if order.column == "id":
            return found
    if not found and not any(_ranges_over_ids(condition) for condition in search.conditions):
        found.append(Order("at"))
    return [*found, Order("id", found[-1].descending if found else False)]


def _ranges_over_ids(condition: Condition) -> bool:
    return condition.column == "id" and condition.operator in _RANGES


@dataclass(frozen=True, slots=True)
class TypeChoice:
    """Which event types are wanted: every one, or those that can become an alert, or those an operator has renamed."""

    everything: bool = True
    alertable: bool = False
    renamed: bool = False


@query(module=())
async def list_event_types(view: View, choice: TypeChoice) -> Sequence[EventType]:
    """The event types by code; every code that stands in an event is among all of them."""
    choices = await view.connection.execute(select(AlertChoiceRow.code, AlertChoiceRow.enabled))
    alarming = alerting(choices)
    types = [replace(type, enable_alert=type.code in alarming) for type in TYPES.values()]
    if choice.everything:
        unlisted = await view.connection.execute(select(UnlistedCodeRow.code))
        return sorted((*types, *(type_of(row.code) for row in unlisted)), key=lambda type: type.code)
    return [type for type in types if choice.alertable and type.alertable]
