"""Settings of devices by the reference's groups: what a type has by default, with what was written over it.

Which settings there are, what they may be and what a device needs to have one is in `port/settings.tsv`. Values are
numbers, flags and texts; the reception writes them in its own way. Stored is what somebody has set, secrets sealed;
where a device is and which clock it shows are columns of their own.
"""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from ostiary.devices.types import DeviceType, type_of
from ostiary.kernel.vault import Vault
from ostiary.policy.schedule import ALWAYS, NEVER
from ostiary.port import settings
from ostiary.port.capabilities import Capability
from ostiary.port.content import ModeSlot, SettingsContent
from ostiary.port.settings import Setting, Values

RS485_MASTER, RS485_SLAVE, RS485_APART = 1, 2, 3
AUTHENTICATION = "authentication"
CARD, ID_AND_PIN, BIOMETRIC = 2, 8, 0
"""Modes of readers without a visual face."""
VISUAL_FACE, FINGER, CARD_EXTENDED, ID_AND_PIN_EXTENDED = 11, 16, 21, 38
"""Modes of readers with one."""
TRIGGERING = ("input_device_id", "output_device_id")
"""The devices of a trigger."""
PURPOSE = "device.settings"
"""What sealed settings are bound to."""


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

    @property
    def words(self) -> frozenset[str]:
        """What it has, as the table of settings asks for it."""
        return frozenset(self.type.capabilities) | {"slave_now" if self.is_slave else "alone"}


def placed_of(row: Any, *, has_slaves: bool) -> Placed:
    """What a device's row says of it."""
    return Placed(
        id=row.id,
        type=type_of(row.type_id),
        is_slave=row.parent_id is not None,
        has_slaves=has_slaves,
        address=row.address,
        port=row.port,
        timezone=row.timezone,
        locked=row.locked,
    )


@cache
def table() -> Setting:
    """Every setting that devices have."""
    return settings.parse(files(settings.PACKAGE).joinpath(settings.FILE).read_text(encoding="utf-8"))


def shown(placed: Placed, stored: Mapping[str, Any], at: datetime, *, detail: bool) -> Values:
    """Every group of settings a device has, by the reference's name; `detail` as for the view of one device. Secrets
    are empty.
    """
    written = settings.merged(effective(placed, stored), settings.within(table(), _followed(placed, at), placed.words))
    whole = written if detail else _listed(written, table())
    if "event_filter" in whole:
        whole["event_filter"] = {**whole["event_filter"], "total": len(whole["event_filter"]["rows"])}
    return _with_secrets(whole, lambda _: "")


def at_door(placed: Placed, stored: Mapping[str, Any]) -> Values:
    """Those of a device's settings that a door shows with it: supervised inputs, which events it keeps, its telephone.
    Secrets are empty.
    """
    whole = effective(placed, stored)
    filtered = whole["event_filter"]["rows"]
    found = {
        "input": {"supervised_inputs": whole["input"]["supervised_inputs"]},
        "event_filter": {"rows": filtered, "total": len(filtered)},
    }
    if "voip" in whole:
        found["voip"] = {name: value for name, value in whole["voip"].items() if name != "use"}
    return _with_secrets(found, lambda _: "")


def effective(placed: Placed, stored: Mapping[str, Any]) -> Values:
    """Every setting that a device has: as it was set, else as the type has it."""
    modes = {AUTHENTICATION: {"operation_modes": usual_modes(placed.type)}}
    own = settings.within(table(), settings.merged(modes, stored), placed.words)
    return settings.merged(_usual(placed.words), own)


def sealed(vault: Vault, values: Mapping[str, Any]) -> Values:
    """The settings as they are stored."""
    return _with_secrets(values, lambda secret: base64.b64encode(vault.seal(secret.encode(), PURPOSE)).decode("ascii"))


def opened(vault: Vault, stored: Mapping[str, Any]) -> Values:
    """The settings as they were sealed."""
    return _with_secrets(stored, lambda secret: vault.open(base64.b64decode(secret), PURPOSE).decode())


def veiled(values: Mapping[str, Any]) -> Values:
    """The settings as the trail may show them."""
    return _with_secrets(values, lambda _: "***")


