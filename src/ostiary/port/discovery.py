"""What a search finds: devices that answer, and what each tells of itself before anybody has connected to it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any


class Bus(StrEnum):
    """What slaves hang on at their master."""

    RS485 = "rs485"
    WIEGAND = "wiegand"


@dataclass(frozen=True, slots=True)
class Quest:
    """What is looked for: whoever answers a call on the driver's own network within these seconds, or, where an address
    is given, the device there. `slaves`: those of the devices too. `device_id`: nobody but this device.
    """

    seconds: float
    address: str = ""
    port: int = 0
    slaves: bool = False
    device_id: int = 0


@dataclass(frozen=True, slots=True)
class Lan:
    """A device's network settings. `calls_server`: it connects to the server, instead of waiting for it."""

    address: str
    port: int
    subnet_mask: str = ""
    gateway: str = ""
    dns: str = ""
    dhcp: bool = False
    calls_server: bool = False
    server_address: str = ""
    server_port: int = 51212
    by_name: bool = False
    mtu: int = 1514
    baseband: int = 0

    def changed(self, settings: Mapping[str, Any]) -> "Lan":
        """These with some of the group `lan` of the table of settings written over them."""
        given = {_FIELDS[name]: value for name, value in settings.items()}
        if "calls_server" in given:
            given["calls_server"] = bool(given["calls_server"])
        return replace(self, **given)


_FIELDS = {
    "enable_dhcp": "dhcp",
    "ip": "address",
    "gateway": "gateway",
    "subnet_mask": "subnet_mask",
    "device_port": "port",
    "server_port": "server_port",
    "connection_mode": "calls_server",
    "mtu_size": "mtu",
    "baseband": "baseband",
    "dns_addr": "dns",
    "use_dns": "by_name",
    "server_ip": "server_address",
}
"""Names of settings, and what they are here."""


@dataclass(frozen=True, slots=True)
class Found:
    """A device that answers a search; a slave names its master as `parent_id` and has no network of its own."""

    device_id: int
    type_id: int
    firmware: str = ""
    mac: str = ""
    parent_id: int | None = None
    lan: Lan | None = None
