"""Doors: made, changed and deleted by the rules of their wiring, with facts, names and lines of the trail."""

import asyncio

import pytest

from ostiary.devices.model import DeviceInUse, DeviceNotFound
from ostiary.devices.operations import DeviceIds, NewDevice, delete_devices, register_devices
from ostiary.doors.facts import DoorChanged, DoorPlace
from ostiary.doors.model import (
    ApartFromMaster,
    DoorNotFound,
    DoorRow,
    DoorStateRow,
    DuplicateDoor,
    InputTaken,
    ReaderTaken,
    RelayTaken,
    TooManyDoors,
)
from ostiary.doors.operations import Door, DoorChange, create_door, update_door
from ostiary.doors.wiring import MAX_DOORS, ContactChange, Wiring
from ostiary.events import names
from ostiary.kernel.context import Kind, Scope
from ostiary.kernel.errors import Forbidden, Invalid
from ostiary.kernel.naming import NameTooLong
from ostiary.kernel.tree import ROOT, GroupNotFound
from ostiary.port.content import Contact
from tests.rooms.doors.premises import (
    BUS_DEVICE,
    CONTROLLER,
    READER,
    SECOND,
    SLAVE_IN,
    SLAVE_OUT,
    UNKNOWN,
    Premises,
    by,
    limited,
    operator,
)

SENSOR, BUTTON = Contact(READER, 0, True), Contact(READER, 1, False)


