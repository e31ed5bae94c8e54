"""The types of device of the reference, read from `types.tsv`: id, name and what a device of the type can do."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from ostiary.port.capabilities import Capability

UNKNOWN = 0
"""The type of a device whose type is in no list."""
VIRTUAL = 254
"""The type of a device that is no hardware: it holds nothing and keeps no log."""


@dataclass(frozen=True, slots=True)
class DeviceType:
    """A type of device; `relays` and `inputs` None = nobody knows how many."""

    id: int
    name: str
    capabilities: frozenset[Capability]
    relays: int | None = None
    inputs: int | None = None

    def can(self, *wanted: Capability) -> bool:
        """Whether it has any of these."""
        return not self.capabilities.isdisjoint(wanted)


@cache
def device_types() -> MappingProxyType[int, DeviceType]:
    """Every type by id, in the order of the ids."""
    text = files(__package__).joinpath("types.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t")
    return MappingProxyType({int(row["id"]): _type(row) for row in rows})


def type_of(type_id: int) -> DeviceType:
    """The type with this id; the unknown type where there is none."""
    known = device_types()
    return known.get(type_id) or known[UNKNOWN]


def _type(row: dict[str, str]) -> DeviceType:
    return DeviceType(
        id=int(row["id"]),
        name=row["name"],
        capabilities=frozenset(Capability(word) for word in row["capabilities"].split()),
        relays=int(row["relays"]) if row["relays"] else None,
        inputs=int(row["inputs"]) if row["inputs"] else None,
    )
