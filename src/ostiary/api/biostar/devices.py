"""The page "Devices": lists and details, types, connecting and synchronising. Captures at readers are in `scans`."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Self

from fastapi import Depends, Response
from fastapi import Query as Parameter
from pydantic import ConfigDict, Field

from ostiary.api.biostar.wire.columns import numbers, texts
from ostiary.api.biostar.wire.device_settings import written
from ostiary.api.biostar.wire.device_triggers import Known, named
from ostiary.api.biostar.wire.device_type import TypeOut
from ostiary.api.biostar.wire.envelope import (
    Answer,
    AnswerPlain,
    Collection,
    CollectionPlain,
    DeviceOutcomes,
    Listing,
    reply,
)
from ostiary.api.biostar.wire.message import Message, NamedRef, NamedRefPlain, Ref, RefPlain
from ostiary.api.biostar.wire.query import ListBody, Orders, Paged, PathId, ordered_by
from ostiary.api.biostar.wire.route import page
from ostiary.api.biostar.wire.settled import Changed, changed
from ostiary.api.biostar.wire.values import Number, NumberText, Rows, Text
from ostiary.api.desk import COMMAND_SECONDS, SETTLE_SECONDS, AtDesk, Desk
from ostiary.api.sessions import Caller, needs
from ostiary.devices.model import DeviceFailed
from ostiary.devices.operations import Wanting, want_devices
from ostiary.devices.queries import DevicePage, DeviceSearch, DeviceView, get_device, list_devices, list_types
from ostiary.devices.types import DeviceType
from ostiary.kernel.context import Operator
from ostiary.kernel.paging import Search
from ostiary.port.commands import Fault
from ostiary.provisioning.operations import Syncing, request_sync
from ostiary.schedules.queries import READ as SCHEDULE_READERS
from ostiary.schedules.queries import ScheduleView, list_schedules
from ostiary.settings.signals import Signal, list_signals

router = page("Devices")

COLUMNS = {
    "id": numbers("id"),
    "name": texts("name"),
    "status": numbers("status"),
    "device_type_id": numbers("type_id"),
    "device_type_id.id": numbers("type_id"),
    "device_group_id": numbers("group_id"),
    "device_group_id.id": numbers("group_id"),
    "device_group_id.name": texts("group_name"),
    "lan.ip": texts("address"),
}
"""What a list of devices can be ordered by."""


class Version(Message):
    """What runs on a device."""

    product_name: Text
    hardware: Text
    firmware: Text
    kernel: Text = ""
    firmware_rev: Text = ""
    kernel_rev: Text = ""

    @classmethod
    def of(cls, device: DeviceView) -> Self:
        """The versions of a device."""
        return cls(product_name=device.type.name, hardware=device.hardware, firmware=device.firmware)


class OtherDevice(NamedRef):
    """A device where another refers to it."""

    device_type_id: NamedRef


class Rs485(Message):
    """The role in the RS-485 network: 1 master, 2 slave, 3 neither."""

    mode: NumberText


class SlaveOut(Message):
    """A slave as its master lists it."""

    id: NumberText
    name: Text
    device_type_id: NamedRef
    status: NumberText
    rs485: Rs485
    device_group_id: NamedRef
    parent_device_id: OtherDevice
    version: Version


class DeviceOut(Message):
    """A device (v1). Further members are the groups of settings its type has; `authentication` tells a reader."""

    model_config = ConfigDict(extra="allow")

    id: NumberText
    name: Text
    device_type_id: NamedRef
    status: NumberText
    device_group_id: NamedRef
    version: Version
    slave_devices: Rows[SlaveOut]
    parent_device_id: OtherDevice | None = None


class DeviceList(Answer):
    """Devices."""

    DeviceCollection: Collection[DeviceOut]


class DeviceAnswer(Answer):
    """One device."""

    Device: DeviceOut


class TypeList(Answer):
    """Types of device."""

    DeviceTypeCollection: Collection[TypeOut]


class VersionPlain(Message):
    """What runs on a device (v2)."""

    product_name: Text
    firmware: Text


class LanPlain(Message):
    """Where a device is (v2)."""

    ip: Text
    device_port: Number


class DevicePlain(Message):
    """A device (v2)."""

    id: Number
    name: Text
    status: Number
    user_sync_status: Number
    device_type_id: NamedRefPlain
    device_group_id: NamedRefPlain
    version: VersionPlain
    lan: LanPlain | None = None
    parent_device_id: RefPlain | None = None


class DeviceListPlain(AnswerPlain):
    """Devices (v2)."""

    DeviceCollection: CollectionPlain[DevicePlain]


class DeviceSearchBody(ListBody):
    """What is asked of the list (v2)."""

    columns = COLUMNS

    exclude_device_type_id: Rows[Number] = Field(default_factory=list)


class Synced(Changed):
    """The same, and the devices at which a synchronisation was under way already."""

    InProgressDeviceCollection: Listing[Ref] | None = None


class DevicesBody(Message):
    """Devices by id."""

    DeviceCollection: Listing[Ref]


def _type(device_type: DeviceType) -> NamedRef:
    return NamedRef(id=device_type.id, name=device_type.name)


def _master(device: DeviceView) -> OtherDevice | None:
    master = device.master
    return None if master is None else OtherDevice(id=master.id, name=master.name, device_type_id=_type(master.type))


def _slave(device: DeviceView) -> SlaveOut:
    master = _master(device)
    return SlaveOut(
        id=device.id,
        name=device.name,
        device_type_id=_type(device.type),
        status=device.status,
        rs485=Rs485(mode=device.settings["rs485"]["mode"]),
        device_group_id=NamedRef(id=device.group_id, name=device.group_name),
        parent_device_id=master or OtherDevice(id=0, device_type_id=_type(device.type)),
        version=Version.of(device),
    )


def _device(device: DeviceView, slaves: Sequence[DeviceView], known: Known) -> DeviceOut:
    groups = written(device.settings)
    if "authentication" in groups:
        slots = device.settings["authentication"]["operation_modes"]
        groups["authentication"]["operation_modes"] = [_mode(device.id, slot, known.schedules) for slot in slots]
    groups["trigger_actions"] = [named(trigger, known) for trigger in groups["trigger_actions"]]
    return DeviceOut(
        id=device.id,
        name=device.name,
        device_type_id=_type(device.type),
        status=device.status,
        device_group_id=NamedRef(id=device.group_id, name=device.group_name),
        version=Version.of(device),
        slave_devices=[_slave(slave) for slave in slaves],
        parent_device_id=_master(device),
        **groups,
    )


def _mode(device_id: int, slot: Mapping[str, int], schedules: Mapping[int, ScheduleView]) -> dict[str, Any]:
    """A way to authenticate with its schedule; of a schedule that the caller may not see, the id."""
    known = schedules.get(slot["schedule_id"])
    schedule: dict[str, str] = {"id": str(slot["schedule_id"])}
    if known is not None:
        plan = known.plan
        schedule |= {
            "name": known.name,
            "description": known.description,
            "use_daily_iteration": str(plan.cyclic).lower(),
            "start_date": f"{plan.since.isoformat()}T00:00:00.00Z",
            "days_of_iteration": str(len(plan.days)),
        }
    return {"device_id": str(device_id), "mode": str(slot["mode"]), "schedule_id": schedule}


async def _devices(desk: Desk, caller: Operator, found: DevicePage) -> list[DeviceOut]:
    schedules: Sequence[ScheduleView] = ()
    if caller.may(SCHEDULE_READERS, "read"):
        schedules = (await desk.gate.ask(caller, list_schedules, Search())).schedules
    signals: list[Signal] = []
    if caller.may(list_signals.modules, "read") and any(device.settings["trigger_actions"] for device in found.devices):
        signals = await desk.gate.ask(caller, list_signals, None)
    by_id = {schedule.id: schedule for schedule in schedules}
    known = Known(by_id, {signal.id: signal for signal in signals}, found.triggering)
    return [_device(device, found.slaves.get(device.id, ()), known) for device in found.devices]


@router.get("/api/devices", response_model=DeviceList, dependencies=needs(list_devices))
async def view_devices(
    desk: AtDesk, caller: Caller, window: Paged, orders: Annotated[Orders, Depends(ordered_by(COLUMNS))]
) -> Response:
    """Every registered device, slaves among them."""
    found = await desk.gate.ask(caller, list_devices, DeviceSearch(Search((), orders, window)))
    rows = await _devices(desk, caller, found)
    return reply(DeviceList(DeviceCollection=Collection[DeviceOut](total=found.total, rows=rows)))


@router.post("/api/v2/devices/search", response_model=DeviceListPlain, dependencies=needs(list_devices))
async def search_devices(
    desk: AtDesk,
    caller: Caller,
    body: DeviceSearchBody,
    virtual: Annotated[str | None, Parameter(description="Virtual devices too; there are none.")] = None,
) -> Response:
    """Devices (v2), without those of some types."""
    search = Search((), body.orders(), body.window())
    found = await desk.gate.ask(caller, list_devices, DeviceSearch(search, tuple(body.exclude_device_type_id)))
    rows = [
        DevicePlain(
            id=device.id,
            name=device.name,
            status=device.status,
            user_sync_status=device.user_sync,
            device_type_id=NamedRefPlain(id=device.type.id, name=device.type.name),
            device_group_id=NamedRefPlain(id=device.group_id, name=device.group_name),
            version=VersionPlain(product_name=device.type.name, firmware=device.firmware),
            lan=None if device.master else LanPlain(ip=device.address, device_port=device.port),
            parent_device_id=RefPlain(id=device.master.id) if device.master else None,
        )
        for device in found.devices
    ]
    return reply(DeviceListPlain(DeviceCollection=CollectionPlain[DevicePlain](total=found.total, rows=rows)))


@router.get("/api/devices/{id:int}", response_model=DeviceAnswer, dependencies=needs(get_device))
@router.get("/api/devices/{id:int}/config", response_model=DeviceAnswer, dependencies=needs(get_device))
async def view_device(desk: AtDesk, caller: Caller, id: PathId) -> Response:
    """One device in every detail."""
    found = await desk.gate.ask(caller, get_device, id)
    (device,) = await _devices(desk, caller, found)
    return reply(DeviceAnswer(Device=device))


@router.get("/api/device_types", response_model=TypeList)
async def view_types(desk: AtDesk, caller: Caller) -> Response:
    """The types of device there are."""
    rows = [TypeOut.of(device_type) for device_type in await desk.gate.ask(caller, list_types, None)]
    return reply(TypeList(DeviceTypeCollection=Collection[TypeOut](total=len(rows), rows=rows)))


@router.post("/api/devices/{id:int}/connect", response_model=Changed, dependencies=needs(want_devices))
async def connect_device(desk: AtDesk, caller: Caller, id: PathId) -> Response:
    """Connect a device, and keep it connected from now on."""
    await desk.gate.run(caller, want_devices, Wanting((id,), wanted=True))
    if not await desk.turning(id, True, SETTLE_SECONDS):
        raise DeviceFailed(Fault.NOT_CONNECTED, "it is sought from now on")
    return reply(Changed(DeviceResponse=DeviceOutcomes.of([(id, Fault.OK)])))


@router.post("/api/devices/{id:int}/disconnect", response_model=Changed, dependencies=needs(want_devices))
async def disconnect_device(desk: AtDesk, caller: Caller, id: PathId) -> Response:
    """Let a device go, until it is connected again."""
    await desk.gate.run(caller, want_devices, Wanting((id,), wanted=False))
    if not await desk.turning(id, False, SETTLE_SECONDS):
        raise DeviceFailed(Fault.TIMED_OUT)
    return reply(Changed(DeviceResponse=DeviceOutcomes.of([(id, Fault.OK)])))


@router.post("/api/devices/sync", response_model=Synced, dependencies=needs(request_sync))
async def sync_devices(
    desk: AtDesk,
    caller: Caller,
    body: DevicesBody,
    clean: Annotated[str | None, Parameter(description="`true`: wipe the devices first.")] = None,
) -> Response:
    """Compare what devices hold with what they should, and mend it."""
    ids = tuple(dict.fromkeys(ref.id for ref in body.DeviceCollection.rows))
    wipe = (clean or "").lower() in {"true", "1"}
    masters = (await desk.gate.run(caller, request_sync, Syncing(ids, wipe))).result
    rows, under_way = await desk.syncing(tuple(masters.values()), COMMAND_SECONDS, wipe)
    codes = dict(rows)
    settled = [(id, codes[master]) for id, master in masters.items() if master in codes]
    waiting = [Ref(id=id) for id, master in masters.items() if master in under_way]
    answer = Synced(
        DeviceResponse=DeviceOutcomes.of(settled),
        InProgressDeviceCollection=Listing[Ref](rows=waiting) if waiting else None,
    )
    return reply(changed(answer, settled))
