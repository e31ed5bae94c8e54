"""Making a backup: one moment of the database, then the files, into a file that appears whole or not at all."""

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from ostiary import __version__
from ostiary.app import migrate, seeding
from ostiary.app.backup import files, tables
from ostiary.app.backup.entries import (
    FORMAT,
    About,
    Bytes,
    Entry,
    FileHead,
    Manifest,
    Rows,
    Shape,
    Tally,
    put_content,
    put_document,
    put_rows,
)
from ostiary.app.backup.sealing import BackupError, Sealer
from ostiary.app.config import Config
from ostiary.kernel import vault
from ostiary.kernel.clock import now
from ostiary.kernel.database import Database
from ostiary.settings.model import SettingRow

Tell = Callable[[str], None]
"""Told what is being done."""


async def make(config: Config, target: Path, passphrase: str, tell: Tell = lambda _: None) -> Manifest:
    """Back everything up into a new file; answers what it holds. Raises `BackupError`, with no file left."""
    if target.exists():  # noqa: ASYNC240 -- nothing else runs in this process
        raise BackupError(f"{target} is there already")
    if migrate.is_absent(config.database):
        raise BackupError(f"there is no database at {config.data_dir}")
    part = target.with_name(f".{target.name}.{os.urandom(4).hex()}{files.PART}")
    database = Database(config.database)
    try:
        with _created(part) as file:
            manifest = await _write(config, database, Sealer(file, passphrase), tell)
            file.flush()
            os.fsync(file.fileno())
        _name(part, target)
    finally:
        part.unlink(missing_ok=True)
        await database.stop()
    return manifest


def _created(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _name(part: Path, target: Path) -> None:
    """Give a whole backup its name, which nothing else may have."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise BackupError(f"{target} is there already") from None
    except OSError:  # a file system without hard links
        part.rename(target)
    files.sync_folder(target.parent)


async def _write(config: Config, database: Database, sealer: Sealer, tell: Tell) -> Manifest:
    shapes = tables.shapes()
    about = About(
        format=FORMAT,
        program=__version__,
        revision=migrate.newest(),
        engine="sqlite" if database.sqlite else "postgresql",
        at=now(),
        tables=shapes,
    )
    put_document(sealer, Entry.ABOUT, about)
    manifest = Manifest(tables={}, files={}, counters={})
    async with _one_moment(database) as connection:
        await _prove(config, connection)
        for number, shape in enumerate(shapes):
            tell(f"table {shape.name}")
            manifest.tables[shape.name] = await _write_table(connection, sealer, number, shape)
        manifest.counters = await tables.counters(connection, shapes)
    store = Path(str(database.url.database)) if database.sqlite else None
    for head in files.belonging(config.data_dir, store):
        tell(f"file {head.path}")
        if counted := _write_file(sealer, config.data_dir, head):
            manifest.files[head.path] = counted
    put_document(sealer, Entry.MANIFEST, manifest)
    sealer.close()
    return manifest


@asynccontextmanager
async def _one_moment(database: Database) -> AsyncIterator[AsyncConnection]:
    """A connection to which nothing changes any more, while others go on writing."""
    async with database.reader.connect() as connection:
        if database.sqlite:
            yield connection
        else:
            yield await connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


async def _prove(config: Config, connection: AsyncConnection) -> None:
    """Refuse a database of another version, and a data directory whose key is not the database's."""
    revision = await migrate.revision(connection)
    if revision != migrate.newest():
        raise BackupError(f"the database is at revision {revision}, this version needs {migrate.newest()}")
    key = config.data_dir / files.KEY_FILE
    if not key.is_file():
        raise BackupError(f"there is no key in {config.data_dir}: name the server's data directory")
    known = await connection.scalar(select(SettingRow.document).where(SettingRow.name == seeding.KEY))
    if known is not None and known["mark"] != seeding.mark(vault.load(key)):
        raise BackupError(f"the key in {config.data_dir} is not that of the database")


def _write_file(sealer: Sealer, folder: Path, head: FileHead) -> Tally | None:
    """None where the file is gone meanwhile."""
    try:
        file = (folder / head.path).open("rb")
    except FileNotFoundError:
        return None
    counted = Bytes()
    with file:
        put_document(sealer, Entry.FILE, head)
        for part in files.parts(file):
            counted.add(part)
            put_content(sealer, part)
    return counted.tally()


async def _write_table(connection: AsyncConnection, sealer: Sealer, number: int, shape: Shape) -> Tally:
    counted = Rows()
    async for batch in tables.lines(connection, shape):
        counted.add(batch)
        put_rows(sealer, number, batch)
    return counted.tally()
