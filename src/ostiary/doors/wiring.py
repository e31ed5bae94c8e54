"""How a door is wired: which devices serve it, that they are of one network, and that nobody else uses them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from ostiary.devices.model import DeviceNotFound, DeviceRow
from ostiary.doors.model import ApartFromMaster, DoorRow, ReaderTaken, RelayTaken, TooManyDoors
from ostiary.port.content import Contact

MAX_DOORS = 32
"""Doors that one network of devices serves."""


@dataclass(frozen=True, slots=True)
class ContactChange:
    """New values of a sensor or an exit button; None = kept, `device_id` 0 = there is none any more."""

    device_id: int | None = None
    index: int | None = None
    normally_closed: bool | None = None

    def of(self, contact: Contact | None) -> Contact | None:
        """The contact afterwards. Values for a contact on no device are for nothing."""
        device_id = self.device_id if self.device_id is not None else contact and contact.device_id
        if not device_id:
            return None
        before = contact or Contact(device_id, 0, False)
        return Contact(
            device_id,
            before.index if self.index is None else self.index,
            before.normally_closed if self.normally_closed is None else self.normally_closed,
        )


@dataclass(frozen=True, slots=True)
class Wiring:
    """The devices of a door; ids of registered devices or their slaves."""

    entry_device_id: int | None = None
    exit_device_id: int | None = None
    relay_device_id: int | None = None
    relay_index: int = 0
    sensor: Contact | None = None
    exit_button: Contact | None = None

    @property
    def device_ids(self) -> tuple[int, ...]:
        """Every device it names, once."""
        contacts = [contact.device_id for contact in (self.sensor, self.exit_button) if contact]
        named = (self.entry_device_id, self.exit_device_id, self.relay_device_id, *contacts)
        return tuple(dict.fromkeys(id for id in named if id is not None))


NOT_WIRED = Wiring()


async def _masters(session: AsyncSession, device_ids: Sequence[int]) -> dict[int, int]:
    """Device -> the device that speaks for it: its master, or itself. Raises `DeviceNotFound`."""
    named = select(DeviceRow.id, DeviceRow.parent_id).where(DeviceRow.id.in_(device_ids)).order_by(DeviceRow.id)
    rows = (await session.execute(named.with_for_update())).all()
    known = {row.id: row.parent_id or row.id for row in rows}
    for device_id in device_ids:
        if device_id not in known:
            raise DeviceNotFound(str(device_id))
    return known


async def master_of(session: AsyncSession, wiring: Wiring) -> int | None:
    """The one device that holds the door; None where the door names no device. Raises `ApartFromMaster`.

    Nobody else wires these devices, or takes one away, before the transaction ends.
    """
    found = set((await _masters(session, wiring.device_ids)).values())
    if len(found) > 1:
        raise ApartFromMaster("the devices of a door must be in one RS-485 network")
    if not found:
        return None
    master_id = found.pop()
    await session.execute(select(DeviceRow.id).where(DeviceRow.id == master_id).with_for_update())
    return master_id


async def check_free(session: AsyncSession, wiring: Wiring, master_id: int | None, but: int = 0) -> None:
    """Raise where another door uses a reader or the relay, or the network has its 32 doors."""
    for reader in (wiring.entry_device_id, wiring.exit_device_id):
        if reader is None:
            continue
        if await _count(session, or_(DoorRow.entry_device_id == reader, DoorRow.exit_device_id == reader), but):
            raise ReaderTaken(str(reader))
    if wiring.entry_device_id is not None and wiring.entry_device_id == wiring.exit_device_id:
        raise ReaderTaken(str(wiring.entry_device_id))
    if wiring.relay_device_id is not None:
        relay = (DoorRow.relay_device_id == wiring.relay_device_id) & (DoorRow.relay_index == wiring.relay_index)
        if await _count(session, relay, but):
            raise RelayTaken(f"{wiring.relay_device_id} relay {wiring.relay_index}")
    if master_id is not None and await _count(session, DoorRow.master_id == master_id, but) >= MAX_DOORS:
        raise TooManyDoors(str(master_id))


async def _count(session: AsyncSession, used: ColumnElement[bool], but: int) -> int:
    statement = select(func.count()).select_from(DoorRow).where(used, DoorRow.id != but)
    return (await session.execute(statement)).scalar_one()
