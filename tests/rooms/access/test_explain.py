"""Explanations: who, where, when, why; for whom; and which doors open to somebody."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from ostiary.access.explain import HIDDEN, Asking, Explanation, explain
from ostiary.access.openings import DoorsAsked, Openings, door_asked, doors_of, openers
from ostiary.credentials.cards import CardChoice
from ostiary.credentials.model import CardRow
from ostiary.credentials.rules import NewCard
from ostiary.devices.model import DeviceNotFound
from ostiary.devices.operations import DeviceChange, NewDevice, register_devices, update_device
from ostiary.doors.model import DoorNotFound
from ostiary.doors.operations import Door, create_door
from ostiary.doors.state import report_doors
from ostiary.doors.wiring import Wiring
from ostiary.identity.model import UserNotFound
from ostiary.identity.queries import PrivateEntry
from ostiary.identity.users import UserChange
from ostiary.kernel.context import Context, Kind, Module, Operator
from ostiary.kernel.errors import Forbidden, Invalid
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.trail import Method
from ostiary.people.operations import Person, PersonChange, create_people, update_person
from ostiary.policy.authmode import Factor
from ostiary.policy.door import Alarm, Flag
from ostiary.policy.schedule import Segment
from ostiary.port.reports import DoorReport
from ostiary.schedules.operations import NewSchedule, create_schedule
from ostiary.schedules.plans import PlanChange
from tests.rig.ground import NOON, SYSTEM
from tests.rooms.access.builders import EXPIRY, START, Site, add_door_group, an_operator

BIOSTATION, CORESTATION, XPASS = 46, 14, 5
FRONT, LAB, STORE = 1, 2, 3
FRONT_READER, LAB_READER, LAB_EXIT, LONE_READER = 11, 12, 13, 14
ADA, BOB = "7", "8"
ONE_ENGINE = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""What is read is the same for all; that is tried on both engines by the rest."""
DAILY = dict.fromkeys(range(7), (Segment(8 * 60, 18 * 60),))


@operation(module=(), right="write", verb="BLACKLIST", method=Method.UPDATE)
async def blacklist_card(work: Work, number: str) -> None:
    """Put a card on the blacklist."""
    await work.session.execute(update(CardRow).where(CardRow.number == number).values(blacklisted=True))


@pytest.fixture
async def house(site: Site) -> Site:
    """Front (always) and laboratory (8 to 18 in Berlin) for Ada by two groups; a store without reader; Bob in none."""
    readers = [
        NewDevice(id, f"Reader {id}", BIOSTATION, timezone="Europe/Berlin")
        for id in (FRONT_READER, LAB_READER, LONE_READER)
    ]
    exit_reader = NewDevice(LAB_EXIT, "Exit", BIOSTATION, parent_id=LAB_READER)
    await site.run(register_devices, (*readers, exit_reader))
    await site.run(create_door, Door("Front", wiring=Wiring(FRONT_READER)))
    other = await site.run(add_door_group, "Other doors")
    await site.run(create_door, Door("Laboratory", other, wiring=Wiring(LAB_READER, LAB_EXIT)))
    await site.door("Store")
    office = await site.run(create_schedule, NewSchedule("Office hours", plan=PlanChange(days=DAILY)))
    await site.level("House", FRONT, STORE)
    await site.level("Science", LAB, schedule=office)
    await site.group("Staff", level_ids=(1,))
    await site.group("Scientists", level_ids=(2,))
    await site.user_group("Others")
    await enrol(site, ADA, ("100",), (1, 2), pin="4711")
    await enrol(site, BOB, ("200",), (), group_id=2)
    return site


async def enrol(
    site: Site, user_id: str, cards: tuple[str, ...], groups: tuple[int, ...], group_id: int = 1, **data: Any
) -> None:
    """A person with cards in access groups."""
    own = UserChange(name=f"P{user_id}", group_id=group_id, start=START, expiry=EXPIRY, **data)
    choices = tuple(CardChoice(scanned=NewCard(number)) for number in cards)
    await site.run(create_people, [Person(user_id, PersonChange(own, cards=choices, access_groups=groups))])


async def why(site: Site, context: Context = SYSTEM, **asked: Any) -> Explanation:
    """An explanation."""
    return await site.ask(explain, Asking(**asked), context)


async def answer(site: Site, context: Context = SYSTEM, **asked: Any) -> tuple[bool, int, str]:
    """What a client hears first."""
    verdict = (await why(site, context, **asked)).verdict
    return verdict.granted, verdict.code, verdict.reason


