"""The page "Doors": lists, details, making, changing and deleting doors. Commands and status are in `door_control`."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Depends, Response
from pydantic import ConfigDict, Field

from ostiary.api.biostar.wire.columns import numbers, texts
from ostiary.api.biostar.wire.device_settings import written
from ostiary.api.biostar.wire.door_actions import ActionOut
from ostiary.api.biostar.wire.door_in import DoorIn, NewDoorIn, new_door, values_of
from ostiary.api.biostar.wire.door_terms import TermsOut, terms_out
from ostiary.api.biostar.wire.envelope import (
    Answer,
    AnswerPlain,
    Collection,
    CollectionPlain,
    DeviceOutcomes,
    Listing,
    reply,
)
from ostiary.api.biostar.wire.message import Message, NamedRef, NamedRefPlain
from ostiary.api.biostar.wire.query import Ids, ListBody, Orders, Paged, PathId, ordered_by
from ostiary.api.biostar.wire.route import page
from ostiary.api.biostar.wire.settled import ItemOutcome, changed, deleted, each_of
from ostiary.api.biostar.wire.values import FlagDigit, FlagText, Number, NumberText, Rows, Text
from ostiary.api.desk import AtDesk
from ostiary.api.sessions import Caller, needs
from ostiary.doors.operations import (
    DoorChange,
    DoorIds,
    create_door,
    delete_doors,
    update_door,
)
from ostiary.doors.queries import DoorPage, DoorSearch, DoorView, get_door, list_doors
from ostiary.kernel.errors import Invalid
from ostiary.kernel.paging import Search
from ostiary.port import content

router = page("Doors")

COLUMNS = {
    "id": numbers("id"),
    "name": texts("name"),
    "door_group_id": numbers("group_id"),
    "door_group_id.id": numbers("group_id"),
    "door_group_id.name": texts("group_name"),
    "entry_device_id": numbers("entry_device_id"),
    "entry_device_id.id": numbers("entry_device_id"),
}


class DeviceInDoor(NamedRef):
    """A device where a door refers to it, with some of its settings: `input`, `event_filter`, and `voip` of one that
    has a telephone.
    """

    model_config = ConfigDict(extra="allow")


class ContactOut(Message):
    """A sensor or an exit button."""

    device_id: DeviceInDoor
    input_index: NumberText
    type: FlagDigit


class SensorOut(ContactOut):
    """The door's sensor; `type` "1" = normally closed."""

    apb_use_door_sensor: FlagDigit


class ButtonOut(ContactOut):
    """The door's exit button; `type` "1" = normally closed."""

    simulated_unlock: FlagText


class RelayOut(Message):
    """The relay that drives the lock."""

    device_id: DeviceInDoor
    relay_index: NumberText


class DoorOut(TermsOut):
    """A door (v1)."""

    id: NumberText
    name: Text
    description: Text
    status: NumberText
    entry_device_id: DeviceInDoor | None
    exit_device_id: DeviceInDoor | None
    open_duration: NumberText
    open_timeout: NumberText
    open_once: FlagText
    unconditional_lock: FlagText
    door_group_id: NamedRef
    relay_output_id: RelayOut | None
    exit_button_input_id: ButtonOut | None
    sensor_input_id: SensorOut | None
    trigger_actions: Rows[ActionOut]


class DoorAnswer(Answer):
    """One door."""

    Door: DoorOut


class DoorList(Answer):
    """Doors."""

    DoorCollection: Collection[DoorOut]


class DeviceInDoorPlain(NamedRefPlain):
    """A device where a door refers to it (v2); only the reader is named."""

    slave_devices: Rows[NamedRefPlain] = Field(default_factory=list)


class ButtonPlain(Message):
    """The exit button (v2); its type is text here too."""

    device_id: DeviceInDoorPlain
    input_index: Number
    type: FlagDigit


class RelayPlain(Message):
    """The relay (v2)."""

    device_id: DeviceInDoorPlain
    relay_index: Number


class DoorPlain(Message):
    """A door (v2)."""

    id: Number
    name: Text
    status: Number
    entry_device_id: DeviceInDoorPlain | None
    door_group_id: NamedRefPlain
    exit_button_input_id: ButtonPlain | None
    relay_output_id: RelayPlain | None


class DoorListPlain(AnswerPlain):
    """Doors (v2)."""

    DoorCollection: CollectionPlain[DoorPlain]


class DoorSearchBody(ListBody):
    """What a v2 search of doors may say."""

    columns = COLUMNS

    search_text: Text | None = None
    door_group_id: Number | None = None


class DoorBody(Message):
    """`{"Door": {...}}`."""

    Door: DoorIn


class NewDoorBody(Message):
    """`{"Door": {...}}`."""

    Door: NewDoorIn


class DoorMade(Answer):
    """The door that was made."""

    Door: NamedRef
    DeviceResponse: DeviceOutcomes


class DoorChanged(Answer):
    """What devices said to a change."""

    DeviceResponse: DeviceOutcomes


def _devices(found: DoorPage) -> dict[int, DeviceInDoor]:
    return {
        id: DeviceInDoor(id=id, name=device.name, **written(device.settings)) for id, device in found.devices.items()
    }


def _device(device_id: int | None, devices: Mapping[int, DeviceInDoor]) -> DeviceInDoor | None:
    if device_id is None:
        return None
    return devices.get(device_id) or DeviceInDoor(id=device_id)


