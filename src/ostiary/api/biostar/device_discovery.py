"""The page "Devices", where devices are found: in the network, and at their master."""

from collections.abc import Iterable, Sequence
from typing import Self

from fastapi import Response
from pydantic import Field

from ostiary.api.biostar.wire.envelope import Answer, Collection, reply
from ostiary.api.biostar.wire.message import Message, NamedRef, Ref
from ostiary.api.biostar.wire.query import PathId
from ostiary.api.biostar.wire.route import page
from ostiary.api.biostar.wire.values import Flag, FlagText, Number, NumberText, Text
from ostiary.api.desk import AtDesk, Desk
from ostiary.api.sessions import Caller, needs
from ostiary.devices.discovery import (
    Discovering,
    Known,
    Placing,
    list_known,
    request_discovery,
    request_placing,
    request_search,
)
from ostiary.devices.model import DeviceFailed, DeviceNotFound, DuplicateDevice
from ostiary.devices.queries import get_device
from ostiary.devices.types import type_of
from ostiary.kernel.context import Operator
from ostiary.port.capabilities import Capability
from ostiary.port.commands import Fault
from ostiary.port.discovery import Bus, Found, Lan, Quest

router = page("Devices")

SEARCH_SECONDS = 3.0


class SlaveFound(Message):
    """A slave at its master; one that was found but not yet added has no name."""

    id: NumberText
    name: Text | None = None
    device_type_id: NamedRef
    parent_device_id: Ref


class LanOut(Message):
    """Network settings of a device."""

    enable_dhcp: FlagText
    ip: Text
    gateway: Text
    subnet_mask: Text
    device_port: NumberText
    server_port: NumberText
    connection_mode: NumberText
    mtu_size: NumberText
    baseband: NumberText
    dns_addr: Text
    use_dns: FlagText
    server_ip: Text

    @classmethod
    def of(cls, lan: Lan | None) -> Self | None:
        """These settings, where a device has any."""
        if lan is None:
            return None
        return cls(
            enable_dhcp=lan.dhcp,
            ip=lan.address,
            gateway=lan.gateway,
            subnet_mask=lan.subnet_mask,
            device_port=lan.port,
            server_port=lan.server_port,
            connection_mode=int(lan.calls_server),
            mtu_size=lan.mtu,
            baseband=lan.baseband,
            dns_addr=lan.dns,
            use_dns=lan.by_name,
            server_ip=lan.server_address,
        )


class StateOut(Message):
    """Whether the server is connected to a device, in a word."""

    status: Text


class FoundOut(Message):
    """A device that answered; it is named when it is added. A slave has no network settings."""

    id: NumberText
    name: Text
    device_type_id: NamedRef | Ref
    server_connected: StateOut | None = None
    lan: LanOut | None = None


class DevicesFound(Answer):
    """Devices that answered."""

    DeviceCollection: Collection[FoundOut]


class NetworkSettings(Message):
    """A device that is not registered, and its network settings."""

    id: NumberText
    device_type_id: NamedRef
    lan: LanOut | None


class NetworkSettingsAnswer(Answer):
    """The network settings of one device."""

    Device: NetworkSettings


class UdpSearch(Message):
    """How long to search, and what to show."""

    timeout: Number = int(SEARCH_SECONDS)
    with_rs485: Flag = False
    hide_known_devices: Flag = False


class UdpSearchBody(Message):
    """`{"UdpSearchOption": {...}}`."""

    UdpSearchOption: UdpSearch = Field(default_factory=UdpSearch)


class Place(Message):
    """Where a device is."""

    ip: Text
    device_port: Number


class Placed(Message):
    """A device by where it is."""

    lan: Place


class TcpSearchBody(Message):
    """`{"Device": {"lan": {"ip": "192.168.1.25", "device_port": "51211"}}}`."""

    Device: Placed


class OneBody(Message):
    """`{"Device": {"id": 543408590}}`."""

    Device: Ref


class LanIn(Message):
    """Network settings; those that are left out stay."""

    connection_mode: Number | None = None
    enable_dhcp: Flag | None = None
    use_dns: Flag | None = None
    ip: Text | None = None
    device_port: Number | None = None
    gateway: Text | None = None
    subnet_mask: Text | None = None
    server_port: Number | None = None
    server_ip: Text | None = None


