"""Records and acts with defaults, for the tests of the log."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from ostiary.events import journal, names
from ostiary.events.model import Event
from ostiary.events.queries import EventSearch, search_events
from ostiary.kernel.context import EVERYTHING, Module, Operator, Scope, System
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.paging import Condition, Order, Search, Window
from ostiary.kernel.paging import Operator as Compares
from ostiary.kernel.trail import Method
from ostiary.port.reports import LogPage, LogRecord
from tests.rig.ground import NOON, Ground

SYSTEM = System("tests")
READER = 540000001


def a_record(index: int = 1, **changes: Any) -> LogRecord:
    """A record of the reader's log: each index one second after the one before."""
    values: dict[str, Any] = {
        "device_id": READER,
        "epoch": 1,
        "index": index,
        "at": NOON + timedelta(seconds=index),
        "code": 4102,
        **changes,
    }
    return LogRecord(**values)


def a_page(first: int, last: int, *, oldest: int = 1, newest: int | None = None, epoch: int = 1) -> LogPage:
    """A stretch of the reader's log with the records `first` to `last`."""
    records = tuple(a_record(index, epoch=epoch) for index in range(first, last + 1))
    return LogPage(READER, epoch, oldest, last if newest is None else newest, records)


def an_operator(scope: Scope = EVERYTHING) -> Operator:
    """Somebody who may look at the log."""
    return Operator("7", "Op", 3, frozenset({(Module.MONITORING, "read")}), scope)


@dataclass(frozen=True, slots=True)
class Naming:
    """A name to be given."""

    kind: str
    key: str
    name: str
    group_id: int | None = None
    timezone: str = ""
    source_id: int | None = None


@operation(module=(), right="write", verb="TEST_NAME", method=Method.UPDATE)
async def give_names(work: Work, namings: tuple[Naming, ...]) -> None:
    """An act that names things."""
    for naming in namings:
        values = asdict(naming)
        await names.record(work, values.pop("kind"), values.pop("key"), values.pop("name"), **values)


@operation(module=(), right="write", verb="TEST_RECORD", method=Method.ACTION)
async def record_events(work: Work, events: tuple[dict[str, Any], ...]) -> None:
    """An act that records events of the server's own."""
    for event in events:
        journal.record(work, **event)


async def name(ground: Ground, *namings: Naming) -> None:
    """Give names at the ground's moment."""
    await ground.gate().run(SYSTEM, give_names, namings)


async def all_events(ground: Ground) -> list[Event]:
    """The whole log by id."""
    async with ground.database.read() as connection:
        return list(await journal.following(connection, 0, 100_000))


async def found(
    ground: Ground,
    *conditions: Condition,
    orders: tuple[Order, ...] = (),
    limit: int | None = None,
    offset: int = 0,
    scope: Scope = EVERYTHING,
) -> list[Event]:
    """What a search finds, all stretches together."""
    rest: EventSearch | None = EventSearch(Search(conditions, orders, Window(limit, offset)))
    events: list[Event] = []
    while rest is not None:
        stretch = await ground.gate().ask(an_operator(scope), search_events, rest)
        events.extend(stretch.events)
        rest = stretch.rest
    return events


def where(column: str, compares: Compares, *values: int | str | datetime) -> Condition:
    """A condition."""
    return Condition(column, compares, values)


def at(seconds: float) -> datetime:
    """A moment so long after noon."""
    return NOON.astimezone(UTC) + timedelta(seconds=seconds)
