"""What access does within the acts of lower rooms: doors that go leave their levels, schedules in use stay."""

from sqlalchemy import select

from ostiary.access.levels import drop_doors
from ostiary.access.model import AccessLevelRow, LevelItemRow
from ostiary.devices.model import DeviceRow
from ostiary.devices.settings import schedules_of
from ostiary.doors.operations import DoorIds, delete_doors
from ostiary.kernel.operation import Work, within
from ostiary.policy.schedule import ALWAYS
from ostiary.schedules.model import AlwaysStays, ScheduleInUse
from ostiary.schedules.operations import ScheduleIds, delete_schedules


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
            raise ScheduleInUse(f"The device {device.name} takes credentials by it.")


REACTIONS = (leave_levels, keep_schedules)
