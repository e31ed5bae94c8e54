"""Images come from devices after their events: each once, also after cuts, and while the device still has them."""

from dataclasses import replace

from sqlalchemy import func, select

from ostiary.devices.connections import Connections
from ostiary.events.images import IMAGE
from ostiary.events.model import EventImageRow, EventRow, Image
from ostiary.port.content import Family
from ostiary.port.driver import Target
from ostiary.simulator.presentation import Presentation
from tests.rooms.devices.plant import ENTRANCE, Noting, Plant
from tests.rooms.devices.test_connections import down, level, up
from tests.simulator.site import photographing, some_settings

UNKNOWN_CARD = 4354


async def photographed(plant: Plant, times: int) -> None:
    """Have the entrance take pictures of strangers."""
    held = replace(some_settings(ENTRANCE), extra=photographing(UNKNOWN_CARD))
    plant.fleet.device(ENTRANCE).write(Family.SETTINGS, [held])
    for _ in range(times):
        await plant.fleet.present(ENTRANCE, Presentation(card="999"))


async def images(plant: Plant) -> list[int]:
    """Where the image of each event that has one is."""
    statement = select(EventRow.image).where(EventRow.image != Image.NONE).order_by(EventRow.id)
    async with plant.ground.database.read() as connection:
        return list((await connection.scalars(statement)).all())


async def until(plant: Plant, *wanted: Image) -> None:
    """Wait until that is where they are."""
    while True:
        heard = plant.ground.database.bell.rings
        if await images(plant) == list(wanted):
            return
        await plant.ground.database.bell.wait(heard)


async def stored(plant: Plant) -> list[bytes]:
    """Every image that is kept, in the order of the events."""
    statement = select(EventImageRow.document).order_by(EventImageRow.event_id)
    async with plant.ground.database.read() as connection:
        return [plant.gate.vault.open(each, IMAGE) for each in await connection.scalars(statement)]


async def taken(plant: Plant) -> list[bytes]:
    """Every image that the entrance still has."""
    journal = plant.fleet.device(ENTRANCE).journal
    records = (await journal.page(0, 10_000)).records
    return [await journal.picture(each.epoch, each.index) for each in records if each.picture]


class TestFetching:
    async def test_images_follow_their_events(self, plant: Plant) -> None:
        await up(plant, ENTRANCE)
        await photographed(plant, 3)
        await until(plant, *[Image.STORED] * 3)
        assert await stored(plant) == await taken(plant)
        assert all(jpeg.startswith(b"\xff\xd8\xff") for jpeg in await stored(plant))
        async with plant.ground.database.read() as connection:
            sealed = await connection.scalar(select(EventImageRow.document).limit(1))
        assert sealed is not None
        assert b"JFIF" not in sealed

    async def test_what_was_taken_while_the_device_was_away_comes_when_it_is_back(self, plant: Plant) -> None:
        await up(plant, ENTRANCE)
        await plant.fleet.set_network(ENTRANCE, False)
        await down(plant, ENTRANCE)
        await photographed(plant, 2)
        await plant.fleet.set_power(ENTRANCE, False)
        await plant.fleet.set_network(ENTRANCE, True)
        plant.fleet.device(ENTRANCE).switch_on()
        await until(plant, Image.STORED, Image.STORED)
        assert await stored(plant) == await taken(plant)

    async def test_one_that_fails_is_fetched_later_and_none_twice(self, plant: Plant) -> None:
        await up(plant, ENTRANCE)
        await level(plant, ENTRANCE)
        plant.driver.unseen = 1
        await photographed(plant, 3)
        await until(plant, *[Image.STORED] * 3)
        assert plant.driver.unseen == 0
        assert await stored(plant) == await taken(plant)
        async with plant.ground.database.read() as connection:
            assert await connection.scalar(select(func.count()).select_from(EventImageRow)) == 3

    async def test_one_that_the_device_has_no_more_is_lost_and_the_others_come(self, plant: Plant) -> None:
        await up(plant, ENTRANCE)
        await level(plant, ENTRANCE)
        plant.driver.unseen = 1
        await photographed(plant, 1)
        await level(plant, ENTRANCE)
        await plant.fleet.clear_log(ENTRANCE)
        await photographed(plant, 1)
        await until(plant, Image.LOST, Image.STORED)
        assert await stored(plant) == await taken(plant)

    async def test_what_a_server_left_behind_comes_to_the_next_one(self, plant: Plant) -> None:
        await up(plant, ENTRANCE)
        plant.driver.unseen = 1_000_000
        await photographed(plant, 2)
        await level(plant, ENTRANCE)
        await plant.connections.stop()
        assert await images(plant) == [Image.AT_DEVICE] * 2

        async def unread(_: object) -> None:
            """Takes what nobody reads."""

        following = Connections(plant.gate, {"simulated": Noting(plant.fleet)}, plant.intake, unread)
        await following.start()
        await until(plant, Image.STORED, Image.STORED)
        await following.stop()
        assert await stored(plant) == await taken(plant)

    async def test_a_log_is_cleared_after_its_images_have_come(self, plant: Plant) -> None:
        await up(plant, ENTRANCE)
        await photographed(plant, 25)
        await plant.connections.line(ENTRANCE).clear_log()
        assert await images(plant) == [Image.STORED] * 25
        assert await taken(plant) == []


class Forger(Noting):
    """A device that sends what is no image."""

    async def picture(self, device_id: int, epoch: int, index: int) -> bytes:
        """A page."""
        return b"<script>"


async def test_what_is_no_image_is_not_kept(plant: Plant) -> None:
    await up(plant, ENTRANCE)
    await level(plant, ENTRANCE)
    plant.driver.unseen = 1
    await photographed(plant, 1)
    line = plant.connections.line(ENTRANCE)
    forger = Forger(plant.fleet)
    await forger.start()
    await forger.connect(Target(ENTRANCE))
    line.driver = forger
    await until(plant, Image.LOST)
    assert await stored(plant) == []
    await forger.stop()
