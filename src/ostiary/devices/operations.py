"""The acts on devices: register, change, delete, keep or end the connection."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from ostiary.devices.facts import DeviceChanged
from ostiary.devices.model import BadMaster, DeviceNotFound, DeviceRow, DuplicateDevice, DuplicateDeviceName
from ostiary.devices.types import type_of
from ostiary.events import names
from ostiary.kernel import tree
from ostiary.kernel.context import Kind, Module
from ostiary.kernel.errors import Invalid, NotSupported
from ostiary.kernel.operation import Objects, Work, operation
from ostiary.kernel.trail import Method
from ostiary.port.capabilities import Capability

NAME_LENGTH = 48
LARGEST_ID = 2**32 - 1
DISCONNECTED, CONNECTED, SYNC_ERROR = 0, 1, 2
"""Values of a device's status."""


@dataclass(frozen=True, slots=True)
class NewDevice:
    """A device to be registered. `id` is its serial number, `driver` names the way to it, `timezone` an IANA zone."""

    id: int
    name: str
    type_id: int
    group_id: int = tree.ROOT
    parent_id: int | None = None
    driver: str = "simulated"
    address: str = ""
    port: int = 51211
    timezone: str = "UTC"
    wanted: bool = True
    settings: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DeviceChange:
    """New values of `name`, `group_id`, `address`, `port`, `timezone` and of groups of `settings`; the rest is kept."""

    id: int
    values: dict[str, Any]

    def objects(self) -> Objects:
        """What the change touches."""
        group_id = self.values.get("group_id")
        return {"device": [self.id], "device_group": [] if group_id is None else [group_id]}


@dataclass(frozen=True, slots=True)
class DeviceIds:
    """Devices by id."""

    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Wanting:
    """Devices that the server shall keep connected, or let go."""

    ids: tuple[int, ...]
    wanted: bool


_CHANGEABLE = frozenset({"name", "group_id", "address", "port", "timezone", "settings"})


@operation(
    module=Module.DEVICE,
    right="write",
    verb="DEVICE_CREATE",
    method=Method.ADD,
    objects=lambda devices: {
        "device_group": [device.group_id for device in devices],
        "device_network": [device.parent_id for device in devices if device.parent_id is not None],
    },
)
async def register_devices(work: Work, devices: tuple[NewDevice, ...]) -> None:
    """Register devices, masters before their slaves."""
    for device in sorted(devices, key=lambda device: device.parent_id is not None):
        await _check_new(work.session, device)
        row = DeviceRow(
            **{name: getattr(device, name) for name in NewDevice.__slots__},
            connected=False,
            status=DISCONNECTED,
            user_sync=0,
            firmware="",
            hardware="",
            mac="",
            seen=None,
        )
        work.session.add(row)
        await work.session.flush()
        await _record_name(work, row)
        work.note(
            f"{row.name}({row.id})",
            after={"type_id": row.type_id, "group_id": row.group_id, "parent_id": row.parent_id},
        )
        work.tell(DeviceChanged(row.id, None, row.name))


