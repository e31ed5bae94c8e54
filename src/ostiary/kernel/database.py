"""The database: one writer at a time on SQLite, a pool on PostgreSQL, read connections beside them, and the commit
order.

Rules that hold on both engines: a write transaction reads what it will change inside itself; whoever inserts rows whose
`seq` others follow takes `commit_order` first, as the last thing before those inserts, so that seq order is commit
order.
"""

import asyncio
import contextlib
import sqlite3
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar
from uuid import uuid4

import asyncpg
import structlog
from sqlalchemy import event, func, insert, select
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.pool import NullPool

from ostiary.kernel import sqlite
from ostiary.kernel.bell import Bell
from ostiary.kernel.errors import StorageFull
from ostiary.kernel.schema import Base

log = structlog.get_logger(__name__)

T = TypeVar("T")
COMMIT_ORDER_LOCK = 0x05714A
CHANNEL = "ostiary"
ARRIVALS = "ostiary_arrivals"
WORDS = "ostiary_words"
WAKES = "wakes"
"""Stands in the notes of a session whose commit rings the bell."""
_FULL = "53100"
"""PostgreSQL's code of a full disk."""
LISTEN_AGAIN_SECONDS = 0.5
_READERS = 8
_RACES = frozenset({"40001", "40P01"})
"""PostgreSQL's codes of a serialization failure and a deadlock."""
_POSTGRESQL_TROUBLE = frozenset({"08", "40", "53", "55", "57", "58"})
"""Classes of PostgreSQL's codes: connection, rollback, resources, locks, an operator's intervention, the system."""
_SQLITE_TROUBLE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
)


class Turns:
    """Lets one holder in at a time; urgent ones go before the others."""

    def __init__(self) -> None:
        self._busy = False
        self._urgent: deque[asyncio.Future[None]] = deque()
        self._waiting: deque[asyncio.Future[None]] = deque()

    @contextlib.asynccontextmanager
    async def turn(self, urgent: bool = False) -> AsyncIterator[None]:
        """Hold the turn."""
        if self._busy:
            waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            queue = self._urgent if urgent else self._waiting
            queue.append(waiter)
            try:
                await waiter
            except asyncio.CancelledError:
                if waiter.done() and not waiter.cancelled():
                    self._next()
                elif waiter in queue:
                    queue.remove(waiter)
                raise
        self._busy = True
        try:
            yield
        finally:
            self._next()

    def _next(self) -> None:
        for queue in (self._urgent, self._waiting):
            while queue:
                waiter = queue.popleft()
                if not waiter.done():
                    waiter.set_result(None)
                    return
        self._busy = False


