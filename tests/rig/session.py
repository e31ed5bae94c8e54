"""The folder of one test session, shared by its worker processes and removed with everything in it at the end."""

import os
import shutil
import tempfile
from pathlib import Path

from filelock import FileLock, Timeout

from tests.rig.databases import Postgres

VARIABLE = "OSTIARY_TEST_RIG"
"""The environment variable by which the workers find the folder."""

_PREFIX = "ostiary-rig-"
_MEMORY = Path("/dev/shm")
_PLENTY = 4 << 30
_held: dict[Path, FileLock] = {}


def open_folder() -> Path:
    """Make the folder and hold it as long as this process lives; sweep away those whose process was killed."""
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=_place()))
    folder.chmod(0o711)
    _held[folder] = FileLock(folder / "session.lock")
    _held[folder].acquire()
    return folder


def close_folder(folder: Path) -> None:
    """Stop what runs in the folder and remove it."""
    Postgres.stop(folder)
    _held.pop(folder).release()
    shutil.rmtree(folder, ignore_errors=True)


def _place() -> Path:
    """Memory where there is plenty: thousands of databases come and go, and none has to outlive the machine's power."""
    usable = _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) and not os.statvfs(_MEMORY).f_flag & os.ST_NOEXEC
    roomy = usable and shutil.disk_usage(_MEMORY).free > _PLENTY
    return _MEMORY if roomy else Path(tempfile.gettempdir())


def _sweep() -> None:
    """Remove the folders nobody holds; a server still running in one misses its files and ends within a minute."""
    for folder in _place().glob(f"{_PREFIX}*"):
        lock = folder / "session.lock"
        try:
            if lock.exists():
                with FileLock(lock, timeout=0):
                    shutil.rmtree(folder, ignore_errors=True)
        except (Timeout, PermissionError):
            continue
