"""Where fresh databases come from, the same on both engines: empty ones, and clones of a template built once."""

import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from filelock import FileLock
from sqlalchemy import make_url

from tests.rig import cluster

Build = Callable[[str], Awaitable[None]]
"""Fills the empty database of a URL, and closes every connection to it."""


class Databases(Protocol):
    """A source of databases; every URL is one for SQLAlchemy's async engines."""

    def create(self) -> str:
        """The URL of a new empty database."""
        ...

    async def clone(self, name: str, build: Build) -> str:
        """The URL of a copy of the template `name`, which `build` makes once for all processes of the test session."""
        ...

    def drop(self, url: str) -> None:
        """Remove a database made here, whoever is still connected to it."""
        ...


class Sqlite:
    """Each database is a file in a folder of its own."""

    def __init__(self, rig: Path) -> None:
        self._folder = rig / "sqlite"
        self._folder.mkdir(exist_ok=True)

    def create(self) -> str:
        """The URL of a file that does not exist yet."""
        return _sqlite_url(self._new_file())

    async def clone(self, name: str, build: Build) -> str:
        """The URL of a copy of the template's file."""
        template = self._folder / f"{name}.template"
        with FileLock(self._folder / f"{name}.lock"):
            if not template.exists():
                made = self._new_file()
                await build(_sqlite_url(made))
                made.rename(template)
        file = self._new_file()
        shutil.copyfile(template, file)
        return _sqlite_url(file)

    def drop(self, url: str) -> None:
        """Remove the file and what SQLite keeps beside it."""
        shutil.rmtree(Path(make_url(url).database or "").parent)

    def _new_file(self) -> Path:
        folder = self._folder / uuid4().hex
        folder.mkdir()
        return folder / "ostiary.db"


class Postgres:
    """Databases of one real server, started by the first process that asks, for all processes of the test session."""

    def __init__(self, rig: Path) -> None:
        self._rig = rig
        self._server = rig / "postgres"
        self._console = cluster.Console(self._server)
        with FileLock(rig / "postgres.lock"):
            if not self._server.exists():
                cluster.start(self._server)

    @staticmethod
    def stop(rig: Path) -> None:
        """Stop the server if anybody started it."""
        if (rig / "postgres").exists():
            cluster.stop(rig / "postgres")

    def close(self) -> None:
        """Let go of the server; the other processes go on with it."""
        self._console.close()

    def execute(self, statement: str) -> None:
        """Run one SQL statement as superuser."""
        self._console.execute(statement)

    def url(self, database: str = "postgres") -> str:
        """The URL of a database of this server; by default one where nothing but administration happens."""
        socket = cluster.data_folder(self._server)
        return f"postgresql+asyncpg://{cluster.SUPERUSER}@/{database}?host={socket}"

    def create(self) -> str:
        """The URL of a new database with nothing in it."""
        return self._copy("template0")

    async def clone(self, name: str, build: Build) -> str:
        """The URL of a copy of the template, made by the server from its files."""
        template = f"template_{name}"
        built = self._rig / f"{template}.built"
        with FileLock(self._rig / f"{template}.lock"):
            if not built.exists():
                self.execute(f'CREATE DATABASE "{template}" TEMPLATE template0')
                await build(self.url(template))
                built.touch()
        return self._copy(template)

    def drop(self, url: str) -> None:
        """Remove the database, and with it the connections that are still open."""
        self.execute(f'DROP DATABASE "{make_url(url).database}" WITH (FORCE)')

    def _copy(self, template: str) -> str:
        database = f"test_{uuid4().hex}"
        self.execute(f'CREATE DATABASE "{database}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        return self.url(database)


def _sqlite_url(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"
