"""Explanations against the devices themselves: what they answer, and what they really hold."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest

from ostiary.access.explain import Asking, Explanation, explain
from ostiary.access.groups import AccessGroupChange, NewAccessGroup, create_access_group, update_access_group
from ostiary.access.levels import Item, NewLevel, create_level
from ostiary.identity.users import UserChange
from ostiary.kernel.context import EVERYTHING, Kind, Scope
from ostiary.people.operations import Person, PersonChange
from ostiary.policy.authmode import Factor
from ostiary.policy.schedule import ALWAYS, Segment
from ostiary.port.content import Family
from ostiary.provisioning.inspection import Difference, Differing, Inspection, Subject
from ostiary.schedules.operations import NewSchedule, create_schedule
from ostiary.schedules.plans import PlanChange
from ostiary.simulator.presentation import Presentation, Response
from tests.policy.sites import dice
from tests.rooms.devices.plant import CONTROLLER, ENTRANCE, INSIDE, OUTSIDE, TEST
from tests.rooms.provisioning.site import EXPIRY, START, Site, a_person

PIN = "4711"
READERS = (ENTRANCE, INSIDE, OUTSIDE)


async def why(site: Site, **asked: Any) -> Explanation:
    """An explanation as of the fleet's clock."""
    site.plant.ground.clock.at = site.plant.clock.now()
    return await site.plant.gate.ask(TEST, explain, Asking(**asked))


async def really(site: Site, found: Explanation, scope: Scope = EVERYTHING) -> Inspection | None:
    """What the device holds for that passage."""
    assert found.user is not None
    assert found.reader is not None
    assert found.place is not None
    subject = Subject(found.user.user_id, found.card, found.reader.id, found.place, found.at, scope)
    return await site.provisioner.inspect(found.reader.decider.id, subject)


async def inspected(site: Site, **asked: Any) -> Inspection:
    """The same of a passage; the device can be asked."""
    found = await really(site, await why(site, **asked))
    assert found is not None
    return found


async def crowd(site: Site, random: Random) -> list[Person]:
    """Schedules, levels, groups, and a dozen people with a card, all as it comes."""
    doors = tuple(site.doors.values())
    for number in range(3):
        edges = sorted(random.sample(range(0, 1441, 30), 4))
        days = dict.fromkeys(random.sample(range(7), 6), (Segment(*edges[:2]), Segment(*edges[2:])))
        await site.act(create_schedule, NewSchedule(f"Schedule {number}", plan=PlanChange(days=days)))
    for number in range(4):
        items = tuple(
            Item(
                doors=tuple(random.sample(doors, random.randrange(1, 3))), schedule_id=random.choice((ALWAYS, 2, 3, 4))
            )
            for _ in range(random.randrange(1, 3))
        )
        await site.act(create_level, NewLevel(f"Level {number}", items=items))
        levels = tuple(random.sample(range(1, number + 3), random.randrange(3)))
        await site.act(create_access_group, NewAccessGroup(f"Group {number}", level_ids=levels))
    people = []
    for number in range(12):
        data: dict[str, Any] = {"disabled": random.random() < 0.1}
        if random.random() < 0.1:
            data["expiry"] = site.plant.clock.now() - timedelta(hours=1)
        if random.random() < 0.5:
            data["pin"] = PIN
        groups = random.sample(range(1, 7), random.randrange(4))
        people.append(a_person(f"{100 + number}", cards=(f"70{number}",), groups=groups, **data))
    await site.enrol(*people)
    return people


class TestAnswers:
    async def test_every_reader_answers_as_explained(self, site: Site) -> None:
        random = dice(7)
        people = await crowd(site, random)
        codes = set()
        for _ in range(8):
            site.plant.clock.advance(random.randrange(100, 20_000))
            for person in random.sample(people, 4):
                reader_id, number = random.choice(READERS), f"70{int(person.user_id) - 100}"
                found = await why(site, card=number, reader=reader_id)
                answer = await site.plant.fleet.present(reader_id, Presentation(card=number))
                said = answer.response is Response.GRANTED, answer.event_code, answer.reason
                assert (found.verdict.granted, found.verdict.code, found.verdict.reason) == said
                content = await really(site, found)
                assert content is not None
                assert content.differences == ()
                assert content.trial == found.chosen
                codes.add(answer.event_code)
        assert {4102, 6401} < codes