SCIENCE = 'Access group "Scientists", access level "Science": schedule "Office hours"'


@ONE_ENGINE
class TestVerdict:
    async def test_the_path_that_opens(self, house: Site) -> None:
        assert await answer(house, person=ADA, door=LAB) == (True, 4102, f"{SCIENCE} is open.")
        assert await answer(house, card="100", reader=LAB_EXIT) == (True, 4102, f"{SCIENCE} is open.")

    async def test_the_rule_that_refuses_at_another_time(self, house: Site) -> None:
        late = datetime(2026, 11, 23, 17, tzinfo=UTC)
        found = await why(house, person=ADA, door=LAB, at=late)
        assert (found.verdict.code, found.verdict.reason) == (6401, f"{SCIENCE} is closed now.")
        assert (found.at, found.now) == (late, NOON)
        assert (await answer(house, person=ADA, door=LAB, at=late - timedelta(minutes=1)))[1] == 4102

    async def test_who_is_in_no_group(self, house: Site) -> None:
        assert await answer(house, person=BOB, door=FRONT) == (False, 6401, "The user is in no access group.")

    async def test_who_is_disabled_or_not_yet_valid(self, house: Site) -> None:
        await house.run(update_person, Person(ADA, PersonChange(UserChange(disabled=True))))
        assert await answer(house, person=ADA, door=FRONT) == (False, 6402, "The user is disabled.")
        begins = NOON + timedelta(days=1)
        await house.run(update_person, Person(ADA, PersonChange(UserChange(disabled=False, start=begins))))
        period = "The user's period begins at 2026-11-24 13:00."
        assert await answer(house, person=ADA, door=FRONT) == (False, 6403, period)
        checks = {check.name: check.holds for check in (await why(house, person=ADA, door=FRONT)).checks}
        assert checks == {"enabled": True, "period": False, "rules": True, "lock": True, "credentials": True}

    async def test_a_card_that_nobody_has(self, house: Site) -> None:
        for number in ("999", "100 or 1=1"):
            found = await answer(house, card=number, door=FRONT)
            assert found == (False, 4354, "The card is not known to the device.")

    async def test_a_card_on_the_blacklist(self, house: Site) -> None:
        await house.run(blacklist_card, "100")
        assert await answer(house, card="100", door=FRONT) == (False, 6404, "Card 100 is on the blacklist.")

    async def test_a_door_that_an_operator_keeps_locked(self, house: Site) -> None:
        report = DoorReport(FRONT_READER, FRONT, False, False, Flag.OPERATOR, Flag.NONE, Alarm.NONE, None)
        await house.run(report_doors, (report,))
        assert await answer(house, person=ADA, door=FRONT) == (False, 6423, "The door is locked by an operator.")
        assert (await answer(house, person=BOB, door=FRONT))[1] == 6401

    async def test_a_door_without_a_reader(self, house: Site) -> None:
        assert await answer(house, person=ADA, door=STORE) == (False, 0, "The door has no reader.")

    async def test_a_reader_without_a_door(self, house: Site) -> None:
        found = await answer(house, person=BOB, reader=LONE_READER)
        assert found == (True, 4102, "The reader belongs to no door.")

    async def test_a_reader_of_full_access_asks_no_rules(self, house: Site) -> None:
        await settle(house, FRONT_READER, enable_full_access=True)
        assert (await answer(house, person=BOB, door=FRONT))[:2] == (True, 4102)

    async def test_somebody_without_a_credential(self, house: Site) -> None:
        await enrol(house, "9", (), (1,))
        await settle(house, FRONT_READER, operation_modes=[{"mode": 21, "schedule_id": 1}])
        found = await why(house, person="9", door=FRONT)
        assert [trial.presented for trial in found.trials] == [(Factor.ID,)]
        assert (found.verdict.granted, found.verdict.code) == (False, 6145)

    async def test_a_reader_that_takes_nothing_he_has(self, house: Site) -> None:
        await enrol(house, "9", (), ())
        await house.run(register_devices, (NewDevice(20, "Cards only", XPASS),))
        nothing = "The user has no credential that this reader takes."
        assert await answer(house, person="9", reader=20) == (False, 0, nothing)

    async def test_a_controller_is_no_reader(self, house: Site) -> None:
        await house.run(register_devices, (NewDevice(20, "Controller", CORESTATION),))
        assert await answer(house, card="100", reader=20) == (False, 0, "This device is no reader.")
        assert await answer(house, person=ADA, reader=20) == (False, 0, "This device is no reader.")

    async def test_who_would_not_be_recognised_hears_what_else_refuses_him_or_what_he_lacks(self, house: Site) -> None:
        await settle(house, FRONT_READER, operation_modes=[{"mode": 24, "schedule_id": 1}])
        lacking = "The user has no PIN for this reader, which asks for it after card."
        found = await why(house, person=BOB, door=FRONT)
        assert (found.verdict.code, found.verdict.reason) == (6147, "The user is in no access group.")
        assert [(check.reason, check.holds) for check in found.checks if check.name == "credentials"] == [
            (lacking, False)
        ]
        await house.run(update_person, Person(BOB, PersonChange(access_groups=(1,))))
        assert await answer(house, person=BOB, door=FRONT) == (False, 6147, lacking)

    async def test_modes_of_his_own_are_named_as_the_cause(self, house: Site) -> None:
        own = (PrivateEntry(Factor.CARD, -1, False), PrivateEntry(Factor.ID, -1, False))
        await house.run(update_person, Person(ADA, PersonChange(UserChange(private_modes=own))))
        reason = "The user's own authentication modes let nobody begin with the card."
        assert await answer(house, person=ADA, door=FRONT) == (False, 6145, reason)


