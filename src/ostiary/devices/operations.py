"""The acts on devices: register, change, delete, keep or end the connection."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from ostiary.devices.configuration import configured
from ostiary.devices.facts import DeviceChanged
from ostiary.devices.model import (
    BadMaster,
    DeviceNotFound,
    DeviceRow,
    DuplicateDevice,
    DuplicateDeviceName,
    TooManyDevices,
    TooManySlaves,
)
from ostiary.devices.settings import devices_of, opened, operators_of, placed_of, sealed, veiled
from ostiary.devices.types import type_of
from ostiary.events import names
from ostiary.kernel import several, tree
from ostiary.kernel.context import Kind, Module
from ostiary.kernel.errors import Invalid, LimitReached, NotSupported
from ostiary.kernel.naming import checked_name
from ostiary.kernel.operation import Objects, Work, operation
from ostiary.kernel.several import Outcomes
from ostiary.kernel.trail import Method
from ostiary.port.capabilities import Capability
from ostiary.port.settings import Values

LARGEST_ID = 2**32 - 1
MOST_DEVICES = 1000
"""Devices that the server connects, their slaves not counted."""
MOST_SLAVES = 31
"""Slaves on one line of a master."""
DISCONNECTED, CONNECTED, SYNC_ERROR = 0, 1, 2
"""Values of a device's status."""


@dataclass(frozen=True, slots=True)
class NewDevice:
    """A device to be registered. `id` is its serial number, `driver` names the way to it, `timezone` an IANA zone; no
    group = its master's, else the root.
    """

    id: int
    name: str
    type_id: int
    group_id: int | None = None
    parent_id: int | None = None
    driver: str = "simulated"
    address: str = ""
    port: int = 51211
    timezone: str = "UTC"
    wanted: bool = True
    settings: dict[str, Any] = field(default_factory=dict)

    @property
    def group(self) -> int | None:
        """The group it asks for; None where its master decides."""
        return tree.ROOT if self.group_id is None and self.parent_id is None else self.group_id


def _places(devices: Sequence[NewDevice]) -> Objects:
    """What new devices touch: their groups and masters."""
    return {
        "device_group": [device.group for device in devices if device.group is not None],
        "device_network": [device.parent_id for device in devices if device.parent_id is not None],
        **deciding(*(id for device in devices for id in devices_of(device.settings))),
        "device_operator": [(device.id, user) for device in devices for user in operators_of(device.settings)],
    }


def deciding(*device_ids: int) -> Objects:
    """Devices that decide, or whose relays are switched, and the doors that they serve."""
    return {"device": device_ids, "device_doors": device_ids}


@dataclass(frozen=True, slots=True)
class DeviceChange:
    """New values of `name`, `group_id`, `address`, `port`, `timezone` and of groups of `settings`; the rest is kept."""

    id: int
    values: dict[str, Any]

    def objects(self) -> Objects:
        """What the change touches."""
        group_id = self.values.get("group_id")
        settings = self.values.get("settings", {})
        return {
            "device_group": [] if group_id is None else [group_id],
            **deciding(self.id, *devices_of(settings)),
            "device_operator": [(self.id, user) for user in operators_of(settings)],
        }


@dataclass(frozen=True, slots=True)
class DeviceIds:
    """Devices by id."""

    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Wanting:
    """Devices that the server shall keep connected, or let go."""

    ids: tuple[int, ...]
    wanted: bool


_KEPT = ("id", "type_id", "parent_id", "driver", "address", "port", "timezone", "wanted")
_CHANGEABLE = frozenset({"name", "group_id", "address", "port", "timezone", "settings"})


