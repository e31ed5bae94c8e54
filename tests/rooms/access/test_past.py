"""Explanations of earlier moments: what was answered then is answered of then, whatever has been changed since."""

import itertools
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from ostiary.access.explain import Asking, Explanation, explain
from ostiary.access.groups import AccessGroupIds, delete_access_groups
from ostiary.access.levels import Item, LevelChange, LevelIds, delete_levels, update_level
from ostiary.access.past import Part
from ostiary.credentials.cards import CardChoice
from ostiary.credentials.operations import delete_cards
from ostiary.credentials.rules import NewCard
from ostiary.devices.operations import DeviceChange, update_device
from ostiary.doors.operations import Door, DoorChange, create_door, update_door
from ostiary.doors.terms import RuleChange
from ostiary.events import journal
from ostiary.identity.user_groups import UserGroupChange, change_user_group, delete_user_groups
from ostiary.identity.users import UserChange
from ostiary.kernel.context import Kind, Module
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.trail import Method
from ostiary.people.operations import Person, PersonChange, delete_people, update_people, update_person
from ostiary.policy.dualauth import Approval
from ostiary.policy.schedule import HolidaySlots, Segment
from ostiary.schedules.holidays import (
    HolidayGroupChange,
    HolidayGroupIds,
    NewHolidayGroup,
    create_holiday_group,
    delete_holiday_groups,
    update_holiday_group,
)
from ostiary.schedules.operations import ScheduleChange, update_schedule
from ostiary.schedules.plans import DatedHoliday, PlanChange
from tests.rig.ground import NOON
from tests.rooms.access.builders import Site, an_operator
from tests.rooms.access.test_explain import (
    ADA,
    BOB,
    DAILY,
    FRONT,
    FRONT_READER,
    LAB,
    LAB_READER,
    LONE_READER,
    ONE_ENGINE,
    enrol,
    house,
)

__all__ = ["house"]

ANSWERS_CHANGED = 23
"""By the acts of the story; the others only prepare for the next."""
LOCK, RELEASE = 23812, 23556
OFFICE, STAFF, SCIENTISTS, HOUSE, SCIENCE, OTHERS = 2, 1, 2, 1, 2, 2
CLOSED: Mapping[int, tuple[Segment, ...]] = {}
Step = Callable[[Site], Awaitable[object]]


@operation(module=Module.DOOR, right="write", verb="TEST_EVENT", method=Method.ACTION)
async def log_event(work: Work, said: tuple[int, int]) -> None:
    """An event at a door."""
    code, door_id = said
    journal.record(work, code, device_id=FRONT_READER, door_id=door_id)


def person(user_id: str, **change: Any) -> Step:
    """Change a person: his groups, or his own data."""
    groups = change.pop("access_groups", None)
    return lambda site: site.run(
        update_person, Person(user_id, PersonChange(UserChange(**change), access_groups=groups))
    )


def plan(change: PlanChange) -> Step:
    """Change the office hours."""
    return lambda site: site.run(update_schedule, ScheduleChange(OFFICE, plan=change))


def level(id: int, *items: Item) -> Step:
    """Change what a level opens."""
    return lambda site: site.run(update_level, LevelChange(id, items=items))


def event(code: int, door: int) -> Step:
    """Something happens at a door."""
    return lambda site: site.run(log_event, (code, door))


def door(id: int, **values: Any) -> Step:
    """Change a door."""
    return lambda site: site.run(update_door, DoorChange(id, values))


async def _holidays(site: Site) -> None:
    """The day of the story is a holiday, on which the office hours are others."""
    group = await site.run(create_holiday_group, NewHolidayGroup("Feasts", holidays=(DatedHoliday(NOON.date()),)))
    await plan(PlanChange(holidays=(HolidaySlots(group, ()),)))(site)


async def _no_holidays(site: Site) -> None:
    await plan(PlanChange(holidays=()))(site)
    await site.run(delete_holiday_groups, HolidayGroupIds((1,)))


async def _everybody(site: Site) -> None:
    """All at once, in which one is changed and one is refused."""
    await site.run(
        update_people,
        [Person(BOB, PersonChange(access_groups=(SCIENTISTS,))), Person("99", PersonChange(access_groups=()))],
    )


