"""Finding devices that are not registered: in the network, and slaves on a bus of their master."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import select

from ostiary.devices.line import Line
from ostiary.devices.model import DeviceFailed, DeviceRow
from ostiary.devices.operations import rows_of
from ostiary.devices.types import type_of
from ostiary.kernel.context import Kind, Module
from ostiary.kernel.errors import Invalid
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.trail import Method
from ostiary.port.capabilities import Capability
from ostiary.port.commands import DeviceError, Fault
from ostiary.port.discovery import Bus, Found, Quest
from ostiary.port.driver import Driver
from ostiary.port.settings import is_address

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
    rows = (await work.session.execute(select(DeviceRow.id, DeviceRow.connected, DeviceRow.group_id))).all()
    own = {row.id: row.connected for row in rows if work.context.scope.has(Kind.DEVICE_GROUP, row.group_id)}
    return Known(own, frozenset(row.id for row in rows) - own.keys())


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
    ways = [driver.search(quest) for driver in drivers]
    try:
        async with asyncio.timeout(quest.seconds + SECONDS):
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
