"""What access does within the acts of lower rooms: doors that go leave their levels, schedules in use stay, settings of
devices name what there is.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from ostiary.access.levels import drop_doors
from ostiary.access.model import AccessLevelRow, LevelItemRow
from ostiary.devices.model import DeviceRow
from ostiary.devices.operations import DeviceChange, NewDevice, register_devices, update_device
from ostiary.devices.settings import operators_of, schedules_of
from ostiary.doors.operations import DoorIds, delete_doors
from ostiary.identity.model import UserNotFound
from ostiary.identity.queries import users_by_id
from ostiary.kernel.operation import Work, within
from ostiary.policy.schedule import ALWAYS, NEVER
from ostiary.schedules.model import AlwaysStays, ScheduleInUse
from ostiary.schedules.operations import ScheduleIds, delete_schedules
from ostiary.schedules.queries import require_schedules


@within(delete_doors)
async def leave_levels(work: Work, doors: DoorIds) -> None:
    """A deleted door is in no level any more."""
    await drop_doors(work, doors.ids)


@within(delete_schedules)
async def keep_schedules(work: Work, schedules: ScheduleIds) -> None:
    """A schedule that doors are open by, or that readers take credentials by, stays; Always does anyway."""
    if ALWAYS in schedules.ids:
        raise AlwaysStays
    users = (
        select(AccessLevelRow.name)
        .join(LevelItemRow, LevelItemRow.level_id == AccessLevelRow.id)
        .where(LevelItemRow.schedule_id.in_(schedules.ids))
        .order_by(AccessLevelRow.id)
    )
    name = (await work.session.execute(users.limit(1))).scalar_one_or_none()
    if name is not None:
        raise ScheduleInUse(f"The access level {name} is open by it.")
    for device in await work.session.execute(select(DeviceRow.name, DeviceRow.settings).order_by(DeviceRow.id)):
        if not schedules_of(device.settings).isdisjoint(schedules.ids):
            raise ScheduleInUse(f"The device {device.name} goes by it.")


@within(update_device)
async def know_what_a_change_names(work: Work, change: DeviceChange) -> None:
    """Settings of a device name schedules and people that there are."""
    await _require(work, change.values.get("settings") or {})


@within(register_devices)
async def know_what_devices_name(work: Work, devices: tuple[NewDevice, ...]) -> None:
    """The same for a device that comes with settings."""
    for device in devices:
        await _require(work, device.settings)


async def _require(work: Work, settings: Mapping[str, Any]) -> None:
    await require_schedules(work.session, set(schedules_of(settings) - {NEVER}))
    operators = operators_of(settings)
    known = await users_by_id(work.session, operators) if operators else {}
    if operators - known.keys():
        raise UserNotFound(min(operators - known.keys()))


REACTIONS = (leave_levels, keep_schedules, know_what_a_change_names, know_what_devices_name)
