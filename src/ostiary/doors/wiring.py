"""How a door is wired: which devices serve it, that they are of one network, that they have such relays and inputs, and
that nobody else uses them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from ostiary.devices.model import DeviceNotFound, DeviceRow
from ostiary.devices.types import type_of
from ostiary.doors.model import ApartFromMaster, DoorRow, InputTaken, ReaderTaken, RelayTaken, TooManyDoors
from ostiary.doors.outputs import Output
from ostiary.kernel.errors import Invalid
from ostiary.port.content import Contact

MAX_DOORS = 32
"""Doors that one network of devices serves."""
MOST_PORTS = 256
"""Relays or inputs that a device of a type can have of which nobody knows how many it has."""


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
    outputs: tuple[Output, ...] = ()
    """What its alarms switch."""

    @property
    def device_ids(self) -> tuple[int, ...]:
        """Every device it names, once."""
        contacts = [contact.device_id for contact in (self.sensor, self.exit_button) if contact]
        outputs = (output.device_id for output in self.outputs)
        named = (self.entry_device_id, self.exit_device_id, self.relay_device_id, *contacts, *outputs)
        return tuple(dict.fromkeys(id for id in named if id is not None))


NOT_WIRED = Wiring()


async def network_of(session: AsyncSession, wiring: Wiring) -> int | None:
    """The one device that holds the door; None where the door names no device. Raises `DeviceNotFound`,
    `ApartFromMaster`, and `Invalid` for a relay or input that a device has not.

    Nobody else wires these devices, or takes one away, before the transaction ends.
    """
    devices = await _devices(session, wiring.device_ids)
    masters = {row.parent_id or row.id for row in devices.values()}
    if len(masters) > 1:
        raise ApartFromMaster("the devices of a door must be in one RS-485 network")
    _check_ports(wiring, devices)
    if not masters:
        return None
    master_id: int = masters.pop()
    await session.execute(select(DeviceRow.id).where(DeviceRow.id == master_id).with_for_update())
    return master_id


async def check_free(session: AsyncSession, wiring: Wiring, master_id: int | None, but: int = 0) -> None:
    """Raise where another door uses a reader, the relay or an input, or the network has its 32 doors."""
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
    if master_id is None:
        return
    await _check_relays(session, wiring, master_id, but)
    if await _count(session, DoorRow.master_id == master_id, but) >= MAX_DOORS:
        raise TooManyDoors(str(master_id))
    await _check_inputs(session, wiring, master_id, but)


async def _devices(session: AsyncSession, device_ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    named = select(*DeviceRow.__table__.columns).where(DeviceRow.id.in_(device_ids)).order_by(DeviceRow.id)
    known = {row.id: row for row in await session.execute(named.with_for_update())}
    for device_id in device_ids:
        if device_id not in known:
            raise DeviceNotFound(str(device_id))
    return known


def _check_ports(wiring: Wiring, devices: Mapping[int, Row[Any]]) -> None:
    for what, member, device_id, index in _ports(wiring):
        device = devices[device_id]
        kind = type_of(device.type_id)
        known = kind.relays if what == "relays" else kind.inputs
        most = MOST_PORTS if known is None else known
        if not 0 <= index < most:
            raise Invalid(f"{what} of {device.name}: {most}, counted from 0", member)


def _ports(wiring: Wiring) -> Iterator[tuple[str, str, int, int]]:
    if wiring.relay_device_id is not None:
        yield "relays", "relay_output_id", wiring.relay_device_id, wiring.relay_index
    for output in wiring.outputs:
        yield "relays", "trigger_actions", output.device_id, output.relay_index
    for member, contact in (("sensor_input_id", wiring.sensor), ("exit_button_input_id", wiring.exit_button)):
        if contact is not None:
            yield "inputs", member, contact.device_id, contact.index


async def _check_relays(session: AsyncSession, wiring: Wiring, master_id: int, but: int) -> None:
    """A relay drives one lock or is switched by alarms, of as many doors as like."""
    columns = select(DoorRow.relay_device_id, DoorRow.relay_index, DoorRow.outputs)
    rows = (await session.execute(columns.where(DoorRow.master_id == master_id, DoorRow.id != but))).all()
    lock = (wiring.relay_device_id, wiring.relay_index)
    locks = {(row.relay_device_id, row.relay_index) for row in rows} | {lock}
    switched = {(output.device_id, output.relay_index) for output in wiring.outputs}
    others = {(each["device_id"], each["relay_index"]) for row in rows for each in row.outputs or ()}
    taken = (switched & locks) | ({lock} & others)
    if taken:
        raise RelayTaken("{} relay {}".format(*min(taken)))


async def _check_inputs(session: AsyncSession, wiring: Wiring, master_id: int, but: int) -> None:
    used = [(contact.device_id, contact.index) for contact in (wiring.sensor, wiring.exit_button) if contact]
    if not used:
        return
    columns = select(DoorRow.sensor, DoorRow.exit_button)
    rows = await session.execute(columns.where(DoorRow.master_id == master_id, DoorRow.id != but))
    others = [(each["device_id"], each["index"]) for row in rows for each in row if each is not None]
    for device_id, index in used:
        if (device_id, index) in others or used.count((device_id, index)) > 1:
            raise InputTaken(f"{device_id} input {index}")


async def _count(session: AsyncSession, used: ColumnElement[bool], but: int) -> int:
    statement = select(func.count()).select_from(DoorRow).where(used, DoorRow.id != but)
    return (await session.execute(statement)).scalar_one()