class TestCreate:
    async def test_stores_everything(self, premises: Premises) -> None:
        group = await premises.a_group("Ground floor")
        id = await premises.a_door(
            " Front door ",
            by(READER, relay_index=1, sensor=SENSOR, exit_button=BUTTON),
            group_id=group,
            description="Glass",
            open_duration=5,
            open_timeout=0,
            open_once=True,
            unconditional_lock=True,
            apb_use_door_sensor=True,
            simulated_unlock=True,
        )
        row = await premises.door(id)
        assert (row.id, row.name, row.description, row.group_id, row.master_id) == (1, "Front door", "Glass", 2, READER)
        assert (row.entry_device_id, row.exit_device_id, row.relay_device_id, row.relay_index) == (
            READER,
            None,
            READER,
            1,
        )
        assert row.sensor == {"device_id": READER, "index": 0, "normally_closed": True, "apb_use_door_sensor": True}
        assert row.exit_button == {"device_id": READER, "index": 1, "normally_closed": False, "simulated_unlock": True}
        assert (row.open_duration, row.open_timeout, row.open_once, row.unconditional_lock) == (5, 0, True, True)

    async def test_tells_and_notes_it_and_records_the_name(self, premises: Premises) -> None:
        id = await premises.a_door("Front door", by(READER))
        assert await premises.facts() == [DoorChanged(id, None, DoorPlace("Front door", READER, ROOT))]
        (line,) = await premises.trail()
        assert (line.verb, line.target) == ("DOOR_CREATE", "Front door(1)")
        assert line.change["after"]["relay_device_id"] == READER
        async with premises.ground.database.read() as connection:
            named = await names.as_of(connection, names.DOOR, str(id), premises.ground.clock())
        assert (named.name, named.group_id) == ("Front door", 1)

    async def test_needs_no_device(self, premises: Premises) -> None:
        row = await premises.door(await premises.a_door())
        assert (row.master_id, row.entry_device_id, row.sensor) == (None, None, None)

    async def test_an_id_is_never_given_again(self, premises: Premises) -> None:
        first = await premises.a_door()
        await premises.delete(first)
        assert await premises.a_door() == first + 1

    async def test_is_held_by_the_master_of_its_devices(self, premises: Premises) -> None:
        wiring = Wiring(SLAVE_IN, SLAVE_OUT, CONTROLLER, 0, Contact(CONTROLLER, 0, False))
        assert (await premises.door(await premises.a_door("Lobby", wiring))).master_id == CONTROLLER

    @pytest.mark.parametrize("name", ["", "   "])
    async def test_needs_a_name(self, premises: Premises, name: str) -> None:
        with pytest.raises(Invalid):
            await premises.a_door(name)

    async def test_refuses_a_name_that_is_too_long(self, premises: Premises) -> None:
        await premises.a_door("x" * 48)
        with pytest.raises(NameTooLong):
            await premises.a_door("y" * 49)

    async def test_refuses_a_name_that_is_taken(self, premises: Premises) -> None:
        await premises.a_door("Front door")
        with pytest.raises(DuplicateDoor):
            await premises.a_door("Front door ")

    @pytest.mark.parametrize(
        "values",
        [
            {"open_duration": 0},
            {"open_duration": 901},
            {"open_timeout": -1},
            {"open_timeout": 86401},
            {"wiring": by(READER, relay_index=-1)},
            {"wiring": by(READER, relay_index=256)},
            {"wiring": by(READER, sensor=Contact(READER, -1, False))},
            {"wiring": by(READER, exit_button=Contact(READER, 2**40, False))},
        ],
    )
    async def test_refuses_numbers_out_of_range(self, premises: Premises, values: dict[str, object]) -> None:
        with pytest.raises(Invalid):
            await premises.run(create_door, Door("Front door", **values))  # type: ignore[arg-type]

    async def test_refuses_an_unknown_group(self, premises: Premises) -> None:
        with pytest.raises(GroupNotFound):
            await premises.a_door(group_id=77)

    @pytest.mark.parametrize(
        "wiring",
        [
            Wiring(entry_device_id=UNKNOWN),
            Wiring(READER, exit_device_id=UNKNOWN),
            Wiring(relay_device_id=UNKNOWN),
            Wiring(sensor=Contact(UNKNOWN, 0, False)),
            Wiring(exit_button=Contact(UNKNOWN, 0, False)),
        ],
    )
    async def test_refuses_an_unknown_device(self, premises: Premises, wiring: Wiring) -> None:
        with pytest.raises(DeviceNotFound):
            await premises.a_door(wiring=wiring)

    @pytest.mark.parametrize(
        "wiring",
        [
            Wiring(READER, SECOND),
            Wiring(READER, relay_device_id=SECOND),
            Wiring(SLAVE_IN, relay_device_id=READER),
            by(READER, sensor=Contact(SECOND, 0, False)),
            by(READER, exit_button=Contact(SLAVE_OUT, 0, False)),
        ],
    )
    async def test_refuses_devices_of_different_networks(self, premises: Premises, wiring: Wiring) -> None:
        with pytest.raises(ApartFromMaster):
            await premises.a_door(wiring=wiring)

    async def test_refuses_a_reader_of_another_door(self, premises: Premises) -> None:
        await premises.a_door("In and out", Wiring(SLAVE_IN, SLAVE_OUT))
        for wiring in (Wiring(SLAVE_IN), Wiring(SLAVE_OUT), Wiring(CONTROLLER, SLAVE_IN)):
            with pytest.raises(ReaderTaken):
                await premises.a_door("Another", wiring)

    async def test_refuses_one_reader_for_both_sides(self, premises: Premises) -> None:
        with pytest.raises(ReaderTaken):
            await premises.a_door(wiring=Wiring(READER, READER))

    async def test_refuses_the_relay_of_another_door_and_takes_another_relay(self, premises: Premises) -> None:
        await premises.a_door("One", Wiring(relay_device_id=CONTROLLER, relay_index=0))
        with pytest.raises(RelayTaken):
            await premises.a_door("Two", Wiring(relay_device_id=CONTROLLER, relay_index=0))
        await premises.a_door("Two", Wiring(relay_device_id=CONTROLLER, relay_index=1))

    async def test_refuses_the_door_after_the_last_of_a_network(self, premises: Premises) -> None:
        await premises.run(register_devices, (NewDevice(3000, "Board", BUS_DEVICE, parent_id=CONTROLLER),))
        for index in range(MAX_DOORS):
            await premises.a_door(f"Door {index}", Wiring(relay_device_id=3000, relay_index=index))
        with pytest.raises(TooManyDoors):
            await premises.a_door("One more", Wiring(relay_device_id=3000, relay_index=MAX_DOORS))
        await premises.a_door("Elsewhere", by(READER))
        with pytest.raises(TooManyDoors):
            await premises.change(MAX_DOORS + 1, relay_device_id=3000, entry_device_id=None, relay_index=40)
        await premises.change(MAX_DOORS, relay_index=MAX_DOORS)

    @pytest.mark.parametrize(
        "wiring",
        [
            Wiring(relay_device_id=CONTROLLER, relay_index=8),
            Wiring(relay_device_id=SLAVE_IN, relay_index=1),
            Wiring(relay_index=2**40),
            Wiring(relay_device_id=CONTROLLER, relay_index=-1),
            Wiring(sensor=Contact(SLAVE_IN, 2)),
            Wiring(exit_button=Contact(CONTROLLER, 8)),
        ],
    )
    async def test_refuses_relays_and_inputs_that_the_model_has_not(self, premises: Premises, wiring: Wiring) -> None:
        with pytest.raises(Invalid):
            await premises.a_door(wiring=wiring)

    @pytest.mark.parametrize(
        "wiring",
        [
            Wiring(sensor=Contact(CONTROLLER, 0)),
            Wiring(sensor=Contact(CONTROLLER, 1)),
            Wiring(exit_button=Contact(CONTROLLER, 0)),
            Wiring(sensor=Contact(CONTROLLER, 2), exit_button=Contact(CONTROLLER, 2)),
        ],
    )
    async def test_refuses_an_input_that_is_in_use(self, premises: Premises, wiring: Wiring) -> None:
        await premises.a_door("One", Wiring(sensor=Contact(CONTROLLER, 0), exit_button=Contact(CONTROLLER, 1)))
        with pytest.raises(InputTaken):
            await premises.a_door("Two", wiring)
        await premises.a_door("Three", Wiring(sensor=Contact(CONTROLLER, 3), exit_button=Contact(SLAVE_IN, 0)))

    async def test_leaves_nothing_behind_when_it_is_refused(self, premises: Premises) -> None:
        await premises.a_door("One", by(READER))
        with pytest.raises(RelayTaken):
            await premises.a_door("Two", Wiring(relay_device_id=READER))
        assert [row.name for row in await premises.rows(DoorRow)] == ["One"]
        assert len(await premises.facts()) == len(await premises.trail()) == 1

    async def test_needs_a_group_and_devices_within_the_scope(self, premises: Premises) -> None:
        group = await premises.a_group("Mine")
        mine = operator(Scope({Kind.DOOR_GROUP: frozenset({group}), Kind.DEVICE_GROUP: frozenset({5})}))
        await premises.run(create_door, Door("Mine", group), mine)
        with pytest.raises(Forbidden):
            await premises.run(create_door, Door("Not mine"), mine)
        with pytest.raises(Forbidden):
            await premises.run(create_door, Door("Not mine", group, wiring=by(READER)), mine)


