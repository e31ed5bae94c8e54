"""What a device really holds of a family against what it should hold, by marks: level families cost nothing more than
the first question, a single difference among 100,000 records four questions.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ostiary.port.content import Family
from ostiary.port.marks import DEPTH, EMPTY, Mark, Tree

FEW = 64
"""A branch in which a device has no more records than this is not divided further."""
MOST_DIGESTS = 20_000
"""Records of which a device names the digests in one answer, about."""


class Asked(Protocol):
    """The questions of `port.driver.Driver` that lead to what differs."""

    async def branches(self, device_id: int, family: Family, above: Sequence[str]) -> Mapping[str, Mark]:
        """The marks of the branches one digit below these."""
        ...

    async def digests(self, device_id: int, family: Family, branches: Sequence[str]) -> Mapping[str, bytes]:
        """Key -> digest of every record in these branches."""
        ...


@dataclass(frozen=True, slots=True)
class Differences:
    """Where a device is not as it should be. `really` is the digest that the device has under a key that differs, None
    where it has no such record.
    """

    really: Mapping[str, bytes | None]
    wanted: Tree

    def __len__(self) -> int:
        return len(self.really)

    @property
    def missing(self) -> list[str]:
        """Keys that the device lacks."""
        return sorted(key for key, digest in self.really.items() if digest is None)

    @property
    def different(self) -> list[str]:
        """Keys under which it holds something else."""
        held = (key for key, digest in self.really.items() if digest is not None)
        return sorted(key for key in held if key in self.wanted.records)

    @property
    def unwanted(self) -> list[str]:
        """Keys that it should not have."""
        return sorted(key for key in self.really if key not in self.wanted.records)

    def held(self) -> dict[str, bytes]:
        """Key -> digest of all that the device has."""
        found = {**self.wanted.records, **self.really}
        return {key: digest for key, digest in found.items() if digest is not None}


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at a device found: how many records of each family it holds, and where it differs."""

    counts: Mapping[Family, int]
    found: Mapping[Family, Differences]


async def differences(driver: Asked, device_id: int, family: Family, mark: Mark, wanted: Tree) -> Differences:
    """Find out where a device differs whose mark for the family is this. Raises `DeviceError`."""
    ends: dict[str, int] = {}
    theirs: Mapping[str, Mark] = {"": mark}
    ours: Mapping[str, Mark] = {"": wanted.root}
    while differing := [branch for branch in theirs.keys() | ours if theirs.get(branch) != ours.get(branch)]:
        counts = {branch: theirs.get(branch, EMPTY).count for branch in differing}
        divided = [branch for branch in differing if len(branch) < DEPTH and branch in ours and counts[branch] > FEW]
        ends |= {branch: counts[branch] for branch in set(differing).difference(divided)}
        theirs = await driver.branches(device_id, family, divided) if divided else {}
        ours = wanted.below(divided)
    really: dict[str, bytes | None] = {}
    for branches in _portions(ends):
        asked = any(ends[branch] for branch in branches)
        held = await driver.digests(device_id, family, branches) if asked else {}
        due = wanted.digests(branches)
        really |= {key: held.get(key) for key in held.keys() | due if held.get(key) != due.get(key)}
    return Differences(really, wanted)


def _portions(ends: Mapping[str, int]) -> Iterator[Sequence[str]]:
    """Branches as one question may name them."""
    portion, size = list[str](), 0
    for branch, count in ends.items():
        if portion and size + count > MOST_DIGESTS:
            yield portion
            portion, size = [], 0
        portion.append(branch)
        size += count
    if portion:
        yield portion
