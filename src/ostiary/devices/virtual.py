"""What an operator does at a simulated device in place of the people who stand before it: permission and a line of the
trail. The doing itself follows outside the transaction, at the simulator.
"""

from dataclasses import dataclass
from typing import Any

from ostiary.devices.model import DeviceNotFound
from ostiary.devices.operations import deciding, rows_of
from ostiary.kernel.context import Module
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.trail import Method

DRIVER = "simulated"


@dataclass(frozen=True, slots=True)
class Handling:
    """What is done at a device, as the trail shows it: no secrets."""

    device_id: int
    done: dict[str, Any]


@operation(
    module=Module.DEVICE,
    right="write",
    verb="DEVICE_SIMULATED",
    method=Method.ACTION,
    objects=lambda handling: deciding(handling.device_id),
)
async def handle_device(work: Work, handling: Handling) -> None:
    """Present something to a simulated reader, or pull its plug. Raises `DeviceNotFound` for a device that is none."""
    (row,) = await rows_of(work.session, [handling.device_id])
    if row.driver != DRIVER:
        raise DeviceNotFound(f"{row.id} is no simulated device")
    work.note(f"{row.name}({row.id})", after=handling.done)
