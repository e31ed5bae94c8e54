"""What may be set at a device: every value as the table of settings has it, and nothing that its model has not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from ostiary.devices.model import DeviceFailed, HasSlaves
from ostiary.devices.settings import (
    AUTHENTICATION,
    RS485_APART,
    RS485_MASTER,
    RS485_SLAVE,
    Placed,
    effective,
    table,
    usual_modes,
)
from ostiary.kernel.errors import Invalid
from ostiary.policy.authmode import MODES
from ostiary.port import settings
from ostiary.port.capabilities import Capability, taken
from ostiary.port.commands import Fault
from ostiary.port.settings import SettingError, Values

HOUR = 3600
ZONES = {
    -9.5: "Pacific/Marquesas",
    -3.5: "America/St_Johns",
    3.5: "Asia/Tehran",
    4.5: "Asia/Kabul",
    5.5: "Asia/Kolkata",
    5.75: "Asia/Kathmandu",
    6.5: "Asia/Yangon",
    8.75: "Australia/Eucla",
    9.5: "Australia/Darwin",
    10.5: "Australia/Lord_Howe",
    12.75: "Pacific/Chatham",
}
"""Time zones that are no whole hours from UTC, by the hours; the others are those of the IANA's own name."""


@dataclass(frozen=True, slots=True)
class Configured:
    """What of a change goes where: into columns of the device, and the settings as they are afterwards (opened)."""

    columns: Mapping[str, Any]
    settings: Values


def configured(placed: Placed, before: Mapping[str, Any], given: Mapping[str, Any], at: datetime) -> Configured:
    """The settings after a change of some. Raises `Invalid`, `HasSlaves`, and `DeviceFailed` where the model cannot.

    What the model has not may be named as long as it asks for nothing: clients send back all that they have read.
    """
    try:
        values = settings.checked(table(), given)
    except SettingError as error:
        raise Invalid(error.why, error.path) from error
    _check_role(placed, before, values.get("rs485", {}))
    lacking = settings.beyond(table(), values, placed.words)
    if lacking is not None:
        raise DeviceFailed(Fault.NOT_SUPPORTED, f"{placed.type.name} has no {lacking}.")
    _check_modes(placed, values)
    columns = _columns(placed, values, at)
    now = effective(placed, before)
    after = settings.merged(before, settings.differing(settings.within(table(), values, placed.words), now))
    disordered = settings.disordered(effective(placed, after))
    if disordered is not None:
        raise Invalid("It is above its counterpart.", disordered)
    return Configured(columns, after)


def _check_role(placed: Placed, before: Mapping[str, Any], rs485: Values) -> None:
    """A device with slaves stays a master, a slave a slave; else it is what its model can be."""
    mode = rs485.get("mode")
    if mode is None or mode == _role(placed, before):
        rs485.pop("mode", None)
        return
    if placed.has_slaves and mode == RS485_SLAVE:
        raise HasSlaves(f"device {placed.id} has slaves")
    if placed.is_slave or placed.has_slaves:
        raise Invalid("It follows from the network it is in.", "rs485.mode")
    if not placed.type.can(Capability.MASTER if mode == RS485_MASTER else Capability.SLAVE) and mode != RS485_APART:
        raise DeviceFailed(Fault.NOT_SUPPORTED, f"{placed.type.name} has no such role.")


def _role(placed: Placed, before: Mapping[str, Any]) -> int:
    if placed.is_slave:
        return RS485_SLAVE
    stored: int = before.get("rs485", {}).get("mode", RS485_APART)
    return RS485_MASTER if placed.has_slaves else stored


def _check_modes(placed: Placed, values: Values) -> None:
    """Each way to authenticate needs only what the reader takes, and a reader has one at least."""
    slots = values.get(AUTHENTICATION, {}).get("operation_modes")
    if slots == [] and usual_modes(placed.type):
        raise Invalid("A reader needs one at least.", f"{AUTHENTICATION}.operation_modes")
    takes = taken(placed.type.capabilities)
    for slot in slots or ():
        mode = MODES[slot["mode"]]
        if any(takes.isdisjoint(factors) for factors in (mode.first, *mode.steps)):
            raise DeviceFailed(Fault.NOT_SUPPORTED, f"{placed.type.name} cannot take mode {mode.code}.")


def _columns(placed: Placed, values: Values, at: datetime) -> Values:
    """What the device's row has columns for, taken out of the values."""
    lan, system = values.get("lan", {}), values.get("system", {})
    columns: Values = {}
    address, port = lan.pop("ip", ""), lan.pop("device_port", None)
    offset = system.pop("timezone", None)
    if address:
        if not settings.is_address(address) and not lan.get("use_dns"):
            raise DeviceFailed(Fault.BAD_ADDRESS, "lan.ip")
        columns["address"] = address
    if port is not None:
        columns["port"] = port
    if offset is not None and offset != _offset(placed.timezone, at):
        columns["timezone"] = zone_of(offset)
    return columns


def _offset(timezone: str, at: datetime) -> int:
    offset = ZoneInfo(timezone).utcoffset(at)
    return int(offset.total_seconds()) if offset else 0


def zone_of(offset: int) -> str:
    """The IANA time zone so many seconds east of UTC; raises `Invalid` where there is none."""
    hours = offset / HOUR
    if hours in ZONES:
        return ZONES[hours]
    if offset % HOUR:
        raise Invalid("There is no time zone so far from UTC.", "system.timezone")
    return f"Etc/GMT{-offset // HOUR:+d}" if offset else "UTC"
