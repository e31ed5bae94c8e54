"""What doors have to say when something below them goes."""

from sqlalchemy import select

from ostiary.devices.model import DeviceInUse, DeviceRow
from ostiary.devices.operations import delete_device
from ostiary.doors.model import DoorRow
from ostiary.doors.operations import devices_at
from ostiary.doors.outputs import uses
from ostiary.doors.terms import terms_of
from ostiary.kernel.operation import Work, within
from ostiary.schedules.model import ScheduleInUse
from ostiary.schedules.operations import ScheduleIds, delete_schedules
from ostiary.settings.model import OutputSignalInUse
from ostiary.settings.signals import SignalId, delete_signal


@within(delete_device)
async def keep_wired_device(work: Work, device_id: int) -> None:
    """A device that a door uses cannot go, nor the master of one."""
    going = select(DeviceRow.id, DeviceRow.parent_id).where(DeviceRow.id == device_id).with_for_update()
    networks = {row.parent_id or row.id for row in await work.session.execute(going)}
    doors = select(DoorRow).where(DoorRow.master_id.in_(networks)).order_by(DoorRow.id)
    for row in await work.session.scalars(doors):
        if device_id in devices_at(row):
            raise DeviceInUse(f"The door {row.name} uses it.")


@within(delete_schedules)
async def keep_schedules(work: Work, schedules: ScheduleIds) -> None:
    """A schedule during which a door needs two people stays."""
    doors = select(DoorRow).where(DoorRow.dual_authentication.is_not(None)).order_by(DoorRow.id)
    for row in await work.session.scalars(doors):
        dual = terms_of(row).dual
        if dual is not None and dual.schedule_id in schedules.ids:
            raise ScheduleInUse(f"The door {row.name} needs two people by it.")


@within(delete_signal)
async def keep_signals(work: Work, signal: SignalId) -> None:
    """A signal by which an alarm of a door drives a relay stays."""
    doors = select(DoorRow.name, DoorRow.outputs).where(DoorRow.outputs.is_not(None)).order_by(DoorRow.id)
    for row in await work.session.execute(doors):
        if uses(row.outputs, signal.id):
            raise OutputSignalInUse(f"The door {row.name} drives a relay by it.")


REACTIONS = (keep_wired_device, keep_schedules, keep_signals)
