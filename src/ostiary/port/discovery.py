"""What a search finds: devices that answer, and what each tells of itself before anybody has connected to it."""

from dataclasses import dataclass
from enum import StrEnum


class Bus(StrEnum):
    """What slaves hang on at their master."""

    RS485 = "rs485"
    WIEGAND = "wiegand"


@dataclass(frozen=True, slots=True)
class Found:
    """A device that answers a search; a slave names its master as `parent_id`."""

    device_id: int
    type_id: int
    firmware: str = ""
    mac: str = ""
    parent_id: int | None = None