async def settle(site: Site, device_id: int, **authentication: Any) -> None:
    """Change how a device authenticates."""
    await site.run(update_device, DeviceChange(device_id, {"settings": {"authentication": authentication}}))


@ONE_ENGINE
class TestWays:
    async def test_every_way_of_presenting_oneself_is_tried(self, house: Site) -> None:
        found = await why(house, person=ADA, door=FRONT)
        ways = {trial.presented: trial.verdict.code for trial in found.trials}
        assert ways == {(Factor.CARD,): 4102, (Factor.ID, Factor.PIN): 4097}

    async def test_a_mode_that_wants_more_is_met_with_more(self, house: Site) -> None:
        await settle(house, FRONT_READER, operation_modes=[{"mode": 24, "schedule_id": 1}])
        assert (await why(house, card="100", door=FRONT)).verdict.code == 4103
        refused = await why(house, card="200", door=FRONT)
        assert (refused.verdict.code, refused.verdict.reason) == (6147, "The user is in no access group.")
        assert [trial.verdict.reason for trial in refused.trials] == ["No PIN was presented within 10 s."]


class TestSteps:
    async def test_each_group_says_why_or_why_not(self, house: Site) -> None:
        steps = (await why(house, person=ADA, door=LAB)).steps
        assert [(step.granted, step.group_id, step.level_id, step.schedule_id) for step in steps] == [
            (False, 1, None, None),
            (True, 2, 2, 2),
        ]
        assert steps[0].reason == 'Access group "Staff" has no access level with this door.'


@ONE_ENGINE
class TestQuestions:
    async def test_one_person_or_card_and_one_door_or_reader(self, house: Site) -> None:
        both = {"person": ADA, "card": "100", "door": FRONT}, {"person": ADA, "door": FRONT, "reader": FRONT_READER}
        for asked in ({"door": FRONT}, {"person": ADA}, *both):
            with pytest.raises(Invalid) as refused:
                await why(house, **asked)
            assert ("not both" in refused.value.detail) is (asked in both)

    async def test_what_is_not_there(self, house: Site) -> None:
        with pytest.raises(UserNotFound):
            await why(house, person="99", door=FRONT)
        with pytest.raises(DoorNotFound):
            await why(house, person=ADA, door=99)
        with pytest.raises(DeviceNotFound):
            await why(house, person=ADA, reader=99)


@ONE_ENGINE
class TestScope:
    async def test_who_and_what_is_outside_is_not_explained(self, house: Site) -> None:
        outside: tuple[tuple[Kind, dict[str, Any]], ...] = (
            (Kind.USER_GROUP, {"person": ADA, "door": FRONT}),
            (Kind.USER_GROUP, {"card": "100", "door": FRONT}),
            (Kind.DOOR_GROUP, {"person": ADA, "door": FRONT}),
            (Kind.DOOR_GROUP, {"person": ADA, "reader": FRONT_READER}),
            (Kind.DEVICE_GROUP, {"person": ADA, "reader": FRONT_READER}),
        )
        for kind, asked in outside:
            with pytest.raises(Forbidden):
                await why(house, an_operator({kind: (2,)}), **asked)

    async def test_a_group_outside_has_no_name(self, house: Site) -> None:
        found = await why(house, an_operator({Kind.ACCESS_GROUP: (2,)}), person=ADA, door=FRONT)
        assert found.verdict.reason == f'Access group "{HIDDEN}", access level "House": schedule "Always" is open.'
        assert "Staff" not in repr(found)

    async def test_the_right_is_that_to_read_access_rights(self, house: Site) -> None:
        rights = frozenset({(Module.USER, "read"), (Module.DOOR, "read"), (Module.MONITORING, "read")})
        with pytest.raises(Forbidden):
            await why(house, Operator("5", "Eve", 4, rights), person=ADA, door=FRONT)  # type: ignore[arg-type]


