"""A copy of the database as it is, made before an upgrade changes it.

SQLite: a file beside it. PostgreSQL: a database beside it, or, where this user may not make one, a file that `pg_dump`
writes into the data directory.
"""

import asyncio
import os
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

from sqlalchemy import DDL, URL, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from ostiary.kernel.database import disposable

NO_RIGHT, IN_USE = "42501", "55006"
"""What PostgreSQL says where this user may not make a database, or somebody else is connected to this one."""


class NoCopy(Exception):
    """The database cannot be copied; the text says why and what to do."""


async def copy(url: str, now: datetime, folder: Path) -> str:
    """Copy the database; answers where the copy is. Raises `NoCopy`."""
    parsed = make_url(url)
    stamp = f"{now:%Y%m%d-%H%M%S}"
    if parsed.get_backend_name() == "sqlite":
        return await _copy_file(parsed, f"{parsed.database}.before-{stamp}")
    try:
        return await _copy_database(parsed, f"{parsed.database}_before_{stamp.replace('-', '_')}")
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) not in {NO_RIGHT, IN_USE}:
            raise
        program = shutil.which("pg_dump")
        if program is None:
            raise NoCopy(
                f"the database cannot be copied first ({str(error.orig).rpartition(': ')[2]}) and there is no pg_dump:"
                " install PostgreSQL's client programs, or make a copy yourself and upgrade with --no-copy"
            ) from None
    return await asyncio.to_thread(_dump, program, parsed, folder / f"{parsed.database}-before-{stamp}.dump")


async def _copy_file(url: URL, target: str) -> str:
    engine = disposable(url)
    try:
        async with engine.connect() as connection:
            await connection.execute(text("VACUUM INTO :target"), {"target": target})
    finally:
        await engine.dispose()
    return target


async def _copy_database(url: URL, name: str) -> str:
    engine = disposable(url.set(database="postgres"))
    try:
        async with engine.connect() as plain:
            connection = await plain.execution_options(isolation_level="AUTOCOMMIT")
            quote = connection.dialect.identifier_preparer.quote
            names = {"copy": quote(name), "original": quote(str(url.database))}
            await connection.execute(DDL("CREATE DATABASE %(copy)s TEMPLATE %(original)s", context=names))  # type: ignore[no-untyped-call]
    finally:
        await engine.dispose()
    return name


def _dump(program: str, url: URL, target: Path) -> str:
    """Have `pg_dump` write the database into a file that its owner alone may read."""
    plain = url.set(drivername="postgresql", password=None).render_as_string()
    secret = {"PGPASSWORD": str(url.password)} if url.password else {}
    target.touch(0o600)
    done = subprocess.run(  # noqa: S603 -- the program of the administrator's own PATH
        [program, "--format=custom", f"--file={target}", f"--dbname={plain}"],
        env={**os.environ, **secret},
        check=False,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode:
        target.unlink()
        line = (done.stderr.strip().splitlines() or ["it failed"])[0]
        raise NoCopy(f"the database cannot be copied first: {line}: make a copy yourself and upgrade with --no-copy")
    return str(target)
