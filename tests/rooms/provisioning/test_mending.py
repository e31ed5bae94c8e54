"""What devices hold is compared with what they should hold, and only the difference is written."""

from dataclasses import replace
from typing import Any

import pytest

from ostiary.kernel.operation import Operation
from ostiary.people.operations import Person, update_person
from ostiary.policy.access import AccessGroup
from ostiary.port.commands import Fault
from ostiary.port.content import CardContent, Family, UserContent
from ostiary.provisioning import proof
from tests.rooms.devices.plant import CONTROLLER, ENTRANCE, WAREHOUSE
from tests.rooms.provisioning.site import SECONDS, Site, a_person


@pytest.fixture
async def peopled(site: Site) -> Site:
    """The site with three people, and nothing noted yet."""
    await site.enrol(*(a_person(user_id, cards=(f"10{user_id}",), groups=(1,)) for user_id in "789"))
    site.plant.driver.written.clear()
    site.plant.driver.deleted.clear()
    return site


def _rename(user_id: str) -> tuple[Operation[Any, Any], Person]:
    return update_person, a_person(user_id, name=f"Renamed {user_id}")


def _held(site: Site, user_id: str) -> tuple[tuple[str, ...], tuple[int, ...], bool]:
    """The cards and groups of a person at the entrance, and whether he is disabled there."""
    user = site.held(ENTRANCE, Family.USERS)[user_id]
    assert isinstance(user, UserContent)
    return tuple(card.number for card in user.cards), user.groups, user.disabled


async def state(site: Site) -> str:
    """Where the entrance stands, by what it is found to hold now."""
    content = await site.provisioner.examine(ENTRANCE)
    assert content is not None
    return content.state


class TestBehindTheBack:
    """Somebody changes a device without the server."""

    async def test_nothing_is_written_where_nothing_differs(self, peopled: Site) -> None:
        await peopled.level(ENTRANCE, WAREHOUSE, CONTROLLER)
        assert (peopled.plant.driver.written, peopled.plant.driver.deleted) == ([], [])

    async def test_an_altered_person_is_put_right(self, peopled: Site) -> None:
        before = peopled.marks(ENTRANCE)
        user = peopled.held(ENTRANCE, Family.USERS)["8"]
        assert isinstance(user, UserContent)
        altered = replace(user, cards=(CardContent("666"),))
        await peopled.plant.fleet.alter(ENTRANCE, Family.USERS, altered)
        await peopled.level(ENTRANCE)
        assert peopled.marks(ENTRANCE) == before
        assert peopled.plant.driver.written == [(ENTRANCE, Family.USERS, ("8",))]

    async def test_an_altered_rule_is_put_right(self, peopled: Site) -> None:
        before = peopled.marks(ENTRANCE)
        await peopled.plant.fleet.alter(ENTRANCE, Family.GROUPS, AccessGroup(2, "Office", (1,)))
        await peopled.level(ENTRANCE)
        assert peopled.marks(ENTRANCE) == before
        assert peopled.plant.driver.written == [(ENTRANCE, Family.GROUPS, ("2",))]

    async def test_what_was_dropped_is_written_again(self, peopled: Site) -> None:
        before = peopled.marks(ENTRANCE)
        await peopled.plant.fleet.lose(ENTRANCE, Family.USERS, ["7", "9"])
        await peopled.plant.fleet.lose(ENTRANCE, Family.LEVELS, ["1"])
        await peopled.level(ENTRANCE)
        assert peopled.marks(ENTRANCE) == before
        assert peopled.plant.driver.written == [
            (ENTRANCE, Family.LEVELS, ("1",)),
            (ENTRANCE, Family.USERS, ("7", "9")),
        ]

    async def test_strangers_are_deleted(self, peopled: Site) -> None:
        user = peopled.held(ENTRANCE, Family.USERS)["8"]
        assert isinstance(user, UserContent)
        await peopled.plant.fleet.alter(ENTRANCE, Family.USERS, replace(user, user_id="intruder"))
        await peopled.plant.fleet.alter(ENTRANCE, Family.GROUPS, AccessGroup(99, "Back door", (1,)))
        await peopled.level(ENTRANCE)
        assert peopled.plant.driver.deleted == [
            (ENTRANCE, Family.USERS, ("intruder",)),
            (ENTRANCE, Family.GROUPS, ("99",)),
        ]

    async def test_a_device_that_was_wiped_gets_everything(self, peopled: Site) -> None:
        before = peopled.marks(WAREHOUSE)
        await peopled.plant.fleet.wipe(WAREHOUSE)
        await peopled.level(WAREHOUSE)
        assert peopled.marks(WAREHOUSE) == before

    async def test_a_device_that_tells_of_its_loss_is_mended_unasked(self, peopled: Site) -> None:
        before = peopled.marks(WAREHOUSE)
        await peopled.plant.fleet.wipe(WAREHOUSE, silently=False)
        while peopled.marks(WAREHOUSE) != before:
            await peopled.plant.ground.database.bell.wait(peopled.plant.ground.database.bell.rings)

    async def test_a_device_that_a_look_shows_to_differ_is_mended_unasked(self, peopled: Site) -> None:
        before = peopled.marks(ENTRANCE)
        await peopled.plant.fleet.wipe(ENTRANCE)
        assert await state(peopled) == "differing"
        await peopled.provisioner.settled()
        assert peopled.marks(ENTRANCE) == before
        assert await state(peopled) == "level"

    async def test_proof_asks_every_device(self, peopled: Site) -> None:
        await peopled.plant.fleet.lose(ENTRANCE, Family.USERS, ["7"])
        await peopled.plant.fleet.lose(CONTROLLER, Family.USERS, ["8"])
        peopled.provisioner.prove()
        await peopled.provisioner.settled()
        assert {device_id for device_id, _, _ in peopled.plant.driver.written} == {ENTRANCE, CONTROLLER}


