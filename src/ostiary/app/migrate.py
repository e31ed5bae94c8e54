"""The schema's revision: what it is, what it should be, and the way there."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config as AlembicConfig
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, inspect, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection

from ostiary.app.schema import METADATA
from ostiary.kernel.database import disposable

FOLDER = Path(__file__).parent / "migrations"
UPGRADE_LOCK = 0x05714D


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a database stands: its revision (None = no schema yet) and the newest this program knows."""

    current: str | None
    newest: str

    @property
    def ready(self) -> bool:
        """Whether the program can work with it."""
        return self.current == self.newest


class UnknownRevision(Exception):
    """The database is of a newer version than this program."""


def _alembic(connection: Connection | None = None) -> AlembicConfig:
    config = AlembicConfig()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    return config


def newest() -> str:
    """The newest revision that this program knows."""
    head = ScriptDirectory.from_config(_alembic()).get_current_head()
    if head is None:
        raise UnknownRevision("this program has no revisions")
    return head


def revisions() -> frozenset[str]:
    """Every revision that this program knows."""
    return frozenset(revision.revision for revision in ScriptDirectory.from_config(_alembic()).walk_revisions())


async def revision(connection: AsyncConnection) -> str | None:
    """The revision of the database at the other end; None = no schema yet."""
    return await connection.run_sync(lambda raw: MigrationContext.configure(raw).get_current_revision())


async def standing(url: str) -> Standing:
    """Where the database stands."""
    engine = disposable(url)
    try:
        async with engine.connect() as connection:
            current = await revision(connection)
    finally:
        await engine.dispose()
    if current is not None and current not in revisions():
        raise UnknownRevision(f"the database is at revision {current}, which this version does not know")
    return Standing(current, newest())


async def upgrade(url: str) -> None:
    """Bring the database to the newest revision, in one transaction; another process that does the same waits."""
    engine = disposable(url)
    try:
        async with engine.connect() as connection:
            await build(connection)
            await connection.commit()
    finally:
        await engine.dispose()


async def build(connection: AsyncConnection, to: str = "head") -> None:
    """Bring the schema to a revision, within a transaction that whoever called commits."""
    if connection.dialect.name == "sqlite":
        await connection.run_sync(_begin_sqlite)
    else:
        await connection.execute(select(func.pg_advisory_xact_lock(UPGRADE_LOCK)))
        await connection.execute(text("SET lock_timeout = '3s'"))
    await connection.run_sync(lambda raw: command.upgrade(_alembic(raw), to))


def _begin_sqlite(connection: Connection) -> None:
    """Let the schema change inside a transaction: the driver alone would commit before each statement."""
    raw: Any = connection.connection.driver_connection
    if not raw.in_transaction:
        raw.isolation_level = None
        connection.exec_driver_sql("BEGIN IMMEDIATE")


async def differences(url: str) -> list[Any]:
    """What autogenerate would still change; empty when the revisions make exactly the schema of the program."""
    engine = disposable(url)
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(
                lambda raw: list(compare_metadata(MigrationContext.configure(raw), METADATA))
            )
    finally:
        await engine.dispose()


def is_absent(url: str) -> bool:
    """Whether the file of a SQLite database is not there."""
    parsed = make_url(url)
    return parsed.get_backend_name() == "sqlite" and not Path(str(parsed.database)).exists()


async def has_tables(url: str) -> bool:
    """Whether there is anything in the database."""
    engine = disposable(url)
    try:
        async with engine.connect() as connection:
            return bool(await connection.run_sync(lambda raw: inspect(raw).get_table_names()))
    finally:
        await engine.dispose()


async def write_revision(url: str, message: str) -> None:
    """Write the next revision from what the program's tables have and the database at `url` lacks; for developers."""
    engine = disposable(url)
    try:
        async with engine.connect() as connection:
            await connection.run_sync(
                lambda raw: command.revision(_alembic(raw), message, autogenerate=True, rev_id=_next_number())
            )
    finally:
        await engine.dispose()


def _next_number() -> str:
    head = ScriptDirectory.from_config(_alembic()).get_current_head()
    return f"{int(head or 0) + 1:04d}"
