"""Who acts: an operator, the system by one of its rules, or a device; and what he may see and do, as plain ids."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

Right = Literal["read", "write"]


class Module(StrEnum):
    """The parts of the product that rights are given for, named as on the wire."""

    DASHBOARD = "Dashboard"
    USER = "User"
    DEVICE = "Device"
    DOOR = "Door"
    ELEVATOR = "Elevator"
    ZONE = "Zone"
    ACCESS = "AccessControl"
    MONITORING = "Monitoring"
    TA = "TA"
    SETTING = "Setting"
    VIDEO = "Video"
    VISITOR = "Visitor"
    REPORT = "Report"


class Kind(StrEnum):
    """Kinds of things that a scope is made of."""

    USER_GROUP = "UserGroup"
    DEVICE_GROUP = "DeviceGroup"
    DOOR_GROUP = "DoorGroup"
    ELEVATOR_GROUP = "ElevatorGroup"
    ZONE_TYPE = "ZoneType"
    ACCESS_GROUP = "AccessGroup"
    MAP_GROUP = "GraphicMapGroup"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which things somebody may see and touch. A kind that is not in `only` is unlimited; groups include their
    descendants.

    `own_user` is set for those who see nobody but themselves.
    """

    only: Mapping[Kind, frozenset[int]] = field(default_factory=lambda: MappingProxyType({}))
    own_user: str | None = None

    def limit(self, kind: Kind) -> frozenset[int] | None:
        """The ids of this kind that are within; None = all."""
        return self.only.get(kind)

    def has(self, kind: Kind, id: int | None) -> bool:
        """Whether this one is within."""
        limit = self.only.get(kind)
        return limit is None or id in limit


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class Operator:
    """A user with an operator level, for the length of one request. `session` is the key of his session row, `key` that
    of his own, `since` when that was made: a user id may come to be another person's.
    """

    user_id: str
    name: str
    level: int
    rights: frozenset[tuple[Module, Right]]
    scope: Scope = EVERYTHING
    address: str = ""
    session: int = 0
    key: int = 0
    since: datetime | None = None

    def may(self, modules: tuple[Module, ...], right: Right) -> bool:
        """Whether he holds this right in any of the modules."""
        return any((module, right) in self.rights for module in modules)


@dataclass(frozen=True, slots=True)
class System:
    """The server itself, by one of its rules; may do everything."""

    rule: str
    scope: Scope = EVERYTHING
    address: str = ""

    def may(self, modules: tuple[Module, ...], right: Right) -> bool:
        """Always."""
        return True


@dataclass(frozen=True, slots=True)
class Device:
    """A device that acts on its own, such as an enrolment at its screen; may do what the port lets it ask."""

    device_id: int
    scope: Scope = EVERYTHING
    address: str = ""

    def may(self, modules: tuple[Module, ...], right: Right) -> bool:
        """Always."""
        return True


Context = Operator | System | Device

ADMINISTRATOR_LEVEL = 1
"""The operator level that may do everything, and what no other may."""


def is_administrator(context: Context) -> bool:
    """Whether it is an operator of the administrators' level, or the server itself."""
    return not isinstance(context, Operator) or context.level == ADMINISTRATOR_LEVEL
