"""The page "Devices": adding devices and slaves, changing their configuration, removing them, what they can do."""

from collections.abc import Sequence
from typing import Any

from fastapi import Response
from pydantic import Field

from ostiary.api.biostar.wire.codes import code_of
from ostiary.api.biostar.wire.device_settings import settings_of, with_settings
from ostiary.api.biostar.wire.device_type import TypeOut
from ostiary.api.biostar.wire.envelope import Answer, Collection, DeviceOutcomes, Listing, reply
from ostiary.api.biostar.wire.message import Message, NamedRef, Ref, needing_one
from ostiary.api.biostar.wire.query import Ids, PathId
from ostiary.api.biostar.wire.route import page
from ostiary.api.biostar.wire.settled import Changed, change, changed
from ostiary.api.biostar.wire.values import Flag, Number, Text
from ostiary.api.desk import SETTLE_SECONDS, AtDesk, Desk
from ostiary.api.sessions import Caller, needs
from ostiary.devices.model import DeviceNotFound
from ostiary.devices.operations import (
    DeviceChange,
    DeviceIds,
    NewDevice,
    delete_devices,
    register_devices,
    update_device,
)
from ostiary.devices.queries import DeviceSearch, list_devices
from ostiary.devices.types import UNKNOWN
from ostiary.kernel.errors import Invalid
from ostiary.port.commands import Fault

router = page("Devices")


@with_settings
class NewDeviceIn(Message):
    """A device to be added, with any of its settings. Slaves name their master."""

    id: Number = Field(description="Its serial number.")
    name: Text
    device_type_id: Ref | None = Field(None, description="Of `GET /api/device_types`; without it the type is unknown.")
    device_group_id: Ref | None = Field(None, description="Without it the master's, else that of all devices.")
    parent_device_id: Ref | None = Field(None, description="The master, of a slave.")
    is_disabled: Flag = Field(default=False, alias="isDisabled", description="Whether it is not to be connected.")


@with_settings
class DeviceIn(Message):
    """A change of a device: what is given of its name, its group and its settings."""

    name: Text | None = None
    device_group_id: Ref | None = None


class NewDeviceBody(Message):
    """`{"Device": {...}}`, or several as `{"DeviceCollection": {"rows": [...]}}`."""

    model_config = needing_one("Device", "DeviceCollection")

    Device: NewDeviceIn | None = None
    DeviceCollection: Listing[NewDeviceIn] | None = None


class DeviceBody(Message):
    """`{"Device": {...}}`."""

    Device: DeviceIn


class Added(Changed):
    """The device that was added, the first of several; and whether each could be reached."""

    Device: NamedRef


class Ability(TypeOut):
    """What a device has, with the id and name of its type."""

    device_id: Ref


class Abilities(Answer):
    """What devices have, a row for each."""

    DeviceTypeCollection: Collection[Ability]


class AbilityBody(Message):
    """Devices by id; all when none is named."""

    DeviceCollection: Listing[Ref] = Field(default_factory=lambda: Listing[Ref](rows=[]))


def _new(sent: NewDeviceIn) -> NewDevice:
    return NewDevice(
        id=sent.id,
        name=sent.name,
        type_id=sent.device_type_id.id if sent.device_type_id else UNKNOWN,
        group_id=sent.device_group_id.id if sent.device_group_id else None,
        parent_id=sent.parent_device_id.id if sent.parent_device_id else None,
        wanted=not sent.is_disabled,
        settings=settings_of(sent),
    )


async def _reached(desk: Desk, devices: Sequence[NewDevice]) -> list[tuple[int, int]]:
    """Whether each new device is connected soon; the others are sought from now on."""
    outcomes: list[tuple[int, int]] = []
    for device in devices:
        connected = device.wanted and await desk.turning(device.id, True, SETTLE_SECONDS / len(devices))
        outcomes.append((device.id, Fault.OK if connected or not device.wanted else Fault.NOT_CONNECTED))
    return outcomes


@router.post("/api/devices", response_model=Added, dependencies=needs(register_devices))
async def add_devices(desk: AtDesk, caller: Caller, body: NewDeviceBody) -> Response:
    """Add a device, or several; slaves name their master. What cannot be reached now is sought from now on."""
    sent = [*([body.Device] if body.Device else ()), *(body.DeviceCollection.rows if body.DeviceCollection else ())]
    if not sent:
        raise Invalid("is required", "Device")
    devices = tuple(map(_new, sent))
    receipt = await desk.gate.run(caller, register_devices, devices)
    outcomes = dict(await _reached(desk, devices))
    settled, wanted = dict(await desk.settle(receipt)), {device.id for device in devices if device.wanted}
    outcomes |= {id: settled.get(id, Fault.OK) for id, code in outcomes.items() if code == Fault.OK and id in wanted}
    answer = Added(
        Device=NamedRef(id=devices[0].id, name=devices[0].name), DeviceResponse=DeviceOutcomes.of(outcomes.items())
    )
    return reply(changed(answer, list(outcomes.items())))


@router.put("/api/devices/{id:int}", response_model=Changed, dependencies=needs(update_device))
async def change_device(desk: AtDesk, caller: Caller, id: PathId, body: DeviceBody) -> Response:
    """Change what is given of a device. Its settings are written to it; what its model has not is refused."""
    sent = body.Device
    values: dict[str, Any] = {"settings": settings_of(sent)}
    if sent.name is not None:
        values["name"] = sent.name
    if sent.device_group_id is not None:
        values["group_id"] = sent.device_group_id.id
    settled = await desk.settle(await desk.gate.run(caller, update_device, DeviceChange(id, values)))
    return reply(change(settled))


@router.delete("/api/devices", response_model=Changed, dependencies=needs(delete_devices))
async def remove_devices(desk: AtDesk, caller: Caller, ids: Ids) -> Response:
    """Remove those of these devices that can go, a master with its slaves; they keep what they hold, and their past
    events stay. Code "1" when some of them could not go.
    """
    if not ids:
        raise Invalid("is required", "id")
    deleted = (await desk.gate.run(caller, delete_devices, DeviceIds(ids))).result
    codes = {id: int(code_of(error).number) for id, error in deleted.refused}
    return reply(change([(id, codes.get(id, Fault.OK)) for id in ids]))


@router.get("/api/devices/capability", response_model=Abilities, dependencies=needs(list_devices))
@router.post("/api/devices/capability", response_model=Abilities, dependencies=needs(list_devices))
async def view_capability(desk: AtDesk, caller: Caller, body: AbilityBody) -> Response:
    """What these devices have, or all; a client asks with GET and a body."""
    ids = tuple(dict.fromkeys(ref.id for ref in body.DeviceCollection.rows)) or None
    listed = await desk.gate.ask(caller, list_devices, DeviceSearch(ids=ids))
    found = {device.id: device for device in listed.devices}
    for id in ids or ():
        if id not in found:
            raise DeviceNotFound(str(id))
    rows = [Ability.of(found[id].type, device_id=Ref(id=id)) for id in ids or found]
    return reply(Abilities(DeviceTypeCollection=Collection[Ability](total=len(rows), rows=rows)))
