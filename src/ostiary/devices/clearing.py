"""The logs of devices are cleared on command, after all of them has been stored: nothing goes that was not read."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import select

from ostiary.devices.line import Line
from ostiary.devices.model import DeviceRow
from ostiary.devices.operations import deciding, rows_of
from ostiary.devices.types import VIRTUAL
from ostiary.kernel import tree
from ostiary.kernel.context import Kind, Module
from ostiary.kernel.errors import Invalid
from ostiary.kernel.operation import Objects, Work, operation
from ostiary.kernel.paging import EVERYTHING, Window
from ostiary.kernel.trail import Method
from ostiary.port.commands import DeviceError, Fault

AT_ONCE = 32
"""Logs that are read to their ends and cleared at one time."""


@dataclass(frozen=True, slots=True)
class Clearing:
    """Whose logs: those of these devices; or (None) a part of all, by id, or of those in a group and below it."""

    ids: tuple[int, ...] | None
    group_id: int | None = None
    window: Window = EVERYTHING

    def objects(self) -> Objects:
        """What it touches."""
        return {**deciding(*self.ids or ()), "device_group": [] if self.group_id is None else [self.group_id]}


@operation(
    module=Module.DEVICE,
    right="write",
    verb="DEVICE_LOG_CLEAR",
    method=Method.ACTION,
    objects=Clearing.objects,
    administrators=True,
)
async def request_clearing(work: Work, clearing: Clearing) -> list[int]:
    """Ask for logs to be cleared, which is for administrators; answers the devices that have one of their own: slaves
    and virtual devices are passed over. The work follows.
    """
    if clearing.ids is None:
        rows = await _all(work, clearing)
    else:
        if not clearing.ids:
            raise Invalid("no device is named", "id")
        rows = await rows_of(work.session, clearing.ids)
    keeping = [row for row in rows if row.parent_id is None and row.type_id != VIRTUAL]
    for row in keeping:
        work.note(f"{row.name}({row.id})", after={"log": "cleared"})
    return [row.id for row in keeping]


async def _all(work: Work, clearing: Clearing) -> Sequence[DeviceRow]:
    statement = select(DeviceRow).where(DeviceRow.parent_id.is_(None), DeviceRow.type_id != VIRTUAL)
    if clearing.group_id is not None:
        await tree.get(work.session, Kind.DEVICE_GROUP, clearing.group_id)
        below = await tree.descend(work.session, Kind.DEVICE_GROUP, [clearing.group_id])
        statement = statement.where(DeviceRow.group_id.in_(below))
    part = statement.order_by(DeviceRow.id).limit(clearing.window.limit).offset(clearing.window.offset)
    return (await work.session.scalars(part)).all()


class Lines(Protocol):
    """Who knows the lines to devices (`devices.connections`)."""

    def line(self, device_id: int) -> Line:
        """The line to a connected device; raises `DeviceError`."""
        ...


async def clear_logs(lines: Lines, device_ids: Sequence[int], seconds: float) -> list[tuple[int, int]]:
    """Clear the logs of these devices; answers how each went. One that is not through in time keeps its log."""
    room = asyncio.Semaphore(AT_ONCE)

    async def clear(device_id: int) -> tuple[int, int]:
        try:
            async with room, asyncio.timeout(seconds):
                await lines.line(device_id).clear_log()
        except DeviceError as error:
            return device_id, error.fault
        except TimeoutError:
            return device_id, Fault.TIMED_OUT
        return device_id, Fault.OK

    return list(await asyncio.gather(*(clear(device_id) for device_id in device_ids)))