class TestUpdate:
    async def test_keeps_what_is_not_given(self, premises: Premises) -> None:
        wiring = by(READER, relay_index=1, sensor=SENSOR, exit_button=BUTTON)
        id = await premises.a_door("Front door", wiring, description="Glass", open_duration=5, simulated_unlock=True)
        before = (await premises.door(id))._asdict()
        await premises.change(id, name="Main door")
        after = (await premises.door(id))._asdict()
        assert after == {**before, "name": "Main door", "name_fold": "main door"}

    async def test_tells_before_and_after_and_notes_only_what_changed(self, premises: Premises) -> None:
        id = await premises.a_door("Front door", by(READER))
        await premises.change(id, name="Main door", entry_device_id=SECOND, relay_device_id=SECOND, open_duration=3)
        assert (await premises.facts())[-1] == DoorChanged(
            id, DoorPlace("Front door", READER, ROOT), DoorPlace("Main door", SECOND, ROOT)
        )
        line = (await premises.trail())[-1]
        assert (line.verb, line.target) == ("DOOR_UPDATE", f"Main door({id})")
        assert line.change == {
            "before": {"name": "Front door", "entry_device_id": READER, "relay_device_id": READER},
            "after": {"name": "Main door", "entry_device_id": SECOND, "relay_device_id": SECOND},
        }

    async def test_that_changes_nothing_tells_nothing(self, premises: Premises) -> None:
        id = await premises.a_door("Front door", by(READER))
        receipt = await premises.change(id, name="Front door", entry_device_id=READER)
        assert receipt.seq == 0
        assert len(await premises.facts()) == len(await premises.trail()) == 1

    async def test_records_the_new_name_and_keeps_the_old_for_what_was(self, premises: Premises) -> None:
        clock = premises.ground.clock
        id = await premises.a_door("Front door")
        group, first = await premises.a_group("Ground floor"), clock()
        clock.move(minutes=1)
        await premises.change(id, name="Main door", group_id=group)
        async with premises.ground.database.read() as connection:
            old = await names.as_of(connection, names.DOOR, str(id), first)
            new = await names.as_of(connection, names.DOOR, str(id), clock())
        assert (old.name, old.group_id) == ("Front door", 1)
        assert (new.name, new.group_id) == ("Main door", group)

    async def test_changes_a_part_of_a_contact_and_keeps_the_rest(self, premises: Premises) -> None:
        id = await premises.a_door(wiring=by(READER, sensor=SENSOR), apb_use_door_sensor=True)
        await premises.change(id, sensor=ContactChange(index=3))
        row = await premises.door(id)
        assert row.sensor == {"device_id": READER, "index": 3, "normally_closed": True, "apb_use_door_sensor": True}

    async def test_takes_devices_away(self, premises: Premises) -> None:
        id = await premises.a_door(wiring=Wiring(SLAVE_IN, SLAVE_OUT, CONTROLLER, 0, Contact(CONTROLLER, 0, False)))
        await premises.change(id, exit_device_id=0, sensor=ContactChange(0))
        row = await premises.door(id)
        assert (row.entry_device_id, row.exit_device_id, row.sensor) == (SLAVE_IN, None, None)
        await premises.change(id, entry_device_id=None, relay_device_id=None)
        assert (await premises.door(id)).master_id is None

    async def test_for_a_contact_on_no_device_is_for_nothing(self, premises: Premises) -> None:
        id = await premises.a_door(wiring=by(READER))
        await premises.change(id, sensor=ContactChange(index=3), exit_button=ContactChange())
        assert (await premises.door(id)).sensor is None

    async def test_may_move_to_devices_of_another_network(self, premises: Premises) -> None:
        id = await premises.a_door(wiring=by(READER, sensor=SENSOR))
        with pytest.raises(ApartFromMaster):
            await premises.change(id, entry_device_id=SECOND)
        sensor = ContactChange(SECOND)
        await premises.change(id, entry_device_id=SECOND, relay_device_id=SECOND, sensor=sensor)
        assert (await premises.door(id)).master_id == SECOND

    async def test_does_not_take_its_own_reader_and_relay_for_anothers(self, premises: Premises) -> None:
        id = await premises.a_door(wiring=Wiring(SLAVE_IN, SLAVE_OUT, CONTROLLER))
        await premises.change(id, entry_device_id=SLAVE_OUT, exit_device_id=SLAVE_IN)
        row = await premises.door(id)
        assert (row.entry_device_id, row.exit_device_id) == (SLAVE_OUT, SLAVE_IN)

    async def test_obeys_the_rules_of_creation(self, premises: Premises) -> None:
        await premises.a_door("One", by(READER))
        id = await premises.a_door("Two", by(SECOND))
        refused = (
            (DuplicateDoor, {"name": "One"}),
            (ReaderTaken, {"entry_device_id": READER, "relay_device_id": None}),
            (RelayTaken, {"entry_device_id": None, "relay_device_id": READER}),
            (DeviceNotFound, {"entry_device_id": UNKNOWN}),
            (GroupNotFound, {"group_id": 77}),
            (Invalid, {"open_duration": 0}),
            (Invalid, {"name": " "}),
        )
        for error, values in refused:
            with pytest.raises(error):
                await premises.change(id, **values)
        assert len(await premises.facts()) == 2

    async def test_an_unknown_door_is_not_found(self, premises: Premises) -> None:
        with pytest.raises(DoorNotFound):
            await premises.change(77, name="x")

    async def test_needs_the_door_its_new_group_and_new_devices_within_the_scope(self, premises: Premises) -> None:
        mine, other = await premises.a_group("Mine"), await premises.a_group("Other")
        id, not_mine = await premises.a_door("Mine", group_id=mine), await premises.a_door("Other", group_id=other)
        await premises.change(id, limited(mine), description="x")
        for door, values in ((not_mine, {"description": "x"}), (id, {"group_id": other})):
            with pytest.raises(Forbidden):
                await premises.change(door, limited(mine), **values)
        no_devices = operator(Scope({Kind.DEVICE_GROUP: frozenset({5})}))
        with pytest.raises(Forbidden):
            await premises.run(update_door, DoorChange(id, {"sensor": ContactChange(READER)}), no_devices)


