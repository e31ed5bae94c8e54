"""One batch of intake as one transaction: plain sqlite3 in the writer's thread, or COPY on PostgreSQL.

It has two halves: events are stamped with names, which needs no lock, and put into the log, which holds the commit
order. The steps are written once, as generators that say what they want of the database; a driver for each engine
carries them out.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Generator, Iterable, Sequence
from dataclasses import astuple, dataclass
from typing import Any, Final, TypeVar

import asyncpg

from ostiary.events import positions, stamping, statements
from ostiary.events.model import EventRow
from ostiary.events.names import Book, Thing
from ostiary.events.positions import Gap, Position
from ostiary.events.stamping import Row, Said
from ostiary.events.statements import Statement
from ostiary.events.types import ALERTABLE, TYPES, alerting
from ostiary.kernel.database import ARRIVALS, COMMIT_ORDER_LOCK
from ostiary.port.reports import LogPage

Rows = Sequence[Sequence[Any]]
T = TypeVar("T")
Place = tuple[int, int, int]
"""Where a record stands: device, epoch, index."""

_STRETCH = 200


@dataclass(frozen=True, slots=True)
class Portion:
    """Events of one caller; `page` is the look at the device's ring they came with, asked for from `start`."""

    events: Sequence[Said]
    page: LogPage | None = None
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Fetch:
    """Wants the rows of a statement."""

    statement: Statement
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Write:
    """Wants a statement done for each row."""

    statement: Statement
    rows: Rows


@dataclass(frozen=True, slots=True)
class Names:
    """Wants all names of things."""

    things: Sequence[Thing]


@dataclass(frozen=True, slots=True)
class Places:
    """Wants the positions of devices: device, epoch, index, told."""

    devices: Sequence[int]


@dataclass(frozen=True, slots=True)
class GoOn:
    """Wants to know of which of these positions the next record is stored: device ids."""

    positions: Sequence[Position]


@dataclass(frozen=True, slots=True)
class Insert:
    """Wants events inserted, unless they are there; from here on the transaction holds the commit order."""

    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Stamped:
    """A batch that is ready to be put into the log: `rows` of events, the places of those that are alerts, the codes
    that are in no list.
    """

    portions: Sequence[Portion]
    stored_at: int
    rows: Sequence[Row]
    alerts: Rows
    unlisted: Sequence[int]


TAKE_THE_LOCK: Final = "SELECT pg_advisory_xact_lock($1), pg_notify($2, ''), set_config('enable_seqscan', 'off', true)"
"""A plan made while the log was empty is kept by the connection: without the last part it would scan the whole log."""

Step = Fetch | Write | Names | Places | GoOn | Insert
Steps = Generator[Step, Rows, T]


def store_in_unit(plain: sqlite3.Connection, book: Book, portions: Sequence[Portion], stored_at: int) -> None:
    """Carry a batch out on SQLite, within a transaction of the writer's thread."""
    _done_in_unit(plain, _put(_done_in_unit(plain, _stamp(book, portions, stored_at))))


def _done_in_unit(plain: sqlite3.Connection, steps: Steps[T]) -> T:
    answer: Any = None
    while True:
        try:
            step = steps.send(answer)
        except StopIteration as end:
            result: T = end.value
            return result
        answer = ()
        match step:
            case Fetch():
                answer = plain.execute(step.statement.sqlite, step.values).fetchall()
            case Write():
                plain.executemany(step.statement.sqlite, step.rows)
            case Insert():
                plain.executemany(statements.INSERT_EVENT, step.rows)
            case Names():
                answer = _each(plain, statements.NAMES_OF_ONE, step.things)
            case Places():
                answer = _each(plain, statements.POSITION_OF_ONE, [(id,) for id in step.devices])
            case GoOn():
                nexts = [(position.device_id, position.epoch, position.index + 1) for position in step.positions]
                answer = _each(plain, statements.STORED_ONE, nexts)


def _each(plain: sqlite3.Connection, statement: str, values: Sequence[Sequence[Any]]) -> Rows:
    return [row for each in values for row in plain.execute(statement, each)]


async def stamp(raw: asyncpg.Connection, book: Book, portions: Sequence[Portion], stored_at: int) -> Stamped:
    """The first half of a batch on PostgreSQL, within its transaction. Nobody else may use the book meanwhile."""
    return await _done_by_copy(raw, _stamp(book, portions, stored_at))


async def put(raw: asyncpg.Connection, stamped: Stamped) -> None:
    """The second half on PostgreSQL, within the same transaction."""
    await _done_by_copy(raw, _put(stamped))


async def _done_by_copy(raw: asyncpg.Connection, steps: Steps[T]) -> T:
    answer: Any = None
    while True:
        try:
            step = steps.send(answer)
        except StopIteration as end:
            result: T = end.value
            return result
        answer = ()
        match step:
            case Fetch():
                answer = await raw.fetch(step.statement.postgresql, *step.values)
            case Write():
                await raw.executemany(step.statement.postgresql, step.rows)
            case Insert():
                await _insert(raw, step.rows)
            case Names():
                kinds, keys = zip(*step.things, strict=True)
                answer = await raw.fetch(statements.NAMES_OF_MANY, kinds, keys)
            case Places():
                answer = await raw.fetch(statements.POSITIONS_OF_MANY, step.devices)
            case GoOn():
                ids, epochs, indexes, _ = zip(*map(astuple, step.positions), strict=True)
                answer = await raw.fetch(statements.STORED_OF_MANY, ids, epochs, [index + 1 for index in indexes])


