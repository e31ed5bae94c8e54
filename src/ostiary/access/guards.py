"""What an operator's scope covers of access: levels of whose doors none is outside, and who may be given what opens
them. Nobody gives or takes a way through a door outside his scope, whichever act would do it.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, and_, not_, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from ostiary.access.model import GroupLevelRow, LevelDoorRow, LevelItemRow
from ostiary.devices.guards import devices_within
from ostiary.devices.model import DeviceRow
from ostiary.devices.settings import operators_of, schedules_of
from ostiary.doors.guards import served_within
from ostiary.doors.model import DoorRow
from ostiary.identity.access_groups import Joining, through_user_groups
from ostiary.identity.guards import access_groups_within
from ostiary.identity.model import AccessGroupUserGroupRow, AccessGroupUserRow, UserRow
from ostiary.identity.user_guards import CHUNK, users_within, visible
from ostiary.kernel import tree
from ostiary.kernel.context import Kind, Scope
from ostiary.kernel.operation import Guard
from ostiary.schedules.queries import counting_on

Source = AsyncConnection | AsyncSession


def _items_outside(limit: Collection[int]) -> Select[int]:
    """The items of levels that open a door outside these door groups."""
    doors = select(LevelItemRow.id).join(LevelDoorRow, LevelDoorRow.item_id == LevelItemRow.id)
    return doors.join(DoorRow, DoorRow.id == LevelDoorRow.door_id).where(DoorRow.group_id.not_in(limit))


async def levels_within(source: Source, scope: Scope, level_ids: Sequence[Any]) -> bool:
    """Whether no door of these levels is outside."""
    limit = scope.limit(Kind.DOOR_GROUP)
    if limit is None:
        return True
    outside = _items_outside(limit).where(LevelItemRow.level_id.in_(level_ids))
    return (await source.execute(outside.limit(1))).first() is None


async def people_within(source: Source, scope: Scope, group_ids: Collection[int]) -> bool:
    """Whether nobody in these access groups, by himself or through a user group, is outside."""
    people = select(UserRow.key).join(AccessGroupUserRow, AccessGroupUserRow.user_key == UserRow.key)
    outside = people.where(AccessGroupUserRow.group_id.in_(group_ids), not_(and_(True, *visible(scope))))
    if (await source.execute(outside.limit(1))).first() is not None:
        return False
    limit = scope.limit(Kind.USER_GROUP)
    if limit is None:
        return True
    attached = select(AccessGroupUserGroupRow.user_group_id).where(AccessGroupUserGroupRow.group_id.in_(group_ids))
    return frozenset((await source.execute(attached)).scalars()) <= limit


async def holders_within(source: Source, scope: Scope, level_ids: Sequence[Any]) -> bool:
    """Whether every access group that has one of these levels is within, with everybody in it."""
    holders = select(GroupLevelRow.group_id).where(GroupLevelRow.level_id.in_(level_ids)).distinct()
    group_ids = list((await source.execute(holders)).scalars())
    return await access_groups_within(source, scope, group_ids) and await people_within(source, scope, group_ids)


async def joinings_within(source: Source, scope: Scope, joinings: Sequence[Joining]) -> bool:
    """Whether nobody who joins comes into an access group that opens a door outside, but for those that he is in
    already and those that everybody is in.
    """
    limit = scope.limit(Kind.DOOR_GROUP)
    if limit is None:
        return True
    opening = (
        select(GroupLevelRow.group_id)
        .join(LevelItemRow, LevelItemRow.level_id == GroupLevelRow.level_id)
        .where(LevelItemRow.id.in_(_items_outside(limit)))
    )
    beyond = frozenset((await source.execute(opening.distinct())).scalars())
    if not beyond:
        return True
    through = {group: beyond & frozenset(ids) for group, ids in (await through_user_groups(source)).items()}
    for joining in joinings:
        if joining.into is Kind.ACCESS_GROUP:
            within = joining.id not in beyond or await _are_members(source, joining)
        else:
            gained = through.get(joining.id, frozenset()) - through.get(tree.ROOT, frozenset())
            within = not gained or await _have_through(source, joining, gained, through)
        if not within:
            return False
    return True


async def _are_members(source: Source, joining: Joining) -> bool:
    """Whether all of them are in the access group themselves."""
    members = select(UserRow.user_id).join(AccessGroupUserRow, AccessGroupUserRow.user_key == UserRow.key)
    attached = select(AccessGroupUserGroupRow.user_group_id).where(AccessGroupUserGroupRow.group_id == joining.id)
    groups = frozenset((await source.execute(attached)).scalars())
    return groups.issuperset(joining.user_group_ids) and await _are_all(
        source, members.where(AccessGroupUserRow.group_id == joining.id), joining.user_ids
    )


async def _have_through(
    source: Source, joining: Joining, gained: frozenset[int], through: Mapping[int, frozenset[int]]
) -> bool:
    """Whether all of them are in these access groups through the user group that each stands in now."""
    having = [group for group, ids in through.items() if gained <= ids]
    people = select(UserRow.user_id).where(UserRow.group_id.in_(having))
    return set(having).issuperset(joining.user_group_ids) and await _are_all(source, people, joining.user_ids)


async def _are_all(source: Source, people: Select[str], user_ids: Sequence[str]) -> bool:
    """Whether all of these are among the people."""
    for start in range(0, len(user_ids), CHUNK):
        some = set(user_ids[start : start + CHUNK])
        if some != set((await source.execute(people.where(UserRow.user_id.in_(some)))).scalars()):
            return False
    return True


async def schedules_within(source: Source, scope: Scope, schedule_ids: Sequence[Any]) -> bool:
    """Whether no door outside is open, or asks for two people, by these schedules, and no device outside, or that
    serves such a door, goes by them.
    """
    limit = scope.limit(Kind.DOOR_GROUP)
    if limit is not None:
        outside = _items_outside(limit).where(LevelItemRow.schedule_id.in_(schedule_ids))
        if (await source.execute(outside.limit(1))).first() is not None:
            return False
        asking = select(DoorRow.dual_authentication).where(
            DoorRow.group_id.not_in(limit), DoorRow.dual_authentication.is_not(None)
        )
        rules = (await source.execute(asking)).scalars()
        if any(rule is not None and rule["schedule_id"] in schedule_ids for rule in rules):
            return False
    rows = await source.execute(select(DeviceRow.id, DeviceRow.settings))
    devices = [row.id for row in rows if not schedules_of(row.settings).isdisjoint(schedule_ids)]
    return await devices_within(source, scope, devices) and await served_within(source, scope, devices)


async def holiday_groups_within(source: Source, scope: Scope, group_ids: Sequence[Any]) -> bool:
    """Whether the schedules that count on these holidays are within."""
    if scope.limit(Kind.DOOR_GROUP) is None and scope.limit(Kind.DEVICE_GROUP) is None:
        return True
    return await schedules_within(source, scope, list(await counting_on(source, group_ids)))


async def device_operators_within(source: Source, scope: Scope, named: Sequence[tuple[int, str]]) -> bool:
    """Whether those whom these devices get as operators, each with his device, are within; who is one already stays."""
    devices = select(DeviceRow.id, DeviceRow.settings).where(DeviceRow.id.in_({device_id for device_id, _ in named}))
    known = {(row.id, user_id) for row in await source.execute(devices) for user_id in operators_of(row.settings)}
    return await users_within(source, scope, [user_id for _, user_id in set(named) - known])


GUARDS: dict[str, Guard] = {
    "access_level": levels_within,
    "access_level_holder": holders_within,
    "joining": joinings_within,
    "device_operator": device_operators_within,
    "schedule": schedules_within,
    "holiday_group": holiday_groups_within,
}