class TestDelete:
    async def test_takes_doors_and_how_they_stood(self, premises: Premises) -> None:
        one, two = await premises.a_door("One", by(READER)), await premises.a_door("Two", by(SECOND))
        kept = await premises.a_door("Three", by(CONTROLLER))
        await premises.report(one)
        await premises.report(kept, CONTROLLER)
        await premises.delete(one, two, one)
        assert [row.id for row in await premises.rows(DoorRow)] == [kept]
        assert [row.door_id for row in await premises.rows(DoorStateRow)] == [kept]

    async def test_tells_and_notes_each(self, premises: Premises) -> None:
        one, two = await premises.a_door("One", by(READER)), await premises.a_door("Two")
        await premises.delete(two, one)
        gone = {fact for fact in (await premises.facts())[2:] if isinstance(fact, DoorChanged)}
        assert gone == {
            DoorChanged(one, DoorPlace("One", READER, ROOT), None),
            DoorChanged(two, DoorPlace("Two", None, ROOT), None),
        }
        assert {line.target for line in (await premises.trail())[2:]} == {f"One({one})", f"Two({two})"}

    async def test_an_unknown_one_does_not_keep_the_others(self, premises: Premises) -> None:
        id = await premises.a_door()
        deleted = (await premises.delete(77, id)).result
        assert (deleted.done, [unknown for unknown, _ in deleted.refused]) == ((id,), [77])
        with pytest.raises(DoorNotFound):
            await premises.delete(id, 77)