async def _insert(raw: asyncpg.Connection, rows: Sequence[Row]) -> None:
    """Copy straight into the log what is not there. COPY knows no conflicts: what is there is asked for under the lock,
    under which nobody can add to it.
    """
    await raw.fetch(TAKE_THE_LOCK, COMMIT_ORDER_LOCK, ARRIVALS)
    new: dict[Place, Row] = {}
    for row in rows:
        new.setdefault(stamping.place(row), row)
    if new:
        for stored in await raw.fetch(statements.STORED_IN_RUNS, *zip(*_runs(new), strict=True)):
            del new[tuple(stored)]
    if new:
        await raw.copy_records_to_table(EventRow.__tablename__, records=new.values(), columns=stamping.COLUMNS)


def _runs(places: Iterable[Place]) -> list[tuple[int, int, int, int]]:
    """The stretches (device, epoch, first, last) in which these places stand without a hole."""
    runs: list[tuple[int, int, int, int]] = []
    for device, epoch, index in sorted(places):
        if runs and runs[-1][:2] == (device, epoch) and runs[-1][3] == index - 1:
            runs[-1] = (*runs[-1][:3], index)
        else:
            runs.append((device, epoch, index, index))
    return runs


def _stamp(book: Book, portions: Sequence[Portion], stored_at: int) -> Steps[Stamped]:
    events = [event for portion in portions for event in portion.events]
    yield from _learn(book, events)
    events = [stamping.own(event, book.stands_in) for event in events]
    alertable = [event for event in events if event.code in ALERTABLE]
    alarming = alerting((yield Fetch(statements.ALERT_CHOICES, ()))) if alertable else frozenset()
    rows = [stamping.row(event, book.as_of, stored_at, alarming) for event in events]
    alerts = [(event.source_id, event.epoch, event.log_index) for event in alertable if event.code in alarming]
    unlisted = {event.code for event in events if event.code not in TYPES}
    return Stamped(portions, stored_at, rows, alerts, sorted(unlisted))


def _put(stamped: Stamped) -> Steps[None]:
    yield Insert(stamped.rows)
    if stamped.alerts:
        yield Write(statements.INSERT_ALERT, stamped.alerts)
    if stamped.unlisted:
        yield Write(statements.INSERT_UNLISTED, [(code,) for code in stamped.unlisted])
    yield from _note_positions(stamped.portions, stamped.stored_at)


def _learn(book: Book, events: Sequence[Said]) -> Steps[None]:
    """Have the book know how everything in these events was called."""
    if book.seen < 0:
        ((book.seen,),) = yield Fetch(statements.NEWEST_NAME, ())
    book.forget((yield Fetch(statements.NAMES_AFTER, (book.seen,))))
    yield from _look_up(book, stamping.things(events))
    yield from _look_up(book, stamping.groups(events, book.as_of))


def _look_up(book: Book, things: Sequence[Thing]) -> Steps[None]:
    unknown = book.unknown(things)
    if unknown:
        book.learn(unknown, (yield Names(unknown)))


def _note_positions(portions: Sequence[Portion], stored_at: int) -> Steps[None]:
    devices = {event.source_id for portion in portions for event in portion.events if event.source_id is not None}
    devices |= {portion.page.device_id for portion in portions if portion.page}
    before: dict[int, Position] = {}
    if devices:
        for device_id, epoch, index, told in (yield Places(sorted(devices))):
            before[device_id] = Position(device_id, epoch, index, told)
    after, gaps = _advance(before, portions)
    short = [position for position in after.values() if position.index < position.told]
    if short:
        for (device_id,) in (yield GoOn(short)):
            after[device_id] = yield from _run_on(after[device_id])
    changed = [position for id, position in after.items() if before.get(id) != position]
    if changed:
        rows = [(position.device_id, position.epoch, position.index, position.told) for position in changed]
        yield Write(statements.UPSERT_POSITION, rows)
    for gap in gaps:
        stored = yield Fetch(statements.STORED_BETWEEN, (gap.device_id, gap.epoch, gap.first, gap.last))
        lost = positions.holes(gap.first, gap.last, [index for (index,) in stored])
        found = [(gap.device_id, gap.epoch, first, last, gap.why, stored_at) for first, last in lost]
        yield Write(statements.INSERT_GAP, found)


def _advance(before: dict[int, Position], portions: Sequence[Portion]) -> tuple[dict[int, Position], list[Gap]]:
    now: dict[int, Position | None] = dict(before)
    gaps: list[Gap] = []
    for portion in portions:
        if portion.page is not None:
            page, id = portion.page, portion.page.device_id
            now[id], lost = positions.after_ring(now.get(id), id, page.epoch, page.oldest, page.newest)
            gaps += lost
            position = now[id]
            if portion.start and page.records and position is not None:
                now[id], lost = positions.after_skip(position, page.epoch, portion.start, page.records[0].index)
                gaps += lost
        indexes: dict[tuple[int, int], list[int]] = defaultdict(list)
        for event in portion.events:
            if event.source_id is not None and event.epoch is not None and event.log_index is not None:
                indexes[event.source_id, event.epoch].append(event.log_index)
        for (id, epoch), found in sorted(indexes.items()):
            now[id], lost = positions.after_records(now.get(id), id, epoch, found)
            gaps += lost
    return {id: position for id, position in now.items() if position is not None}, gaps


def _run_on(position: Position) -> Steps[Position]:
    """Go on over records that came in before those just stored."""
    while position.index < position.told:
        key = position.device_id, position.epoch, position.index, position.index + _STRETCH
        stored = yield Fetch(statements.STORED_BETWEEN, key)
        index = positions.advanced(position.index, [found for (found,) in stored])
        if index == position.index:
            break
        position = Position(position.device_id, position.epoch, index, position.told)
    return position
