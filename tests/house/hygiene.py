"""What must not be in the repository: places of one machine, hosts that packages come from, locks that record them."""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

PACKAGE_SOURCE: Final = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.(?:npmjs\.org|yarnpkg\.com)"
    r"|--(?:extra-)?index-url[ =]|--find-links[ =]|\bregistry *= *[\"']?http"
)
MACHINE_PATH: Final = re.compile(r"(?:^|[^a-zA-Z.])/(?:work|farm|root|home)/", re.MULTILINE)
LOCK_FILES: Final = frozenset({"uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "yarn.lock"})
RESOLVED: Final = re.compile(r"\"resolved\": *\"http")
PIN: Final = re.compile(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==[^ ]+( ; [^\\]+)?( \\)?|    --hash=sha256:[0-9a-f]{64}( \\)?")

UNTRACKED: Final = frozenset({".git", ".venv", ".cache", "node_modules", "__pycache__", "dist", "build", "var"})
LARGEST_TEXT: Final = 512 * 1024
"""Bytes; what is larger was written by no one here."""

Files = Mapping[str, str]
"""Path from the root -> text."""


def repository(root: Path) -> Files:
    """The text files that are, or would be, in the repository."""
    texts = {}
    for path in _paths(root):
        file = root / path
        if file.is_file() and file.stat().st_size <= LARGEST_TEXT:
            content = file.read_bytes()
            if b"\0" not in content:
                texts[path] = content.decode("utf-8", errors="replace")
    return texts


def _paths(root: Path) -> Iterator[str]:
    if (root / ".git").exists():
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        yield from subprocess.check_output(command, cwd=root, text=True).split("\0")[:-1]
        return
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if name not in UNTRACKED and not name.endswith("_cache")]
        yield from ((Path(folder) / name).relative_to(root).as_posix() for name in files)


def _found(path: str, text: str, start: int, what: str) -> str:
    return f"{path}:{text.count(chr(10), 0, start) + 1}: {what}"


def no_package_host_is_named(files: Files) -> Iterator[str]:
    """Where packages come from is the business of whoever installs them."""
    for path, text in files.items():
        for found in PACKAGE_SOURCE.finditer(text):
            yield _found(path, text, found.start(), f"{found.group().strip()} names a source of packages")


def no_path_of_one_machine(files: Files) -> Iterator[str]:
    """No absolute path into somebody's own folders."""
    for path, text in files.items():
        if not path.endswith(".svg"):
            for found in MACHINE_PATH.finditer(text):
                yield _found(path, text, found.start(), "a path of one machine")


def no_lock_file_with_addresses(files: Files) -> Iterator[str]:
    """No lock file that records where a package was downloaded from."""
    for path, text in files.items():
        name = Path(path).name
        if name in LOCK_FILES or (name == "package-lock.json" and RESOLVED.search(text)):
            yield f"{path}:1: a lock file that records download addresses"


def every_requirement_is_pinned_and_hashed(files: Files) -> Iterator[str]:
    """The lines of requirements/*.txt are exact versions with SHA-256 hashes and nothing else."""
    for path, text in files.items():
        if Path(path).match("requirements/*.txt"):
            for number, line in enumerate(text.splitlines(), start=1):
                is_or_has_hash = line.startswith(" ") or line.endswith("\\")
                if not PIN.fullmatch(line) or not is_or_has_hash:
                    yield f"{path}:{number}: neither a pinned version with hashes nor a hash"
