"""Durable intake of events: how many in a second are stored and acknowledged after the commit.

Twenty devices each send pages of 50 records and wait until a page is stored before they send the next. We de-duplicate,
look up the names of the time of each event, note how far each log is in and keep ids in the order of commits. `add_all`
is the same table written by SQLAlchemy's unit of work: four sessions at once, a page a transaction, rows made
beforehand, no look at duplicates or order. The bare COPY is one connection that copies ready rows into the same table
with its indexes, a thousand a transaction. SQLite stands at synchronous=FULL and PostgreSQL at fsync=on for everybody.

Urgent writes (twenty a second, before others in the queue) go on beside our intake; all wait for the same disk.
"""

import asyncio
import random
import statistics
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from time import perf_counter
from typing import Any

import asyncpg
from sqlalchemy import event, insert
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from bench.rig import Row, compared, limited, postgres, premises, rates
from ostiary.app import migrate
from ostiary.events import stamping
from ostiary.events.intake import Intake
from ostiary.events.model import EventRow, NameRow
from ostiary.events.names import Named
from ostiary.events.stamping import COLUMNS
from ostiary.kernel import counter
from ostiary.kernel.clock import now
from ostiary.kernel.database import Database
from ostiary.port.reports import LogRecord
from tests.rig.databases import Postgres, Sqlite

OURS = "Ostiary"
DEVICES, PEOPLE, GROUPS = 20, 5000, 30
PAGE = 50
TURN = 4000
ROUNDS = 7
SESSIONS = 4
COPIED = 1000
URGENT_EVERY = 0.05
URGENT_SECONDS = 12.0
URGENT_MS = 50
START = datetime(2026, 3, 1, tzinfo=UTC)
CODES = (4102, 4102, 4102, 4865, 6401, 20480, 20736, 20992, 21248)


def run() -> list[Row]:
    """Everything."""
    with premises() as rig:
        rows = _measured("SQLite", Sqlite(rig), with_copy=False)
        return rows + _measured("PostgreSQL", postgres(rig), with_copy=True)


def _measured(engine: str, source: Sqlite | Postgres, *, with_copy: bool) -> list[Row]:
    with asyncio.Runner() as runner:
        place: Place = runner.run(Place.made(source))
        contenders: dict[str, Callable[[], int]] = {
            OURS: lambda: runner.run(place.take()),
            "SQLAlchemy add_all": lambda: runner.run(place.add_all()),
        }
        if with_copy:
            contenders["bare COPY"] = lambda: runner.run(place.copy())
        measure = f"{engine}: events stored"
        found = rates(contenders, ROUNDS)
        copied = found.pop("bare COPY", None)
        rows = compared(measure, "/s", OURS, found, at_least=3 if with_copy else 8)
        if copied is not None:
            part = found[OURS] / copied
            rows.append(Row(measure, "bare COPY", copied, "/s", part, "we are at least 0.3 of it", part >= 0.3))
        waits = runner.run(place.urgent())
        waits.sort()
        rows += [
            limited(f"{engine}: urgent write beside intake, p99", OURS, waits[int(len(waits) * 0.99)], "ms", URGENT_MS),
            Row(f"{engine}: urgent write beside intake, median", OURS, statistics.median(waits), "ms"),
        ]
        runner.run(place.close())
        return rows