class TestSync:
    """An operator asks for it."""

    async def test_a_clean_one_wipes_first(self, peopled: Site) -> None:
        before = peopled.marks(ENTRANCE)
        rows, under_way = await peopled.provisioner.sync((ENTRANCE,), SECONDS, wipe=True)
        assert (rows, under_way) == ([(ENTRANCE, Fault.OK)], [])
        assert peopled.marks(ENTRANCE) == before
        assert (ENTRANCE, Family.USERS, ("7", "8", "9")) in peopled.plant.driver.written

    async def test_a_device_that_is_away_is_wiped_when_it_is_back(self, peopled: Site) -> None:
        await peopled.plant.fleet.set_network(ENTRANCE, False)
        assert await peopled.plant.connections.turned(ENTRANCE, False, SECONDS)
        rows, _ = await peopled.provisioner.sync((ENTRANCE,), SECONDS, wipe=True)
        assert rows == [(ENTRANCE, Fault.NOT_CONNECTED)]
        await peopled.plant.fleet.set_network(ENTRANCE, True)
        assert await peopled.plant.connections.turned(ENTRANCE, True, SECONDS)
        await peopled.provisioner.settled()
        assert (ENTRANCE, Family.USERS, ("7", "8", "9")) in peopled.plant.driver.written


class TestAway:
    """A device that is away gets what it missed."""

    async def test_changes_wait_for_its_return(self, peopled: Site) -> None:
        await peopled.plant.fleet.set_network(ENTRANCE, False)
        assert await peopled.plant.connections.turned(ENTRANCE, False, SECONDS)
        receipt = await peopled.change(a_person("7", name="Seven"))
        assert await peopled.settled(receipt) == {
            ENTRANCE: Fault.NOT_CONNECTED,
            WAREHOUSE: Fault.OK,
            CONTROLLER: Fault.OK,
        }
        await peopled.dismiss("8")
        assert set(peopled.held(ENTRANCE, Family.USERS)) == {"7", "8", "9"}
        await peopled.plant.fleet.set_network(ENTRANCE, True)
        assert await peopled.plant.connections.turned(ENTRANCE, True, SECONDS)
        await peopled.provisioner.settled()
        assert peopled.held(ENTRANCE, Family.USERS) == peopled.held(WAREHOUSE, Family.USERS)
        assert [entry for entry in peopled.plant.driver.written if entry[0] == ENTRANCE] == [
            (ENTRANCE, Family.USERS, ("7",))
        ]

    async def test_a_slow_device_is_told_apart(self, peopled: Site) -> None:
        peopled.plant.fleet.interference(ENTRANCE).hang()
        receipt = await peopled.act(*_rename("7"))
        rows = await peopled.settled(receipt, 0.5)
        assert rows[ENTRANCE] == Fault.TIMED_OUT
        peopled.plant.fleet.interference(ENTRANCE).resume()
        assert set((await peopled.settled(receipt)).values()) == {Fault.OK}

    async def test_a_call_that_fails_is_made_good(self, peopled: Site) -> None:
        peopled.plant.fleet.interference(ENTRANCE).fail_calls(Fault.TIMED_OUT)
        receipt = await peopled.act(*_rename("7"))
        assert set((await peopled.settled(receipt)).values()) == {Fault.OK}
        assert peopled.held(ENTRANCE, Family.USERS) == peopled.held(WAREHOUSE, Family.USERS)

    async def test_a_connection_that_breaks_in_the_middle_is_made_good(self, peopled: Site) -> None:
        interference = peopled.plant.fleet.interference(ENTRANCE)
        interference.hang()
        receipt = await peopled.act(*_rename("7"))
        await peopled.settled(receipt, 0.2)
        await peopled.plant.fleet.set_network(ENTRANCE, False)
        interference.resume()
        await peopled.plant.fleet.set_network(ENTRANCE, True)
        assert await peopled.plant.connections.turned(ENTRANCE, True, SECONDS)
        await peopled.provisioner.settled()
        assert peopled.held(ENTRANCE, Family.USERS) == peopled.held(WAREHOUSE, Family.USERS)


