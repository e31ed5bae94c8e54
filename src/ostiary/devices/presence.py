"""What connections write down of devices: who came and went, what a device says of itself, how its content stands."""

from dataclasses import dataclass

from sqlalchemy import select

from ostiary.devices.facts import ConnectionTurned, DeviceChanged, LockChanged
from ostiary.devices.model import DeviceRow
from ostiary.devices.operations import CONNECTED, DISCONNECTED, SYNC_ERROR
from ostiary.devices.types import UNKNOWN, device_types
from ostiary.events import journal
from ostiary.kernel.context import Module
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.trail import Method
from ostiary.port.capabilities import DeviceInfo
from ostiary.port.reports import LockTurned

DEVICE_DISCONNECT = 4095
"""Event of the server: a wanted device answers no more. What devices log of it themselves comes with their logs."""


Said = DeviceInfo | LockTurned
"""What a device says of itself when it is greeted, and when it changes."""


@dataclass(frozen=True, slots=True)
class Presence:
    """A device came or went; with a master go its slaves, while those that are back report for themselves."""

    device_id: int
    connected: bool


@dataclass(frozen=True, slots=True)
class ContentState:
    """How a device's content stands: -1 more users than it can hold, 0 well, above 0 records it refuses."""

    device_id: int
    refused: int


@operation(module=Module.DEVICE, right="write", verb="DEVICE_PRESENCE", method=Method.ACTION)
async def note_presence(work: Work, presences: tuple[Presence, ...]) -> None:
    """Write down who came and went, in the order it happened; devices that are not registered are passed over.

    A device that went although it was wanted is an event of the server.
    """
    ids = [presence.device_id for presence in presences]
    concerned = DeviceRow.id.in_(ids) | DeviceRow.parent_id.in_(ids)
    rows = {row.id: row for row in await work.session.scalars(select(DeviceRow).where(concerned))}
    for presence in presences:
        row = rows.get(presence.device_id)
        if row is None:
            continue
        if row.connected and not presence.connected and row.wanted and row.parent_id is None:
            journal.record(work, DEVICE_DISCONNECT, device_id=row.id)
        _turn(work, row, presence.connected)
        for slave in rows.values():
            if slave.parent_id == row.id and not presence.connected:
                _turn(work, slave, False)


@operation(module=Module.DEVICE, right="write", verb="DEVICE_INFO", method=Method.ACTION)
async def note_said(work: Work, said: tuple[Said, ...]) -> None:
    """Write down what devices say of themselves, in the order they said it."""
    known = DeviceRow.id.in_({each.device_id for each in said})
    rows = {row.id: row for row in await work.session.scalars(select(DeviceRow).where(known))}
    for each in said:
        row = rows.get(each.device_id)
        if row is None:
            continue
        if row.locked != each.locked:
            row.locked = each.locked
            work.tell(LockChanged(row.id, each.locked))
        if isinstance(each, DeviceInfo):
            row.firmware, row.hardware, row.mac = each.firmware, each.hardware, each.mac
            row.seen = work.now
            told = each.profile.type_id
            if row.type_id == UNKNOWN and told != UNKNOWN and told in device_types():
                row.type_id = told
                work.tell(DeviceChanged(row.id, row.name, row.name))


@operation(module=Module.DEVICE, right="write", verb="DEVICE_CONTENT", method=Method.ACTION)
async def note_content(work: Work, states: tuple[ContentState, ...]) -> None:
    """Write down how the content of devices stands."""
    said = {state.device_id: state.refused for state in states}
    for row in await work.session.scalars(select(DeviceRow).where(DeviceRow.id.in_(said))):
        row.user_sync = said[row.id]
        row.status = _status(row)


def _turn(work: Work, row: DeviceRow, connected: bool) -> None:
    if row.connected == connected:
        return
    row.connected = connected
    row.seen = work.now
    row.status = _status(row)
    work.tell(ConnectionTurned(row.id, connected))


def _status(row: DeviceRow) -> int:
    if not row.connected:
        return DISCONNECTED
    return SYNC_ERROR if row.user_sync else CONNECTED
