"""Whether devices, their networks and device groups lie within an operator's scope."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from ostiary.devices.model import DeviceRow
from ostiary.kernel.context import Kind, Scope
from ostiary.kernel.operation import Guard


async def devices_within(source: AsyncConnection | AsyncSession, scope: Scope, ids: Sequence[Any]) -> bool:
    """Whether none of these devices stands in a group outside the scope."""
    limit = scope.limit(Kind.DEVICE_GROUP)
    if limit is None:
        return True
    outside = select(func.count()).where(DeviceRow.id.in_(ids), DeviceRow.group_id.not_in(limit))
    return (await source.execute(outside)).scalar_one() == 0


async def networks_within(source: AsyncConnection | AsyncSession, scope: Scope, ids: Sequence[Any]) -> bool:
    """Whether the whole RS-485 networks of these devices are within: their masters, and all slaves of these."""
    limit = scope.limit(Kind.DEVICE_GROUP)
    if limit is None:
        return True
    master = func.coalesce(DeviceRow.parent_id, DeviceRow.id)
    masters = select(master).where(DeviceRow.id.in_(ids))
    outside = select(func.count()).where(master.in_(masters), DeviceRow.group_id.not_in(limit))
    return (await source.execute(outside)).scalar_one() == 0


async def groups_within(source: AsyncConnection | AsyncSession, scope: Scope, ids: Sequence[Any]) -> bool:
    """Whether all of these device groups are within the scope."""
    return all(scope.has(Kind.DEVICE_GROUP, id) for id in ids)


GUARDS: dict[str, Guard] = {
    "device": devices_within,
    "device_network": networks_within,
    "device_group": groups_within,
}