STORY: tuple[Step, ...] = (
    lambda site: site.change(SCIENTISTS, leaving=(ADA,)),
    lambda site: site.change(SCIENTISTS, joining=(ADA, BOB)),
    person(BOB, access_groups=()),
    _everybody,
    person(ADA, disabled=True),
    person(ADA, disabled=False, start=NOON + timedelta(days=1)),
    person(ADA, start=NOON - timedelta(days=1), name="Ada Lovelace"),
    plan(PlanChange(days=CLOSED)),
    plan(PlanChange(days=DAILY)),
    _holidays,
    lambda site: site.run(update_holiday_group, HolidayGroupChange(1, name="None", holidays=())),
    _no_holidays,
    level(SCIENCE, Item(doors=(FRONT,), schedule_id=1), Item(doors=(LAB,), schedule_id=1)),
    level(SCIENCE, Item(doors=(LAB,), schedule_id=OFFICE)),
    lambda site: site.change(SCIENTISTS, name="Chemists", level_ids=(HOUSE, SCIENCE)),
    lambda site: site.run(delete_levels, LevelIds((SCIENCE,))),
    lambda site: site.change(STAFF, user_group_ids=(OTHERS,)),
    person(BOB, group_id=1, access_groups=()),
    lambda site: site.user_group("Inner", OTHERS),
    person(BOB, group_id=3),
    lambda site: site.run(change_user_group, UserGroupChange(3, parent_id=1)),
    person(BOB, group_id=1),
    lambda site: site.run(delete_user_groups, [3, OTHERS]),
    door(FRONT, dual=RuleChange(True, {"approval": Approval.LAST, "groups": (SCIENTISTS,), "sides": 1})),
    lambda site: site.run(delete_access_groups, AccessGroupIds((SCIENTISTS,))),
    door(FRONT, dual=RuleChange(False)),
    event(LOCK, FRONT),
    event(RELEASE, FRONT),
    lambda site: site.run(delete_access_groups, AccessGroupIds((STAFF,))),
)


async def answers(site: Site, at: datetime | None = None) -> dict[tuple[str, int], Explanation]:
    """What is explained of everybody at every door."""
    return {
        (user_id, id): await site.ask(explain, Asking(person=user_id, door=id, at=at))
        for user_id in (ADA, BOB)
        for id in (FRONT, LAB)
    }


def said(found: Explanation) -> tuple[object, ...]:
    """All that is answered."""
    assert found.user is not None
    assert found.place is not None
    user = found.user
    return (
        *(user.name, user.start, user.expiry, user.disabled, user.groups),
        *(found.verdict, found.chosen, found.trials, found.checks, found.steps, found.place.terms),
    )


class TestWhatWasAnsweredThen:
    async def test_is_answered_of_then_whatever_was_changed_since(self, house: Site) -> None:
        told: list[tuple[datetime, dict[tuple[str, int], tuple[object, ...]]]] = []
        locked = NOON
        for step in (event(RELEASE, LAB), *STORY):
            await step(house)
            house.ground.clock.move(seconds=30)
            found = {key: said(each) for key, each in (await answers(house)).items()}
            moment = house.ground.clock.at
            if step is STORY[-3]:
                locked = moment
            told.append((moment, found))
            house.ground.clock.move(seconds=30)
        for moment, found in told:
            if moment == locked:
                continue
            for key, past in (await answers(house, moment)).items():
                assert said(past) == found[key], (moment, key)
                assert past.past is not None
                assert past.past.of_now == (), (moment, key)
        at_the_lock = await house.ask(explain, Asking(person=ADA, door=FRONT, at=locked))
        assert at_the_lock.verdict.code == 6423
        assert sum(one != other for (_, one), (_, other) in itertools.pairwise(told)) == ANSWERS_CHANGED


async def asked(site: Site, at: datetime = NOON, **asking: Any) -> Explanation:
    """An explanation of an earlier moment."""
    return await site.ask(explain, Asking(at=at, **asking))


def of_now(found: Explanation) -> tuple[Part, ...]:
    """What is not as it was."""
    assert found.past is not None
    return found.past.of_now


