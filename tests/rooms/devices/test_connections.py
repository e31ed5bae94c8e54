"""Connections are kept, and what devices report comes in."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from ostiary.devices.facts import ConnectionTurned
from ostiary.devices.images import Images
from ostiary.devices.line import Line
from ostiary.devices.operations import DeviceIds, Wanting, delete_devices, want_devices
from ostiary.drivers.simulated.local import Local
from ostiary.events.model import EventRow
from ostiary.kernel import outbox
from ostiary.policy.door import DoorRules
from ostiary.port.commands import DeviceError, DoorCommand, DoorVerb, Fault, Outcome
from ostiary.port.content import DoorContent, Family
from ostiary.port.driver import Target
from ostiary.port.reports import LogPage
from ostiary.simulator.plan import DevicePlan
from ostiary.simulator.presentation import Presentation
from tests.rig.ground import Ground
from tests.rooms.devices.plant import CONTROLLER, ENTRANCE, INSIDE, OUTSIDE, PLANS, TEST, WAREHOUSE, Plant, a_plant

SECONDS = 20.0
DEVICE_DISCONNECT, TIME_SET = 4095, 12800
SLAVE_CONNECTED, SLAVE_DISCONNECTED = 15616, 15872


async def up(plant: Plant, *device_ids: int) -> None:
    """Wait until these devices are connected and stored as such."""
    for device_id in device_ids:
        assert await plant.connections.turned(device_id, True, SECONDS)


async def down(plant: Plant, *device_ids: int) -> None:
    """Wait until they are not."""
    for device_id in device_ids:
        assert await plant.connections.turned(device_id, False, SECONDS)


async def codes(plant: Plant, device_id: int, *, source: bool = False) -> list[int]:
    """The codes of the stored events of a device; with `source` of all its log, slaves' records among them."""
    column = EventRow.source_id if source else EventRow.device_id
    async with plant.ground.database.read() as connection:
        found = await connection.execute(select(EventRow.code).where(column == device_id).order_by(EventRow.id))
        return list(found.scalars())


async def level(plant: Plant, device_id: int) -> None:
    """Wait until the stored log has come as far as the device's."""
    journal = plant.fleet.device(device_id).journal
    while True:
        heard = plant.ground.database.bell.rings
        position = await plant.intake.position(device_id)
        if position is not None and (position.epoch, position.index) == (journal.epoch, journal.newest):
            return
        await plant.ground.database.bell.wait(heard)


class TestConnect:
    """A wanted device is connected and its row says so."""

    async def test_every_wanted_device_comes_online(self, plant: Plant) -> None:
        await up(plant, ENTRANCE, WAREHOUSE, CONTROLLER, INSIDE, OUTSIDE)
        row = await plant.row(ENTRANCE)
        assert (row.connected, row.status) == (True, 1)

    async def test_what_a_device_says_of_itself_is_stored(self, plant: Plant) -> None:
        await up(plant, ENTRANCE)
        while not (await plant.row(ENTRANCE)).firmware:
            await plant.ground.database.bell.wait(plant.ground.database.bell.rings)
        assert (await plant.row(ENTRANCE)).mac

    async def test_a_device_that_is_registered_later_is_connected_too(self, plant: Plant) -> None:
        await plant.fleet.add(DevicePlan(7, "Late", "XPass 2"))
        plant.clock.advance(1)
        await plant.register(DevicePlan(7, "Late", "XPass 2"))
        await up(plant, 7)

    async def test_a_slave_that_is_registered_later_is_found_through_its_master(self, plant: Plant) -> None:
        await up(plant, CONTROLLER)
        late = DevicePlan(8, "Late slave", "XPass D2", parent_id=CONTROLLER)
        await plant.fleet.add(late)
        await plant.register(late)
        await up(plant, 8)

    async def test_a_device_that_is_let_go_stays_away_until_it_is_wanted(self, plant: Plant) -> None:
        await up(plant, ENTRANCE)
        await plant.gate.run(TEST, want_devices, Wanting((ENTRANCE,), wanted=False))
        await down(plant, ENTRANCE)
        assert DEVICE_DISCONNECT not in await codes(plant, ENTRANCE)
        await plant.gate.run(TEST, want_devices, Wanting((ENTRANCE,), wanted=True))
        await up(plant, ENTRANCE)

    async def test_a_deleted_device_is_let_go(self, plant: Plant) -> None:
        await up(plant, WAREHOUSE)
        await plant.gate.run(TEST, delete_devices, DeviceIds((WAREHOUSE,)))
        await down(plant, WAREHOUSE)


