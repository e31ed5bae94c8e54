"""The page "Devices", where devices are found: slaves and Wiegand readers that answer at their master."""

from collections.abc import Iterable

from fastapi import Response

from ostiary.api.biostar.wire.envelope import Answer, Collection, reply
from ostiary.api.biostar.wire.message import Message, NamedRef, Ref
from ostiary.api.biostar.wire.query import PathId
from ostiary.api.biostar.wire.route import page
from ostiary.api.biostar.wire.values import NumberText, Text
from ostiary.api.desk import AtDesk, Desk
from ostiary.api.sessions import Caller, needs
from ostiary.devices.discovery import Discovering, request_discovery
from ostiary.devices.model import DeviceFailed
from ostiary.devices.queries import get_device
from ostiary.devices.types import type_of
from ostiary.kernel.context import Operator
from ostiary.port.capabilities import Capability
from ostiary.port.commands import Fault
from ostiary.port.discovery import Bus, Found

router = page("Devices")


class SlaveFound(Message):
    """A slave at its master; one that was found but not yet added has no name."""

    id: NumberText
    name: Text | None = None
    device_type_id: NamedRef
    parent_device_id: Ref


class SlavesFound(Answer):
    """Slaves at their master."""

    DeviceCollection: Collection[SlaveFound]


def _type(type_id: int) -> NamedRef:
    known = type_of(type_id)
    return NamedRef(id=known.id, name=known.name)


def _slaves(rows: Iterable[SlaveFound]) -> Response:
    listed = list(rows)
    return reply(SlavesFound(DeviceCollection=Collection[SlaveFound](total=len(listed), rows=listed)))


def _new(found: Found, master_id: int) -> SlaveFound:
    return SlaveFound(id=found.device_id, device_type_id=_type(found.type_id), parent_device_id=Ref(id=master_id))


async def _discover(desk: Desk, caller: Operator, id: int, bus: Bus) -> Response:
    known = (await desk.gate.run(caller, request_discovery, Discovering(id, bus))).result
    found = await desk.discovering(id, bus)
    return _slaves(_new(slave, id) for slave in found if slave.device_id not in known)


@router.post("/api/devices/{id:int}/discover", response_model=SlavesFound, dependencies=needs(request_discovery))
async def find_slaves(desk: AtDesk, caller: Caller, id: PathId) -> Response:
    """Slaves that answer on the RS-485 line of a master and are not registered with it; to be added with the id of
    their master.
    """
    return await _discover(desk, caller, id, Bus.RS485)


@router.post(
    "/api/devices/{id:int}/discover_wiegand", response_model=SlavesFound, dependencies=needs(request_discovery)
)
async def find_wiegand_readers(desk: AtDesk, caller: Caller, id: PathId) -> Response:
    """Wiegand readers at the inputs of a master that are not registered with it."""
    return await _discover(desk, caller, id, Bus.WIEGAND)


@router.get("/api/devices/rs485/{id:int}", response_model=SlavesFound, dependencies=needs(get_device))
async def view_slaves(desk: AtDesk, caller: Caller, id: PathId) -> Response:
    """The registered slaves of a master."""
    found = await desk.gate.ask(caller, get_device, id)
    (device,) = found.devices
    if device.master is not None or not device.type.can(Capability.MASTER):
        raise DeviceFailed(Fault.NOT_SUPPORTED, f"{device.name} is no master.")
    return _slaves(
        SlaveFound(id=slave.id, name=slave.name, device_type_id=_type(slave.type.id), parent_device_id=Ref(id=id))
        for slave in found.slaves.get(id, ())
    )
