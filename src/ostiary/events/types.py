"""The event types: every code with its name, read once from `types.tsv`, and names for codes that stand in no list."""

import csv
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class EventType:
    """One kind of event. `alertable`: it can become an alert; `enable_alert`: it does."""

    code: int
    name: str
    description: str
    category: str
    alertable: bool
    enable_alert: bool


def _read() -> MappingProxyType[int, EventType]:
    text = resources.files(__package__).joinpath("types.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return MappingProxyType(
        {
            int(row["code"]): EventType(
                int(row["code"]),
                row["name"],
                row["description"],
                row["category"],
                row["alertable"] == "true",
                row["enable_alert"] == "true",
            )
            for row in rows
        }
    )


TYPES = _read()
"""Code -> event type."""


def type_of(code: int) -> EventType:
    """The type of any code; one that stands in no list is called UNKNOWN_<code>."""
    known = TYPES.get(code)
    return known or EventType(code, f"UNKNOWN_{code}", "Not in the list of event types", "Unknown", False, False)