def content(placed: Placed, name: str, values: Mapping[str, Any], pin_key: bytes) -> SettingsContent:
    """What a device holds, of opened settings."""
    authentication = values.get(AUTHENTICATION, {})
    scanning = values.get("fingerprint", {}).get("scan_timeout") or 10
    usual = usual_modes(placed.type)
    # Where a reader was once left without any, none is ever open: its usual ones may ask for less than those it had.
    modes = authentication.get("operation_modes", usual) or [{**slot, "schedule_id": NEVER} for slot in usual]
    return SettingsContent(
        device_id=placed.id,
        name=name,
        timezone=placed.timezone,
        modes=tuple(ModeSlot(slot["mode"], slot["schedule_id"]) for slot in modes),
        auth_timeout=authentication.get("auth_timeout", 10),
        scan_timeout=scanning,
        full_access=authentication.get("enable_full_access", False),
        extra=json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":")) if values else "",
        pin_key=pin_key,
    )


def schedules_of(values: Mapping[str, Any]) -> frozenset[int]:
    """The schedules that settings name."""
    slots = (
        *values.get(AUTHENTICATION, {}).get("operation_modes", ()),
        *values.get("tna", {}).get("tna_keys", ()),
        *values.get("event_filter", {}).get("rows", ()),
        *values.get("imageLogEventInfo", {}).get("imageLogEventItems", ()),
    )
    triggers = values.get("trigger_actions", ())
    named = [slot.get("schedule_id") for slot in slots] + [each.get("input_schedule_id") for each in triggers]
    return frozenset(id for id in named if id is not None)


def devices_of(values: Mapping[str, Any]) -> frozenset[int]:
    """The devices that settings name in triggers."""
    named = (each.get(name) for each in values.get("trigger_actions", ()) for name in TRIGGERING)
    return frozenset(id for id in named if id)


def operators_of(values: Mapping[str, Any]) -> frozenset[str]:
    """The users that settings name as a device's own operators; settings that are not yet checked may name none."""
    operators = values.get(AUTHENTICATION, {}).get("operators", ())
    return frozenset(each["user_id"] for each in operators if "user_id" in each)


def usual_modes(type: DeviceType) -> list[dict[str, int]]:
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


@cache
def _usual(words: frozenset[str]) -> Values:
    return settings.defaults(table(), words)


@cache
def _secrets() -> tuple[tuple[str, ...], ...]:
    return tuple(settings.secrets(table()))


def _listed(values: Mapping[str, Any], setting: Setting) -> Values:
    """Those of the values that a list shows."""
    found: Values = {}
    for name, value in values.items():
        member = setting.members.get(name)
        if member is not None and not member.detail:
            found[name] = _listed(value, member) if member.members else value
    return found


def _with_secrets(values: Mapping[str, Any], make: Callable[[str], str]) -> Values:
    """The same values with something else for each secret that is not empty."""
    changed = dict(values)
    for *groups, name in _secrets():
        holder: Any = values
        for group in groups:
            holder = holder.get(group, {})
        if holder.get(name):
            over: Values = {name: make(holder[name])}
            for group in reversed(groups):
                over = {group: over}
            changed = settings.merged(changed, over)
    return changed


def _followed(placed: Placed, at: datetime) -> Values:
    """What follows from where and what the device is, whatever was written."""
    can = placed.type.can
    offset = ZoneInfo(placed.timezone).utcoffset(at)
    mode = RS485_SLAVE if placed.is_slave else RS485_MASTER if placed.has_slaves else None
    inputs = {} if placed.type.inputs is None else {"input_port_num": placed.type.inputs}
    return {
        "input": {**inputs, "input_config": inputs},
        "rs485": {} if mode is None else {"mode": mode},
        "lan": {"ip": placed.address, "device_port": placed.port},
        "system": {"timezone": int(offset.total_seconds()) if offset else 0, "locked": placed.locked},
        "authmode": {
            "id": placed.id,
            "extAuthModeSupported": can(Capability.VISUAL_FACE),
            "cardAuthSupported": can(Capability.CARD),
            "fingerprintAuthSupported": can(Capability.FINGER),
            "faceAuthSupported": can(Capability.FACE, Capability.VISUAL_FACE),
            "idAuthSupported": can(Capability.PIN),
        },
        "capability": {
            "thermalAuthSupported": int(can(Capability.THERMAL)),
            "maskAuthSupported": int(can(Capability.VISUAL_FACE)),
        },
    }
