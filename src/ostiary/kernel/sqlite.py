"""Connections to a SQLite file: how each is set, and one trip to its thread for each statement.

A statement by aiosqlite is four trips (cursor, execute, fetch, close), and a trip costs more than most statements.
"""

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, Final, Self, TypeVar

import aiosqlite

T = TypeVar("T")
PRAGMAS: Final = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",
)
READ_ONLY: Final = "PRAGMA query_only=ON"
AT_ONCE: Final = 1000
"""Rows that come with the trip of their statement."""


class Ending(sqlite3.Connection):
    """Ends its transaction when it is closed. SQLite keeps one open, and with it its locks, for as long as a cursor is
    left half read, as one is whose task was cancelled.
    """

    def close(self) -> None:
        """Roll back and close; again is no error."""
        with contextlib.suppress(sqlite3.ProgrammingError):
            self.rollback()
        super().close()


def connect(path: str, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection as all are set, without a transaction; it may be used by one thread after another."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, factory=Ending)
    try:
        for pragma in (*PRAGMAS, READ_ONLY) if read_only else PRAGMAS:
            connection.execute(pragma).close()
    except BaseException:
        connection.close()
        raise
    return connection


class Swift(aiosqlite.Connection):
    """A connection in a thread of its own, to be awaited before it is used."""

    def __init__(self, path: str, *, read_only: bool = False) -> None:
        super().__init__(lambda: connect(path, read_only=read_only), AT_ONCE)
        self._thread.daemon = True
        self._stopping: asyncio.Future[Any] | None = None

    @property
    def ended(self) -> bool:
        """Whether its thread was there and is gone."""
        return self._thread.ident is not None and not self._thread.is_alive()

    def stop(self) -> asyncio.Future[Any] | None:
        """End the thread after what it has been given. One end is enough for all who wait for it: of two the thread
        would come to the first alone.
        """
        if self._stopping is None:
            self._stopping = super().stop()
        return self._stopping

    async def end(self) -> None:
        """Stop, and wait until the thread is gone: it may be busy for a task that was cancelled long ago."""
        self.stop()
        if self._thread.is_alive():
            await asyncio.get_running_loop().run_in_executor(None, self._thread.join)

    def cursor(self) -> "Cursor":  # type: ignore[override]
        """A cursor; making it is no trip."""
        return Cursor(self)

    async def trip(self, work: Callable[..., T], *arguments: Any) -> T:
        """Have the thread do this."""
        done: T = await self._execute(work, *arguments)  # type: ignore[no-untyped-call]
        return done

    @property
    def plain(self) -> sqlite3.Connection:
        """The connection itself, for what is done on the trip."""
        return self._conn


class Cursor:
    """A cursor that brings the first rows with its statement, and nearly always all of them."""

    __slots__ = ("_connection", "_rest", "_rows", "arraysize", "description", "lastrowid", "rowcount")

    def __init__(self, connection: Swift) -> None:
        self._connection = connection
        self._rest: sqlite3.Cursor | None = None
        self._rows: list[Any] = []
        self.arraysize = 1
        self.description: Any = None
        self.lastrowid: int | None = None
        self.rowcount = -1

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def execute(self, statement: str, parameters: Any = ()) -> Self:
        """Run a statement."""
        await self._connection.trip(self._run, statement, parameters)
        return self

    async def executemany(self, statement: str, parameters: Sequence[Any]) -> Self:
        """Run a statement once for each of the parameters."""
        await self._connection.trip(self._run_many, statement, parameters)
        return self

    async def fetchall(self) -> list[Any]:
        """All rows that have not been fetched."""
        rows, self._rows = self._rows, []
        if self._rest is not None:
            rows += await self._connection.trip(self._rest.fetchall)
            await self.close()
        return rows

    async def fetchmany(self, size: int | None = None) -> list[Any]:
        """The next rows."""
        size = self.arraysize if size is None else size
        if len(self._rows) < size and self._rest is not None:
            self._rows += await self._connection.trip(self._rest.fetchmany, size - len(self._rows))
        rows, self._rows = self._rows[:size], self._rows[size:]
        return rows

    async def fetchone(self) -> Any:
        """The next row; None where there is none."""
        return next(iter(await self.fetchmany(1)), None)

    async def close(self) -> None:
        """Give up what has not been fetched."""
        if self._rest is not None:
            rest, self._rest = self._rest, None
            await self._connection.trip(rest.close)

    def _run(self, statement: str, parameters: Any) -> None:
        cursor = self._connection.plain.execute(statement, parameters)
        self.description = cursor.description
        self._rows = cursor.fetchmany(AT_ONCE) if cursor.description else []
        self._told(cursor)
        if len(self._rows) < AT_ONCE:
            cursor.close()
        else:
            self._rest = cursor

    def _run_many(self, statement: str, parameters: Sequence[Any]) -> None:
        cursor = self._connection.plain.executemany(statement, parameters)
        self.description = None
        self._told(cursor)
        cursor.close()

    def _told(self, cursor: sqlite3.Cursor) -> None:
        self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
