"""Finding devices that are not registered: in the network, calling the server, and slaves on a bus of their master."""

import asyncio
from collections.abc import Awaitable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from ostiary.devices.line import Line
from ostiary.devices.model import DeviceFailed, DeviceRow, DuplicateDevice
from ostiary.devices.operations import rows_of
from ostiary.devices.settings import table
from ostiary.devices.types import type_of
from ostiary.kernel.context import Kind, Module, Scope
from ostiary.kernel.errors import Invalid
from ostiary.kernel.operation import View, Work, operation, query
from ostiary.kernel.trail import Method
from ostiary.port import settings
from ostiary.port.capabilities import Capability
from ostiary.port.commands import DeviceError, Fault
from ostiary.port.discovery import Bus, Found, Lan, Quest
from ostiary.port.driver import Driver
from ostiary.port.settings import SettingError, is_address

SECONDS = 10.0
"""How long a master may take to ask all that could hang on a bus."""
LONGEST_SEARCH = 30.0
"""Seconds a search may be asked to last."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is registered, as somebody who searches may know it: id -> whether it is connected. `hidden` lies outside
    his scope.
    """

    connected: dict[int, bool]
    hidden: frozenset[int]


@operation(module=Module.DEVICE, right="write", verb="DEVICE_SEARCH", method=Method.ACTION)
async def request_search(work: Work, quest: Quest) -> Known:
    """Ask for a search: permission and a line of the trail; answers what is registered already.

    Raises `DeviceFailed` BAD_ADDRESS where what was given is no address: names are not looked up.
    """
    if not 0 < quest.seconds <= LONGEST_SEARCH:
        raise Invalid("0 to 30 seconds", "timeout")
    if quest.address and not (is_address(quest.address) and 0 < quest.port < 65536):
        raise DeviceFailed(Fault.BAD_ADDRESS, "lan.ip")
    work.note("devices", after={"search": f"{quest.address}:{quest.port}" if quest.address else "network"})
    return await _known(work.session, work.context.scope)


@query(module=Module.DEVICE)
async def list_known(view: View, _: None) -> Known:
    """What is registered already, to whoever is told who waits."""
    return await _known(view.connection, view.scope)


async def _known(connection: AsyncSession | AsyncConnection, scope: Scope) -> Known:
    rows = (await connection.execute(select(DeviceRow.id, DeviceRow.connected, DeviceRow.group_id))).all()
    own = {row.id: row.connected for row in rows if scope.has(Kind.DEVICE_GROUP, row.group_id)}
    return Known(own, frozenset(row.id for row in rows) - own.keys())


@dataclass(frozen=True, slots=True)
class Placing:
    """Other network settings for a device that is not registered: those it has, and what of the group `lan` changes."""

    device_id: int
    lan: Lan
    changes: dict[str, Any]


@operation(module=Module.DEVICE, right="write", verb="DEVICE_NETWORK", method=Method.UPDATE)
async def request_placing(work: Work, placing: Placing) -> Lan:
    """Ask for other network settings: permission and a line of the trail; answers them whole. Raises `DuplicateDevice`
    where the device is registered: then its settings are the server's.
    """
    if await work.session.get(DeviceRow, placing.device_id):
        raise DuplicateDevice(str(placing.device_id))
    address = placing.changes.get("ip")
    if address is not None and not is_address(address):
        raise DeviceFailed(Fault.BAD_ADDRESS, "lan.ip")
    try:
        changes = settings.checked(table(), {"lan": placing.changes}).get("lan", {})
    except SettingError as error:
        raise Invalid(error.why, error.path) from error
    work.note(f"device {placing.device_id}", after={"lan": changes})
    return placing.lan.changed(changes)


@dataclass(frozen=True, slots=True)
class Discovering:
    """The slaves of a master on one of its buses are looked for."""

    master_id: int
    bus: Bus


@operation(
    module=Module.DEVICE,
    right="write",
    verb="DEVICE_DISCOVER",
    method=Method.ACTION,
    objects=lambda discovering: {"device_network": [discovering.master_id]},
)
async def request_discovery(work: Work, discovering: Discovering) -> frozenset[int]:
    """Ask for the slaves that answer at a master: permission and a line of the trail; answers those it has already.

    Raises `DeviceFailed` NOT_SUPPORTED where the model can have none.
    """
    (row,) = await rows_of(work.session, [discovering.master_id])
    if row.parent_id is not None or not type_of(row.type_id).can(Capability.MASTER):
        raise DeviceFailed(Fault.NOT_SUPPORTED, f"{row.name} is no master.")
    work.note(f"{row.name}({row.id})", after={"discover": discovering.bus.value})
    known = await work.session.scalars(select(DeviceRow.id).where(DeviceRow.parent_id == row.id))
    return frozenset(known)


class Lines(Protocol):
    """Who knows the lines to devices (`devices.connections`)."""

    def line(self, device_id: int) -> Line:
        """The line to a connected device; raises `DeviceError`."""
        ...


async def discover(lines: Lines, master_id: int, bus: Bus) -> Sequence[Found]:
    """The slaves that answer on a bus of this master; raises `DeviceFailed` with the device's code."""
    try:
        async with asyncio.timeout(SECONDS):
            return await lines.line(master_id).driver.discover(master_id, bus)
    except DeviceError as error:
        raise DeviceFailed(error.fault, error.detail) from error
    except TimeoutError as error:
        raise DeviceFailed(Fault.TIMED_OUT) from error


async def search(drivers: Iterable[Driver], quest: Quest) -> list[Found]:
    """Who answers this search, by any driver; raises `DeviceFailed` where no driver could search."""
    return await _of_any([driver.search(quest) for driver in drivers], quest.seconds + SECONDS)


async def waiting(drivers: Iterable[Driver]) -> list[Found]:
    """Who calls the server and is not let in, by any driver; raises `DeviceFailed` where no driver could tell."""
    return await _of_any([driver.waiting() for driver in drivers], SECONDS)


async def place(drivers: Iterable[Driver], device_id: int, lan: Lan) -> None:
    """Give a device other network settings, by the driver that reaches it; raises `DeviceFailed`."""
    failed = DeviceFailed(Fault.CONNECT_FAILED, str(device_id))
    for driver in drivers:
        try:
            async with asyncio.timeout(SECONDS):
                return await driver.place(device_id, lan)
        except DeviceError as error:
            failed = DeviceFailed(error.fault, error.detail)
        except TimeoutError:
            failed = DeviceFailed(Fault.TIMED_OUT)
    raise failed


async def _of_any(ways: Sequence[Awaitable[Sequence[Found]]], seconds: float) -> list[Found]:
    try:
        async with asyncio.timeout(seconds):
            answers = await asyncio.gather(*ways, return_exceptions=True)
    except TimeoutError as error:
        raise DeviceFailed(Fault.TIMED_OUT) from error
    failures = [answer for answer in answers if isinstance(answer, BaseException)]
    for failure in failures:
        if not isinstance(failure, DeviceError):
            raise failure
        if len(failures) == len(answers):
            raise DeviceFailed(failure.fault, failure.detail)
    return [found for answer in answers if not isinstance(answer, BaseException) for found in answer]