class TestLoss:
    """Devices that go and come back."""

    async def test_a_lost_device_is_an_event_and_a_fact(self, plant: Plant) -> None:
        await up(plant, ENTRANCE)
        await plant.fleet.set_network(ENTRANCE, False)
        await down(plant, ENTRANCE)
        assert DEVICE_DISCONNECT in await codes(plant, ENTRANCE)
        async with plant.ground.database.read() as connection:
            facts = [stored.fact for stored in await outbox.following(connection, 0)]
        assert ConnectionTurned(ENTRANCE, connected=False) in facts

    async def test_slaves_go_and_come_with_their_master(self, plant: Plant) -> None:
        await up(plant, INSIDE, OUTSIDE)
        await plant.fleet.set_network(CONTROLLER, False)
        await down(plant, CONTROLLER, INSIDE, OUTSIDE)
        assert not (await plant.row(INSIDE)).connected
        await plant.fleet.set_network(CONTROLLER, True)
        await up(plant, CONTROLLER, INSIDE, OUTSIDE)

    async def test_a_slave_alone_can_be_lost_and_comes_back(self, plant: Plant) -> None:
        await up(plant, CONTROLLER, INSIDE, OUTSIDE)
        await plant.fleet.set_network(INSIDE, False)
        await down(plant, INSIDE)
        assert plant.connections.online(OUTSIDE)
        await plant.fleet.set_network(INSIDE, True)
        await up(plant, INSIDE)
        await level(plant, CONTROLLER)
        assert await codes(plant, INSIDE) == [SLAVE_DISCONNECTED, SLAVE_CONNECTED]

    async def test_a_slave_that_came_while_its_master_was_away_is_attached_at_reconnection(self, plant: Plant) -> None:
        await up(plant, CONTROLLER, INSIDE)
        await plant.fleet.set_network(CONTROLLER, False)
        await down(plant, CONTROLLER)
        late = DevicePlan(8, "Late slave", "XPass D2", parent_id=CONTROLLER)
        await plant.fleet.add(late)
        await plant.register(late)
        await plant.fleet.set_network(CONTROLLER, True)
        await up(plant, CONTROLLER, INSIDE, 8)

    async def test_a_slave_that_is_deleted_and_registered_again_is_there(self, plant: Plant) -> None:
        await up(plant, CONTROLLER, OUTSIDE)
        await plant.gate.run(TEST, delete_devices, DeviceIds((OUTSIDE,)))
        await down(plant, OUTSIDE)
        await plant.register(PLANS[-1])
        await up(plant, OUTSIDE)

    async def test_a_device_that_fails_does_not_stop_the_others(self, plant: Plant) -> None:
        await up(plant, ENTRANCE, WAREHOUSE)
        plant.fleet.interference(ENTRANCE).hang()
        await plant.fleet.present(WAREHOUSE, Presentation(card="77"))
        await level(plant, WAREHOUSE)
        plant.fleet.interference(ENTRANCE).resume()


class TestLog:
    """Every record of every device's log comes in, once."""

    async def test_what_happened_before_and_while_away_is_fetched(self, plant: Plant) -> None:
        await up(plant, ENTRANCE)
        await plant.fleet.set_network(ENTRANCE, False)
        await down(plant, ENTRANCE)
        for number in range(5):
            await plant.fleet.present(ENTRANCE, Presentation(card=str(1000 + number)))
        await plant.fleet.set_network(ENTRANCE, True)
        await level(plant, ENTRANCE)
        page = await plant.fleet.device(ENTRANCE).journal.page(0, 1000)
        assert sorted(await codes(plant, ENTRANCE, source=True)) == sorted(record.code for record in page.records)

    async def test_lost_doubled_and_late_hints_change_nothing(self, plant: Plant) -> None:
        await up(plant, ENTRANCE)
        await level(plant, ENTRANCE)
        interference = plant.fleet.interference(ENTRANCE)
        interference.drop_hints(2)
        interference.double_hints(3)
        for number in range(8):
            await plant.fleet.present(ENTRANCE, Presentation(card=str(2000 + number)))
        interference.hold_hints()
        await plant.fleet.present(ENTRANCE, Presentation(card="2100"))
        await plant.fleet.present(ENTRANCE, Presentation(card="2101"))
        plant.fleet.release_hints(ENTRANCE)
        await level(plant, ENTRANCE)
        page = await plant.fleet.device(ENTRANCE).journal.page(0, 1000)
        assert len(await codes(plant, ENTRANCE, source=True)) == len(page.records)

    async def test_a_cleared_log_begins_anew(self, plant: Plant) -> None:
        await up(plant, ENTRANCE)
        await level(plant, ENTRANCE)
        before = len(await codes(plant, ENTRANCE, source=True))
        await plant.fleet.clear_log(ENTRANCE)
        await plant.fleet.present(ENTRANCE, Presentation(card="3000"))
        await level(plant, ENTRANCE)
        assert len(await codes(plant, ENTRANCE, source=True)) == before + plant.fleet.device(ENTRANCE).journal.newest


