"""Clocks are read and set, and what a wrong one has stamped is marked."""

from datetime import datetime, timedelta

from sqlalchemy import select

from ostiary.devices import clocks
from ostiary.devices.clocks import ClockView, Reading, list_clocks, note_reading
from ostiary.devices.model import DeviceClockRow
from ostiary.devices.operations import DeviceIds, delete_devices
from ostiary.drivers.simulated.local import Local
from ostiary.events.doubts import find_drifts
from ostiary.events.queries import EventSearch, search_events
from ostiary.kernel.paging import Condition, Operator, Order, Search
from ostiary.port.commands import DeviceError, Fault
from ostiary.port.driver import Target
from ostiary.simulator.presentation import Presentation
from tests.rooms.devices.plant import ENTRANCE, TEST, WAREHOUSE, Plant
from tests.rooms.devices.test_connections import level, up

TIME_SET, UNKNOWN_CARD = 12800, 4354


class Stubborn(Local):
    """A device whose clock cannot be set."""

    async def set_clock(self, device_id: int, at: datetime) -> None:
        """Refuse."""
        raise DeviceError(Fault.NOT_SUPPORTED)


async def settled(plant: Plant) -> None:
    """Until the device's clock was read and all of its log is stored."""
    await up(plant, ENTRANCE)
    while not await plant.gate.ask(TEST, list_clocks, None):
        await plant.ground.database.bell.wait(plant.ground.database.bell.rings)
    await level(plant, ENTRANCE)


async def look(plant: Plant, driver: Local | None = None) -> Reading:
    """Read the clock as the line does from time to time."""
    reading = await clocks.read(driver or plant.driver, ENTRANCE, plant.ground.clock)
    await plant.gate.run(TEST, note_reading, reading)
    return reading


async def somebody(plant: Plant, card: str) -> None:
    """A card nobody knows is presented."""
    await plant.fleet.present(ENTRANCE, Presentation(card=card))


async def doubtful(plant: Plant) -> list[tuple[int, float | None]]:
    """Code of everything in the device's log, and the drift that makes its moment doubtful."""
    await level(plant, ENTRANCE)
    mine = Search((Condition("device_id", Operator.ONE_OF, (ENTRANCE,)),), (Order("id"),))
    events = [event for event in (await plant.gate.ask(TEST, search_events, EventSearch(mine))).events if event.epoch]
    drifts = await plant.gate.ask(TEST, find_drifts, events)
    return [(event.code, drifts[event.id].total_seconds() if event.id in drifts else None) for event in events]


async def clock_of(plant: Plant) -> ClockView:
    """What is known of the device's clock."""
    (found,) = [each for each in await plant.gate.ask(TEST, list_clocks, None) if each.device_id == ENTRANCE]
    return found


class TestReading:
    async def test_a_right_clock_is_left_alone(self, plant: Plant) -> None:
        await settled(plant)
        reading = await look(plant)
        assert (reading.right, reading.set_from) == (True, None)
        assert (await clock_of(plant)).set is None
        assert TIME_SET not in [code for code, _ in await doubtful(plant)]

    async def test_a_clock_that_runs_too_fast_is_set_before_it_is_far_off(self, plant: Plant) -> None:
        await settled(plant)
        plant.fleet.drift_clock(ENTRANCE, 5_000)
        plant.clock.advance(clocks.SECONDS)
        plant.ground.clock.at = plant.clock.now()
        assert (await look(plant)).drift == timedelta(seconds=3)
        found = await clock_of(plant)
        assert (found.drift, found.set, found.read) == (timedelta(seconds=3), plant.clock.now(), plant.clock.now())
        assert (await look(plant)).right


class TestDoubt:
    async def test_lies_on_what_was_recorded_since_the_clock_was_last_right(self, plant: Plant) -> None:
        await settled(plant)
        await somebody(plant, "1")
        await look(plant)
        plant.fleet.shift_clock(ENTRANCE, timedelta(seconds=-90))
        await somebody(plant, "2")
        await look(plant)
        await somebody(plant, "3")
        assert (await doubtful(plant))[-4:] == [
            (UNKNOWN_CARD, None),
            (UNKNOWN_CARD, -90.0),
            (TIME_SET, None),
            (UNKNOWN_CARD, None),
        ]

    async def test_goes_on_while_the_clock_cannot_be_set(self, plant: Plant) -> None:
        await settled(plant)
        stubborn = Stubborn(plant.fleet)
        await stubborn.start()
        await stubborn.connect(Target(ENTRANCE))
        await look(plant)
        plant.fleet.shift_clock(ENTRANCE, timedelta(hours=1))
        for card in ("1", "2"):
            await somebody(plant, card)
            assert (await look(plant, stubborn)).set_from is None
        assert (await doubtful(plant))[-2:] == [(UNKNOWN_CARD, 3600.0)] * 2
        await look(plant)
        assert (await doubtful(plant))[-3:] == [(UNKNOWN_CARD, 3600.0), (UNKNOWN_CARD, 3600.0), (TIME_SET, None)]
        await stubborn.stop()

    async def test_lies_on_the_rest_of_a_log_that_was_cleared_meanwhile(self, plant: Plant) -> None:
        await settled(plant)
        await look(plant)
        plant.fleet.shift_clock(ENTRANCE, timedelta(days=-20_000))
        await somebody(plant, "1")
        await level(plant, ENTRANCE)
        await plant.connections.line(ENTRANCE).clear_log()
        await look(plant)
        cleared, days = 16896, -20_000 * 86_400.0
        assert (await doubtful(plant))[-3:] == [(UNKNOWN_CARD, days), (cleared, days), (TIME_SET, None)]

    async def test_goes_back_to_the_beginning_where_the_clock_was_never_right(self, plant: Plant) -> None:
        await settled(plant)
        await up(plant, WAREHOUSE)
        async with plant.ground.database.write() as session:
            await session.delete(await session.get_one(DeviceClockRow, ENTRANCE))
        plant.fleet.shift_clock(ENTRANCE, timedelta(seconds=5))
        await look(plant)
        found = await doubtful(plant)
        assert {drift for code, drift in found if code != TIME_SET} == {5.0}


class TestForgotten:
    async def test_a_device_that_is_deleted_has_no_clock(self, plant: Plant) -> None:
        await settled(plant)
        reading = await look(plant)
        await plant.gate.run(TEST, delete_devices, DeviceIds((ENTRANCE,)))
        await plant.gate.run(TEST, note_reading, reading)
        async with plant.ground.database.read() as connection:
            known = await connection.scalars(select(DeviceClockRow.device_id))
            assert ENTRANCE not in known.all()
