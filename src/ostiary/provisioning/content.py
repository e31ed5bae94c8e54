"""What one device really holds of each family, lacks and has too much, as it is told to people."""

from dataclasses import dataclass
from datetime import datetime

from ostiary.port.content import Family
from ostiary.provisioning.comparison import Differences, Looked
from ostiary.provisioning.refusals import Refusals, sentence

SHOWN = 100
"""Keys of a kind that are named."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of records: how many, and the first of them."""

    count: int
    first: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RefusedRecord:
    """A record the device would not take or give up, and why, in a sentence."""

    key: str
    fault: int
    reason: str
    given_up: bool


@dataclass(frozen=True, slots=True)
class FamilyContent:
    """What a device holds of one family."""

    family: Family
    wanted: int
    held: int
    missing: Keys
    different: Keys
    unwanted: Keys
    refused: tuple[RefusedRecord, ...]


@dataclass(frozen=True, slots=True)
class DeviceContent:
    """What a device holds. `pending`: records that are to be written or deleted."""

    state: str
    pending: int
    proven_at: datetime | None
    families: tuple[FamilyContent, ...]


def families_of(looked: Looked, refusals: Refusals) -> tuple[FamilyContent, ...]:
    """What a look at a device found, family by family."""
    return tuple(_family(family, looked.counts[family], found, refusals) for family, found in looked.found.items())


def _family(family: Family, held: int, found: Differences, refusals: Refusals) -> FamilyContent:
    refused = [
        RefusedRecord(key, refusal.refused.fault, sentence(refusal.refused), refusal.final)
        for key, refusal in sorted(refusals.of(family).items())[:SHOWN]
    ]
    return FamilyContent(
        family,
        found.wanted.root.count,
        held,
        _keys(found.missing),
        _keys(found.different),
        _keys(found.unwanted),
        tuple(refused),
    )


def _keys(keys: list[str]) -> Keys:
    return Keys(len(keys), tuple(keys[:SHOWN]))
