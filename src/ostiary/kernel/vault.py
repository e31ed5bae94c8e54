"""Secrets at rest: AES-256-GCM under the key of the data directory, and keyed hashes for looking up what is sealed."""

import hashlib
import hmac
import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12


class VaultError(Exception):
    """A sealed value cannot be opened: wrong key, or it was altered."""


class Vault:
    """Seals and opens small secrets. `purpose` binds a sealed value to its column: it opens nowhere else."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise VaultError(f"a key has {KEY_BYTES} bytes")
        self._cipher = AESGCM(key)
        self._key = key

    def seal(self, secret: bytes, purpose: str) -> bytes:
        """Nonce and ciphertext."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, secret, purpose.encode())

    def open(self, sealed: bytes, purpose: str) -> bytes:
        """The secret that `seal` was given."""
        try:
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], purpose.encode())
        except (InvalidTag, ValueError) as error:
            raise VaultError("sealed under another key, or altered") from error

    def mark(self, value: bytes, purpose: str) -> bytes:
        """A keyed hash, equal for equal values; for looking up what is sealed."""
        return hmac.new(self._key, purpose.encode() + b"\0" + value, hashlib.sha256).digest()


def load(path: Path) -> Vault:
    """The vault of a key file; the key is made, readable by its owner only, where there is none yet.

    A key appears whole or not at all: what a first start seals must open after a crash, and another process may look at
    once.
    """
    if not path.exists():
        _make(path)
    return Vault(path.read_bytes())


def _make(path: Path) -> None:
    made = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    try:
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(os.urandom(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(made, path)
        except FileExistsError:
            pass
        except OSError:  # a file system without hard links
            made.rename(path)
    finally:
        made.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
