"""Where the passphrase of a backup comes from: a file, the environment, or whoever sits at the terminal. Never from the
command line, which everybody on the machine can read.
"""

import os
import sys
from pathlib import Path

import typer

from ostiary.app.backup.sealing import BackupError

VARIABLE = "OSTIARY_PASSPHRASE"
SHORTEST = 12


def given(file: Path | None, *, new: bool) -> str:
    """The passphrase; a new one has twelve characters at least and is asked for twice."""
    if file is not None:
        try:
            passphrase = file.read_text(encoding="utf-8").removesuffix("\n").removesuffix("\r")
        except (OSError, UnicodeDecodeError):
            raise BackupError(f"the passphrase cannot be read from {file}") from None
    elif os.environ.get(VARIABLE):
        passphrase = os.environ[VARIABLE]
    elif sys.stdin.isatty():
        passphrase = typer.prompt("Passphrase", hide_input=True, confirmation_prompt=new, err=True)
    else:
        raise BackupError(f"no passphrase: name a file with --passphrase-file, or set {VARIABLE}")
    if new and len(passphrase) < SHORTEST:
        raise BackupError(f"the passphrase has fewer than {SHORTEST} characters: everything depends on it")
    return passphrase
