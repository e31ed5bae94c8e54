"""The one place where what devices say enters: stored once each, stamped with names, acknowledged after the commit.

Whatever waits is committed together; on PostgreSQL a batch is stamped while the server stores the one before. A record
is known by (device, epoch, index): one that comes again is not stored again.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Final

import structlog
from sqlalchemy import select

from ostiary.events import stamping
from ostiary.events.batch import Portion, put, stamp, store_in_unit
from ostiary.events.model import EventRow, PositionRow
from ostiary.events.names import Book
from ostiary.events.positions import Position, holes
from ostiary.events.stamping import Said
from ostiary.kernel.clock import Clock, to_micros
from ostiary.kernel.database import Database, Turns
from ostiary.kernel.errors import StorageFull
from ostiary.port.reports import LogPage, LogRecord

log = structlog.get_logger()

SMALLEST: Final = 200
LARGEST: Final = 1000
SECONDS: Final = 0.02
"""A batch is as large as is stored in this time, within the two bounds: others wait for the same lock. Batches that
are under way at once share the upper bound.
"""

FULL_SECONDS: Final = 1.0
"""How long everybody waits where the disk is full, before it is tried again: devices keep their logs."""


@dataclass(slots=True, eq=False)
class _Entry:
    """What one caller waits for."""

    events: Sequence[Said]
    stored: asyncio.Future[None]
    page: LogPage | None = None
    start: int | None = None
    taken: int = 0
    under_way: int = 0
    """Portions of it that are taken and not stored yet."""

    def next(self, limit: int) -> Portion:
        """The next events that are not in a batch yet."""
        first = self.taken == 0
        self.under_way += 1
        events = self.events[self.taken : self.taken + limit]
        self.taken += len(events)
        return Portion(events, self.page if first else None, self.start if first else None)

    @property
    def done(self) -> bool:
        """Whether all of it is in batches."""
        return self.taken >= len(self.events)


@dataclass(slots=True)
class _Batch:
    portions: list[Portion] = field(default_factory=list)
    entries: list[_Entry] = field(default_factory=list)
    size: int = 0


class Intake:
    """Takes in what devices say. One for each process; several processes may share a database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._book = Book()
        self._waiting: deque[_Entry] = deque()
        self._work: list[asyncio.Task[None]] = []
        self._lanes = 1 if database.sqlite else 2
        self._stamping, self._putting = Turns(), Turns()
        self._size = SMALLEST
        self._without_room = False

    async def take(self, records: Sequence[LogRecord]) -> None:
        """Store records in any order, hints among them; returns after the commit. Raises what the database raises."""
        await self._enter(records, None, None)

    async def take_page(self, page: LogPage, start: int | None = None) -> Position:
        """Store a stretch of a log that was asked for from `start`; notes what the ring has lost. Answers the new
        position.
        """
        await self._enter(page.records, page, start)
        return await self.position(page.device_id) or Position(page.device_id, page.epoch, 0, page.newest)

    async def drained(self) -> None:
        """Return when everything handed over so far is stored, also what nobody waits for any more; where there is no
        room for it, it is left to the devices' logs.
        """
        while work := self._under_way():
            if self._without_room:
                for lane in work:
                    lane.cancel()
            await asyncio.wait(work, timeout=FULL_SECONDS)

    async def position(self, device_id: int) -> Position | None:
        """How far the log of a device is in; go on from `index` + 1. None: nothing is known of it, begin with the
        oldest.
        """
        statement = select(PositionRow.epoch, PositionRow.log_index, PositionRow.told)
        async with self._database.read() as connection:
            row = (await connection.execute(statement.where(PositionRow.device_id == device_id))).one_or_none()
        return None if row is None else Position(device_id, *row)

    async def missing(self, device_id: int) -> list[tuple[int, int]]:
        """The stretches (first, last) of the present epoch that are known to exist and neither stored nor lost."""
        position = await self.position(device_id)
        if position is None or position.index >= position.told:
            return []
        statement = select(EventRow.log_index).where(
            EventRow.source_id == device_id, EventRow.epoch == position.epoch, EventRow.log_index > position.index
        )
        async with self._database.read() as connection:
            stored = (await connection.execute(statement.order_by(EventRow.log_index))).scalars().all()
        indexes = [index for index in stored if index is not None]
        return list(holes(position.index + 1, position.told, indexes))

    async def _enter(self, records: Sequence[LogRecord], page: LogPage | None, start: int | None) -> None:
        if not records and page is None:
            return
        events = [event for record in records if (event := stamping.said(record))]
        if len(events) < len(records):
            log.warning("records that no log can hold", device=records[0].device_id, count=len(records) - len(events))
        entry = _Entry(events, asyncio.get_running_loop().create_future(), page, start)
        self._waiting.append(entry)
        self._work = self._under_way()
        if len(self._work) < self._lanes:
            self._work.append(asyncio.create_task(self._store_all()))
        await asyncio.shield(entry.stored)

    def _under_way(self) -> list[asyncio.Task[None]]:
        return [lane for lane in self._work if not lane.done()]

    async def _store_all(self) -> None:
        while self._waiting:
            batch = self._next_batch()
            try:
                await self._store_batch(batch)
            except asyncio.CancelledError:
                for entry in (*batch.entries, *self._waiting):
                    entry.stored.cancel()
                self._waiting.clear()
                raise

    async def _store_batch(self, batch: _Batch) -> None:
        try:
            await self._timed(batch)
        except Exception as error:  # noqa: BLE001 - whatever it is belongs to those who wait
            if len(batch.entries) > 1:
                await self._store_each(batch)
            else:
                self._fail(batch.entries[0], error)
            return
        for entry in batch.entries:
            self._acknowledge(entry)

    def _next_batch(self) -> _Batch:
        batch = _Batch()
        while self._waiting and batch.size < self._size:
            entry = self._waiting[0]
            before = entry.taken
            batch.portions.append(entry.next(self._size - batch.size))
            batch.entries.append(entry)
            batch.size += entry.taken - before
            if entry.done:
                self._waiting.popleft()
        return batch

    async def _timed(self, batch: _Batch) -> None:
        full = batch.size >= self._size
        seconds = await self._store(batch.portions)
        if full:
            fitting = int(batch.size * SECONDS / max(seconds, 1e-6))
            self._size = min(max((self._size + fitting) // 2, SMALLEST), LARGEST // self._lanes)

    async def _store(self, portions: Sequence[Portion]) -> float:
        """Store them; where the disk is full, as soon as there is room. Answers for how many seconds others waited."""
        while True:
            try:
                return await self._store_now(portions)
            except StorageFull:
                self._without_room = True
                await asyncio.sleep(FULL_SECONDS)
            finally:
                self._without_room = False

    async def _store_now(self, portions: Sequence[Portion]) -> float:
        stored_at = stamping.moment(to_micros(self._clock()))
        if self._database.sqlite:
            begun = perf_counter()
            await self._database.unit(lambda plain: store_in_unit(plain, self._book, portions, stored_at))
            return perf_counter() - begun
        async with contextlib.AsyncExitStack() as stack:
            async with self._stamping.turn():
                raw = await stack.enter_async_context(self._database.copying())
                stamped = await stamp(raw, self._book, portions, stored_at)
            async with self._putting.turn():
                begun = perf_counter()
                await put(raw, stamped)
                return perf_counter() - begun

    async def _store_each(self, batch: _Batch) -> None:
        """One bad entry must not cost the others: store them one by one."""
        for portion, entry in zip(batch.portions, batch.entries, strict=True):
            try:
                await self._store([portion])
            except Exception as error:  # noqa: BLE001
                self._fail(entry, error)
            else:
                self._acknowledge(entry)

    def _acknowledge(self, entry: _Entry) -> None:
        entry.under_way -= 1
        if entry.done and not entry.under_way and not entry.stored.done():
            entry.stored.set_result(None)

    def _fail(self, entry: _Entry, error: Exception) -> None:
        if entry in self._waiting:
            self._waiting.remove(entry)
        if not entry.stored.done():
            entry.stored.set_exception(error)