@operation(
    module=Module.DEVICE, right="write", verb="DEVICE_UPDATE", method=Method.UPDATE, objects=DeviceChange.objects
)
async def update_device(work: Work, change: DeviceChange) -> None:
    """Change what is given of a device and keep the rest; a group of settings is merged into what is stored."""
    if not change.values.keys() <= _CHANGEABLE:
        raise Invalid("no such column of a device", min(change.values.keys() - _CHANGEABLE))
    row = await work.session.get(DeviceRow, change.id)
    if row is None:
        raise DeviceNotFound(str(change.id))
    values = {name: value for name, value in change.values.items() if name != "settings"}
    if change.values.get("settings"):
        values["settings"] = _merged(row.settings, change.values["settings"])
    values = {name: value for name, value in values.items() if value != getattr(row, name)}
    if not values:
        return
    await _check_values(work.session, row.id, values)
    before = {name: getattr(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    if {"name", "group_id", "timezone"} & values.keys():
        await _record_name(work, row)
    work.note(f"{row.name}({row.id})", before, values)
    work.tell(DeviceChanged(row.id, before.get("name", row.name), row.name))


@operation(
    module=Module.DEVICE,
    right="write",
    verb="DEVICE_DELETE",
    method=Method.DELETE,
    objects=lambda devices: {"device_network": devices.ids},
)
async def delete_devices(work: Work, devices: DeviceIds) -> None:
    """Delete devices, and the slaves of a master with it; past events keep their names."""
    rows = await rows_of(work.session, devices.ids)
    slaves = await work.session.scalars(select(DeviceRow).where(DeviceRow.parent_id.in_(devices.ids)))
    for row in {row.id: row for row in (*slaves, *rows)}.values():
        work.note(f"{row.name}({row.id})", before={"type_id": row.type_id, "group_id": row.group_id})
        work.tell(DeviceChanged(row.id, row.name, None))
        await work.session.delete(row)


@operation(
    module=Module.DEVICE,
    right="write",
    verb="DEVICE_CONNECTION",
    method=Method.ACTION,
    objects=lambda wanting: {"device_network": wanting.ids},
)
async def want_devices(work: Work, wanting: Wanting) -> None:
    """Say which connections the server keeps. A slave is connected with its master; it cannot be let go by itself."""
    for row in await rows_of(work.session, wanting.ids):
        master = row if row.parent_id is None else await work.session.get_one(DeviceRow, row.parent_id)
        if master is not row and not wanting.wanted:
            raise NotSupported(f"device {row.id} is a slave of {master.id}")
        work.note(f"{row.name}({row.id})", {"wanted": master.wanted}, {"wanted": wanting.wanted})
        if master.wanted != wanting.wanted:
            master.wanted = wanting.wanted
            work.tell(DeviceChanged(master.id, master.name, master.name))


async def rows_of(session: AsyncSession, ids: Sequence[int]) -> list[DeviceRow]:
    """The devices with these ids; raises `DeviceNotFound`."""
    found = {row.id: row for row in await session.scalars(select(DeviceRow).where(DeviceRow.id.in_(ids)))}
    for id in ids:
        if id not in found:
            raise DeviceNotFound(str(id))
    return list(found.values())


async def _record_name(work: Work, row: DeviceRow) -> None:
    await names.record(
        work,
        names.DEVICE,
        str(row.id),
        row.name,
        row.group_id,
        timezone=row.timezone,
        source_id=row.parent_id or row.id,
    )


def _merged(stored: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    merged = dict(stored)
    for group, value in given.items():
        known = merged.get(group)
        merged[group] = {**known, **value} if isinstance(known, dict) and isinstance(value, dict) else value
    return merged


async def _check_new(session: AsyncSession, device: NewDevice) -> None:
    if not 0 < device.id <= LARGEST_ID:
        raise Invalid("a device's id has 32 bits and is not 0", "id")
    known = select(func.count()).select_from(DeviceRow).where(DeviceRow.id == device.id)
    if (await session.execute(known)).scalar_one():
        raise DuplicateDevice(str(device.id))
    if device.parent_id is not None:
        master = await session.get(DeviceRow, device.parent_id)
        if master is None or master.parent_id is not None or not type_of(master.type_id).can(Capability.MASTER):
            raise BadMaster(f"device {device.parent_id} cannot have slaves", "parent_device_id")
    await _check_values(
        session, device.id, {"name": device.name, "group_id": device.group_id, "timezone": device.timezone}
    )


async def _check_values(session: AsyncSession, id: int, values: dict[str, Any]) -> None:
    if "name" in values:
        name = values["name"]
        if not name.strip() or len(name) > NAME_LENGTH:
            raise Invalid(f"a device's name has 1 to {NAME_LENGTH} characters", "name")
        taken = select(func.count()).select_from(DeviceRow).where(DeviceRow.name == name, DeviceRow.id != id)
        if (await session.execute(taken)).scalar_one():
            raise DuplicateDeviceName(name)
    if "group_id" in values:
        await tree.get(session, Kind.DEVICE_GROUP, values["group_id"])
    if "timezone" in values:
        _check_timezone(values["timezone"])
    if "port" in values and not 0 < values["port"] < 65536:
        raise Invalid("no such port", "device_port")


def _check_timezone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Invalid("no time zone of this name", "timezone") from error
