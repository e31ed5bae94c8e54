"""The generated first password of `admin`, kept in the data directory where nobody was there to read it, until it is
changed.
"""

import asyncio
import os
from pathlib import Path

import structlog
from sqlalchemy import select

from ostiary.identity.model import ADMINISTRATOR, UserRow
from ostiary.kernel.database import Database

log = structlog.get_logger(__name__)

FILE_NAME = "initial-password"


def keep(path: Path, password: str) -> None:
    """Write it into a file that its owner alone may read."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(f"{password}\n")


async def forget_when_changed(path: Path, database: Database) -> None:
    """Remove the file, if there is one, as soon as the password has been changed."""
    statement = select(UserRow.must_change_password).where(UserRow.user_id == ADMINISTRATOR)
    while await asyncio.to_thread(path.exists):
        heard = database.bell.rings
        async with database.read() as connection:
            to_change = await connection.scalar(statement)
        if to_change:
            await database.bell.wait(heard)
        else:
            await asyncio.to_thread(path.unlink, missing_ok=True)
            log.info("first password removed", file=str(path))