class TestDevicesInUse:
    @pytest.mark.parametrize("device", [SLAVE_IN, SLAVE_OUT, CONTROLLER])
    async def test_a_device_that_a_door_uses_stays(self, premises: Premises, device: int) -> None:
        sensor, button = Contact(SLAVE_IN, 0, False), Contact(SLAVE_OUT, 0, False)
        id = await premises.a_door(wiring=Wiring(sensor=sensor, exit_button=button))
        with pytest.raises(DeviceInUse):
            await premises.run(delete_devices, DeviceIds((device,)))
        await premises.delete(id)
        await premises.run(delete_devices, DeviceIds((device,)))

    @pytest.mark.parametrize("wiring", [Wiring(READER), Wiring(exit_device_id=READER), Wiring(relay_device_id=READER)])
    async def test_whatever_it_is_used_for(self, premises: Premises, wiring: Wiring) -> None:
        await premises.a_door(wiring=wiring)
        with pytest.raises(DeviceInUse):
            await premises.run(delete_devices, DeviceIds((READER,)))
        gone = (await premises.run(delete_devices, DeviceIds((SECOND, READER)))).result
        assert (gone.done, [kept for kept, _ in gone.refused]) == ((SECOND,), [READER])

    async def test_a_device_beside_those_of_a_door_may_go(self, premises: Premises) -> None:
        await premises.a_door(wiring=Wiring(SLAVE_IN, relay_device_id=CONTROLLER))
        await premises.run(delete_devices, DeviceIds((SLAVE_OUT,)))


class TestAtTheSameTime:
    async def test_of_two_doors_for_one_reader_the_second_is_refused(self, premises: Premises) -> None:
        results = await asyncio.gather(
            *(premises.a_door(f"Door {number}", Wiring(READER)) for number in range(6)), return_exceptions=True
        )
        assert [type(result) for result in results].count(ReaderTaken) == 5
        assert len(await premises.rows(DoorRow)) == 1

    async def test_of_two_doors_of_one_name_the_second_is_refused(self, premises: Premises) -> None:
        results = await asyncio.gather(*(premises.a_door("Front door") for _ in range(6)), return_exceptions=True)
        assert [type(result) for result in results].count(DuplicateDoor) == 5

    async def test_a_device_goes_or_gets_its_door(self, premises: Premises) -> None:
        made, gone = await asyncio.gather(
            premises.a_door(wiring=by(READER)),
            premises.run(delete_devices, DeviceIds((READER,))),
            return_exceptions=True,
        )
        assert isinstance(made, DeviceNotFound) != isinstance(gone, DeviceInUse)
