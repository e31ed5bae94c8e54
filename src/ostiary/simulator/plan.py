"""What a fleet consists of, described: one `DevicePlan` for each device or slave."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DevicePlan:
    """One device. `id` is its serial number, `model` a name of `models.toml`; a slave names its master as `parent_id`.

    `timezone` is its IANA zone until its settings name another.
    """

    id: int
    name: str
    model: str
    parent_id: int | None = None
    timezone: str = "UTC"


STARTER = (
    DevicePlan(542190001, "Main entrance", "BioStation 3"),
    DevicePlan(542190002, "Side entrance", "BioEntry W2"),
    DevicePlan(542190003, "Staircase", "XPass 2 keypad"),
    DevicePlan(542190010, "Server room controller", "CoreStation 40"),
    DevicePlan(542190011, "Server room, in", "XPass D2 keypad", parent_id=542190010),
    DevicePlan(542190012, "Server room, out", "BioEntry R2", parent_id=542190010),
)
"""A small fleet to begin with."""
