"""The files of the data directory: which belong to a backup, and how they are put in their places."""

import contextlib
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from ostiary.app.addresses import SERVER, SIMULATOR
from ostiary.app.backup.entries import Bytes, FileHead, Tally
from ostiary.app.backup.sealing import CHUNK, MAGIC, BackupError
from ostiary.audit.witness import FILE as WITNESS
from ostiary.simulator.service import STORE_NAME

STAGE = ".restoring-"
KEPT = ".before-"
"""In the names of what was there before an upgrade or a restore."""
PART = ".part"
KEY_FILE = "key"
_BESIDE = ("", "-wal", "-shm", "-journal", ".duty")


def belonging(folder: Path, database: Path | None) -> list[FileHead]:
    """The files that are backed up: all but the database, which is copied as such, simulated devices, which are no part
    of the server, what vouches for the trail of the present, addresses of what runs, and what is left of copies.
    """
    stores = [folder / STORE_NAME, *([database] if database else [])]
    apart = {store.parent.resolve() / f"{store.name}{end}" for store in stores for end in _BESIDE}
    found = []
    for path in sorted(folder.rglob("*")):
        with contextlib.suppress(FileNotFoundError):
            if path.parent.resolve() / path.name not in apart and path.is_file() and not _is_leftover(folder, path):
                mode = stat.S_IMODE(path.stat().st_mode)
                found.append(FileHead(path=path.relative_to(folder).as_posix(), mode=mode))
    return found


def _is_leftover(folder: Path, path: Path) -> bool:
    inside = path.relative_to(folder)
    if any(part.startswith(STAGE) for part in inside.parts) or KEPT in path.name or path.name.endswith(PART):
        return True
    if inside in {Path(WITNESS), Path(SERVER), Path(SIMULATOR)}:
        return True
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def parts(file: BinaryIO) -> Iterator[bytes]:
    """The content of a file."""
    while part := file.read(CHUNK):
        yield part


def checked(head: FileHead) -> PurePosixPath:
    """The path of a file. Raises `BackupError` for one that leads out of the data directory."""
    path = PurePosixPath(head.path)
    if path.is_absolute() or not path.parts or ".." in path.parts or "\0" in head.path:
        raise BackupError("the backup has a file outside the data directory")
    return path


class Stage:
    """A folder of the data directory where files wait until all of them are there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stage = folder / f"{STAGE}{os.urandom(4).hex()}"
        self._paths: list[PurePosixPath] = []
        self._open: int | None = None

    def begin(self, head: FileHead) -> None:
        """Begin the next file."""
        self.end()
        path = checked(head)
        target = self._stage / path
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._open = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        os.fchmod(self._open, head.mode & 0o777)
        self._paths.append(path)

    def write(self, data: bytes) -> None:
        """Write a part of the file."""
        if self._open is None:
            raise BackupError("the backup has content without a file")
        with os.fdopen(os.dup(self._open), "wb") as file:
            file.write(data)

    def end(self) -> None:
        """End the file that was begun last."""
        if self._open is not None:
            os.fsync(self._open)
            os.close(self._open)
            self._open = None

    def path(self, name: str) -> Path:
        """Where a file waits."""
        return self._stage / name

    def place(self, stamp: str) -> None:
        """Put every file where it belongs, the key last, without which no server starts. What was there before and is
        different is kept beside it; so is the witness of the trail that was there.
        """
        self.end()
        witness = self._folder / WITNESS
        if witness.exists():
            witness.rename(witness.with_name(f"{WITNESS}{KEPT}{stamp}"))
        for path in sorted(self._paths, key=lambda path: path.as_posix() == KEY_FILE):
            staged, target = self._stage / path, self._folder / path
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if target.is_file() and tally(target) != tally(staged):
                target.rename(target.with_name(f"{target.name}{KEPT}{stamp}"))
            staged.replace(target)
            sync_folder(target.parent)

    def remove(self) -> None:
        """Remove what is left of it."""
        self.end()
        shutil.rmtree(self._stage, ignore_errors=True)


def tally(path: Path) -> Tally:
    """How much a file holds, and its digest."""
    counted = Bytes()
    with path.open("rb") as file:
        for part in parts(file):
            counted.add(part)
    return counted.tally()


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk, where the file system can."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            os.fsync(opened)
    finally:
        os.close(opened)
