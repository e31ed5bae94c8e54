"""Restoring a backup: all of it is read and proved before anything is changed, and what was written is proved again."""

import contextlib
import os
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection, MetaData, delete, update
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from ostiary.app import copying, migrate
from ostiary.app.backup import files, tables
from ostiary.app.backup.entries import (
    FORMAT,
    About,
    Bytes,
    Entry,
    FileHead,
    Manifest,
    Rows,
    document,
    entries,
    unpacked,
)
from ostiary.app.backup.making import Tell
from ostiary.app.backup.sealing import BackupError, Opener
from ostiary.app.config import Config
from ostiary.devices.model import ErrandRow
from ostiary.identity.model import SessionRow
from ostiary.jobs.model import OPEN, JobRow, State
from ostiary.kernel import vault
from ostiary.kernel.clock import now
from ostiary.kernel.context import System
from ostiary.kernel.database import Database, disposable
from ostiary.kernel.duty import DEVICES, Duty
from ostiary.kernel.trail import Line, Method, Trail

RESTORE = System("ostiary restore")


def check(file: BinaryIO, passphrase: str, tell: Tell = lambda _: None) -> tuple[About, Manifest]:
    """Read a whole backup and prove it. Raises `BackupError`."""
    about, manifest = None, None
    rows: list[Rows] = []
    found: dict[str, Bytes] = {}
    current = Bytes()
    for kind, content in entries(Opener(file, passphrase)):
        if (about is None) != (kind is Entry.ABOUT) or manifest is not None:
            raise BackupError("the entries of the backup are out of order")
        match kind:
            case Entry.ABOUT:
                about = _readable(document(About, content))
                rows = [Rows() for _ in about.tables]
                tell("reading the backup")
            case Entry.ROWS:
                rows[_table(rows, content)].add(unpacked(content[2:]).split(b"\n"))
            case Entry.FILE:
                head = document(FileHead, content)
                files.checked(head)
                current = found[head.path] = Bytes()
            case Entry.CONTENT:
                current.add(unpacked(content))
            case Entry.MANIFEST:
                manifest = document(Manifest, content)
    if about is None or manifest is None:
        raise BackupError("the backup is not whole")
    tallies = {shape.name: one.tally() for shape, one in zip(about.tables, rows, strict=True)}
    if tallies != manifest.tables or {path: one.tally() for path, one in found.items()} != manifest.files:
        raise BackupError("the backup does not hold what its manifest says")
    if files.KEY_FILE not in manifest.files:
        raise BackupError("the backup has no key")
    return about, manifest


async def restore(
    config: Config, file: BinaryIO, passphrase: str, *, overwrite: bool = False, tell: Tell = lambda _: None
) -> tuple[About, Manifest]:
    """Put a backup in place of nothing, or of what is there if told to, which is copied first. Raises `BackupError`."""
    about, manifest = check(file, passphrase, tell)
    config.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    at = now()
    stage = files.Stage(config.data_dir)
    database = Database(config.database)
    duty = Duty(database, DEVICES)
    try:
        await _take(duty)
        occupied = not migrate.is_absent(config.database) and await migrate.has_tables(config.database)
        if occupied or any((config.data_dir / path).exists() for path in manifest.files):
            if not overwrite:
                raise BackupError("there is something already: --overwrite puts the backup in its place")
            if occupied:
                tell("copying the database that is there")
                await duty.give_up()
                await copying.copy(config.database, at, config.data_dir)
                await _take(duty)
        file.seek(0)
        async with _target(config.database) as connection:
            await _build(connection, about, occupied=occupied)
            await _fill(connection, Opener(file, passphrase), about, stage, tell)
            await tables.set_counters(connection, about.tables, manifest.counters)
            await _prove(connection, about, manifest, tell)
            await migrate.build(connection)
            await _begin_anew(connection, Trail(vault.load(stage.path(files.KEY_FILE))), about, at)
        stage.place(f"{at:%Y%m%d-%H%M%S}")
    finally:
        stage.remove()
        await duty.give_up()
        await database.stop()
    return about, manifest


async def _take(duty: Duty) -> None:
    if not await duty.take():
        raise BackupError("a server runs on the database: stop it first")


def _readable(about: About) -> About:
    if about.format != FORMAT or about.revision not in migrate.revisions():
        raise BackupError(f"the backup was made by version {about.program}, which is newer than this one")
    return about


def _table(known: list[Any], content: bytes) -> int:
    number = int.from_bytes(content[:2], "big")
    if number >= len(known):
        raise BackupError("the backup has rows of no table")
    return number


@contextlib.asynccontextmanager
async def _target(url: str) -> AsyncIterator[AsyncConnection]:
    """A connection in one transaction, after which all of it is there, or nothing. On SQLite it is a new file, which
    then takes the place of the old.
    """
    parsed = make_url(url)
    place = Path(str(parsed.database)) if parsed.get_backend_name() == "sqlite" else None
    made = place and place.with_name(f"{files.STAGE}{os.urandom(4).hex()}.db")
    engine = disposable(parsed.set(database=str(made)) if made else parsed)
    try:
        async with engine.connect() as connection:
            yield connection
            await connection.commit()
        await engine.dispose()
        if made and place:
            for end in ("-wal", "-shm"):
                place.with_name(f"{place.name}{end}").unlink(missing_ok=True)
            made.replace(place)
            files.sync_folder(place.parent)
    finally:
        await engine.dispose()
        if made:
            made.unlink(missing_ok=True)


async def _build(connection: AsyncConnection, about: About, *, occupied: bool) -> None:
    """The schema of the backup."""
    if occupied and connection.dialect.name != "sqlite":
        await connection.run_sync(_drop_all)
    await migrate.build(connection, about.revision)


def _drop_all(connection: Connection) -> None:
    found = MetaData()
    found.reflect(connection)
    found.drop_all(connection)


async def _fill(connection: AsyncConnection, opener: Opener, about: About, stage: files.Stage, tell: Tell) -> None:
    told = -1
    for kind, content in entries(opener):
        match kind:
            case Entry.ROWS:
                number = _table([*about.tables], content)
                if number != told:
                    tell(f"table {about.tables[number].name}")
                    told = number
                await tables.load(connection, about.tables[number], unpacked(content[2:]).split(b"\n"))
            case Entry.FILE:
                stage.begin(document(FileHead, content))
            case Entry.CONTENT:
                stage.write(unpacked(content))
            case _:
                pass
    stage.end()


async def _prove(connection: AsyncConnection, about: About, manifest: Manifest, tell: Tell) -> None:
    """Read back what was written."""
    for shape in about.tables:
        tell(f"proving table {shape.name}")
        counted = Rows()
        async for batch in tables.lines(connection, shape):
            counted.add(batch)
        if counted.tally() != manifest.tables[shape.name]:
            raise BackupError(f"table {shape.name} came out differently: nothing was changed")


async def _begin_anew(connection: AsyncConnection, trail: Trail, about: About, at: datetime) -> None:
    """Sessions, errands and jobs of then are over; the trail says what happened."""
    async with AsyncSession(connection) as session:
        await session.execute(delete(SessionRow))
        await session.execute(delete(ErrandRow))
        over = {"state": State.CANCELLED, "ended_at": at, "error": "A backup was restored."}
        await session.execute(update(JobRow).where(JobRow.state.in_(OPEN)).values(over))
        line = Line("database", after={"backup_of": about.at.isoformat(), "version": about.program})
        await trail.write(session, RESTORE, at, "RESTORE", Method.ACTION, "", [line])
        await session.commit()
