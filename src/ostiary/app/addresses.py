"""Where what runs on a data directory can be reached: a file there for as long as the process that wrote it lives.

The process holds a lock on its file, which the system lets go when it ends, however it ends: a file that is left over
is not locked, and says nothing.
"""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import structlog

log = structlog.get_logger(__name__)

SERVER, SIMULATOR = "server.address", "simulator.address"


@contextlib.contextmanager
def kept(path: Path, address: str) -> Iterator[None]:
    """Let others find the address meanwhile. Without room for the file they have to be told."""
    try:
        descriptor = _write(path, address)
    except OSError as error:
        log.warning("address not kept", file=str(path), error=error.strerror)
        yield
        return
    try:
        yield
    finally:
        with contextlib.suppress(FileNotFoundError):
            # Another process may have put its own file in this one's place.
            if os.path.samestat(path.stat(), os.fstat(descriptor)):
                path.unlink()
        os.close(descriptor)


def known(path: Path) -> str | None:
    """The address in a file, if the process that wrote it lives."""
    try:
        with path.open(encoding="ascii") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return file.read()
    except FileNotFoundError:
        return None
    return None


def _write(path: Path, address: str) -> int:
    """Write and lock the file before it has its name: whoever sees it sees it locked. Answers its descriptor."""
    unnamed = path.with_name(f"{path.name}.{os.getpid()}.part")
    descriptor = os.open(unnamed, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        os.write(descriptor, address.encode("ascii"))
        unnamed.rename(path)
    except BaseException:
        os.close(descriptor)
        unnamed.unlink(missing_ok=True)
        raise
    return descriptor
