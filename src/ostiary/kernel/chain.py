"""The chain of the audit trail's lines: what is digested of a line, and whether one line follows from another."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from ostiary.kernel.clock import to_micros
from ostiary.kernel.vault import Vault

BEGINNING: Final = b""
"""What stands for the digest before the first line."""


class TrailBroken(Exception):
    """A line does not follow from what is before it."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line} does not follow from what is before it")
        self.line = line


@dataclass(slots=True)
class Chain:
    """The chain as far as it was followed: the last line, its digest, and whether lines without a digest, which are
    older than the chain, can come no more.
    """

    vault: Vault
    line: int = 0
    digest: bytes = BEGINNING
    begun: bool = False

    @classmethod
    def after(cls, vault: Vault, anchor: Mapping[Any, Any] | None) -> Self:
        """The chain from its beginning on, or from an anchor that the key vouches for."""
        if anchor is None:
            return cls(vault)
        if anchor["mark"] != anchor_mark(vault, anchor["line"], anchor["digest"]):
            return cls(vault, begun=True)
        return cls(vault, anchor["line"], anchor["digest"], begun=True)

    def takes(self, row: Mapping[Any, Any]) -> bool:
        """Whether this line follows; the chain goes on from it then. Ids begin at 1 and grow."""
        if row["id"] <= self.line:
            return False
        if row["digest"] is None:
            self.line = row["id"]
            return not self.begun
        if row["digest"] not in (digest_of(self.vault, self.digest, row), _unnumbered(self.vault, self.digest, row)):
            return False
        self.line, self.digest, self.begun = row["id"], bytes(row["digest"]), True
        return True


def text_of(row: Any) -> bytes:
    """What is digested of a line, a mapping of its columns: the same before it is stored and after, on both engines."""
    columns = ("user_id", "user_name", "level", "address", "verb", "method", "menu", "target", "outcome")
    said = [to_micros(row["at"]), *(row[name] for name in columns), _plain(json.loads(json.dumps(row["change"])))]
    return json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _plain(value: Any) -> Any:
    """The document with whole numbers as such: one engine keeps 2.0, the other 2."""
    match value:
        case dict():
            return {name: _plain(member) for name, member in value.items()}
        case list():
            return [_plain(item) for item in value]
        case float() if value.is_integer():
            return int(value)
    return value


def digest_of(vault: Vault, before: bytes, row: Mapping[Any, Any]) -> bytes:
    """The digest of a line after another."""
    return vault.mark(before + row["id"].to_bytes(8, "big") + text_of(row), "trail line")


def _unnumbered(vault: Vault, before: bytes, row: Mapping[Any, Any]) -> bytes:
    """The same as it was made of lines while their ids did not belong to it."""
    return vault.mark(before + text_of(row), "trail")


def anchor_mark(vault: Vault, line: int, digest: bytes) -> bytes:
    """The key's word for an anchor."""
    return vault.mark(line.to_bytes(8, "big", signed=True) + digest, "trail anchor")
