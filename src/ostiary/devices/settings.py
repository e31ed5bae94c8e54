"""Settings of devices by the reference's groups: what a type has by default, with what was written over it.

`settings.json` has the groups: what a device needs to have one (any of the words), its members, and those that only the
view of one device shows. Values are numbers, flags and texts; the reception writes them in its own way.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from ostiary.devices.types import DeviceType
from ostiary.policy.schedule import ALWAYS
from ostiary.port.capabilities import Capability
from ostiary.port.content import ModeSlot, SettingsContent

RS485_MASTER, RS485_SLAVE = 1, 2
AUTHENTICATION = "authentication"
CARD, ID_AND_PIN, BIOMETRIC = 2, 8, 0
"""Modes of readers without a visual face."""
VISUAL_FACE, FINGER, CARD_EXTENDED, ID_AND_PIN_EXTENDED = 11, 16, 21, 38
"""Modes of readers with one."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What beside its type decides a device's settings."""

    id: int
    type: DeviceType
    is_slave: bool
    has_slaves: bool
    address: str
    port: int
    timezone: str
    locked: bool = False


@dataclass(frozen=True, slots=True)
class _Group:
    name: str
    needs: frozenset[str]
    values: Any
    detail: Any


@cache
def _groups() -> Sequence[_Group]:
    document = json.loads(files(__package__).joinpath("settings.json").read_text(encoding="utf-8"))
    return tuple(
        _Group(row["group"], frozenset(row.get("needs", ())), row.get("values"), row.get("detail")) for row in document
    )


def shown(placed: Placed, stored: Mapping[str, Any], at: datetime, *, detail: bool) -> dict[str, Any]:
    """Every group of settings a device has, by the reference's name; `detail` as for the view of one device."""
    defaults = _defaults(placed, at)
    words = _words(placed)
    found: dict[str, Any] = {}
    for group in _groups():
        if (group.needs and group.needs.isdisjoint(words)) or (group.values is None and not detail):
            continue
        whole = _over(group.values, group.detail) if detail and group.detail is not None else group.values
        written = _over(_over(whole, defaults.get(group.name)), stored.get(group.name))
        found[group.name] = _over(whole, written, only_known=True)
    return found


def content(placed: Placed, name: str, stored: Mapping[str, Any], pin_key: bytes) -> SettingsContent:
    """What a device decides by."""
    authentication = stored.get(AUTHENTICATION, {})
    scanning = stored.get("fingerprint", {}).get("scan_timeout") or 10
    modes = authentication.get("operation_modes") or _modes(placed.type)
    return SettingsContent(
        device_id=placed.id,
        name=name,
        timezone=placed.timezone,
        modes=tuple(ModeSlot(slot["mode"], slot["schedule_id"]) for slot in modes),
        auth_timeout=authentication.get("auth_timeout", 10),
        scan_timeout=scanning,
        full_access=authentication.get("enable_full_access", False),
        pin_key=pin_key,
    )


def schedules_of(stored: Mapping[str, Any]) -> frozenset[int]:
    """The schedules by which a device takes credentials."""
    modes = stored.get(AUTHENTICATION, {}).get("operation_modes") or ()
    return frozenset(slot["schedule_id"] for slot in modes)


def _modes(type: DeviceType) -> list[dict[str, int]]:
    """The ways to authenticate that a reader starts with."""
    extended = type.can(Capability.VISUAL_FACE)
    by_capability = (
        (VISUAL_FACE if extended else BIOMETRIC, (Capability.VISUAL_FACE, Capability.FACE)),
        (FINGER if extended else BIOMETRIC, (Capability.FINGER,)),
        (CARD_EXTENDED if extended else CARD, (Capability.CARD, Capability.QR)),
        (ID_AND_PIN_EXTENDED if extended else ID_AND_PIN, (Capability.PIN,)),
    )
    if not type.can(Capability.READER):
        return []
    modes = dict.fromkeys(mode for mode, capabilities in by_capability if type.can(*capabilities))
    return [{"mode": mode, "schedule_id": ALWAYS} for mode in modes]


def _words(placed: Placed) -> set[str]:
    words = {str(capability) for capability in placed.type.capabilities}
    words.add("slave_now" if placed.is_slave else "alone")
    words |= {word for word, has in (("volume", placed.type.volume), ("wifi", placed.type.wifi)) if has}
    return words


def _defaults(placed: Placed, at: datetime) -> dict[str, Any]:
    """What follows from where and what the device is."""
    can = placed.type.can
    offset = ZoneInfo(placed.timezone).utcoffset(at)
    mode = RS485_SLAVE if placed.is_slave else RS485_MASTER if placed.has_slaves else None
    return {
        "rs485": {} if mode is None else {"mode": mode},
        "lan": {"ip": placed.address, "device_port": placed.port},
        "system": {"timezone": int(offset.total_seconds()) if offset else 0, "locked": placed.locked},
        AUTHENTICATION: {"operation_modes": _modes(placed.type)},
        "authmode": {
            "id": placed.id,
            "extAuthModeSupported": can(Capability.VISUAL_FACE),
            "cardAuthSupported": can(Capability.CARD),
            "fingerprintAuthSupported": can(Capability.FINGER),
            "faceAuthSupported": can(Capability.FACE, Capability.VISUAL_FACE),
            "idAuthSupported": can(Capability.PIN),
        },
        "capability": {"maskAuthSupported": int(can(Capability.VISUAL_FACE))},
    }


def _over(below: Any, above: Any, *, only_known: bool = False) -> Any:
    """`above` written over `below`, member by member; with `only_known` none that `below` has not."""
    if above is None:
        return below
    if not isinstance(below, dict) or not isinstance(above, dict):
        return above
    names: Iterable[str] = below if only_known else {**below, **above}
    return {name: _over(below.get(name), above.get(name), only_known=only_known) for name in names}
