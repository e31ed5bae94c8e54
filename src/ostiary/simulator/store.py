"""The fleet's one SQLite file: what was acknowledged survives kill -9 and power loss.

Changes are queued in memory and written by one thread in batches, one commit for all that is waiting (group commit): a
thousand records a second cost a few dozen commits. `commit()` returns when everything queued before it is durable. A
batch that fails (disk full) stays first in the queue and is tried again with the next.
"""

import asyncio
import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import structlog

from ostiary.port.reports import LogRecord
from ostiary.simulator import rows

_log = structlog.get_logger(__name__)

_PRAGMAS = ("pragma journal_mode = wal", "pragma synchronous = full", "pragma busy_timeout = 5000")

Row = Sequence[object]
TRIM_EVERY = 1000
"""So many records may lie beyond the ring's end before they are really deleted."""


class Change(NamedTuple):
    """A statement and the rows it is run with."""

    sql: str
    rows: list[Row]


class StoreError(Exception):
    """The file cannot be read or written now."""


def _schema() -> str:
    return files("ostiary.simulator").joinpath("schema.sql").read_text(encoding="utf-8")


def _lock(path: Path) -> int:
    """Hold the file for this process: two fleets over one store would each believe their own memory."""
    descriptor = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        raise StoreError(f"{path} is in use by another simulator") from error
    path.touch(0o600)
    return descriptor


class Store:
    """One SQLite file of one process; one writer thread, one reader thread. It and its token are for the owner's
    eyes only.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="simulator-writer")
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="simulator-reader")
        self._changes: list[Change] = []
        self._records: list[LogRecord] = []
        self._floors: dict[tuple[int, int], int] = {}
        self._trimmed: dict[tuple[int, int], int] = {}
        self._queued = 0
        self._durable = 0
        self._waiting: list[tuple[int, asyncio.Future[None]]] = []
        self._flushing: asyncio.Task[None] | None = None
        self.committed: Callable[[Sequence[LogRecord]], None] = lambda _: None
        """Called on the loop with log records that have become durable, in order."""
        self._lock = _lock(path)
        try:
            self._write_to = self._connect()
            self._write_to.executescript(_schema())
            columns = {name for _, name, *_ in self._write_to.execute("pragma table_info(log)")}
            for name in rows.LATER_COLUMNS.keys() - columns:
                self._write_to.execute(rows.LATER_COLUMNS[name])
            self._read_from = self._connect()
            self._read_from.execute("pragma query_only = on")
        except sqlite3.Error as error:
            os.close(self._lock)
            raise StoreError(str(error)) from error

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
        for pragma in _PRAGMAS:
            connection.execute(pragma).fetchall()
        return connection

    def load(self, sql: str, parameters: Row = ()) -> Iterator[tuple[Any, ...]]:
        """What the file holds; for loading."""
        with closing(self._connect()) as connection:
            yield from connection.execute(sql, parameters)

    def change(self, sql: str, changed: Sequence[Row]) -> None:
        """Queue a statement to be run for each of these rows."""
        if self._changes and self._changes[-1].sql is sql:
            self._changes[-1].rows.extend(changed)
        else:
            self._changes.append(Change(sql, list(changed)))
        self._kick()

    def append(self, record: LogRecord, oldest: int) -> None:
        """Queue a log record; its device's ring then begins at `oldest`."""
        self._records.append(record)
        self._floors[record.device_id, record.epoch] = oldest
        self._kick()

    async def commit(self) -> None:
        """Return when all that is queued now is durable; raises `StoreError`."""
        if self._durable == self._queued:
            return
        self._start()
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((self._queued, waiter))
        await waiter

    async def log(self, device_id: int, epoch: int, start: int, limit: int) -> list[LogRecord]:
        """Durable records from `start` on, oldest first."""
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._reader, self._read_log, device_id, epoch, start, limit)
        except sqlite3.Error as error:
            raise StoreError(str(error)) from error

    async def picture(self, device_id: int, epoch: int, index: int) -> bytes:
        """The picture of a record, as far as it is durable; empty where there is none."""
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._reader, self._read_picture, device_id, epoch, index)
        except sqlite3.Error as error:
            raise StoreError(str(error)) from error

    async def close(self) -> None:
        """Write what is queued and let go of the file."""
        try:
            await self.commit()
        finally:
            if self._flushing is not None:
                await asyncio.gather(self._flushing, return_exceptions=True)
            self._writer.shutdown()
            self._reader.shutdown()
            self._write_to.close()
            self._read_from.close()
            os.close(self._lock)

    def _kick(self) -> None:
        self._queued += 1
        self._start()

    def _start(self) -> None:
        if self._flushing is None or self._flushing.done():
            self._flushing = asyncio.get_running_loop().create_task(self._flush())

    async def _flush(self) -> None:
        loop = asyncio.get_running_loop()
        while self._changes or self._records:
            changes, records, floors, upto = self._changes, self._records, self._floors, self._queued
            self._changes, self._records, self._floors = [], [], {}
            try:
                await loop.run_in_executor(self._writer, self._write, changes, records, floors)
            except (sqlite3.Error, OverflowError, UnicodeError) as error:
                self._changes, self._records = changes + self._changes, records + self._records
                self._floors = floors | self._floors
                _log.error("simulator store refuses", error=str(error))
                self._answer(self._queued, StoreError(str(error)))
                return
            self._durable = upto
            self.committed(records)
            self._answer(upto, None)

    def _answer(self, upto: int, error: StoreError | None) -> None:
        answered = [waiter for queued, waiter in self._waiting if queued <= upto]
        self._waiting = [entry for entry in self._waiting if entry[0] > upto]
        for waiter in answered:
            if waiter.done():
                continue
            if error is None:
                waiter.set_result(None)
            else:
                waiter.set_exception(error)

    def _write(self, changes: list[Change], records: list[LogRecord], floors: dict[tuple[int, int], int]) -> None:
        connection = self._write_to
        connection.execute("begin immediate")
        try:
            for change in changes:
                connection.executemany(change.sql, change.rows)
            if records:
                connection.executemany(rows.INSERT_LOG, [rows.log_row(record) for record in records])
            for ring, oldest in floors.items():
                if oldest - self._trimmed.get(ring, 0) >= TRIM_EVERY:
                    connection.execute(rows.TRIM_LOG, (*ring, oldest))
                    self._trimmed[ring] = oldest
            connection.execute("commit")
        except BaseException:
            if connection.in_transaction:
                connection.execute("rollback")
            raise

    def _read_log(self, device_id: int, epoch: int, start: int, limit: int) -> list[LogRecord]:
        found = self._read_from.execute(rows.SELECT_LOG, (device_id, epoch, start, limit))
        return [rows.log_record(row) for row in found]

    def _read_picture(self, device_id: int, epoch: int, index: int) -> bytes:
        found = self._read_from.execute(rows.PICTURE, (device_id, epoch, index)).fetchone()
        return bytes(found[0]) if found else b""