class Database:
    """One database, by SQLAlchemy URL with an async driver (`sqlite+aiosqlite:///...`, `postgresql+asyncpg://...`)."""

    def __init__(self, url: str | URL) -> None:
        self.url = make_url(url)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        self.bell = Bell()
        self.arrivals = Bell()
        """Rung for events alone by intake, which commits far oftener than anybody else, and whenever `bell` is."""
        self.full = False
        """Whether the last that was to be stored found no room."""
        self._name = uuid4().hex
        """By which a process knows its own rings."""
        self._turns = Turns()
        self._thread: ThreadPoolExecutor | None = None
        self._plain: sqlite3.Connection | None = None
        """Opened, used and closed in the writer's thread alone."""
        self._connections: list[sqlite.Swift] = []
        """Those whose thread may be there, also where the pool has given them up because of a cancelled task."""
        self._listening: asyncio.Task[None] | None = None
        self._hearers: list[Callable[[str], None]] = []
        if self.sqlite:
            self.writer = self._sqlite_engine("BEGIN IMMEDIATE", pool_size=1)
            self.reader = self._sqlite_engine("BEGIN", pool_size=_READERS, read_only=True)
        else:
            self.writer = create_async_engine(self.url, pool_size=10, max_overflow=10, hide_parameters=True)
            self.reader = self.writer

    def _sqlite_engine(self, begin: str, pool_size: int, *, read_only: bool = False) -> AsyncEngine:
        path = str(self.url.database)

        def opened() -> sqlite.Swift:
            connection = sqlite.Swift(path, read_only=read_only)
            self._connections = [each for each in self._connections if not each.ended] + [connection]
            return connection

        engine = create_async_engine(
            self.url,
            pool_size=pool_size,
            max_overflow=0,
            hide_parameters=True,
            async_creator=opened,
        )
        event.listen(engine.sync_engine, "begin", lambda connection: connection.exec_driver_sql(begin) and None)
        return engine

    async def start(self) -> None:
        """Listen to the other processes (PostgreSQL), again and again where the connection breaks."""
        if not self.sqlite:
            self._listening = asyncio.create_task(self._listen_on(await self._listen()), name="listening")

    async def stop(self) -> None:
        """Close every connection."""
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)
        if self._thread is not None:
            await asyncio.get_running_loop().run_in_executor(self._thread, self._close_plain)
            self._thread.shutdown()
        await self.reader.dispose()
        await self.writer.dispose()
        for connection in self._connections:
            await connection.end()
        self._connections.clear()

    async def _listen(self) -> tuple[AsyncConnection, asyncio.Event]:
        """A connection that listens, and what is set when it breaks."""
        connection, broken = await disposable(self.url).connect(), asyncio.Event()
        raw = await driver_connection(connection)
        raw.add_termination_listener(lambda _: broken.set())
        await raw.add_listener(CHANNEL, lambda *said: None if said[3] == self._name else self._ring())
        await raw.add_listener(ARRIVALS, lambda *_: self.arrivals.ring())
        await raw.add_listener(WORDS, lambda *said: self._hear(str(said[3])))
        return connection, broken

    async def _listen_on(self, listening: tuple[AsyncConnection, asyncio.Event]) -> None:
        connection, broken = listening
        try:
            while True:
                await broken.wait()
                with contextlib.suppress(DBAPIError, OSError):
                    await connection.invalidate()
                    connection, broken = await self._listen()
                    self._ring()
                await asyncio.sleep(LISTEN_AGAIN_SECONDS)
        finally:
            await connection.close()

    def hear(self, hearer: Callable[[str], None]) -> None:
        """From now on this hearer is called with what other processes, and this one, `say`."""
        self._hearers.append(hearer)

    async def say(self, word: str) -> None:
        """Say a word to every process that shares the database; whoever cannot hear it now never does."""
        if self.sqlite:
            self._hear(word)
        else:
            async with self.writer.begin() as connection:
                await connection.execute(select(func.pg_notify(WORDS, word)))

    def _hear(self, word: str) -> None:
        for hearer in self._hearers:
            hearer(word)

    @contextlib.asynccontextmanager
    async def write(self, *, urgent: bool = False) -> AsyncIterator[AsyncSession]:
        """A write transaction: commits at the end, rolls back on an exception. Rings the bell after the commit where
        somebody is to `wake`. Raises `StorageFull`.
        """
        async with contextlib.AsyncExitStack() as stack:
            stack.enter_context(self._room())
            if self.sqlite:
                await stack.enter_async_context(self._turns.turn(urgent))
            session = await stack.enter_async_context(
                AsyncSession(self.writer, expire_on_commit=False, autoflush=False)
            )
            async with session.begin():
                yield session
        if WAKES in session.info:
            self._ring()

    @contextlib.contextmanager
    def _room(self) -> Iterator[None]:
        """Tell a full disk from other failures, and remember it until something was stored again."""
        try:
            yield
        except Exception as error:
            if not is_full(error):
                raise
            if not self.full:
                log.error("disk full")
            self.full = True
            raise StorageFull("Nothing can be stored until there is room.") from error
        if self.full:
            log.info("disk has room again")
            self.full = False

    def _ring(self) -> None:
        self.arrivals.ring()
        self.bell.ring()

    @contextlib.asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A read connection; one consistent snapshot on SQLite, statement by statement on PostgreSQL."""
        async with self.reader.connect() as connection:
            yield connection

    async def unit(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Run one whole write transaction as a single call in the writer's thread (SQLite only): the fast path of
        intake, which stores nothing but events. Raises `StorageFull`.
        """
        loop = asyncio.get_running_loop()
        with self._room():
            async with self._turns.turn():
                if self._thread is None:
                    self._thread = ThreadPoolExecutor(1, thread_name_prefix="writer")
                result = await loop.run_in_executor(self._thread, self._in_transaction, work)
        self.arrivals.ring()
        return result

    def _in_transaction(self, work: Callable[[sqlite3.Connection], T]) -> T:
        if self._plain is None:
            self._plain = sqlite.connect(str(self.url.database))
        self._plain.execute("BEGIN IMMEDIATE")
        try:
            result = work(self._plain)
            self._plain.commit()
        except BaseException:
            self._plain.rollback()
            raise
        return result

    def _close_plain(self) -> None:
        if self._plain is not None:
            self._plain.close()

    @contextlib.asynccontextmanager
    async def copying(self) -> AsyncIterator[asyncpg.Connection]:
        """A raw connection with a transaction begun (PostgreSQL only), for COPY: the way of intake. Commits at the end.
        Raises `StorageFull`.
        """
        with self._room():
            async with self.writer.connect() as connection:
                raw = await driver_connection(connection)
                async with raw.transaction():
                    yield raw
        self.arrivals.ring()

    async def commit_order(self, session: AsyncSession) -> None:
        """Take the commit-order lock until the end of the transaction."""
        if not self.sqlite:
            await session.execute(select(func.pg_advisory_xact_lock(COMMIT_ORDER_LOCK)))

    async def wake(self, session: AsyncSession) -> None:
        """Have the commit ring the bell, in every process: it stores what somebody may wait for. They look every
        quarter of a second anyway.
        """
        if WAKES in session.info:
            return
        session.info[WAKES] = True
        if not self.sqlite:
            await session.execute(select(func.pg_notify(CHANNEL, self._name)))


