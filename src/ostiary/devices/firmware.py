"""Firmware: the files in the data directory, and the job that brings one to devices, one after the other."""

import asyncio
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import select

from ostiary.devices.connections import Connections
from ostiary.devices.model import DeviceFailed, FirmwareNotFound
from ostiary.devices.operations import deciding, rows_of
from ostiary.jobs.kinds import Kind
from ostiary.jobs.model import OPEN, JobRow
from ostiary.jobs.operations import ask_for
from ostiary.jobs.progress import Progress
from ostiary.kernel.context import Module
from ostiary.kernel.errors import Invalid
from ostiary.kernel.operation import View, Work, operation, query
from ostiary.kernel.trail import Method
from ostiary.port.capabilities import DeviceInfo
from ostiary.port.commands import DeviceError, Fault
from ostiary.port.driver import Target
from ostiary.protocols import firmware
from ostiary.protocols.firmware import FirmwareError, Header

log = structlog.get_logger(__name__)

NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z ._+()-]{0,127}")
"""What a file is called; nothing that leads out of the folder."""
PART = 256 * 1024
RESTART_SECONDS = 60.0
"""How long a device may take to be back with its new firmware."""
AGAIN_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class FirmwareFile:
    """A file as its header tells."""

    name: str
    header: Header


class Folder:
    """The firmware files, put there by whoever looks after the machine."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def files(self) -> list[FirmwareFile]:
        """Every file that begins as firmware does, by name."""
        found = []
        for name in sorted(path.name for path in self._path.iterdir()) if self._path.is_dir() else ():
            try:
                found.append(FirmwareFile(name, firmware.header(self._read(name, firmware.HEADER_BYTES))))
            except (FirmwareNotFound, FirmwareError, OSError):
                continue
        return found

    def whole(self, name: str) -> bytes:
        """A file; raises `FirmwareNotFound`, and `DeviceFailed` UPGRADE_FAILED for one that is damaged."""
        try:
            data = self._read(name, firmware.LONGEST + 1)
            firmware.checked(data)
        except OSError as error:
            raise FirmwareNotFound(name) from error
        except FirmwareError as error:
            raise DeviceFailed(Fault.UPGRADE_FAILED, f"{name}: {error}") from error
        return data

    def _read(self, name: str, most: int) -> bytes:
        if not NAME.fullmatch(name):
            raise FirmwareNotFound(name[:128])
        descriptor = os.open(self._path / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            return file.read(most)


@dataclass(frozen=True, slots=True)
class Upgrading:
    """Devices and the file they are to run; `type_id` and `version` as its header says."""

    ids: tuple[int, ...]
    name: str
    type_id: int
    version: str


UPGRADE = Kind("firmware", Upgrading, (Module.DEVICE,), "write", lambda upgrading: deciding(*upgrading.ids))
"""Bring firmware to devices; the result says the code of each."""


@query(module=Module.DEVICE)
async def may_list_firmware(view: View, _: None) -> None:
    """Whether one may see which files there are."""


@operation(
    module=Module.DEVICE,
    right="write",
    verb="DEVICE_FIRMWARE",
    method=Method.ACTION,
    objects=lambda upgrading: deciding(*upgrading.ids),
)
async def request_upgrade(work: Work, upgrading: Upgrading) -> int:
    """Have a job bring a file to these devices; answers its id. Raises `DeviceFailed`: UPGRADE_FAILED where one is of
    another model, BUSY where one is being upgraded already.
    """
    if not upgrading.ids:
        raise Invalid("no device is named", "DeviceCollection")
    rows = await rows_of(work.session, upgrading.ids)
    for row in rows:
        if row.type_id != upgrading.type_id:
            raise DeviceFailed(Fault.UPGRADE_FAILED, f"it is not for device {row.id}")
    statement = select(JobRow.input).where(JobRow.kind == UPGRADE.name, JobRow.state.in_(OPEN))
    for document in await work.session.scalars(statement):
        if not set(UPGRADE.input(document).ids).isdisjoint(upgrading.ids):
            raise DeviceFailed(Fault.BUSY, "a firmware upgrade is under way")
    for row in rows:
        work.note(f"{row.name}({row.id})", {"firmware": row.firmware}, {"firmware": upgrading.version})
    count = len(rows)
    title = f"Upgrade {count} device{'' if count == 1 else 's'} to firmware {upgrading.version}"
    return await ask_for(work, UPGRADE, upgrading, title)


async def upgrade_devices(
    progress: Progress, upgrading: Upgrading, *, connections: Connections, folder: Folder
) -> dict[str, Any]:
    """Bring the file to one device after the other: never are all of them away at once. Answers the code of each."""
    codes: dict[str, int] = dict((progress.checkpoint or {}).get("codes", {}))
    data = await asyncio.to_thread(folder.whole, upgrading.name)
    found = firmware.header(data)
    if (found.type_id, found.version) != (upgrading.type_id, upgrading.version):
        raise DeviceFailed(Fault.UPGRADE_FAILED, "the file was changed meanwhile")
    progress.tell(done=len(codes) * len(data), total=len(upgrading.ids) * len(data))
    for device_id in upgrading.ids:
        if str(device_id) not in codes:
            codes[str(device_id)] = await _upgrade(progress, device_id, data, connections, len(codes) * len(data))
            await progress.save({"codes": codes})
    done = sum(code == Fault.OK for code in codes.values())
    progress.tell(f"{done} of {len(codes)} devices run {upgrading.version}.", done=len(codes) * len(data))
    return {"codes": codes}


async def _upgrade(progress: Progress, device_id: int, data: bytes, connections: Connections, before: int) -> int:
    """Upgrade one, unless it runs this version; answers its code. One that fails stays what it was."""
    version = firmware.header(data).version
    try:
        driver = connections.line(device_id).driver
        if (await _info(connections, device_id)).firmware == version:
            return Fault.OK
        for offset in range(0, len(data), PART):
            await progress.permit()
            await driver.load_firmware(device_id, offset, data[offset : offset + PART])
            progress.tell(f"Device {device_id} is being loaded.", done=before + offset)
        progress.tell(f"Device {device_id} restarts.", done=before + len(data))
        await progress.permit()
        await driver.install_firmware(device_id)
    except DeviceError as error:
        log.warning("firmware not upgraded", device=device_id, fault=error.fault.name, detail=error.detail)
        return error.fault
    return await _back(connections, device_id, version)


async def _back(connections: Connections, device_id: int, version: str) -> int:
    """Wait until a device is back, and look what it runs now."""
    try:
        async with asyncio.timeout(RESTART_SECONDS):
            while True:
                try:
                    info = await _info(connections, device_id)
                except DeviceError:
                    await asyncio.sleep(AGAIN_SECONDS)
                else:
                    return Fault.OK if info.firmware == version else Fault.UPGRADE_FAILED
    except TimeoutError:
        return Fault.TIMED_OUT


async def _info(connections: Connections, device_id: int) -> DeviceInfo:
    line = connections.line(device_id)
    return await (line.greet() if device_id == line.device_id else line.driver.connect(Target(device_id)))


def codes_of(ids: Sequence[int], result: dict[str, Any] | None) -> dict[int, int]:
    """How it went at each device, from a job's result; what is not through yet has timed out for whoever waits."""
    codes = (result or {}).get("codes", {})
    return {id: int(codes.get(str(id), Fault.TIMED_OUT)) for id in ids}
