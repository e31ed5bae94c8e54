"""Finding devices that are not registered: slaves that answer on a bus of their master."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import select

from ostiary.devices.line import Line
from ostiary.devices.model import DeviceFailed, DeviceRow
from ostiary.devices.operations import rows_of
from ostiary.devices.types import type_of
from ostiary.kernel.context import Module
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.trail import Method
from ostiary.port.capabilities import Capability
from ostiary.port.commands import DeviceError, Fault
from ostiary.port.discovery import Bus, Found

SECONDS = 10.0
"""How long a master may take to ask all that could hang on a bus."""


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