class Placement(Ref):
    """A device that is not registered, and its network settings from now on."""

    lan: LanIn


class UdpPutBody(Message):
    """`{"Device": {"id": 543408590, "lan": {"ip": "192.168.1.25"}}}`."""

    Device: Placement


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


async def _search(desk: Desk, caller: Operator, quest: Quest) -> tuple[Sequence[Found], Known]:
    known = (await desk.gate.run(caller, request_search, quest)).result
    return await desk.searching(quest), known


def _state(known: Known, id: int) -> StateOut:
    return StateOut(status="connected" if known.connected.get(id) else "disconnected")


def _listed(found: Iterable[Found], known: Known, *, at_address: bool = False) -> Response:
    rows = [
        FoundOut(
            id=each.device_id,
            name=f"{type_of(each.type_id).name} {each.device_id}",
            device_type_id=Ref(id=each.type_id) if at_address else _type(each.type_id),
            server_connected=None if at_address else _state(known, each.device_id),
            lan=LanOut.of(each.lan),
        )
        for each in found
        if each.device_id not in known.hidden
    ]
    return reply(DevicesFound(DeviceCollection=Collection[FoundOut](total=len(rows), rows=rows)))


@router.post("/api/devices/udp_search", response_model=DevicesFound, dependencies=needs(request_search))
async def search_by_udp(desk: AtDesk, caller: Caller, body: UdpSearchBody) -> Response:
    """Devices that answer in the networks of the drivers, with their slaves on request, registered or not."""
    wanted = body.UdpSearchOption
    found, known = await _search(desk, caller, Quest(float(wanted.timeout), slaves=wanted.with_rs485))
    shown = (each for each in found if not (wanted.hide_known_devices and each.device_id in known.connected))
    return _listed(shown, known)


@router.post("/api/devices/tcp_search", response_model=DevicesFound, dependencies=needs(request_search))
async def search_by_tcp(desk: AtDesk, caller: Caller, body: TcpSearchBody) -> Response:
    """The device at an address, unless it is registered. 1005 where none answers."""
    place = body.Device.lan
    found, known = await _search(desk, caller, Quest(SEARCH_SECONDS, place.ip, place.device_port))
    if not found:
        raise DeviceFailed(Fault.CONNECT_FAILED, f"{place.ip}:{place.device_port}")
    return _listed((each for each in found if each.device_id not in known.connected), known, at_address=True)


async def _unregistered(desk: Desk, caller: Operator, id: int) -> tuple[Found, Lan]:
    found, known = await _search(desk, caller, Quest(SEARCH_SECONDS, device_id=id))
    if id in known.connected or id in known.hidden:
        raise DuplicateDevice(str(id))
    for each in found:
        if each.device_id == id and each.lan is not None:
            return each, each.lan
    raise DeviceNotFound(str(id))


@router.post("/api/devices/udp_get", response_model=NetworkSettingsAnswer, dependencies=needs(request_search))
async def view_network_settings(desk: AtDesk, caller: Caller, body: OneBody) -> Response:
    """The network settings of a device that answers a search and is not registered."""
    found, lan = await _unregistered(desk, caller, body.Device.id)
    device = NetworkSettings(id=found.device_id, device_type_id=_type(found.type_id), lan=LanOut.of(lan))
    return reply(NetworkSettingsAnswer(Device=device))


@router.post("/api/devices/udp_put", response_model=Answer, dependencies=needs(request_placing))
async def change_network_settings(desk: AtDesk, caller: Caller, body: UdpPutBody) -> Response:
    """Give a device that answers a search and is not registered other network settings."""
    found, lan = await _unregistered(desk, caller, body.Device.id)
    placing = Placing(found.device_id, lan, body.Device.lan.model_dump(exclude_none=True))
    placed = (await desk.gate.run(caller, request_placing, placing)).result
    await desk.placing(found.device_id, placed)
    return reply(Answer())


@router.get("/api/devices/waiting", response_model=DevicesFound, dependencies=needs(list_known))
async def list_waiting_devices(desk: AtDesk, caller: Caller) -> Response:
    """Devices that call the server and wait until they are registered."""
    known = await desk.gate.ask(caller, list_known, None)
    found = await desk.calling()
    return _listed((each for each in found if each.device_id not in known.connected), known)


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