@operation(module=Module.DEVICE, right="write", verb="DEVICE_CREATE", method=Method.ADD, objects=_places)
async def register_devices(work: Work, devices: tuple[NewDevice, ...]) -> None:
    """Register devices, masters before their slaves."""
    for device in sorted(devices, key=lambda device: device.parent_id is not None):
        row = await _new_row(work, device)
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
    """Change what is given of a device and keep the rest; a group of settings is merged into what is stored.

    Raises `DeviceFailed` NOT_SUPPORTED where the settings ask for what the model has not.
    """
    if not change.values.keys() <= _CHANGEABLE:
        raise Invalid("no such column of a device", min(change.values.keys() - _CHANGEABLE))
    row = await work.session.get(DeviceRow, change.id, with_for_update=True)
    if row is None:
        raise DeviceNotFound(str(change.id))
    values = {name: value for name, value in change.values.items() if name != "settings"}
    if "name" in values:
        values["name"] = checked_name(values["name"])
    before = opened(work.vault, row.settings)
    after = before
    if change.values.get("settings"):
        has_slaves = select(DeviceRow.id).where(DeviceRow.parent_id == row.id).limit(1)
        placed = placed_of(row, has_slaves=bool((await work.session.execute(has_slaves)).first()))
        done = configured(placed, before, change.values["settings"], work.now)
        values, after = {**values, **done.columns}, done.settings
    values = {name: value for name, value in values.items() if value != getattr(row, name)}
    if not values and after == before:
        return
    await _check_values(work.session, row.id, values)
    previous = {name: getattr(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    if after != before:
        row.settings = sealed(work.vault, after)
    if {"name", "group_id", "timezone"} & values.keys():
        await _record_name(work, row)
    work.note(f"{row.name}({row.id})", {**previous, **_changed(before, after)}, {**values, **_changed(after, before)})
    work.tell(DeviceChanged(row.id, previous.get("name", row.name), row.name, previous.get("group_id")))


@operation(
    module=Module.DEVICE,
    right="write",
    verb="DEVICE_DELETE",
    method=Method.DELETE,
    objects=lambda id: {"device_network": [id], "device_doors": [id]},
)
async def delete_device(work: Work, id: int) -> None:
    """Delete a device, and the slaves of a master with it; past events keep their names. Rooms above veto."""
    (row,) = await rows_of(work.session, [id])
    slaves = await work.session.scalars(select(DeviceRow).where(DeviceRow.parent_id == id))
    for going in (*slaves, row):
        work.note(f"{going.name}({going.id})", before={"type_id": going.type_id, "group_id": going.group_id})
        work.tell(DeviceChanged(going.id, going.name, None, going.group_id))
        await work.session.delete(going)


@operation(
    module=Module.DEVICE,
    right="write",
    verb="DEVICE_DELETE",
    method=Method.DELETE,
    objects=lambda devices: {"device_network": devices.ids, "device_doors": devices.ids},
)
async def delete_devices(work: Work, devices: DeviceIds) -> Outcomes[int]:
    """Delete those of these devices that can go, slaves before their masters."""
    slaves_first = DeviceRow.parent_id.is_(None), DeviceRow.id
    named = select(DeviceRow.id).where(DeviceRow.id.in_(devices.ids)).order_by(*slaves_first)
    known = (await work.session.scalars(named)).all()
    ids = [*known, *(id for id in devices.ids if id not in known)]
    return await several.each(work, ids, lambda id: delete_device.act(work, id))


@operation(
    module=Module.DEVICE,
    right="write",
    verb="DEVICE_CONNECTION",
    method=Method.ACTION,
    objects=lambda wanting: {"device_network": wanting.ids, "device_doors": wanting.ids},
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


def _changed(here: Values, there: Values) -> dict[str, Any]:
    """The groups of settings that differ, as the trail shows them."""
    differing = {name: value for name, value in here.items() if there.get(name) != value}
    return {"settings": veiled(differing)} if differing else {}


async def _new_row(work: Work, device: NewDevice) -> DeviceRow:
    """The row of a new device, after all that may speak against it."""
    session = work.session
    if not 0 < device.id <= LARGEST_ID:
        raise Invalid("a device's id has 32 bits and is not 0", "id")
    if await session.get(DeviceRow, device.id):
        raise DuplicateDevice(str(device.id))
    master = None if device.parent_id is None else await _master(session, device.parent_id)
    if master is None:
        await _check_room(session, DeviceRow.parent_id.is_(None), MOST_DEVICES, TooManyDevices)
    else:
        await _check_room(session, DeviceRow.parent_id == master.id, MOST_SLAVES, TooManySlaves)
    row = DeviceRow(
        **{name: getattr(device, name) for name in _KEPT},
        name=checked_name(device.name),
        group_id=master.group_id if device.group is None and master else device.group,
        connected=False,
        locked=False,
        status=DISCONNECTED,
        user_sync=0,
        firmware="",
        hardware="",
        mac="",
        settings={},
        seen=None,
    )
    if device.settings:
        done = configured(placed_of(row, has_slaves=False), {}, device.settings, work.now)
        for name, value in done.columns.items():
            setattr(row, name, value)
        row.settings = sealed(work.vault, done.settings)
    values = {name: getattr(row, name) for name in ("name", "group_id", "timezone", "port")}
    await _check_values(session, row.id, values)
    return row


async def _master(session: AsyncSession, id: int) -> DeviceRow:
    """A device that can have slaves, kept until the act is over; raises `BadMaster`."""
    master = await session.get(DeviceRow, id, with_for_update=True)
    if master is None or master.parent_id is not None or not type_of(master.type_id).can(Capability.MASTER):
        raise BadMaster(f"device {id} cannot have slaves", "parent_device_id")
    return master


async def _check_room(session: AsyncSession, among: ColumnElement[bool], most: int, error: type[LimitReached]) -> None:
    known = select(func.count()).select_from(DeviceRow).where(among)
    if (await session.execute(known)).scalar_one() >= most:
        raise error(f"{most} at most")


async def _check_values(session: AsyncSession, id: int, values: dict[str, Any]) -> None:
    if "name" in values:
        name = values["name"]
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
