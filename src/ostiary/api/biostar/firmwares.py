"""The page "Firmware": which files there are, and bringing one to devices."""

import asyncio

from fastapi import Response

from ostiary.api.biostar.wire.commanded import Commanded, DevicesBody, commanded
from ostiary.api.biostar.wire.envelope import Answer, Collection, reply
from ostiary.api.biostar.wire.message import Message
from ostiary.api.biostar.wire.route import page
from ostiary.api.biostar.wire.values import Number, NumberText, Text
from ostiary.api.desk import AtDesk
from ostiary.api.sessions import Caller, needs
from ostiary.devices.firmware import Upgrading, codes_of, may_list_firmware, request_upgrade
from ostiary.devices.model import DeviceFailed
from ostiary.port.commands import Fault
from ostiary.protocols.firmware import header

router = page("Firmware")

SECONDS = 30.0
"""How long the answer waits for the upgrade; one that takes longer goes on, and is a job at /native/jobs meanwhile."""


class FileOut(Message):
    """A firmware file."""

    filename: Text
    device_type: NumberText
    version: Text


class FileList(Answer):
    """Firmware files."""

    FirmwareFileCollection: Collection[FileOut]


class FileIn(Message):
    """The file that is wanted."""

    filename: Text
    device_type: Number | None = None


class UpgradeBody(DevicesBody):
    """A file, and the devices that are to run it."""

    FirmwareFile: FileIn


@router.get("/api/firmwares", response_model=FileList, dependencies=needs(may_list_firmware))
async def list_files(desk: AtDesk, caller: Caller) -> Response:
    """The files in the folder `firmware` of the data directory."""
    await desk.gate.ask(caller, may_list_firmware, None)
    rows = [
        FileOut(filename=file.name, device_type=file.header.type_id, version=file.header.version)
        for file in await asyncio.to_thread(desk.firmware.files)
    ]
    return reply(FileList(FirmwareFileCollection=Collection[FileOut](total=len(rows), rows=rows)))


@router.post("/api/firmwares/update", response_model=Commanded, dependencies=needs(request_upgrade))
async def upgrade(desk: AtDesk, caller: Caller, body: UpgradeBody) -> Response:
    """Bring a file to devices of its model, one after the other."""
    await desk.gate.ask(caller, may_list_firmware, None)
    name, type_id = body.FirmwareFile.filename, body.FirmwareFile.device_type
    found = header(await asyncio.to_thread(desk.firmware.whole, name))
    if type_id not in {None, found.type_id}:
        raise DeviceFailed(Fault.UPGRADE_FAILED, f"{name} is for type {found.type_id}")
    upgrading = Upgrading(body.ids, name, found.type_id, found.version)
    job_id = (await desk.gate.run(caller, request_upgrade, upgrading)).result
    job = await desk.ended(caller, job_id, SECONDS)
    if job.error:
        raise DeviceFailed(Fault.UPGRADE_FAILED, job.error)
    return commanded(codes_of(body.ids, job.result))
