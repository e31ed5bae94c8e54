"""Downloads: files in a folder, written as drafts, handed whole to the session that asked, swept when they expire."""

import asyncio
import hashlib
import json
import os
import re
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Final

from sqlalchemy import delete, select

from ostiary.jobs.model import OPEN, JobRow
from ostiary.kernel.context import Module, Operator, Scope
from ostiary.kernel.errors import Forbidden
from ostiary.kernel.operation import Gate, View, Work, operation, query
from ostiary.kernel.trail import Method
from ostiary.transfer.model import DownloadNotFound, DownloadRow

NAME: Final = re.compile(r"[A-Z][A-Za-z_]{1,24}[0-9A-Za-z_]{1,24}_[0-9a-f]{32}\.csv")
KEPT: Final = timedelta(hours=1)
SWEEP_SECONDS: Final = 600.0
PLACE: Final = ".place"
PIECE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class NewDownload:
    """A file that was written, and how many rows it has: of what may be read in any of these modules, under the scope
    that `sight` stands for.
    """

    name: str
    rows: int
    modules: tuple[Module, ...]
    sight: str


OVER: Final = "the session that asked is over"
NOT_HERE: Final = "There is no such file for this session."


@operation(module=(), right="write", verb="EXPORT", method=Method.ACTION)
async def keep_download(work: Work, new: NewDownload) -> None:
    """Hand a file to the operator's session. Raises `Forbidden` where it is over."""
    if not isinstance(work.context, Operator) or not work.context.session:
        raise Forbidden(OVER)
    row = DownloadRow(
        name=new.name,
        session_key=work.context.session,
        expires=work.now + KEPT,
        modules=list(new.modules),
        sight=new.sight,
    )
    work.session.add(row)
    work.note(new.name, after={"rows": new.rows})


@query(module=())
async def find_download(view: View, name: str) -> str:
    """The name of a file of this session, whose rows it may still see. Raises `DownloadNotFound`."""
    caller = view.context
    if not NAME.fullmatch(name) or not isinstance(caller, Operator):
        raise DownloadNotFound(NOT_HERE)
    mine = DownloadRow.name == name, DownloadRow.session_key == caller.session, DownloadRow.expires > view.now
    kept = select(DownloadRow.modules, DownloadRow.sight).where(*mine)
    row = (await view.connection.execute(kept)).one_or_none()
    if row is None or row.sight != sight_of(caller.scope) or not caller.may(tuple(map(Module, row.modules)), "read"):
        raise DownloadNotFound(NOT_HERE)
    return name


def sight_of(scope: Scope) -> str:
    """What stands for a scope: the same as long as one may see the same."""
    seen = [sorted((kind, sorted(ids)) for kind, ids in scope.only.items()), scope.own_user]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()


@dataclass(slots=True)
class Draft:
    """A file under way. `size`: how much of it counts; what is beyond was never vouched for."""

    path: Path
    size: int = 0

    async def add(self, text: str) -> None:
        """Write on, and be sure that it is stored."""
        data = text.encode()
        await asyncio.to_thread(self._write, data)
        self.size += len(data)

    def _write(self, data: bytes) -> None:
        with self.path.open("r+b") as file:
            file.truncate(self.size)
            file.seek(self.size)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())


class Downloads:
    """The folder of them, for nobody's eyes but the server's."""

    def __init__(self, path: Path, gate: Gate) -> None:
        self._path = path
        self._gate = gate

    @cached_property
    def place(self) -> str:
        """What the folder is called among those of all servers; one that several share has one name."""
        place = self._path / PLACE
        if not place.is_file():
            mine = self._new_file(PLACE)
            mine.write_text(secrets.token_hex(16))
            with suppress(FileExistsError):
                os.link(mine, place)
            mine.unlink()
        return place.read_text()

    def path(self, name: str) -> Path:
        """Where the file of this name is, which was found. Raises `DownloadNotFound` where it lies elsewhere."""
        path = self._path / name
        if not path.is_file():
            raise DownloadNotFound(NOT_HERE)
        return path

    async def begin(self, name: str) -> Draft:
        """An empty draft of this file."""
        return Draft(await asyncio.to_thread(self._new_file, name))

    async def go_on(self, name: str, draft: str, size: int) -> Draft | None:
        """A draft that begins as another did, up to there; None where that is not there. It is a file of its own:
        whoever wrote the other, and lost the job without knowing it yet, writes into nothing of this one.
        """
        return await asyncio.to_thread(self._go_on, name, self._path / draft, size)

    async def drop(self, draft: str) -> None:
        """Remove a draft that was taken over."""
        await asyncio.to_thread(self._remove, [self._path / draft])

    async def finish(self, name: str, draft: Draft) -> None:
        """Give the file its name."""
        await asyncio.to_thread(self._finish, name, draft.path)

    async def remove(self, name: str) -> None:
        """Remove a file and all its drafts; nobody may fetch it any more."""
        async with self._gate.database.write() as session:
            await session.execute(delete(DownloadRow).where(DownloadRow.name == name))
        await asyncio.to_thread(self._remove, self._path.glob(f"{name}*"))

    async def watch(self) -> None:
        """Sweep for ever."""
        while True:
            await self.sweep()
            await asyncio.sleep(SWEEP_SECONDS)

    async def sweep(self) -> None:
        """Forget what has expired, and remove every file that nobody may fetch and no job is at."""
        found = [path for path in self._path.glob("*") if not path.name.startswith(PLACE)]
        mine = JobRow.place == self.place, JobRow.state.in_(OPEN)
        async with self._gate.database.write() as session:
            await session.execute(delete(DownloadRow).where(DownloadRow.expires <= self._gate.clock()))
            under_way = {document["name"] for document in await session.scalars(select(JobRow.input).where(*mine))}
            kept = set(await session.scalars(select(DownloadRow.name)))
        lost = [path for path in found if path.name not in kept and _file_of(path) not in under_way]
        await asyncio.to_thread(self._remove, lost)

    def _new_file(self, name: str) -> Path:
        self._path.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._path / f"{name}.{secrets.token_hex(8)}"
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        return path

    def _go_on(self, name: str, last: Path, size: int) -> Draft | None:
        if not last.is_file() or last.stat().st_size < size:
            return None
        path, left = self._new_file(name), size
        with last.open("rb") as source, path.open("r+b") as target:
            while piece := source.read(min(PIECE, left)):
                target.write(piece)
                left -= len(piece)
        return Draft(path, size)

    def _finish(self, name: str, draft: Path) -> None:
        draft.rename(self._path / name)
        folder = os.open(self._path, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
        self._remove(self._path.glob(f"{name}.*"))

    def _remove(self, paths: Iterable[Path]) -> None:
        for path in paths:
            path.unlink(missing_ok=True)


def _file_of(path: Path) -> str:
    """The name of the file that this is, or is a draft of."""
    return path.name if path.suffix == ".csv" else path.stem
