"""The page "Devices", where home screens are given what they show."""

from fastapi import Response

from ostiary.api.biostar.wire.commanded import Commanded, commanded
from ostiary.api.biostar.wire.message import Message, Ref
from ostiary.api.biostar.wire.route import page
from ostiary.api.biostar.wire.values import Base64, Number, Rows
from ostiary.api.desk import COMMAND_SECONDS, AtDesk
from ostiary.api.sessions import Caller, needs
from ostiary.devices.screens import Showing, Slide, request_showing
from ostiary.kernel.errors import Invalid
from ostiary.port.commands import ScreenKind

router = page("Devices")


class Devices(Message):
    """Devices, and how many they are."""

    total: Number | None = None
    rows: Rows[Ref]


class Resource(Message):
    """A picture, or the text of a notice, and its turn."""

    slot: Number = 0
    data: Base64


class Resources(Message):
    """What is to be shown. `type`: 1 a notice, 2 a logo, 3 slides."""

    total: Number | None = None
    type: Number
    rows: Rows[Resource]


class ScreenBody(Message):
    """`{"DeviceCollection": {...}, "ResourceDataCollection": {...}}`."""

    DeviceCollection: Devices
    ResourceDataCollection: Resources


@router.post("/api/resources/update", response_model=Commanded, dependencies=needs(request_showing))
async def change_home_screens(desk: AtDesk, caller: Caller, body: ScreenBody) -> Response:
    """Have devices show a notice, a logo or slides on their home screens, as their display is set to (else 1002)."""
    devices, resources = body.DeviceCollection, body.ResourceDataCollection
    for name, sent in (("DeviceCollection", devices), ("ResourceDataCollection", resources)):
        if sent.total not in {None, len(sent.rows)}:
            raise Invalid("It is not how many are listed.", f"{name}.total")
    if resources.type not in set(ScreenKind):
        raise Invalid("1 to 3", "ResourceDataCollection.type")
    ids = tuple(dict.fromkeys(ref.id for ref in devices.rows))
    slides = tuple(Slide(row.slot, row.data) for row in resources.rows)
    receipt = await desk.gate.run(caller, request_showing, Showing(ids, ScreenKind(resources.type), slides))
    return commanded(dict(await desk.showing(ids, receipt.result, COMMAND_SECONDS)))
