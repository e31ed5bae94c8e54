"""The commands to devices themselves: lock, unlock, restart, clear their alarms. Rows for the dispatcher."""

from dataclasses import dataclass

from ostiary.devices import commands
from ostiary.devices.operations import deciding, rows_of
from ostiary.kernel.context import Module
from ostiary.kernel.errors import Invalid
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.trail import Method
from ostiary.port.commands import DeviceCommand, DeviceVerb


@dataclass(frozen=True, slots=True)
class Ordering:
    """A verb for devices."""

    verb: DeviceVerb
    ids: tuple[int, ...]


@operation(
    module=Module.DEVICE,
    right="write",
    verb="DEVICE_COMMAND",
    method=Method.ACTION,
    objects=lambda ordering: deciding(*ordering.ids),
)
async def command_devices(work: Work, ordering: Ordering) -> dict[int, int]:
    """Queue a command for each of these devices, which must all exist; answers device -> command id."""
    if not ordering.ids:
        raise Invalid("no device is named", "DeviceCollection")
    command = DeviceCommand(ordering.verb)
    queued: dict[int, int] = {}
    for row in await rows_of(work.session, ordering.ids):
        queued[row.id] = await commands.queue(work, row.id, command)
        work.note(f"{row.name}({row.id})", after={"command": ordering.verb.value})
    return queued
