"""Device groups: a tree from which only empty branches are taken."""

import asyncio
from types import MappingProxyType
from typing import TypeVar

import pytest
from sqlalchemy import select

from ostiary.devices.groups import create_device_group, delete_device_groups, list_device_groups, update_device_group
from ostiary.devices.model import DeviceGroupNotEmpty, DeviceGroupParent, DeviceRow
from ostiary.devices.operations import DeviceChange, NewDevice, register_devices, update_device
from ostiary.events import names
from ostiary.events.groups import GroupChange, GroupIds, NewGroup
from ostiary.kernel import tree
from ostiary.kernel.context import Context, Kind, Module, Operator, Right, Scope
from ostiary.kernel.errors import Forbidden
from ostiary.kernel.operation import Operation
from ostiary.kernel.trail import TrailRow
from tests.rig.ground import SYSTEM, Gated, Ground
from tests.rooms.devices.plant import GUARDS

In = TypeVar("In")
Out = TypeVar("Out")
NORTH, LEAF, EAST = 2, 3, 4
READER = 1


@pytest.fixture
async def site(ground: Ground) -> Gated:
    """Groups North with Leaf below it, and East with a device in it."""
    async with ground.database.write() as session:
        await tree.plant(session, Kind.DEVICE_GROUP, "All Devices")
    site = Gated(ground, ground.gate(GUARDS))
    for new in (NewGroup("North"), NewGroup("Leaf", NORTH), NewGroup("East")):
        await site.run(create_device_group, new)
    await site.run(register_devices, (NewDevice(READER, "Reader", 35, EAST),))
    return site


def limited(*groups: int) -> Operator:
    """An operator who may do everything, within these groups."""
    rights = frozenset[tuple[Module, Right]]({(Module.DEVICE, "read"), (Module.DEVICE, "write")})
    return Operator("5", "Five", 4, rights, Scope(MappingProxyType({Kind.DEVICE_GROUP: frozenset(groups)})))


async def listed(site: Gated, context: Context = SYSTEM) -> list[int]:
    """The groups somebody sees."""
    return [group.id for group in await site.ask(list_device_groups, None, context)]


async def refused(site: Gated, act: Operation[In, Out], input: In, error: type[Exception]) -> None:
    """It is refused, and all groups are there."""
    with pytest.raises(error):
        await site.run(act, input)
    assert await listed(site) == [tree.ROOT, NORTH, LEAF, EAST]


class TestChange:
    async def test_the_log_and_the_trail_know_a_group_by_its_new_name(self, site: Gated) -> None:
        await site.run(update_device_group, GroupChange(LEAF, "Last", EAST))
        async with site.ground.database.read() as connection:
            named = await names.as_of(connection, "device_group", str(LEAF), site.ground.clock())
            verbs = set(await connection.scalars(select(TrailRow.verb)))
        assert named == names.Named("Last", EAST)
        assert {"DEVICE_GROUP_CREATE", "DEVICE_GROUP_UPDATE"} <= verbs


class TestDelete:
    async def test_refuses_what_is_not_empty(self, site: Gated) -> None:
        await refused(site, delete_device_groups, GroupIds((NORTH,)), DeviceGroupParent)
        await refused(site, delete_device_groups, GroupIds((EAST,)), DeviceGroupNotEmpty)

    async def test_takes_what_is_empty_and_keeps_the_others(self, site: Gated) -> None:
        await site.run(delete_device_groups, GroupIds((LEAF, EAST, 99)))
        assert await listed(site) == [tree.ROOT, NORTH, EAST]

    async def test_takes_a_group_with_those_below_it_that_are_named_too(self, site: Gated) -> None:
        await site.run(delete_device_groups, GroupIds((NORTH, LEAF)))
        assert await listed(site) == [tree.ROOT, EAST]

    async def test_takes_a_group_once_its_devices_are_elsewhere(self, site: Gated) -> None:
        await site.run(update_device, DeviceChange(READER, {"group_id": LEAF}))
        await site.run(delete_device_groups, GroupIds((EAST,)))
        assert await listed(site) == [tree.ROOT, NORTH, LEAF]

    async def test_leaves_no_device_in_a_group_that_goes(self, site: Gated) -> None:
        going = asyncio.ensure_future(site.run(delete_device_groups, GroupIds((LEAF,))))
        coming = [site.run(register_devices, (NewDevice(id, f"Device {id}", 35, LEAF),)) for id in range(10, 14)]
        await asyncio.gather(*coming, return_exceptions=True)
        await asyncio.gather(going, return_exceptions=True)
        async with site.ground.database.read() as connection:
            inside = (await connection.execute(select(DeviceRow.id).where(DeviceRow.group_id == LEAF))).all()
        assert not (inside and LEAF not in await listed(site))


class TestScope:
    async def test_shows_and_changes_only_what_is_within(self, site: Gated) -> None:
        mine = limited(EAST)
        assert await listed(site, mine) == [EAST]
        await site.run(update_device_group, GroupChange(EAST, "Far east"), mine)
        with pytest.raises(Forbidden):
            await site.run(create_device_group, NewGroup("Other", NORTH), mine)
        with pytest.raises(Forbidden):
            await site.run(update_device_group, GroupChange(EAST, None, NORTH), mine)
        with pytest.raises(Forbidden):
            await site.run(delete_device_groups, GroupIds((NORTH,)), mine)