def _out(door: DoorView, devices: Mapping[int, DeviceInDoor]) -> DoorOut:
    relay = _device(door.relay_device_id, devices)
    sensor, button = door.sensor, door.exit_button
    return DoorOut(
        id=door.id,
        name=door.name,
        description=door.description,
        status=door.status,
        entry_device_id=_device(door.entry_device_id, devices),
        exit_device_id=_device(door.exit_device_id, devices),
        open_duration=door.open_duration,
        open_timeout=door.open_timeout,
        open_once=door.open_once,
        unconditional_lock=door.unconditional_lock,
        door_group_id=NamedRef(id=door.group_id, name=door.group_name),
        relay_output_id=RelayOut(device_id=relay, relay_index=door.relay_index) if relay else None,
        exit_button_input_id=ButtonOut(**_contact(button, devices), simulated_unlock=door.simulated_unlock)
        if button
        else None,
        sensor_input_id=SensorOut(**_contact(sensor, devices), apb_use_door_sensor=door.apb_use_door_sensor)
        if sensor
        else None,
        trigger_actions=[ActionOut.of(output) for output in door.outputs],
        **terms_out(door.terms),
    )


def _contact(contact: content.Contact, devices: Mapping[int, DeviceInDoor]) -> dict[str, Any]:
    return {
        "device_id": _device(contact.device_id, devices),
        "input_index": contact.index,
        "type": contact.normally_closed,
    }


def _plain(door: DoorView, names: Mapping[int, str]) -> DoorPlain:
    entry, relay, button = door.entry_device_id, door.relay_device_id, door.exit_button
    return DoorPlain(
        id=door.id,
        name=door.name,
        status=door.status,
        entry_device_id=None if entry is None else DeviceInDoorPlain(id=entry, name=names.get(entry, "")),
        door_group_id=NamedRefPlain(id=door.group_id, name=door.group_name),
        relay_output_id=None
        if relay is None
        else RelayPlain(device_id=DeviceInDoorPlain(id=relay), relay_index=door.relay_index),
        exit_button_input_id=None
        if button is None
        else ButtonPlain(
            device_id=DeviceInDoorPlain(id=button.device_id), input_index=button.index, type=button.normally_closed
        ),
    )


def _list(found: DoorPage) -> Collection[DoorOut]:
    devices = _devices(found)
    rows = [_out(door, devices) for door in found.doors]
    return Collection[DoorOut](total=found.total, rows=rows)


@router.get("/api/doors", response_model=DoorList, dependencies=needs(list_doors))
async def doors(
    desk: AtDesk,
    caller: Caller,
    window: Paged,
    orders: Annotated[Orders, Depends(ordered_by(COLUMNS))],
) -> Response:
    """View all doors."""
    found = await desk.gate.ask(caller, list_doors, DoorSearch(Search((), orders, window)))
    return reply(DoorList(DoorCollection=_list(found)))


@router.get("/api/doors/{id:int}", response_model=DoorAnswer, dependencies=needs(get_door))
async def door(desk: AtDesk, caller: Caller, id: PathId) -> Response:
    """View a door."""
    found = await desk.gate.ask(caller, get_door, id)
    return reply(DoorAnswer(Door=_out(found.doors[0], _devices(found))))


@router.post("/api/v2/doors/search", response_model=DoorListPlain, dependencies=needs(list_doors))
async def search(desk: AtDesk, caller: Caller, body: DoorSearchBody) -> Response:
    """View all doors (v2)."""
    search = Search((), body.orders(), body.window())
    wanted = DoorSearch(search, group_id=body.door_group_id, text=body.search_text or "")
    found = await desk.gate.ask(caller, list_doors, wanted)
    rows = [_plain(door, found.device_names) for door in found.doors]
    return reply(DoorListPlain(DoorCollection=CollectionPlain[DoorPlain](total=found.total, rows=rows)))


@router.post("/api/doors", response_model=DoorMade, dependencies=needs(create_door))
async def create(desk: AtDesk, caller: Caller, body: NewDoorBody) -> Response:
    """Create a door."""
    made = new_door(body.Door)
    receipt = await desk.gate.run(caller, create_door, made)
    settled = await desk.settle(receipt)
    answer = DoorMade(Door=NamedRef(id=receipt.result, name=made.name), DeviceResponse=DeviceOutcomes.of(settled))
    return reply(changed(answer, settled))


@router.put("/api/doors/{id:int}", response_model=DoorChanged, dependencies=needs(update_door))
async def update(desk: AtDesk, caller: Caller, id: PathId, body: DoorBody) -> Response:
    """Update a door: what is given changes, the rest is kept."""
    receipt = await desk.gate.run(caller, update_door, DoorChange(id, values_of(body.Door)))
    settled = await desk.settle(receipt)
    return reply(changed(DoorChanged(DeviceResponse=DeviceOutcomes.of(settled)), settled))


class DoorsDeleted(DoorChanged):
    """What became of a delete: of each door, where some had to stay."""

    DoorCollection: Listing[ItemOutcome] | None = None


@router.delete("/api/doors", response_model=DoorsDeleted, dependencies=needs(delete_doors))
async def remove(desk: AtDesk, caller: Caller, ids: Ids) -> Response:
    """Delete doors. Code "1" when some of them could not be."""
    if not ids:
        raise Invalid("no door is named", "id")
    receipt = await desk.gate.run(caller, delete_doors, DoorIds(ids))
    settled = await desk.settle(receipt)
    answer = DoorsDeleted(DoorCollection=each_of(ids, receipt.result), DeviceResponse=DeviceOutcomes.of(settled))
    return reply(deleted(answer, receipt.result, settled))
