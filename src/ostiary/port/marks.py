"""Marks of content: how two sides find in a few messages where they differ, without naming every record.

A record's place is three hexadecimal digits made of its key; the first none to three of them are a branch, none being
the whole family. The mark of a branch is how many records lie in it and the sum of their digests. A digest covers the
key, so branches with the same mark hold the same records. A driver of hardware that can only list what it holds makes a
`Tree` of that list.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zlib import crc32

DIGITS = "0123456789abcdef"
DEPTH = 3
WHOLE = ("",)
"""The branch of everything."""

_BITS = 4 * DEPTH
_MODULUS = 2**128


@dataclass(frozen=True, slots=True)
class Mark:
    """What a branch holds: how many records, and the sum of their digests modulo 2^128."""

    count: int = 0
    total: int = 0

    def plus(self, digest: bytes) -> "Mark":
        """With one more record."""
        return Mark(self.count + 1, (self.total + int.from_bytes(digest)) % _MODULUS)

    def minus(self, digest: bytes) -> "Mark":
        """Without one of its records."""
        return Mark(self.count - 1, (self.total - int.from_bytes(digest)) % _MODULUS)


EMPTY = Mark()


def place(key: str) -> str:
    """Where in every tree the record with this key lies."""
    return f"{crc32(key.encode(errors='surrogatepass')) >> (32 - _BITS):0{DEPTH}x}"


class Tree:
    """The marks of every branch of a family, from the digests of its records."""

    def __init__(self, digests: Mapping[str, bytes]) -> None:
        leaves: defaultdict[int, list[str]] = defaultdict(list)
        for key in digests:
            leaves[crc32(key.encode(errors="surrogatepass")) >> (32 - _BITS)].append(key)
        self._digests = digests
        self._leaves = {f"{number:0{DEPTH}x}": keys for number, keys in leaves.items()}
        marks: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
        for leaf, keys in self._leaves.items():
            total = sum(int.from_bytes(digests[key]) for key in keys)
            for length in range(DEPTH + 1):
                mark = marks[leaf[:length]]
                mark[0] += len(keys)
                mark[1] += total
        self._marks = {branch: Mark(count, total % _MODULUS) for branch, (count, total) in marks.items()}

    @property
    def root(self) -> Mark:
        """The mark of the whole family."""
        return self._marks.get("", EMPTY)

    @property
    def records(self) -> Mapping[str, bytes]:
        """Key -> digest of all of it."""
        return self._digests

    def below(self, branches: Iterable[str]) -> dict[str, Mark]:
        """The marks of the branches one digit below these; empty ones are left out."""
        found = (branch + digit for branch in branches for digit in DIGITS)
        return {branch: self._marks[branch] for branch in found if branch in self._marks}

    def digests(self, branches: Iterable[str]) -> dict[str, bytes]:
        """Key -> digest of what lies in these branches."""
        return {
            key: self._digests[key]
            for branch in branches
            for leaf in self._leaves_of(branch)
            for key in self._leaves.get(leaf, ())
        }

    def _leaves_of(self, branch: str) -> Iterable[str]:
        if len(branch) == DEPTH:
            return (branch,)
        return [leaf for leaf in self._leaves if leaf.startswith(branch)]
