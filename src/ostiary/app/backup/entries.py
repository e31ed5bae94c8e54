"""What the stream of a backup is made of: what it is of, rows and files, and a manifest by which all of it is proved.

An entry is a kind, a length and its content. Rows travel as lines of JSON; their digest does not depend on their order.
"""

import hashlib
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from enum import IntEnum
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from ostiary.app.backup.sealing import BackupError, Opener, Sealer

FORMAT = 1
PREFIX = struct.Struct(">BI")
LARGEST = 256 * 1024 * 1024
"""No entry is larger, packed or unpacked."""

M = TypeVar("M", bound=BaseModel)


class Entry(IntEnum):
    """Kinds of entries."""

    ABOUT = 1
    ROWS = 2
    """Of the table whose number the first two bytes are."""
    FILE = 3
    """The head of a file; its content follows."""
    CONTENT = 4
    MANIFEST = 5


class Shape(BaseModel):
    """A table: its columns with the kind of their values, and the column that counts up, if one does."""

    model_config = ConfigDict(frozen=True)

    name: str
    columns: tuple[tuple[str, str], ...]
    counted: str | None


class About(BaseModel):
    """What a backup is of. Tables in the order in which they can be filled."""

    format: int
    program: str
    revision: str
    engine: str
    at: datetime
    tables: tuple[Shape, ...]


class FileHead(BaseModel):
    """A file of the data directory; the path is below it."""

    path: str
    mode: int


class Tally(BaseModel):
    """How much there is of something, and its digest."""

    count: int
    digest: str


class Manifest(BaseModel):
    """Table -> its rows, file -> its bytes, table -> the last number that was given."""

    tables: dict[str, Tally]
    files: dict[str, Tally]
    counters: dict[str, int]


class Rows:
    """Counts rows, whatever their order."""

    def __init__(self) -> None:
        self._count = 0
        self._sum = 0

    def add(self, lines: Iterable[bytes]) -> None:
        """Count these."""
        for line in lines:
            self._count += 1
            self._sum += int.from_bytes(hashlib.sha256(line).digest(), "big")

    def tally(self) -> Tally:
        """What was counted."""
        return Tally(count=self._count, digest=f"{self._sum % 2**256:064x}")


class Bytes:
    """Counts bytes."""

    def __init__(self) -> None:
        self._count = 0
        self._hash = hashlib.sha256()

    def add(self, data: bytes) -> None:
        """Count these."""
        self._count += len(data)
        self._hash.update(data)

    def tally(self) -> Tally:
        """What was counted."""
        return Tally(count=self._count, digest=self._hash.hexdigest())


def put(sealer: Sealer, kind: Entry, content: bytes) -> None:
    """Write an entry."""
    sealer.write(PREFIX.pack(kind, len(content)) + content)


def put_document(sealer: Sealer, kind: Entry, document: BaseModel) -> None:
    """Write an entry that is a document."""
    put(sealer, kind, document.model_dump_json().encode())


def put_rows(sealer: Sealer, table: int, lines: Sequence[bytes]) -> None:
    """Write rows of a table."""
    put(sealer, Entry.ROWS, table.to_bytes(2, "big") + zlib.compress(b"\n".join(lines), 1))


def put_content(sealer: Sealer, data: bytes) -> None:
    """Write a part of the file whose head was written last."""
    put(sealer, Entry.CONTENT, zlib.compress(data, 1))


def entries(opener: Opener) -> Iterator[tuple[Entry, bytes]]:
    """Every entry, to the end of the stream."""
    while not opener.at_end():
        number, length = PREFIX.unpack(opener.read(PREFIX.size))
        if length > LARGEST or number not in list(Entry):
            raise BackupError("the backup has an entry that this version does not know")
        yield Entry(number), opener.read(length)


def document(kind: type[M], content: bytes) -> M:
    """The document of an entry."""
    try:
        return kind.model_validate_json(content)
    except ValidationError:
        raise BackupError("the backup has a document that this version does not know") from None


def unpacked(content: bytes) -> bytes:
    """Content as it was before it was packed."""
    packed = zlib.decompressobj()
    try:
        data = packed.decompress(content, LARGEST)
    except zlib.error:
        data = b""
    if not packed.eof:
        raise BackupError("the backup has an entry that cannot be unpacked")
    return data
