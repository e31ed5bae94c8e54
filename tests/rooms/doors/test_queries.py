"""Lists of doors: within the scope, searched, sorted and paged; and what each device should hold of them."""

import pytest
from sqlalchemy import update

from ostiary.devices.model import DeviceRow
from ostiary.doors.model import DoorNotFound
from ostiary.doors.queries import NO_SETTINGS, DoorSearch, door_contents, get_door, list_doors
from ostiary.doors.wiring import Wiring
from ostiary.kernel.context import Kind, Scope
from ostiary.kernel.errors import Forbidden
from ostiary.kernel.paging import Order, Search, Window
from ostiary.policy.door import Alarm, DoorRules, Flag
from ostiary.port.content import Contact, DoorContent
from tests.rig.ground import NOON
from tests.rooms.doors.premises import CONTROLLER, READER, SLAVE_IN, SLAVE_OUT, SYSTEM, Premises, by, limited, operator

NOTHING = DoorSearch(ids=())


class TestList:
    async def test_shows_everything_by_id(self, premises: Premises) -> None:
        ids = [await premises.a_door(name) for name in ("b", "a", "c")]
        assert [door.id for door in await premises.found()] == ids

    async def test_shows_only_what_is_within_the_scope(self, premises: Premises) -> None:
        mine = await premises.a_group("Mine")
        inside = await premises.a_door("Inside", group_id=mine)
        await premises.a_door("Outside")
        page = await premises.gate.ask(limited(mine), list_doors, DoorSearch())
        assert ([door.id for door in page.doors], page.total) == ([inside], 1)
        assert await premises.found(context=limited()) == []

    async def test_finds_a_text_in_the_name_whatever_the_case(self, premises: Premises) -> None:
        for name in ("École nord", "ÉCOLE sud", "Lobby", "100% glass"):
            await premises.a_door(name)
        for text, count in (("école", 2), ("Éc", 2), ("LOB", 1), ("%", 1), ("_", 0), ("", 4)):
            assert len(await premises.found(DoorSearch(text=text))) == count, text

    async def test_finds_a_door_by_its_new_name_only(self, premises: Premises) -> None:
        id = await premises.a_door("Old")
        await premises.change(id, name="New")
        assert await premises.found(DoorSearch(text="old")) == []
        assert len(await premises.found(DoorSearch(text="new"))) == 1

    async def test_shows_the_doors_of_a_group_and_those_below(self, premises: Premises) -> None:
        north = await premises.a_group("North")
        leaf = await premises.a_group("Leaf", north)
        await premises.a_door("Root")
        expected = [await premises.a_door("North", group_id=north), await premises.a_door("Leaf", group_id=leaf)]
        assert [door.id for door in await premises.found(DoorSearch(group_id=north))] == expected
        assert await premises.found(DoorSearch(group_id=77)) == []

    async def test_shows_the_doors_that_are_named(self, premises: Premises) -> None:
        ids = [await premises.a_door(name) for name in "abc"]
        found = await premises.found(DoorSearch(ids=(ids[2], ids[0], 77)))
        assert [door.id for door in found] == [ids[0], ids[2]]
        assert await premises.found(NOTHING) == []

    async def test_sorts_and_pages(self, premises: Premises) -> None:
        for name in ("b", "C", "a", "d"):
            await premises.a_door(name)
        search = Search(orders=(Order("name", descending=True),), window=Window(2, 1))
        page = await premises.gate.ask(SYSTEM, list_doors, DoorSearch(search))
        assert ([door.name for door in page.doors], page.total) == (["b", "a"], 4)

    async def test_sorts_by_a_reader_that_some_have_not(self, premises: Premises) -> None:
        with_reader, without = await premises.a_door("a", by(READER)), await premises.a_door("b")
        up = await premises.found(DoorSearch(Search(orders=(Order("entry_device_id"),))))
        down = await premises.found(DoorSearch(Search(orders=(Order("entry_device_id", descending=True),))))
        assert [door.id for door in up] == [without, with_reader]
        assert [door.id for door in down] == [with_reader, without]

    async def test_knows_names_of_groups_and_devices(self, premises: Premises) -> None:
        wiring = Wiring(SLAVE_IN, SLAVE_OUT, CONTROLLER, 0, Contact(CONTROLLER, 0, False))
        group = await premises.a_group("North")
        await premises.a_door(wiring=wiring, group_id=group)
        page = await premises.gate.ask(SYSTEM, list_doors, DoorSearch())
        assert page.device_names == {SLAVE_IN: "Slave in", SLAVE_OUT: "Slave out", CONTROLLER: "Controller"}
        assert page.doors[0].group_name == "North"


