"""The secret of the control API and the gateway: a file that only its owner may read."""

import os
import secrets
from pathlib import Path

FILE_NAME = "simulator.token"


def read_token(path: Path) -> str:
    """The token of a file; empty where there is none yet."""
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""


def ensure_token(path: Path) -> str:
    """The token of a file, which is made (0600) where it is absent or empty."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not read_token(path):
        path.unlink()
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return read_token(path)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(32))
        file.flush()
        os.fsync(file.fileno())
    return read_token(path)
