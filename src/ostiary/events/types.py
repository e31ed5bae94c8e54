"""The event types: every code with its name, read once from `types.tsv`, and names for codes that stand in no list."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from types import MappingProxyType
from typing import Any


class Class(StrEnum):
    """How a screen tells kinds of events apart at a glance: each kind is of one class."""

    GRANTED = "granted"
    """Somebody was let pass."""
    DENIED = "denied"
    """Somebody was refused, or not recognised."""
    DOOR = "door"
    """A door, or a floor of a lift, was opened, closed, locked or unlocked."""
    ALARM = "alarm"
    """Somebody should look: a forced door, duress, tampering, fire, a rule that was broken; and that it is over."""
    DEVICE = "device"
    """A device, its lines, inputs and relays."""
    SYSTEM = "system"
    """The site's administration; and whatever stands in no list."""


@dataclass(frozen=True, slots=True)
class EventType:
    """One kind of event. `alertable`: it can become an alert; `enable_alert`: it does."""

    code: int
    name: str
    description: str
    category: str
    class_: Class
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
                Class(row["class"]),
                row["alertable"] == "true",
                row["enable_alert"] == "true",
            )
            for row in rows
        }
    )


TYPES = _read()
"""Code -> event type."""

ALERTABLE = frozenset(type.code for type in TYPES.values() if type.alertable)
"""The codes that can become alerts."""


def alerting(choices: Iterable[Sequence[Any]]) -> frozenset[int]:
    """The codes whose events become alerts: those that do by the list, unless an operator has chosen otherwise.

    `choices`: rows of a code and whether it is enabled.
    """
    chosen = {code: bool(enabled) for code, enabled in choices}
    return frozenset(code for code in ALERTABLE if chosen.get(code, TYPES[code].enable_alert))


def type_of(code: int) -> EventType:
    """The type of any code; one that stands in no list is called UNKNOWN_<code>."""
    known = TYPES.get(code)
    return known or EventType(
        code, f"UNKNOWN_{code}", "Not in the list of event types", "Unknown", Class.SYSTEM, False, False
    )
