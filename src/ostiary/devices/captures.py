"""Captures at readers: a card, finger or face is read for an operator. Not queued: somebody is there, or it is over."""

import asyncio
from dataclasses import dataclass
from typing import Protocol

from ostiary.devices.model import CannotScan, DeviceFailed, DeviceNotFound, DeviceRow
from ostiary.devices.types import UNKNOWN, type_of
from ostiary.kernel.context import Module
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.trail import Method
from ostiary.port.capabilities import Capability
from ostiary.port.commands import Command, DeviceError, Fault, Outcome, ScanCommand, ScanKind

LONGEST = 65.0
"""Seconds after which a reader that has not ended by itself is given up; the slowest, for faces, take 60."""

_NEEDED = {
    ScanKind.CARD: (Capability.CARD, Capability.QR),
    ScanKind.FINGER: (Capability.FINGER,),
    ScanKind.FACE: (Capability.FACE, Capability.VISUAL_FACE),
}


class Carrier(Protocol):
    """What carries a command to its device (`devices.connections`)."""

    async def run(self, device_id: int, command: Command) -> Outcome:
        """Carry it out; raises `DeviceError`."""
        ...


@dataclass(frozen=True, slots=True)
class Scan:
    """What an operator wants read, and where."""

    device_id: int
    kind: ScanKind


@operation(
    module=(Module.USER, Module.DEVICE),
    right="write",
    verb="DEVICE_SCAN",
    method=Method.ACTION,
    objects=lambda scan: {"device": [scan.device_id]},
)
async def request_scan(work: Work, scan: Scan) -> None:
    """Ask for a capture: permission and a line of the trail; the capture itself follows outside the transaction."""
    row = await work.session.get(DeviceRow, scan.device_id)
    if row is None:
        raise DeviceNotFound(str(scan.device_id))
    type = type_of(row.type_id)
    if type.id != UNKNOWN and not (type.can(Capability.READER) and type.can(*_NEEDED[scan.kind])):
        raise CannotScan(f"{type.name} reads no {scan.kind}")
    work.note(f"{row.name}({row.id})", after={"scan": scan.kind.value})


class Captures:
    """The captures under way: one at a time for each reader."""

    def __init__(self, carrier: Carrier) -> None:
        self._carrier = carrier
        self._busy: set[int] = set()

    async def run(self, device_id: int, command: ScanCommand, seconds: float = LONGEST) -> Outcome:
        """Capture what is presented next; raises `DeviceFailed` with the device's code."""
        if device_id in self._busy:
            raise DeviceFailed(Fault.BUSY, "another capture is under way at this reader")
        self._busy.add(device_id)
        try:
            async with asyncio.timeout(seconds):
                outcome = await self._carrier.run(device_id, command)
        except DeviceError as error:
            raise DeviceFailed(error.fault, error.detail) from error
        except TimeoutError as error:
            raise DeviceFailed(Fault.TIMED_OUT) from error
        finally:
            self._busy.discard(device_id)
        if outcome.fault is not Fault.OK or outcome.capture is None:
            raise DeviceFailed(outcome.fault or Fault.UNKNOWN)
        return outcome
