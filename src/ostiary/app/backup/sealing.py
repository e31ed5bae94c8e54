"""A stream encrypted under a passphrase: AES-256-GCM in chunks, the key by Argon2id.

After one line that says how the key is made come chunks of a fixed length. The nonce of each counts it and says whether
it is the last, so that chunks can be neither altered, exchanged, dropped nor cut off.
"""

import os
from typing import BinaryIO

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import BaseModel, ConfigDict, Field, ValidationError

MAGIC = b"OSTIARY BACKUP 1 "
CHUNK = 256 * 1024
TAG = 16
LONGEST_HEADER = 1024
KEY_BYTES = 32


class BackupError(Exception):
    """A backup cannot be made, read or restored; the text is one line for whoever asked."""


class Header(BaseModel):
    """How the key is made of the passphrase. `check` tells a wrong passphrase from a file that was altered."""

    model_config = ConfigDict(extra="forbid", ser_json_bytes="hex", val_json_bytes="hex")

    time: int = Field(3, ge=1, le=20)
    memory: int = Field(64 * 1024, ge=8 * 16, le=1024 * 1024)
    """Kibibytes."""
    lanes: int = Field(4, ge=1, le=16)
    salt: bytes = Field(default_factory=lambda: os.urandom(16), min_length=16, max_length=16)
    prefix: bytes = Field(default_factory=lambda: os.urandom(7), min_length=7, max_length=7)
    """Of every nonce."""
    check: bytes = b""

    def keys(self, passphrase: str) -> tuple[bytes, bytes]:
        """The key, and what `check` should be."""
        made = hash_secret_raw(
            passphrase.encode(), self.salt, self.time, self.memory, self.lanes, KEY_BYTES + TAG, Type.ID
        )
        return made[:KEY_BYTES], made[KEY_BYTES:]

    def nonce(self, number: int, *, last: bool) -> bytes:
        """Of a chunk."""
        return self.prefix + number.to_bytes(4, "big") + bytes([last])


class Sealer:
    """Writes an encrypted stream. It is whole only after `close`."""

    def __init__(self, file: BinaryIO, passphrase: str) -> None:
        self._file = file
        self._header = Header()
        key, self._header.check = self._header.keys(passphrase)
        self._cipher = AESGCM(key)
        self._line = MAGIC + self._header.model_dump_json().encode() + b"\n"
        self._waiting = bytearray()
        self._number = 0
        file.write(self._line)

    def write(self, data: bytes) -> None:
        """Write some bytes."""
        self._waiting += data
        while len(self._waiting) > CHUNK:
            self._seal(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]

    def close(self) -> None:
        """Write the end."""
        self._seal(bytes(self._waiting), last=True)

    def _seal(self, chunk: bytes, *, last: bool) -> None:
        nonce = self._header.nonce(self._number, last=last)
        self._file.write(self._cipher.encrypt(nonce, chunk, self._line))
        self._number += 1


class Opener:
    """Reads an encrypted stream. Raises `BackupError` at once for a wrong passphrase, and wherever the file is not as
    it was written.
    """

    def __init__(self, file: BinaryIO, passphrase: str) -> None:
        self._file = file
        self._line = file.readline(LONGEST_HEADER)
        if not self._line.startswith(MAGIC) or not self._line.endswith(b"\n"):
            raise BackupError("this is no backup of Ostiary's")
        try:
            self._header = Header.model_validate_json(self._line[len(MAGIC) :])
        except ValidationError:
            raise BackupError("the head of the backup was altered") from None
        key, check = self._header.keys(passphrase)
        if check != self._header.check:
            raise BackupError("the passphrase is wrong, or the head of the backup was altered")
        self._cipher = AESGCM(key)
        self._number = 0
        self._next = file.read(CHUNK + TAG)
        self._opened = bytearray()

    def read(self, count: int) -> bytes:
        """Exactly so many bytes."""
        while len(self._opened) < count:
            if not self._open():
                raise BackupError("the backup ends too early")
        taken = bytes(self._opened[:count])
        del self._opened[:count]
        return taken

    def at_end(self) -> bool:
        """Whether nothing is left."""
        return not self._opened and not self._open()

    def _open(self) -> bool:
        """Open the next chunk; whether there was one."""
        chunk, self._next = self._next, self._file.read(CHUNK + TAG) if self._next else b""
        if not chunk:
            return False
        nonce = self._header.nonce(self._number, last=not self._next)
        try:
            self._opened += self._cipher.decrypt(nonce, chunk, self._line)
        except InvalidTag:
            raise BackupError("the backup is cut off or was altered") from None
        self._number += 1
        return True
