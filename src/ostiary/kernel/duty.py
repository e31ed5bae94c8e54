"""A duty that one process at a time has, of all that share a database: on PostgreSQL an advisory lock, on SQLite a lock
on the file.

Whoever has a duty on PostgreSQL has it as long as its connection lives; the server notices within seconds that a
process or its machine is gone, and the process itself hears when the connection breaks.
"""

import asyncio
import contextlib
import fcntl
import os
from collections.abc import AsyncIterator
from pathlib import Path

import structlog
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from ostiary.kernel.database import Database, disposable, driver_connection

log = structlog.get_logger(__name__)

DEVICES = 0x05714B
"""The duty to look after the devices."""
BEGINNING = 0x05714C
"""The duty to make what every site begins with."""
SEEK_SECONDS = 2.0
"""How often whoever does not have it tries again."""
GONE_SECONDS = 6
"""PostgreSQL lets go of a connection whose other end has not answered for so long."""
_ALIVE = {
    "tcp_keepalives_idle": 2,
    "tcp_keepalives_interval": 2,
    "tcp_keepalives_count": 2,
    "tcp_user_timeout": GONE_SECONDS * 1000,
}


class Duty:
    """One duty, for one process."""

    def __init__(self, database: Database, name: int) -> None:
        self._database = database
        self._name = name
        self._connection: AsyncConnection | None = None
        self._file: int | None = None
        self.lost = asyncio.Event()
        """Set when the duty is gone without having been given up."""

    @property
    def held(self) -> bool:
        """Whether this process has it now."""
        return (self._connection is not None or self._file is not None) and not self.lost.is_set()

    async def take(self) -> bool:
        """Try to get it at once; whether this process has it. Raises what the database raises."""
        if not self.held:
            await self.give_up()
            self.lost.clear()
            await (self._lock_file() if self._database.sqlite else self._lock())
        return self.held

    async def wait(self) -> None:
        """Until this process has it, also through times in which the database cannot be reached."""
        while True:
            with contextlib.suppress(DBAPIError, OSError):
                if await self.take():
                    return
            await asyncio.sleep(SEEK_SECONDS)

    async def give_up(self) -> None:
        """Let another have it."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(DBAPIError, OSError):
                await connection.invalidate()
                await connection.close()
        if self._file is not None:
            os.close(self._file)
            self._file = None

    async def _lock(self) -> None:
        connection = await disposable(self._database.url).connect()
        raw = await driver_connection(connection)
        for name, value in _ALIVE.items():
            await raw.execute("SELECT set_config($1, $2, false)", name, str(value))
        if await raw.fetchval("SELECT pg_try_advisory_lock($1)", self._name):
            raw.add_termination_listener(self._terminated)
            self._connection = connection
        else:
            await connection.close()

    def _terminated(self, _: object) -> None:
        if self._connection is not None:
            log.warning("duty lost", duty=self._name)
            self.lost.set()

    async def _lock_file(self) -> None:
        path = Path(f"{self._database.url.database}.duty")
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
        else:
            self._file = file


@contextlib.asynccontextmanager
async def alone(database: Database) -> AsyncIterator[None]:
    """Do something before which the other processes wait until it is done (PostgreSQL; SQLite has one process)."""
    if database.sqlite:
        yield
        return
    async with disposable(database.url).connect() as connection:
        await connection.execute(select(func.pg_advisory_xact_lock(BEGINNING)))
        yield
