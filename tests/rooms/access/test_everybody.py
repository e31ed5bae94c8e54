"""To whom a door opens: exactly those whom the decision itself lets pass, whatever was changed before the question."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from ostiary.access import everybody
from ostiary.access.everybody import Everybody
from ostiary.access.groups import AccessGroupIds, delete_access_groups
from ostiary.access.levels import Item, LevelChange, update_level
from ostiary.access.queries import access_groups, access_levels
from ostiary.doors.operations import DoorIds, delete_doors
from ostiary.identity.user_groups import UserGroupChange, change_user_group
from ostiary.identity.users import UserChange
from ostiary.kernel.context import EVERYTHING, Kind, Scope
from ostiary.kernel.database import Database
from ostiary.kernel.errors import Unavailable
from ostiary.people.operations import Person, PersonChange, delete_people, update_person
from ostiary.people.persons import persons
from ostiary.policy.access import Rules, admit
from ostiary.policy.schedule import Segment
from ostiary.schedules.operations import ScheduleChange, update_schedule
from ostiary.schedules.plans import PlanChange
from ostiary.schedules.queries import holiday_groups, schedules
from tests.policy.sites import dice
from tests.rooms.access.builders import START, Site, an_operator

ZONE = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


async def plainly(site: Site, door_id: int, at: datetime) -> list[str]:
    """Everybody to whom the door opens, asked one by one with what the database has."""
    async with site.ground.database.read() as connection:
        everyone = await persons(connection)
        rules = Rules(
            {level.id: level for level in await access_levels(connection)},
            {group.id: group for group in await access_groups(connection)},
            {schedule.id: schedule for schedule in await schedules(connection)},
            {group.id: group for group in await holiday_groups(connection)},
        )
    return [record.person.user_id for record in everyone if admit(rules, record.person, door_id, at, ZONE).granted]


async def found(site: Site, every: Everybody, door_id: int, at: datetime, scope: Scope = EVERYTHING) -> list[str]:
    """The same by pages of three."""
    keys: list[int] = []
    while True:
        page = await every.who(door_id, at, ZONE, scope, after_key=max(keys, default=0), limit=3)
        assert all(verdict.granted for verdict in page.verdicts.values())
        keys += page.verdicts
        if not page.more:
            break
        assert len(page.verdicts) == 3
    assert keys == sorted(set(keys))
    assert page.total == len(keys)
    async with site.ground.database.read() as connection:
        return [record.person.user_id for record in await persons(connection) if record.key in keys]


async def furnished(site: Site) -> list[str]:
    """Three doors, a night schedule, three levels, three groups, a user group in one of them, and ten people."""
    for name in ("Front", "Back", "Side"):
        await site.door(name)
    await site.schedule()
    await site.level("Day", 1, 2)
    await site.level("Night", 2, 3, schedule=2)
    await site.level("Both", 1, schedule=2)
    sales = await site.user_group("Sales")
    await site.user_group("East", sales)
    await site.group("A", level_ids=(1,))
    await site.group("B", level_ids=(2, 3))
    await site.group("C", level_ids=(1, 2), user_group_ids=(sales,))
    people = [str(100 + each) for each in range(10)]
    await site.people(*people)
    return people


async def one_change(site: Site, dice: Random, people: list[str]) -> None:
    """Something changes that may open or close a door to somebody."""
    group, someone = dice.randrange(1, 4), dice.choice(people)
    match dice.randrange(12):
        case 0:
            people.append(str(1000 + dice.randrange(100_000)))
            await site.people(people[-1], group=dice.randrange(1, 4))
        case 1:
            await site.run(delete_people, [people.pop(dice.randrange(len(people)))])
        case 2:
            await site.change(group, joining=tuple(dice.sample(people, 3)), leaving=(someone,))
        case 3:
            await update(site, someone, access_groups=tuple(dice.sample((1, 2, 3), dice.randrange(3))))
        case 4:
            start = MONDAY + timedelta(hours=dice.choice((-1, 1)))
            await update(site, someone, start=dice.choice((START, start)), disabled=dice.random() < 0.3)
        case 5:
            await update(site, someone, group_id=dice.randrange(1, 4))
        case 6:
            await site.change(group, level_ids=tuple(dice.sample((1, 2, 3), dice.randrange(4))))
        case 7:
            doors = tuple(dice.sample((1, 2, 3), dice.randrange(1, 4)))
            item = Item(doors=doors, schedule_id=dice.choice((1, 2)))
            await site.run(update_level, LevelChange(dice.randrange(1, 4), items=(item,)))
        case 8:
            days = dict.fromkeys(range(7), (Segment(0, dice.choice((60, 620, 1440))),))
            await site.run(update_schedule, ScheduleChange(2, plan=PlanChange(days=days)))
        case 9:
            await site.change(group, user_group_ids=tuple(dice.sample((2, 3), dice.randrange(3))))
        case 10:
            await site.run(change_user_group, UserGroupChange(3, parent_id=dice.choice((1, 2))))
        case _:
            await site.change(group, name=f"Renamed {dice.random()}"[:40])


async def update(site: Site, user_id: str, access_groups: Sequence[int] | None = None, **data: object) -> None:
    """Change a person."""
    groups = None if access_groups is None else tuple(access_groups)
    await site.run(update_person, Person(user_id, PersonChange(UserChange(**data), access_groups=groups)))  # type: ignore[arg-type]


class TestRandomChanges:
    async def test_the_answer_is_that_of_asking_everybody(self, site: Site) -> None:
        people, random = await furnished(site), dice(1)
        every = Everybody(site.ground.database)
        sizes = set()
        for _ in range(30):
            for _ in range(random.randrange(1, 4)):
                await one_change(site, random, people)
            door, at = random.randrange(1, 4), MONDAY + timedelta(hours=random.choice((0, 2, 14)))
            who = await found(site, every, door, at)
            assert who == await plainly(site, door, at)
            sizes.add(len(who))
        assert len(sizes) > 4


class TestPagesAndScope:
    async def test_a_limited_operator_finds_those_within_his_scope(self, site: Site) -> None:
        people = await furnished(site)
        await site.change(1, joining=tuple(people))
        for user_id in people[:4]:
            await update(site, user_id, group_id=2)
        every = Everybody(site.ground.database)
        limited = an_operator({Kind.USER_GROUP: (2,)}).scope
        assert await found(site, every, 1, MONDAY, limited) == people[:4]
        himself = an_operator(own_user=people[6]).scope
        assert await found(site, every, 1, MONDAY, himself) == [people[6]]
        assert await found(site, every, 1, MONDAY, an_operator(own_user="99999").scope) == []

    async def test_who_comes_between_two_pages_neither_repeats_nor_hides_others(self, site: Site) -> None:
        people = await furnished(site)
        await site.change(1, joining=tuple(people))
        every = Everybody(site.ground.database)
        first = await every.who(1, MONDAY, ZONE, EVERYTHING, limit=4)
        await site.run(delete_people, [people[0]])
        await site.people("5000")
        second = await every.who(1, MONDAY, ZONE, EVERYTHING, after_key=max(first.verdicts), limit=100)
        assert len(first.verdicts) == 4
        assert len(second.verdicts) == 6
        assert not first.verdicts.keys() & second.verdicts.keys()

    async def test_a_reader_that_asks_no_rules_lets_everybody_pass_whose_period_it_is(self, site: Site) -> None:
        people = await furnished(site)
        await update(site, people[0], disabled=True)
        page = await Everybody(site.ground.database).who(3, MONDAY, ZONE, EVERYTHING, full_access=True)
        assert page.total == len(people)  # with admin, without the disabled one


class TestMemory:
    async def test_what_was_forgotten_is_read_anew(self, site: Site) -> None:
        people = await furnished(site)
        every = Everybody(site.ground.database)
        assert await found(site, every, 1, MONDAY) == []
        every.forget()
        await site.change(1, joining=(people[0],))
        assert await found(site, every, 1, MONDAY) == [people[0]]

    @pytest.mark.parametrize("limit", ["TOO_FAR", "WORN"])
    @pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
    async def test_too_much_that_is_new_is_read_as_a_whole(
        self, site: Site, monkeypatch: pytest.MonkeyPatch, limit: str
    ) -> None:
        people = await furnished(site)
        every = Everybody(site.ground.database)
        await found(site, every, 1, MONDAY)
        monkeypatch.setattr(everybody, limit, -100)
        await site.change(1, joining=tuple(people[:2]))
        await site.run(delete_people, [people[0]])
        assert await found(site, every, 1, MONDAY) == [people[1]]

    async def test_rules_that_go_close_their_doors(self, site: Site) -> None:
        people = await furnished(site)
        await site.change(1, joining=(people[0],))
        every = Everybody(site.ground.database)
        assert await found(site, every, 2, MONDAY) == [people[0]]
        await site.run(delete_doors, DoorIds((2,)))
        assert await found(site, every, 2, MONDAY) == []
        assert await found(site, every, 1, MONDAY) == [people[0]]
        await site.run(delete_access_groups, AccessGroupIds((1,)))
        assert await found(site, every, 1, MONDAY) == []

    async def test_a_database_that_is_away_is_said_to_be(self, tmp_path: Path) -> None:
        database = Database(f"sqlite+aiosqlite:///{tmp_path}/nowhere/ostiary.db")
        with pytest.raises(Unavailable):
            await Everybody(database).who(1, MONDAY, ZONE, EVERYTHING)
        await database.stop()
