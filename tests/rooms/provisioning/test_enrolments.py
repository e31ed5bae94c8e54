"""People who are entered or changed at a device come to the server, and from there to the other devices."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from ostiary.access.groups import AccessGroupChange, update_access_group
from ostiary.events.model import Event
from ostiary.kernel import outbox
from ostiary.kernel.bell import Bell
from ostiary.people.queries import user_contents
from ostiary.port.capabilities import DeviceInfo
from ostiary.port.content import CardContent, Family, UserContent
from ostiary.settings.server import UserSync
from ostiary.simulator.presentation import FingerSign, Presentation, Response
from tests.rooms.devices.plant import CONTROLLER, ENTRANCE, WAREHOUSE
from tests.rooms.provisioning.site import SECONDS, Site, a_person
from tests.rooms.provisioning.test_modes import by_hand, choose, held

MASTERS = (ENTRANCE, WAREHOUSE, CONTROLLER)


async def at_server(site: Site, user_id: str) -> UserContent | None:
    """The person as the server has him."""
    async with site.plant.ground.database.read() as connection:
        people = await user_contents(connection, site.plant.ground.vault, [user_id])
    return people[0] if people else None


class Ear:
    """Hears what the provisioner hears, right after it."""

    def __init__(self, site: Site) -> None:
        self._told: Counter[int] = Counter()
        self._bell = Bell()
        site.plant.connections.watch(self)

    async def came(self, info: DeviceInfo) -> None:
        """Nothing to hear in that."""

    async def went(self, device_id: int) -> None:
        """Nothing to hear in that."""

    async def lost_content(self, device_id: int) -> None:
        """The provisioner has been told of this device."""
        self._told[device_id] += 1
        self._bell.ring()

    @asynccontextmanager
    async def told(self, device_id: int) -> AsyncIterator[None]:
        """Until the provisioner has been told of what is done here at a device."""
        before = self._told[device_id]
        yield
        while self._told[device_id] == before:
            await self._bell.wait(self._bell.rings)


async def enrol(site: Site, device_id: int, name: str | None = None, **presented: object) -> None:
    """Somebody is entered or changed at a device, and everything has come of it."""
    site.plant.clock.advance(1)
    site.plant.ground.clock.at = site.plant.clock.now()
    presentation = Presentation(**presented)  # type: ignore[arg-type]
    if not site.plant.connections.online(device_id):
        assert not await site.plant.fleet.enrol(device_id, name, presentation)
        return
    async with Ear(site).told(device_id):
        assert not await site.plant.fleet.enrol(device_id, name, presentation)
    await site.provisioner.settled()


async def events(site: Site, code: int) -> list[Event]:
    """The events of this type that the logs of all devices have now."""
    for device_id in MASTERS:
        await site.plant.connections.line(device_id).catch_up()
    return await site.events(code)


async def away(site: Site, device_id: int) -> None:
    """A device loses its connection."""
    await site.plant.fleet.set_network(device_id, False)
    assert await site.plant.connections.turned(device_id, False, SECONDS)


async def back(site: Site, device_id: int) -> None:
    """It is connected again, and all is settled."""
    await site.plant.fleet.set_network(device_id, True)
    assert await site.plant.connections.turned(device_id, True, SECONDS)
    await site.provisioner.settled()


@pytest.fixture
async def site(site: Site) -> Site:
    """The mode, and three people: 7 may pass the entrance, 8 the office, 9 nothing."""
    await choose(site, UserSync.EVERYBODY_AND_FROM_DEVICES)
    await site.enrol(a_person("7", cards=("107",), groups=(1,)), a_person("8", groups=(2,)), a_person("9"))
    await site.provisioner.settled()
    return site


class TestEntered:
    async def test_he_comes_to_the_server_and_goes_to_the_others(self, site: Site) -> None:
        await enrol(site, ENTRANCE, "Eve", id="5", card="105")
        eve = await at_server(site, "5")
        assert eve is not None
        assert (eve.name, [card.number for card in eve.cards]) == ("Eve", ["105"])
        assert held(site) == ({"5", "7", "8", "9"},) * 3
        assert {site.held(device_id, Family.USERS)["5"] for device_id in MASTERS} == {eve}

    async def test_the_event_says_so(self, site: Site) -> None:
        await enrol(site, ENTRANCE, "Eve", id="5", card="105")
        told = {(event.device_id, event.by_device) for event in await events(site, 8192) if event.user_id == "5"}
        assert told == {(ENTRANCE, True), (WAREHOUSE, False), (CONTROLLER, False)}

    async def test_his_finger_opens_elsewhere_what_he_is_let_through(self, site: Site) -> None:
        await enrol(site, WAREHOUSE, "Eve", id="5", finger=FingerSign("eve", 3), card="105")
        await site.do(update_access_group, AccessGroupChange(1, joining=("5",)))
        await site.provisioner.settled()
        answer = await site.plant.fleet.present(ENTRANCE, Presentation(card="105"))
        assert (answer.response, answer.user_id) == (Response.GRANTED, "5")

    async def test_while_it_is_away_he_comes_when_it_is_back(self, site: Site) -> None:
        await away(site, ENTRANCE)
        await enrol(site, ENTRANCE, "Eve", id="5", card="105")
        assert await at_server(site, "5") is None
        await back(site, ENTRANCE)
        assert held(site) == ({"5", "7", "8", "9"},) * 3

    async def test_a_lost_hint_costs_nothing(self, site: Site) -> None:
        site.plant.fleet.interference(ENTRANCE).drop_hints(1)
        await site.plant.fleet.enrol(ENTRANCE, "Eve", Presentation(id="5", card="105"))
        site.provisioner.prove()
        await site.provisioner.settled()
        assert held(site) == ({"5", "7", "8", "9"},) * 3

    async def test_whose_card_is_another_s_is_not_taken_and_does_not_stay(self, site: Site) -> None:
        await enrol(site, ENTRANCE, "Thief", id="5", card="107")
        assert await at_server(site, "5") is None
        assert "5" not in held(site)[0]
        (event,) = await site.events(8448)
        assert (event.device_id, event.user_id) == (ENTRANCE, "5")
        assert "does not take him over" in event.reason

    async def test_of_whom_no_log_tells_does_not_stay(self, site: Site) -> None:
        await by_hand(site, ENTRANCE, "stranger")
        site.provisioner.prove()
        await site.provisioner.settled()
        assert held(site) == ({"7", "8", "9"},) * 3

    async def test_where_only_the_server_enters_people_he_is_taken_out_at_once(self, site: Site) -> None:
        await choose(site, UserSync.EVERYBODY)
        await enrol(site, ENTRANCE, "Eve", id="5", card="105")
        assert (await at_server(site, "5"), held(site)) == (None, ({"7", "8", "9"},) * 3)


class TestChanged:
    async def test_what_is_new_of_him_goes_everywhere(self, site: Site) -> None:
        await enrol(site, WAREHOUSE, "Seven of Nine", id="7", finger=FingerSign("seven", 1))
        seven = await at_server(site, "7")
        assert seven is not None
        assert (seven.name, [card.number for card in seven.cards], len(seven.fingers)) == ("Seven of Nine", ["107"], 1)
        assert seven.groups == (1,)
        assert site.held(WAREHOUSE, Family.USERS)["7"] == seven
        told = {(event.device_id, event.by_device) for event in await events(site, 8704)}
        assert told == {(WAREHOUSE, True), (ENTRANCE, False), (CONTROLLER, False)}

    async def test_one_change_after_the_other(self, site: Site) -> None:
        for number in range(3):
            async with Ear(site).told(ENTRANCE):
                await site.plant.fleet.enrol(ENTRANCE, f"Seven {number}", Presentation(id="7"))
        await site.provisioner.settled()
        seven = await at_server(site, "7")
        assert seven is not None
        assert seven.name == "Seven 2"

    async def test_what_the_server_took_from_him_does_not_come_back(self, site: Site) -> None:
        await away(site, ENTRANCE)
        await site.change(a_person("7", disabled=True))
        await enrol(site, ENTRANCE, "Seven", id="7", card="1007")
        await back(site, ENTRANCE)
        seven = await at_server(site, "7")
        assert seven is not None
        assert (seven.disabled, seven.name, seven.cards) == (True, "User 7", (CardContent("107"),)[:0])
        assert site.held(ENTRANCE, Family.USERS)["7"] == seven

    async def test_nor_when_the_facts_that_tell_of_it_are_gone(self, site: Site) -> None:
        await enrol(site, ENTRANCE, "Seven", id="7")
        await away(site, ENTRANCE)
        await site.change(a_person("7", disabled=True))
        await site.change(a_person("8", disabled=True))
        async with site.plant.ground.database.write() as session:
            await outbox.forget(session, site.plant.ground.clock() + timedelta(days=1), 10**9, 1000)
        await enrol(site, ENTRANCE, "Seven", id="7", card="1007")
        await enrol(site, ENTRANCE, "Eve", id="5", card="105")
        await back(site, ENTRANCE)
        seven = await at_server(site, "7")
        assert seven is not None
        assert (seven.disabled, seven.cards) == (True, ())
        assert site.held(ENTRANCE, Family.USERS)["7"] == seven
        assert await at_server(site, "5") is not None

    async def test_who_was_deleted_does_not_come_back(self, site: Site) -> None:
        await away(site, ENTRANCE)
        await site.dismiss("7")
        await enrol(site, ENTRANCE, "Seven", id="7", card="1007")
        await back(site, ENTRANCE)
        assert await at_server(site, "7") is None
        assert held(site) == ({"8", "9"},) * 3

    async def test_who_is_taken_out_at_a_device_comes_back(self, site: Site) -> None:
        async with Ear(site).told(ENTRANCE):
            await site.plant.fleet.discharge(ENTRANCE, "7")
        await site.provisioner.settled()
        assert held(site) == ({"7", "8", "9"},) * 3
