"""A site of the size we promise, and questions about it: 500,000 people, 2,000 doors, 500 access groups."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import chain, repeat
from random import Random
from zoneinfo import ZoneInfo

from ostiary.policy.access import AccessGroup, AccessLevel, LevelItem, Person, Rules
from ostiary.policy.schedule import ALWAYS, Holiday, HolidayGroup, HolidaySlots, Repeat, Schedule, Segment

PEOPLE, DOORS, GROUPS, LEVELS, SCHEDULES = 500_000, 2_000, 500, 800, 40
BUILDINGS = 50
COMBINATIONS = 6_000
AT_ONCE = 100
ZONE = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 5, 4, tzinfo=UTC)


Question = tuple[int, int, datetime]
"""Who, by index; at which door; when."""


@dataclass(frozen=True)
class Questions:
    """Many questions in little memory: as a server has them, what is asked is at hand and only the site is far away.

    They come in the order of time, a hundred at each moment.
    """

    people: "array[int]"
    doors: "array[int]"
    moments: list[datetime]

    def __iter__(self) -> Iterator[Question]:
        return zip(
            self.people, self.doors, chain.from_iterable(map(repeat, self.moments, repeat(AT_ONCE))), strict=True
        )


@dataclass(frozen=True)
class Place:
    """The site."""

    rules: Rules
    people: list[Person]


def a_place(seed: int = 1) -> Place:
    """Doors stand in buildings of forty; a level has one or two items of four to twenty doors of a building; a group
    has two to six levels; somebody is in one to five groups. One in fifty is disabled, one in thirty expired.
    """
    random = Random(seed)
    groups = {each: a_group(random, each) for each in range(1, GROUPS + 1)}
    levels = {each: a_level(random, each) for each in range(1, LEVELS + 1)}
    schedules = {each: a_schedule(random, each) for each in range(2, SCHEDULES + 2)}
    holidays = {
        1: HolidayGroup(1, "Public holidays", (Holiday(date(2026, 5, 7)), Holiday(date(2020, 1, 1), Repeat.YEARLY)))
    }
    combinations = [tuple(random.sample(range(1, GROUPS + 1), random.randint(1, 5))) for _ in range(COMBINATIONS)]
    return Place(Rules(levels, groups, schedules, holidays), some_people(random, combinations))


def some_people(random: Random, combinations: list[tuple[int, ...]]) -> list[Person]:
    """Everybody, some combinations of groups much more often than others."""
    start, expiry = datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 12, 31, 23, 59, tzinfo=UTC)
    expired = datetime(2026, 1, 1, tzinfo=UTC)
    people = []
    for number in range(PEOPLE):
        groups = combinations[int(len(combinations) * random.random() ** 2)]
        ends = expired if random.random() < 1 / 30 else expiry
        people.append(Person(str(number), start, ends, random.random() < 1 / 50, groups))
    return people


def a_schedule(random: Random, id: int) -> Schedule:
    """Workdays with one or two stretches, and nothing on public holidays."""
    begin, end = 60 * random.randint(5, 9), 60 * random.randint(15, 22)
    day = (Segment(begin, 720), Segment(750, end)) if random.random() < 0.3 else (Segment(begin, end),)
    weekend = day if random.random() < 0.3 else ()
    return Schedule(id, f"Shift {id}", (weekend, day, day, day, day, day, weekend), None, (HolidaySlots(1),))


def a_level(random: Random, id: int) -> AccessLevel:
    """Doors of one building."""
    first = random.randrange(BUILDINGS) * (DOORS // BUILDINGS) + 1
    inside = range(first, first + DOORS // BUILDINGS)
    items = [
        LevelItem(
            tuple(random.sample(inside, random.randint(4, 20))), random.choice((ALWAYS, *range(2, SCHEDULES + 2)))
        )
        for _ in range(random.randint(1, 2))
    ]
    return AccessLevel(id, f"Level {id}", tuple(items))


def a_group(random: Random, id: int) -> AccessGroup:
    """Levels of any building."""
    return AccessGroup(id, f"Group {id}", tuple(random.sample(range(1, LEVELS + 1), random.randint(2, 6))))


def some_questions(place: Place, number: int, seed: int = 2) -> Questions:
    """Half of them at a door to which a group of the person leads, half at any; all through a week."""
    random = Random(seed)
    each = timedelta(days=7) / (number // AT_ONCE)
    moments = [MONDAY + step * each for step in range(number // AT_ONCE)]
    questions = Questions(array("i"), array("i"), moments)
    for _ in range(number):
        index, door_id = random.randrange(PEOPLE), random.randint(1, DOORS)
        if random.random() < 0.5:
            group = place.rules.groups[random.choice(place.people[index].groups)]
            level = place.rules.levels[random.choice(group.levels)]
            door_id = random.choice(random.choice(level.items).doors)
        questions.people.append(index)
        questions.doors.append(door_id)
    return questions
