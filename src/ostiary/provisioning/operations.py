"""The acts on the content of devices."""

from dataclasses import dataclass

from ostiary.devices.operations import rows_of
from ostiary.kernel.context import Module
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.trail import Method


@dataclass(frozen=True, slots=True)
class Syncing:
    """Devices whose content is to be compared and mended, after wiping it if so wished."""

    ids: tuple[int, ...]
    wipe: bool = False


@operation(
    module=Module.DEVICE,
    right="write",
    verb="DEVICE_SYNC",
    method=Method.ACTION,
    objects=lambda syncing: {"device": syncing.ids},
)
async def request_sync(work: Work, syncing: Syncing) -> dict[int, int]:
    """Ask for a synchronisation; answers device -> the master that holds its content. The work follows."""
    rows = await rows_of(work.session, syncing.ids)
    for row in rows:
        work.note(f"{row.name}({row.id})", after={"wipe": syncing.wipe})
    return {row.id: row.parent_id or row.id for row in rows}