class TestRefusal:
    """A device that does not take something."""

    async def test_the_device_s_own_code_is_told_and_kept(self, peopled: Site) -> None:
        peopled.plant.driver.refusing[Family.USERS, "7"] = Fault.NO_ROOM
        receipt = await peopled.change(a_person("7", name="Seven"))
        assert set((await peopled.settled(receipt)).values()) == {Fault.NO_ROOM}
        await peopled.provisioner.settled()
        await peopled.provisioner.save()
        row = await peopled.plant.row(ENTRANCE)
        assert (row.status, row.user_sync) == (2, 1)

    async def test_no_more_room_for_people_is_a_state_of_its_own(self, peopled: Site) -> None:
        peopled.plant.driver.refusing[Family.USERS, "5"] = Fault.FULL
        await peopled.enrol(a_person("5"))
        await peopled.provisioner.settled()
        await peopled.provisioner.save()
        assert (await peopled.plant.row(ENTRANCE)).user_sync == -1

    async def test_a_person_is_tried_three_times_and_then_an_event_says_so(self, peopled: Site) -> None:
        peopled.plant.driver.refusing[Family.USERS, "7"] = Fault.INVALID
        await peopled.change(a_person("7", name="Seven"))
        for _ in range(2):
            peopled.provisioner.prove()
            await peopled.provisioner.settled()
            await peopled.provisioner.save()
        tried = [entry for entry in peopled.plant.driver.written if entry == (ENTRANCE, Family.USERS, ("7",))]
        assert len(tried) == 3
        events = await peopled.events(8448)
        assert {(event.device_id, event.user_id) for event in events} == {
            (ENTRANCE, "7"),
            (WAREHOUSE, "7"),
            (CONTROLLER, "7"),
        }
        assert len(events) == 3
        assert events[0].reason == "It is more than the device takes."

    async def test_who_has_no_template_that_a_device_reads_is_taken_off_it(self, peopled: Site) -> None:
        assert "7" in peopled.held(ENTRANCE, Family.USERS)
        peopled.plant.driver.refusing[Family.USERS, "7"] = Fault.NO_TEMPLATE
        await peopled.change(a_person("7", name="Seven"))
        await peopled.provisioner.settled()
        await peopled.provisioner.save()
        assert "7" not in peopled.held(ENTRANCE, Family.USERS)
        assert {event.user_id for event in await peopled.events(4091)} == {"7"}
        assert await peopled.events(8448) == []

    async def test_who_is_refused_keeps_nothing_that_he_should_not_have(self, peopled: Site) -> None:
        holdings = peopled.plant.fleet.device(ENTRANCE).holdings
        holdings._profile = replace(holdings._profile, max_cards=3)
        too_many = ("107", "207", "307")
        await peopled.change(a_person("7", cards=too_many, groups=(1, 2)))
        assert _held(peopled, "7") == (("107",), (1,), False)
        await peopled.change(a_person("7", cards=too_many, groups=(2,), disabled=True))
        assert _held(peopled, "7") == (("107",), (), True)
        await peopled.change(a_person("7", cards=too_many[1:], groups=(1,), disabled=False))
        assert _held(peopled, "7") == ((), (), False)
        await peopled.provisioner.settled()
        await peopled.provisioner.save()
        assert (await peopled.plant.row(ENTRANCE)).user_sync == 1
        await peopled.dismiss("8", "9")
        await peopled.provisioner.settled()
        assert _held(peopled, "7") == (too_many[1:], (1,), False)

    async def test_who_is_refused_even_so_is_taken_off(self, peopled: Site) -> None:
        peopled.plant.driver.refusing[Family.USERS, "7"] = Fault.INVALID
        await peopled.change(a_person("7", cards=("107",), groups=(1,), name="Seven"))
        assert "7" in peopled.held(ENTRANCE, Family.USERS)
        await peopled.change(a_person("7", cards=("107", "207"), groups=(2,)))
        assert "7" not in peopled.held(ENTRANCE, Family.USERS)

    async def test_a_full_device_is_tried_again_when_somebody_has_gone(self, peopled: Site) -> None:
        peopled.plant.driver.refusing[Family.USERS, "5"] = Fault.FULL
        await peopled.enrol(a_person("5"))
        await peopled.provisioner.settled()
        peopled.plant.driver.refusing.clear()
        await peopled.dismiss("9")
        await peopled.provisioner.settled()
        assert set(peopled.held(ENTRANCE, Family.USERS)) == {"5", "7", "8"}

    async def test_who_changes_is_tried_again(self, peopled: Site) -> None:
        peopled.plant.driver.refusing[Family.USERS, "7"] = Fault.INVALID
        await peopled.change(a_person("7", name="Seven"))
        await peopled.provisioner.settled()
        peopled.plant.driver.refusing.clear()
        await peopled.change(a_person("7", name="Seven again"))
        await peopled.provisioner.settled()
        await peopled.provisioner.save()
        row = await peopled.plant.row(ENTRANCE)
        assert (row.status, row.user_sync) == (1, 0)

    async def test_a_device_that_does_not_keep_what_it_takes_is_tried_again_and_again(
        self, peopled: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        peopled.plant.driver.forgetting.add((Family.USERS, "7"))
        receipt = await peopled.change(a_person("7", name="Seven"))
        peopled.provisioner.prove()
        await peopled.provisioner.settled()
        assert await state(peopled) == "differing"
        assert (await peopled.settled(receipt))[ENTRANCE] == Fault.UNKNOWN
        rows, _ = await peopled.provisioner.sync((ENTRANCE,), SECONDS)
        assert rows == [(ENTRANCE, Fault.UNKNOWN)]
        monkeypatch.setattr(proof, "FIRST_PAUSE", 0.01)
        await peopled.change(a_person("7", name="Seven again"))
        peopled.plant.driver.forgetting.clear()
        while await state(peopled) != "level":
            await peopled.plant.ground.database.bell.wait(peopled.plant.ground.database.bell.rings)
        assert peopled.held(ENTRANCE, Family.USERS) == peopled.held(WAREHOUSE, Family.USERS)

    async def test_an_operator_has_it_tried_again(self, peopled: Site) -> None:
        peopled.plant.driver.refusing[Family.USERS, "7"] = Fault.NO_ROOM
        await peopled.change(a_person("7", name="Seven"))
        await peopled.provisioner.settled()
        rows, _ = await peopled.provisioner.sync((ENTRANCE,), SECONDS)
        assert rows == [(ENTRANCE, Fault.NO_ROOM)]
        peopled.plant.driver.refusing.clear()
        await peopled.level(ENTRANCE)
        await peopled.provisioner.save()
        user = peopled.held(ENTRANCE, Family.USERS)["7"]
        assert isinstance(user, UserContent)
        assert (user.name, (await peopled.plant.row(ENTRANCE)).status) == ("Seven", 1)
