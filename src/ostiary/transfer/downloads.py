"""Downloads: written piece by piece under a random name, handed to the session that asked, swept when they expire."""

import asyncio
import os
import re
import secrets
from collections.abc import AsyncIterator, Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import delete, select

from ostiary.kernel.context import Operator
from ostiary.kernel.errors import Unauthenticated
from ostiary.kernel.operation import Gate, View, Work, operation, query
from ostiary.kernel.trail import Method
from ostiary.transfer.model import DownloadNotFound, DownloadRow

NAME: Final = re.compile(r"[A-Z][A-Za-z_]{1,24}[0-9A-Za-z_]{1,24}_[0-9a-f]{32}\.csv")
KEPT: Final = timedelta(hours=1)
SWEEP_SECONDS: Final = 600.0
WRITTEN_WITHIN: Final = timedelta(minutes=5)
"""A file under way is written to oftener than that."""


@dataclass(frozen=True, slots=True)
class NewDownload:
    """A file that was written, and how many rows it has."""

    name: str
    rows: int


@operation(module=(), right="write", verb="EXPORT", method=Method.ACTION)
async def keep_download(work: Work, new: NewDownload) -> None:
    """Hand a file to the operator's session. Raises `Unauthenticated` where it has none."""
    if not isinstance(work.context, Operator) or not work.context.session:
        raise Unauthenticated
    work.session.add(DownloadRow(name=new.name, session_key=work.context.session, expires=work.now + KEPT))
    work.note(new.name, after={"rows": new.rows})


@query(module=())
async def find_download(view: View, name: str) -> str:
    """The name of a file of this session. Raises `DownloadNotFound`."""
    if not NAME.fullmatch(name):
        raise DownloadNotFound("There is no such file for this session.")
    session = view.context.session if isinstance(view.context, Operator) else None
    mine = DownloadRow.name == name, DownloadRow.session_key == session, DownloadRow.expires > view.now
    found = await view.connection.scalar(select(DownloadRow.name).where(*mine))
    if found is None:
        raise DownloadNotFound("There is no such file for this session.")
    return str(found)


class Downloads:
    """The folder of them, for nobody's eyes but the server's."""

    def __init__(self, path: Path, gate: Gate) -> None:
        self._path = path
        self._gate = gate

    def path(self, name: str) -> Path:
        """Where the file of this name is, which was found. Raises `DownloadNotFound` where it lies elsewhere."""
        path = self._path / name
        if not path.is_file():
            raise DownloadNotFound("There is no such file for this session.")
        return path

    async def write(self, caller: Operator, kind: str, pieces: AsyncIterator[tuple[str, int]]) -> str:
        """Write a file of pieces of text, each with how many rows it has; answers the name under which this session may
        fetch it.
        """
        name = f"{kind}_{self._gate.clock():%Y%m%dT%H%M%S}_{secrets.token_hex(16)}.csv"
        path, rows = self._path / name, 0
        self._path.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
                async for text, count in pieces:
                    await asyncio.to_thread(file.write, text)
                    rows += count
            await self._gate.run(caller, keep_download, NewDownload(name, rows))
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return name

    async def watch(self) -> None:
        """Sweep for ever."""
        while True:
            await self.sweep()
            await asyncio.sleep(SWEEP_SECONDS)

    async def sweep(self) -> None:
        """Forget what has expired, and remove every file that nobody may fetch any more: not one that changed just now,
        since it may still be written, here or by another process.
        """
        now = self._gate.clock()
        async with self._gate.database.write() as session:
            await session.execute(delete(DownloadRow).where(DownloadRow.expires <= now))
            kept = set(await session.scalars(select(DownloadRow.name)))
        await asyncio.to_thread(self._remove, kept, (now - WRITTEN_WITHIN).timestamp())

    def _remove(self, kept: Collection[str], before: float) -> None:
        for path in self._path.glob("*.csv"):
            with suppress(FileNotFoundError):
                if path.name not in kept and path.stat().st_mtime < before:
                    path.unlink()