@dataclass
class Place:
    """A database with names in it, and who writes to it."""

    database: Database
    peer: AsyncEngine
    raw: asyncpg.Connection | None
    intake: Intake = field(init=False)
    logs: Iterator[list[list[LogRecord]]] = field(init=False)
    pages: Iterator[list[list[list[dict[str, Any]]]]] = field(init=False)
    copies: Iterator[list[tuple[Any, ...]]] = field(init=False)

    def __post_init__(self) -> None:
        self.intake = Intake(self.database, now)
        turns = ROUNDS + 1
        self.logs = iter([_logs(epoch) for epoch in range(turns)])
        self.pages = iter([_rows(_logs(1000 + epoch)) for epoch in range(turns)])
        self.copies = iter([_copied(_logs(2000 + epoch)) for epoch in range(turns)])

    @classmethod
    async def made(cls, source: Sqlite | Postgres) -> "Place":
        """A fresh one."""
        url = await source.clone("bench", migrate.upgrade)
        database = Database(url)
        await database.start()
        await _name(database)
        peer = create_async_engine(url, pool_size=SESSIONS, max_overflow=0)
        raw = None
        if database.sqlite:
            event.listen(peer.sync_engine, "connect", _durable)
        else:
            plain = database.url.set(drivername="postgresql").render_as_string(hide_password=False)
            raw = await asyncpg.connect(plain)
        return cls(database, peer, raw)

    async def close(self) -> None:
        """Let go of it."""
        await self.peer.dispose()
        if self.raw is not None:
            await self.raw.close()
        await self.database.stop()

    async def take(self) -> int:
        """We store a turn's events."""
        return await _by_all(self.intake.take, [_paged(log) for log in next(self.logs)])

    async def add_all(self) -> int:
        """SQLAlchemy stores a turn's events."""

        async def store(page: Sequence[dict[str, Any]]) -> None:
            async with AsyncSession(self.peer) as session, session.begin():
                session.add_all([EventRow(**values) for values in page])

        return await _by_all(store, next(self.pages))

    async def copy(self) -> int:
        """COPY stores a turn's events."""
        assert self.raw is not None
        rows = next(self.copies)
        for start in range(0, len(rows), COPIED):
            batch = rows[start : start + COPIED]
            await self.raw.copy_records_to_table("event", records=batch, columns=COLUMNS)
        return len(rows)

    async def urgent(self) -> list[float]:
        """How long urgent writes take beside our intake, in milliseconds."""
        ends = perf_counter() + URGENT_SECONDS
        waits: list[float] = []

        async def write_urgently() -> None:
            while perf_counter() < ends:
                begun = perf_counter()
                async with self.database.write(urgent=True) as session:
                    await counter.take(session, "bench")
                waits.append((perf_counter() - begun) * 1000)
                await asyncio.sleep(URGENT_EVERY)

        async def take_on() -> None:
            for epoch in count(3000):
                await _by_all(self.intake.take, [_paged(log) for log in _logs(epoch)])
                if perf_counter() >= ends:
                    return

        await asyncio.gather(write_urgently(), take_on())
        return waits


async def _by_all(store: Callable[[Any], Awaitable[object]], logs: Sequence[Sequence[Sequence[Any]]]) -> int:
    """Every device sends the pages of its log, one after the other."""

    async def send(pages: Sequence[Sequence[Any]]) -> None:
        for page in pages:
            await store(page)

    await asyncio.gather(*(send(pages) for pages in logs))
    return sum(len(page) for pages in logs for page in pages)


def _logs(epoch: int) -> list[list[LogRecord]]:
    return [_log(100001 + device, epoch) for device in range(DEVICES)]


def _paged(log: Sequence[Any]) -> list[Sequence[Any]]:
    return [log[start : start + PAGE] for start in range(0, len(log), PAGE)]


def _rows(logs: list[list[LogRecord]]) -> list[list[Any]]:
    return [_paged([_values(record) for record in log]) for log in logs]


def _log(device_id: int, epoch: int) -> list[LogRecord]:
    chosen = random.Random(device_id * 1000 + epoch)
    return [
        LogRecord(
            device_id,
            epoch,
            index,
            START + timedelta(hours=epoch, seconds=index),
            chosen.choice(CODES),
            user_id=str(chosen.randrange(PEOPLE)),
            door_id=device_id - 100000,
            reason="granted by access level 3",
        )
        for index in range(1, TURN // DEVICES + 1)
    ]


def _row(record: LogRecord) -> tuple[Any, ...]:
    said = stamping.said(record)
    assert said is not None
    return stamping.row(said, _as_of, said.at, ())


def _as_of(kind: str, key: str, _: int) -> Named:
    """How `_name` calls a thing."""
    return _NAMED[kind, key]


def _values(record: LogRecord) -> dict[str, Any]:
    return dict(zip(COLUMNS, _row(record), strict=True)) | {"at": record.at, "stored_at": record.at}


def _copied(logs: list[list[LogRecord]]) -> list[tuple[Any, ...]]:
    """Rows in the order in which twenty devices send them."""
    return sorted((_row(record) for log in logs for record in log), key=lambda row: row[0])


def _durable(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _named() -> dict[tuple[str, str], Named]:
    zone = "Europe/Zurich"
    people = {("user", str(user)): Named(f"Person number {user}", user % GROUPS + 2, zone) for user in range(PEOPLE)}
    groups = {("user_group", str(group)): Named(f"Group number {group}", None, zone) for group in range(2, GROUPS + 2)}
    devices = {
        ("device", str(id)): Named(f"Reader number {id}", id % GROUPS + 2, zone, id)
        for id in range(100001, 100001 + DEVICES)
    }
    doors = {
        ("door", str(1 + id)): Named(f"Door number {1 + id}", id % GROUPS + 2, zone, 100001 + id)
        for id in range(DEVICES)
    }
    return people | groups | devices | doors


_NAMED = _named()


async def _name(database: Database) -> None:
    rows = [
        {
            "kind": kind,
            "key": key,
            "since": START,
            "timezone": named.timezone,
            "name": named.name,
            "group_id": named.group_id,
            "source_id": named.source_id,
        }
        for (kind, key), named in _NAMED.items()
    ]
    async with database.write() as session:
        await session.execute(insert(NameRow), rows)