async def test_a_reader_outside_is_not_told_with_its_door(house: Site) -> None:
    for at in (None, NOON - timedelta(hours=1)):
        found = await why(house, an_operator({Kind.DEVICE_GROUP: (2,)}), person=ADA, door=FRONT, at=at)
        assert found.reader is None
        assert not found.past or "reader" not in {change.kind for change in found.past.changes}
        assert found.verdict == (await why(house, person=ADA, door=FRONT, at=at)).verdict


def listed(found: Openings) -> list[tuple[str, bool]]:
    """Doors in a sentence, and whether they open."""
    return [(opening.sentence, opening.verdict.granted) for opening in found.doors]


class TestDoorsOfAPerson:
    async def test_they_are_told_with_their_hours(self, house: Site) -> None:
        found = await house.ask(doors_of, DoorsAsked(ADA))
        assert listed(found) == [("Front at any time", True), ("Laboratory only 08:00-18:00", True)]
        assert [step.level_id for step in found.doors[1].steps] == [2]
        evening = await house.ask(doors_of, DoorsAsked(ADA, datetime(2026, 11, 23, 20, tzinfo=UTC)))
        assert listed(evening) == [("Front at any time", True), ("Laboratory only 08:00-18:00", False)]

    async def test_they_agree_with_the_explanation_of_each(self, house: Site) -> None:
        for user_id in (ADA, BOB):
            for at in (NOON, NOON + timedelta(hours=9)):
                opening = {
                    each.door.id: each.verdict.granted
                    for each in (await house.ask(doors_of, DoorsAsked(user_id, at))).doors
                }
                for door in (FRONT, LAB, STORE):
                    granted, _, _ = await answer(house, person=user_id, door=door, at=at)
                    assert opening.get(door, False) == granted

    async def test_a_reader_of_full_access_opens_to_everybody(self, house: Site) -> None:
        await settle(house, LAB_EXIT, enable_full_access=True)
        assert listed(await house.ask(doors_of, DoorsAsked(BOB))) == [("Laboratory at any time", True)]

    async def test_whose_every_card_is_on_the_blacklist_passes_nowhere(self, house: Site) -> None:
        await enrol(house, "9", ("300",), (1,))
        assert (await house.ask(doors_of, DoorsAsked("9"))).refusal is None
        for number in ("100", "300"):
            await house.run(blacklist_card, number)
        refusal = (await house.ask(doors_of, DoorsAsked("9"))).refusal
        assert refusal is not None
        assert (refusal.code, "blacklist" in refusal.reason) == (6404, True)
        assert (await house.ask(doors_of, DoorsAsked(ADA))).refusal is None, "she has a PIN"

    async def test_doors_outside_the_scope_are_not_told(self, house: Site) -> None:
        limited = an_operator({Kind.DOOR_GROUP: (2,)})
        assert listed(await house.ask(doors_of, DoorsAsked(ADA), limited)) == [("Laboratory only 08:00-18:00", True)]
        with pytest.raises(Forbidden):
            await house.ask(doors_of, DoorsAsked(ADA), an_operator({Kind.USER_GROUP: (2,)}))
        with pytest.raises(UserNotFound):
            await house.ask(doors_of, DoorsAsked("99"))


class TestPeopleOfADoor:
    async def test_what_must_be_known_of_the_door(self, house: Site) -> None:
        asked = await house.ask(door_asked, LAB)
        assert (str(asked.zone), asked.full_access, asked.barred) == ("Europe/Berlin", False, False)
        assert (await house.ask(door_asked, STORE)).zone is None
        with pytest.raises(DoorNotFound):
            await house.ask(door_asked, 99)
        with pytest.raises(Forbidden):
            await house.ask(door_asked, FRONT, an_operator({Kind.DOOR_GROUP: (2,)}))

    async def test_only_people_within_the_scope_are_named(self, house: Site) -> None:
        everybody = tuple(range(1, 10))
        assert [one.user_id for one in await house.ask(openers, everybody)] == ["1", ADA, BOB]
        limited = an_operator({Kind.USER_GROUP: (2,)})
        assert [one.user_id for one in await house.ask(openers, everybody, limited)] == [BOB]
