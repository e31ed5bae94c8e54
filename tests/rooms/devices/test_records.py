"""Registering, changing and deleting devices, and reading them."""

from types import MappingProxyType

import pytest
from sqlalchemy import select

from ostiary.devices.model import BadMaster, DeviceNotFound, DeviceRow, DuplicateDevice, DuplicateDeviceName
from ostiary.devices.operations import (
    DeviceChange,
    DeviceIds,
    NewDevice,
    Wanting,
    delete_devices,
    register_devices,
    update_device,
    want_devices,
)
from ostiary.devices.queries import DeviceSearch, get_device, list_devices, list_types
from ostiary.events import names
from ostiary.jobs.model import JobRow
from ostiary.kernel import tree
from ostiary.kernel.context import Kind, Module, Operator, Right, Scope
from ostiary.kernel.errors import Forbidden, Invalid
from ostiary.kernel.operation import Gate
from ostiary.kernel.paging import Order, Search, Window
from ostiary.provisioning.operations import Syncing, begin_sync, request_sync
from tests.rig.ground import Ground
from tests.rooms.devices.plant import GUARDS, TEST

BIOSTATION, CORESTATION, XPASS_D2, IM_120 = 35, 14, 22, 33


@pytest.fixture
async def gate(ground: Ground) -> Gate:
    """A gate to a database with the root of the device groups, a group below it, and four devices."""
    async with ground.database.write() as session:
        await tree.plant(session, Kind.DEVICE_GROUP, "All Devices")
        await tree.create(session, Kind.DEVICE_GROUP, "East", tree.ROOT)
    gate = ground.gate(GUARDS)
    devices = (
        NewDevice(12, "Inside", XPASS_D2, parent_id=10),
        NewDevice(1, "Entrance", BIOSTATION, address="10.0.0.1", timezone="Asia/Seoul"),
        NewDevice(10, "Controller", CORESTATION),
        NewDevice(3, "Inputs", IM_120, group_id=2),
    )
    await gate.run(TEST, register_devices, devices)
    return gate


async def stored(ground: Ground) -> set[int]:
    """The ids of all devices."""
    async with ground.database.read() as connection:
        return set(await connection.scalars(select(DeviceRow.id)))


class TestRegister:
    """New devices."""

    async def test_masters_come_before_their_slaves_whatever_the_order(self, ground: Ground, gate: Gate) -> None:
        assert await stored(ground) == {1, 3, 10, 12}

    async def test_names_are_noted_for_the_log(self, ground: Ground, gate: Gate) -> None:
        async with ground.database.read() as connection:
            named = await names.as_of(connection, names.DEVICE, "1", ground.clock())
        assert named == names.Named("Entrance", tree.ROOT, "Asia/Seoul", source_id=1)

    @pytest.mark.parametrize(
        ("device", "error"),
        [
            (NewDevice(1, "Other", BIOSTATION), DuplicateDevice),
            (NewDevice(2, "Entrance", BIOSTATION), DuplicateDeviceName),
            (NewDevice(2, "Other", XPASS_D2, parent_id=99), BadMaster),
            (NewDevice(2, "Other", XPASS_D2, parent_id=12), BadMaster),
            (NewDevice(2, "Other", BIOSTATION, group_id=77), tree.GroupNotFound),
            (NewDevice(2, " ", BIOSTATION), Invalid),
            (NewDevice(2, "x" * 49, BIOSTATION), Invalid),
            (NewDevice(2, "Other", BIOSTATION, timezone="Nowhere/At all"), Invalid),
            (NewDevice(2**32, "Other", BIOSTATION), Invalid),
        ],
    )
    async def test_what_cannot_be_is_refused(
        self, ground: Ground, gate: Gate, device: NewDevice, error: type[Exception]
    ) -> None:
        with pytest.raises(error):
            await gate.run(TEST, register_devices, (NewDevice(4, "Fine", BIOSTATION), device))
        assert await stored(ground) == {1, 3, 10, 12}


class TestUpdate:
    """Changes of what is given."""

    async def test_settings_are_merged_group_by_group(self, ground: Ground, gate: Gate) -> None:
        for values in ({"auth_timeout": 7}, {"enable_full_access": True}):
            await gate.run(TEST, update_device, DeviceChange(1, {"settings": {"authentication": values}}))
        shown = (await gate.ask(TEST, get_device, 1)).devices[0].settings["authentication"]
        assert (shown["auth_timeout"], shown["enable_full_access"], shown["matching_timeout"]) == (7, True, 5)

    async def test_a_new_name_is_noted_and_told_with_the_old_one(self, ground: Ground, gate: Gate) -> None:
        receipt = await gate.run(TEST, update_device, DeviceChange(1, {"name": "Front door", "group_id": 2}))
        assert [fact.body() for fact in receipt.facts] == [
            {"device_id": 1, "before": "Entrance", "after": "Front door", "left": 1}
        ]
        found = (await gate.ask(TEST, get_device, 1)).devices[0]
        assert (found.name, found.group_name) == ("Front door", "East")

    async def test_nothing_new_tells_nothing(self, gate: Gate) -> None:
        assert (await gate.run(TEST, update_device, DeviceChange(1, {"name": "Entrance"}))).seq == 0

    async def test_a_name_that_is_taken_is_refused(self, gate: Gate) -> None:
        with pytest.raises(DuplicateDeviceName):
            await gate.run(TEST, update_device, DeviceChange(1, {"name": "Inputs"}))

    async def test_an_unknown_device_is_not_found(self, gate: Gate) -> None:
        with pytest.raises(DeviceNotFound):
            await gate.run(TEST, update_device, DeviceChange(2, {"name": "Other"}))