async def steady(connection: AsyncConnection) -> None:
    """Have all reads of a transaction that is about to begin see one moment of the database."""
    if connection.dialect.name != "sqlite":
        _ = await connection.execution_options(isolation_level="REPEATABLE READ")


def is_full(error: BaseException) -> bool:
    """Whether a failure, of the driver's or as SQLAlchemy tells it, or one that it followed on, says that the disk is
    full.
    """
    seen: BaseException | None = error
    while seen is not None:
        of_driver = getattr(seen, "orig", None) or seen
        sqlite_code = getattr(of_driver, "sqlite_errorcode", 0) & 0xFF
        if sqlite_code == sqlite3.SQLITE_FULL or getattr(of_driver, "sqlstate", None) == _FULL:
            return True
        seen = seen.__cause__ or seen.__context__
    return False


def lost_a_race(error: DBAPIError) -> bool:
    """Whether a transaction failed because another was faster: a constraint that a check had not seen broken, a
    deadlock.
    """
    return isinstance(error, IntegrityError) or getattr(error.orig, "sqlstate", None) in _RACES


def out_of_order(error: DBAPIError) -> bool:
    """Whether the database itself is the reason, and not what was asked of it: away, full, overloaded, locked."""
    sqlite_code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
    sqlstate = getattr(error.orig, "sqlstate", None) or ""
    return error.connection_invalidated or sqlite_code in _SQLITE_TROUBLE or sqlstate[:2] in _POSTGRESQL_TROUBLE


async def driver_connection(connection: AsyncConnection) -> asyncpg.Connection:
    """The driver's own connection (PostgreSQL only)."""
    raw = (await connection.get_raw_connection()).driver_connection
    if not isinstance(raw, asyncpg.Connection):
        raise TypeError("not a connection of asyncpg")
    return raw


async def upsert(
    session: AsyncSession,
    model: type[Base],
    rows: Sequence[Mapping[str, Any]],
    key: Sequence[str],
    keep: Iterable[str] = (),
) -> None:
    """Insert rows or overwrite those with the same key; columns in `keep` stay as they are on an existing row.

    Of several rows with one key the last counts.
    """
    unique = {tuple(row[name] for name in key): row for row in rows}
    if not unique:
        return
    make = sqlite_insert if session.get_bind().dialect.name == "sqlite" else pg_insert
    kept = {*key, *keep}
    batch = list(unique.values())
    for start in range(0, len(batch), 500):
        statement = make(model).values([dict(row) for row in batch[start : start + 500]])
        changed = {name: statement.excluded[name] for name in batch[0] if name not in kept}
        if changed:
            await session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=changed))
        else:
            await session.execute(statement.on_conflict_do_nothing(index_elements=list(key)))


async def insert_all(session: AsyncSession, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many rows by executemany."""
    if rows:
        await session.execute(insert(model), [dict(row) for row in rows])


def disposable(url: str | URL) -> AsyncEngine:
    """An engine without a pool, for a single administrative act (migrations, tests)."""
    return create_async_engine(url, poolclass=NullPool)