async def belonging(site: Site) -> None:
    """Somebody who may pass the entrance."""
    own = UserChange(name="Ada", start=START, expiry=EXPIRY)
    await site.enrol(a_person("7", cards=("700",), groups=(1,), pin=PIN))
    await site.change(Person("7", PersonChange(own)))


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
class TestContent:
    """What is read from devices; the engine makes no difference to them."""

    async def test_a_person_whom_the_device_has_lost(self, site: Site) -> None:
        await belonging(site)
        await site.plant.fleet.lose(ENTRANCE, Family.USERS, ["7"])
        found = await inspected(site, person="7", door=site.doors["Front"])
        assert found.differences == (Difference(Family.USERS, "7", Differing.MISSING),)
        assert not found.holds_person
        assert found.trial is not None
        assert found.trial.verdict.reason == "The card is not known to the device."
        assert (await why(site, person="7", door=site.doors["Front"])).verdict.granted

    async def test_what_it_finds_to_have_drifted_is_mended(self, site: Site) -> None:
        await belonging(site)
        await site.provisioner.settled()
        await site.plant.fleet.lose(ENTRANCE, Family.USERS, ["7"])
        assert not (await inspected(site, person="7", door=site.doors["Front"])).level
        await site.provisioner.settled()
        found = await inspected(site, person="7", door=site.doors["Front"])
        assert (found.differences, found.level) == ((), True)

    async def test_rules_that_the_device_has_lost(self, site: Site) -> None:
        await belonging(site)
        await site.plant.fleet.lose(ENTRANCE, Family.LEVELS, ["1"])
        found = await inspected(site, person="7", door=site.doors["Front"])
        assert found.differences == (Difference(Family.LEVELS, "1", Differing.MISSING),)
        assert found.trial is not None
        assert found.trial.verdict.code == 6401

    async def test_what_was_taken_while_the_device_was_away_and_a_stranger_record(self, site: Site) -> None:
        await belonging(site)
        held = site.held(ENTRANCE, Family.USERS)["7"]
        await site.act(update_access_group, AccessGroupChange(1, leaving=("7",)))
        await site.provisioner.settled()
        device = site.plant.fleet.device(ENTRANCE)
        device.write(Family.USERS, [held])
        found = await inspected(site, card="700", reader=ENTRANCE)
        assert found.differences == (Difference(Family.USERS, "7", Differing.DIFFERENT),)
        assert found.trial is not None
        assert found.trial.verdict.granted
        assert found.trial.presented == (Factor.CARD,)

    async def test_settings_that_are_gone_leave_nothing_to_tell(self, site: Site) -> None:
        await belonging(site)
        await site.plant.fleet.lose(ENTRANCE, Family.SETTINGS, [str(ENTRANCE)])
        found = await inspected(site, person="7", reader=ENTRANCE)
        assert found.trial is None

    async def test_a_device_that_is_away_cannot_be_asked(self, site: Site) -> None:
        await belonging(site)
        await site.plant.fleet.set_network(CONTROLLER, False)
        assert await site.plant.connections.turned(CONTROLLER, False, 20)
        found = await why(site, person="7", reader=INSIDE)
        assert found.reader is not None
        assert not found.reader.decider.connected
        assert await really(site, found) is None

    async def test_groups_outside_the_scope_keep_no_name(self, site: Site) -> None:
        await belonging(site)
        found = await why(site, person="7", door=site.doors["Front"])
        content = await really(site, found, Scope({Kind.ACCESS_GROUP: frozenset({2})}))
        assert content is not None
        assert content.trial is not None
        assert 'Access group "(outside your scope)"' in content.trial.verdict.reason