class TestClock:
    """A device's clock is set when it is off."""

    async def test_a_clock_that_is_off_is_set_when_the_device_comes(self, plant: Plant) -> None:
        await up(plant, ENTRANCE)
        await plant.fleet.set_network(ENTRANCE, False)
        plant.fleet.shift_clock(ENTRANCE, timedelta(seconds=90))
        await down(plant, ENTRANCE)
        await plant.fleet.set_network(ENTRANCE, True)
        while TIME_SET not in await codes(plant, ENTRANCE, source=True):
            await plant.ground.database.bell.wait(plant.ground.database.bell.rings)
        assert abs(plant.fleet.device(ENTRANCE).quartz.drift) < timedelta(seconds=1)


class TestDoors:
    """How doors stand is passed on."""

    async def test_doors_are_reported_when_a_device_comes_and_when_they_change(self, plant: Plant) -> None:
        await up(plant, ENTRANCE)
        line = plant.connections.line(ENTRANCE)
        door = DoorContent(1, "Front", DoorRules(), ENTRANCE, relay_device_id=ENTRANCE)
        assert not await line.driver.write(ENTRANCE, Family.DOORS, [door])
        await plant.fleet.set_network(ENTRANCE, False)
        await down(plant, ENTRANCE)
        await plant.fleet.set_network(ENTRANCE, True)
        await plant.told_of_door(1)
        plant.door_reports.clear()
        await plant.fleet.swing(1, True)
        assert (await plant.told_of_door(1)).open

    async def test_a_device_that_is_away_cannot_be_talked_to(self, plant: Plant) -> None:
        assert (await plant.failure_of(999)) == Fault.NOT_CONNECTED


class TestCommandsBeforeTheirDevices:
    """What is asked of a server that has only begun to connect its devices."""

    async def test_they_wait_until_their_device_is_there_or_does_not_answer(
        self, ground: Ground, tmp_path: Path
    ) -> None:
        asked: list[asyncio.Task[Outcome]] = []

        async def ask(plant: Plant) -> None:
            await plant.fleet.set_network(WAREHOUSE, False)
            for device_id in (ENTRANCE, WAREHOUSE):
                command = plant.connections.run(device_id, DoorCommand(DoorVerb.OPEN, (1,)))
                asked.append(asyncio.create_task(command))

        async with a_plant(ground, tmp_path, prepare=ask):
            there, away = await asyncio.gather(*asked, return_exceptions=True)
        assert isinstance(there, Outcome)
        assert isinstance(away, DeviceError)
        assert away.fault is Fault.NOT_CONNECTED


class Lying(Local):
    """A driver of which one device tells the log of another."""

    async def log(self, device_id: int, start: int, limit: int) -> LogPage:
        """The page of the device, with records that are said to be another's."""
        page = await super().log(device_id, start, limit)
        return replace(page, records=tuple(replace(record, device_id=WAREHOUSE) for record in page.records))


async def unread(_: object) -> None:
    """Takes what nobody reads."""


class TestLies:
    """What no honest device does."""

    async def test_the_log_of_another_is_not_taken_in(self, plant: Plant) -> None:
        driver = Lying(plant.fleet)
        await driver.start()
        kept = plant.intake, Images(plant.gate), plant.ground.clock
        line = Line(Target(ENTRANCE), driver, *kept, unread, unread)
        await line.greet()
        with pytest.raises(DeviceError) as failure:
            await line.pull()
        assert failure.value.fault is Fault.INVALID
        await driver.stop()
