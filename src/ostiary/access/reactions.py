"""What access does within the acts of lower rooms: doors that go leave their levels, schedules in use stay, nobody gives
people doors that he does not see.
"""

from collections.abc import Sequence

from sqlalchemy import select

from ostiary.access.guards import levels_within
from ostiary.access.levels import drop_doors
from ostiary.access.model import AccessLevelRow, GroupLevelRow, LevelItemRow
from ostiary.devices.model import DeviceRow
from ostiary.devices.settings import AUTHENTICATION
from ostiary.doors.operations import DoorIds, delete_doors
from ostiary.identity.access_groups import own_groups_of
from ostiary.identity.queries import users_by_id
from ostiary.kernel.context import Kind
from ostiary.kernel.errors import Forbidden
from ostiary.kernel.operation import Work, within
from ostiary.people.operations import Person, create_people, update_people, update_person
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
        modes = device.settings.get(AUTHENTICATION, {}).get("operation_modes") or ()
        if any(mode["schedule_id"] in schedules.ids for mode in modes):
            raise ScheduleInUse(f"The device {device.name} takes credentials by it.")


async def keep_to_doors(work: Work, people: Sequence[Person]) -> None:
    """Who is limited to some doors puts nobody into an access group that opens others, and takes nobody out of one."""
    if work.context.scope.limit(Kind.DOOR_GROUP) is None:
        return
    wanted = {person.user_id: set(person.change.access_groups or ()) for person in people if person.change.access_groups is not None}
    known = await users_by_id(work.session, list(wanted))
    held = await own_groups_of(work.session, [user.key for user in known.values()])
    differing = set[int]()
    for user_id, ids in wanted.items():
        before = {id for id, _ in held.get(known[user_id].key, ())} if user_id in known else set[int]()
        differing |= ids ^ before
    rows = select(GroupLevelRow.level_id).where(GroupLevelRow.group_id.in_(differing)).distinct()
    levels = (await work.session.execute(rows)).scalars().all()
    if not await levels_within(work.session, work.context.scope, levels):
        raise Forbidden("access_group with doors outside the operator's scope")


@within(update_person)
async def keep_to_doors_of_one(work: Work, person: Person) -> None:
    """The same for one person."""
    await keep_to_doors(work, [person])


REACTIONS = (
    leave_levels,
    keep_schedules,
    within(create_people)(keep_to_doors),
    within(update_people)(keep_to_doors),
    keep_to_doors_of_one,
)