class TestStatus:
    async def test_of_a_door_nobody_told_of_is_normal_once_its_device_is_there(self, premises: Premises) -> None:
        await premises.a_door(wiring=by(READER))
        assert (await premises.found())[0].status == 32
        async with premises.ground.database.write() as session:
            await session.execute(update(DeviceRow).values(connected=True))
        (door,) = await premises.found()
        assert (door.status, door.unlocked, door.open, door.alarm, door.last_open) == (0, False, False, 0, None)

    async def test_shows_what_its_device_told(self, premises: Premises) -> None:
        id = await premises.a_door(wiring=by(READER))
        await premises.report(id, open=True, locked_by=Flag.OPERATOR, alarms=Alarm.FORCED_OPEN, last_open=NOON)
        (door,) = await premises.found()
        assert door.status == 32 | 1024 | 4
        assert (door.unlocked, door.open, door.alarm, door.last_open) == (False, True, 1024 | 2, NOON)

    async def test_of_a_door_whose_device_is_away_is_what_is_last_known(self, premises: Premises) -> None:
        """A passage has ended since, an operator's unlock has not."""
        id = await premises.a_door(wiring=by(READER))
        async with premises.ground.database.write() as session:
            await session.execute(update(DeviceRow).values(connected=True))
        await premises.report(id, unlocked=True)
        (door,) = await premises.found()
        assert (door.status, door.unlocked) == (2, True)
        async with premises.ground.database.write() as session:
            await session.execute(update(DeviceRow).values(connected=False))
        (door,) = await premises.found()
        assert (door.status, door.unlocked) == (32, False)
        await premises.report(id, unlocked=True, unlocked_by=Flag.OPERATOR, open=True, alarms=Alarm.HELD_OPEN)
        (door,) = await premises.found()
        assert (door.status, door.unlocked, door.open, door.alarm) == (32 | 2048 | 8, True, True, 2049)

    async def test_of_a_door_without_device_is_not_disconnected(self, premises: Premises) -> None:
        await premises.a_door()
        assert (await premises.found())[0].status == 0


class TestGet:
    async def test_shows_one_door(self, premises: Premises) -> None:
        id = await premises.a_door("Front door", by(READER, sensor=Contact(READER, 2, True)), apb_use_door_sensor=True)
        page = await premises.gate.ask(SYSTEM, get_door, id)
        (door,) = page.doors
        assert (door.name, door.sensor, door.apb_use_door_sensor) == ("Front door", Contact(READER, 2, True), True)
        assert page.device_names == {READER: "Reader"}

    async def test_shows_settings_of_its_devices_within_the_scope(self, premises: Premises) -> None:
        id = await premises.a_door("Front door", by(READER))
        supervised = {"supervised_inputs": [{"port_index": 1, "enabled": True, "type": 2}]}
        async with premises.ground.database.write() as session:
            await session.execute(update(DeviceRow).values(settings={"input": supervised}))
        page = await premises.gate.ask(SYSTEM, get_door, id)
        assert page.devices[READER].settings == {**NO_SETTINGS, "input": supervised}
        elsewhere = operator(Scope(only={Kind.DEVICE_GROUP: frozenset({77})}))
        page = await premises.gate.ask(elsewhere, get_door, id)
        assert page.device_names == {READER: "Reader"}
        assert page.devices[READER].settings == NO_SETTINGS

    async def test_an_unknown_door_is_not_found(self, premises: Premises) -> None:
        with pytest.raises(DoorNotFound):
            await premises.gate.ask(SYSTEM, get_door, 77)

    async def test_a_door_outside_the_scope_is_refused(self, premises: Premises) -> None:
        id = await premises.a_door()
        with pytest.raises(Forbidden):
            await premises.gate.ask(limited(2), get_door, id)


class TestContents:
    async def test_are_those_of_each_master(self, premises: Premises) -> None:
        await premises.a_door("Nowhere")
        wiring = Wiring(SLAVE_IN, SLAVE_OUT, CONTROLLER, 3, None, Contact(CONTROLLER, 1, True))
        lobby = await premises.a_door("Lobby", wiring, open_once=True, simulated_unlock=True)
        own = [
            await premises.a_door(name, Wiring(READER if n else None, sensor=Contact(READER, n)))
            for n, name in enumerate("ab")
        ]
        async with premises.ground.database.read() as connection:
            held = await door_contents(connection)
        assert {master: [door.id for door in doors] for master, doors in held.items()} == {
            CONTROLLER: [lobby],
            READER: own,
        }
        rules = DoorRules(
            open_duration=3,
            open_timeout=10,
            open_once=True,
            unconditional_lock=False,
            has_sensor=False,
            simulated_exit_button=True,
        )
        assert held[CONTROLLER] == [
            DoorContent(
                id=lobby,
                name="Lobby",
                rules=rules,
                entry_device_id=SLAVE_IN,
                exit_device_id=SLAVE_OUT,
                relay_device_id=CONTROLLER,
                relay_index=3,
                sensor=None,
                exit_button=Contact(CONTROLLER, 1, True),
            )
        ]
