"""Which doors and door groups lie within an operator's scope, and the devices that serve no door outside it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from ostiary.devices.model import DeviceRow
from ostiary.doors.model import DoorRow
from ostiary.doors.operations import devices_at
from ostiary.kernel.context import Kind, Scope
from ostiary.kernel.operation import Guard


async def _doors(source: AsyncConnection | AsyncSession, scope: Scope, ids: Sequence[Any]) -> bool:
    limit = scope.limit(Kind.DOOR_GROUP)
    if limit is None:
        return True
    outside = select(func.count()).select_from(DoorRow).where(DoorRow.id.in_(ids), DoorRow.group_id.not_in(limit))
    return (await source.execute(outside)).scalar_one() == 0


async def served_within(source: AsyncConnection | AsyncSession, scope: Scope, device_ids: Sequence[Any]) -> bool:
    """Whether all doors that these devices serve are within: as reader, by a relay or an input, or as their master."""
    return (await serving_outside(source, scope)).isdisjoint(device_ids)


async def _networks_serve_within(
    source: AsyncConnection | AsyncSession, scope: Scope, device_ids: Sequence[Any]
) -> bool:
    """Whether all doors are within that the masters of these devices decide for."""
    master = func.coalesce(DeviceRow.parent_id, DeviceRow.id)
    masters = await source.execute(select(master).where(DeviceRow.id.in_(device_ids)))
    return await served_within(source, scope, [id for (id,) in masters])


async def serving_outside(source: AsyncConnection | AsyncSession, scope: Scope) -> frozenset[int]:
    """The devices that serve a door outside the scope."""
    limit = scope.limit(Kind.DOOR_GROUP)
    if limit is None:
        return frozenset()
    outside = select(*DoorRow.__table__.columns).where(DoorRow.group_id.not_in(limit), DoorRow.master_id.is_not(None))
    return frozenset(id for row in await source.execute(outside) for id in devices_at(row))


async def _groups(source: AsyncConnection | AsyncSession, scope: Scope, ids: Sequence[Any]) -> bool:
    return all(scope.has(Kind.DOOR_GROUP, id) for id in ids)


GUARDS: dict[str, Guard] = {
    "door": _doors,
    "door_group": _groups,
    "device_doors": served_within,
    "network_doors": _networks_serve_within,
}