class TestWhatIsKnown:
    async def test_who_and_what_came_later_was_not_there(self, house: Site) -> None:
        await event(RELEASE, FRONT)(house)
        house.ground.clock.move(minutes=1)
        await enrol(house, "9", (), (STAFF,))
        late = await house.run(create_door, Door("Late"))
        assert (await asked(house, person="9", door=FRONT)).verdict.reason == "There was no such user then."
        assert (await asked(house, person=ADA, door=late)).verdict.reason == "There was no such door then."

    async def test_changes_since_are_named(self, house: Site) -> None:
        await event(RELEASE, FRONT)(house)
        house.ground.clock.move(minutes=1)
        await person(BOB, disabled=True)(house)
        await person(ADA, disabled=True)(house)
        await house.change(STAFF, name="Everybody")
        await plan(PlanChange(days=CLOSED))(house)
        found = await asked(house, person=ADA, door=LAB)
        assert found.past is not None
        assert [(each.kind, each.key) for each in found.past.changes] == [
            ("schedule", str(OFFICE)),
            ("access_group", str(STAFF)),
            ("person", ADA),
        ]
        assert {each.at for each in found.past.changes} == {NOON + timedelta(minutes=1)}
        assert of_now(found) == ()

    async def test_the_rules_of_now_can_be_asked_of_then(self, house: Site) -> None:
        house.ground.clock.move(minutes=1)
        await person(ADA, disabled=True)(house)
        found = await asked(house, person=ADA, door=LAB, by_now=True)
        assert (found.verdict.code, found.past) == (6402, None)

    async def test_a_group_outside_the_scope_has_no_name(self, house: Site) -> None:
        house.ground.clock.move(minutes=1)
        await house.change(STAFF, leaving=(ADA,))
        limited = an_operator({Kind.ACCESS_GROUP: (SCIENTISTS,)})
        found = await house.ask(explain, Asking(person=ADA, door=FRONT, at=NOON), limited)
        assert found.verdict.granted
        assert "Staff" not in repr(found)


@ONE_ENGINE
class TestWhatIsNotKnown:
    async def test_what_the_trail_tells_in_part_is_of_now_and_named(self, house: Site) -> None:
        await event(RELEASE, FRONT)(house)
        settings = {"settings": {"authentication": {"enable_full_access": True}}}
        card = PersonChange(cards=(CardChoice(scanned=NewCard("101")),))
        for step, part, asking in (
            (lambda site: site.run(update_person, Person(ADA, card)), Part.CREDENTIALS, {"person": ADA, "door": FRONT}),
            (lambda site: site.run(delete_cards, [2]), Part.CREDENTIALS, {"person": BOB, "door": FRONT}),
            (
                lambda site: site.run(update_device, DeviceChange(LAB_READER, settings)),
                Part.READER,
                {"person": ADA, "door": LAB},
            ),
            (door(FRONT, entry_device_id=LONE_READER), Part.WIRING, {"person": BOB, "reader": LONE_READER}),
        ):
            moment = house.ground.clock.at
            assert of_now(await asked(house, moment - timedelta(seconds=1), **asking)) != (part,)
            house.ground.clock.move(minutes=1)
            await step(house)
            house.ground.clock.move(minutes=1)
            assert of_now(await asked(house, moment, **asking)) == (part,)
            assert of_now(await asked(house, house.ground.clock.at - timedelta(seconds=1), **asking)) == ()

    async def test_before_the_log_begins_the_lock_is_of_now(self, house: Site) -> None:
        house.ground.clock.move(minutes=1)
        await event(LOCK, FRONT)(house)
        assert of_now(await asked(house, person=ADA, door=FRONT)) == (Part.LOCK,)

    async def test_of_a_card_that_nobody_has_it_is_not_known_whose_it_was(self, house: Site) -> None:
        await event(RELEASE, FRONT)(house)
        house.ground.clock.move(minutes=1)
        assert of_now(await asked(house, card="999", door=FRONT)) == (Part.CREDENTIALS,)

    async def test_an_earlier_person_of_the_same_id_is_another(self, house: Site) -> None:
        await event(RELEASE, FRONT)(house)
        house.ground.clock.move(minutes=1)
        await house.run(delete_people, [BOB])
        await enrol(house, BOB, ("300",), (STAFF,))
        found = await asked(house, person=BOB, door=FRONT)
        assert set(of_now(found)) == {Part.PERSON, Part.CREDENTIALS, Part.GROUPS}