class TestDelete:
    """Devices that go."""

    async def test_the_slaves_of_a_master_go_with_it(self, ground: Ground, gate: Gate) -> None:
        await gate.run(TEST, delete_devices, DeviceIds((10,)))
        assert await stored(ground) == {1, 3}

    async def test_an_unknown_one_does_not_keep_the_others(self, ground: Ground, gate: Gate) -> None:
        deleted = (await gate.run(TEST, delete_devices, DeviceIds((2, 10, 12)))).result
        assert (deleted.done, [unknown for unknown, _ in deleted.refused]) == ((12, 10), [2])
        assert await stored(ground) == {1, 3}
        with pytest.raises(DeviceNotFound):
            await gate.run(TEST, delete_devices, DeviceIds((2,)))


class TestRead:
    """Lists and details."""

    async def test_a_page_in_order_knows_the_whole(self, gate: Gate) -> None:
        search = Search((), (Order("name"),), Window(2, 1))
        page = await gate.ask(TEST, list_devices, DeviceSearch(search))
        assert ([device.name for device in page.devices], page.total) == (["Entrance", "Inputs"], 4)

    async def test_types_can_be_left_out(self, gate: Gate) -> None:
        page = await gate.ask(TEST, list_devices, DeviceSearch(without_types=(XPASS_D2, IM_120)))
        assert [device.id for device in page.devices] == [1, 10]

    async def test_only_readers_authenticate(self, gate: Gate) -> None:
        page = await gate.ask(TEST, list_devices, DeviceSearch())
        readers = {device.id for device in page.devices if "authentication" in device.settings}
        assert readers == {1, 12}

    async def test_a_slave_names_its_master_which_lists_it(self, gate: Gate) -> None:
        page = await gate.ask(TEST, list_devices, DeviceSearch())
        slave = next(device for device in page.devices if device.id == 12)
        assert slave.master is not None
        assert (slave.master.id, slave.settings["rs485"]["mode"], "lan" in slave.settings) == (10, 2, False)
        assert [device.id for device in page.slaves[10]] == [12]

    async def test_settings_follow_where_a_device_is(self, gate: Gate) -> None:
        shown = (await gate.ask(TEST, get_device, 1)).devices[0].settings
        assert (shown["lan"]["ip"], shown["system"]["timezone"]) == ("10.0.0.1", 9 * 3600)
        assert [slot["mode"] for slot in shown["authentication"]["operation_modes"]] == [11, 21, 38]

    async def test_the_types_are_those_of_the_reference(self, gate: Gate) -> None:
        types = {one.id: one.name for one in await gate.ask(TEST, list_types, None)}
        assert (len(types), types[35], types[14]) == (50, "BioStation 3", "CoreStation 40")


class TestScope:
    """Operators see and touch the devices of their groups."""

    @pytest.fixture
    def operator(self) -> Operator:
        """He sees the devices in the East."""
        rights = frozenset[tuple[Module, Right]]({(Module.DEVICE, "read"), (Module.DEVICE, "write")})
        return Operator("5", "Five", 4, rights, Scope(MappingProxyType({Kind.DEVICE_GROUP: frozenset({2})})))

    async def test_others_are_not_listed_and_not_touched(self, gate: Gate, operator: Operator) -> None:
        page = await gate.ask(operator, list_devices, DeviceSearch())
        assert [device.id for device in page.devices] == [3]
        with pytest.raises(Forbidden):
            await gate.run(operator, delete_devices, DeviceIds((1,)))
        with pytest.raises(Forbidden):
            await gate.ask(operator, get_device, 1)

    async def test_what_concerns_a_network_takes_all_of_it(self, gate: Gate, operator: Operator) -> None:
        his, others = (
            NewDevice(13, "Slave", XPASS_D2, 2, parent_id=10),
            NewDevice(31, "Other", XPASS_D2, 1, parent_id=30),
        )
        await gate.run(TEST, register_devices, (his, NewDevice(30, "Master", CORESTATION, 2), others))
        for id in (13, 30):
            for wanted in (True, False):
                with pytest.raises(Forbidden):
                    await gate.run(operator, want_devices, Wanting((id,), wanted))
            with pytest.raises(Forbidden):
                await gate.run(operator, request_sync, Syncing((3, id), wipe=True))
            with pytest.raises(Forbidden):
                await gate.run(operator, delete_devices, DeviceIds((id,)))
            with pytest.raises(Forbidden):
                await gate.run(operator, begin_sync, Syncing((id,)))
        with pytest.raises(Forbidden):
            await gate.run(operator, register_devices, (NewDevice(14, "More", XPASS_D2, 2, parent_id=10),))
        await gate.run(operator, want_devices, Wanting((3,), wanted=False))
        assert (await gate.run(operator, request_sync, Syncing((3,)))).result == {3: 3}
        job = (await gate.run(operator, begin_sync, Syncing(()))).result
        async with gate.database.read() as connection:
            input = await connection.scalar(select(JobRow.input).where(JobRow.id == job))
        assert input is not None
        assert input["ids"] == [3]
