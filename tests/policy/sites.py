"""Small sites from a seed: few of everything, so that groups, levels, doors, schedules and holidays meet often."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

from ostiary.policy.access import FLOOR_LEVELS_FROM, AccessGroup, AccessLevel, LevelItem, Person, Rules
from ostiary.policy.schedule import Holiday, HolidayGroup, HolidaySlots, Repeat, Schedule, Segment

ZONES = (
    ZoneInfo("UTC"),
    ZoneInfo("Europe/Berlin"),
    ZoneInfo("America/New_York"),
    ZoneInfo("Australia/Lord_Howe"),
    ZoneInfo("Asia/Kathmandu"),
    ZoneInfo("Asia/Seoul"),
)
EDGES = (0, 1, 59, 60, 90, 119, 120, 121, 150, 180, 181, 720, 1379, 1380, 1439, 1440)
"""Minutes at which segments like to begin and end; the clock is moved between 1:00 and 3:00."""
DATES = tuple(date(2026, 3, 1) + timedelta(days=each) for each in range(45))
"""In them the clocks are put forward in America (8 March) and Europe (29 March), back on Lord Howe (5 April)."""

DOORS = range(1, 7)
GROUPS = range(1, 6)
LEVELS = (1, 2, 3, 4, 5, FLOOR_LEVELS_FROM, FLOOR_LEVELS_FROM + 1)
SCHEDULES = range(6)
HOLIDAYS = range(1, 4)


@dataclass(frozen=True)
class Question:
    """What a decision is asked for."""

    person: Person
    door_id: int | None
    at: datetime
    zone: ZoneInfo
    full_access: bool = False
    operator_locked: bool = False


def some_segments(random: Random) -> tuple[Segment, ...]:
    """Up to three segments, in any order; they may touch or overlap, and one may be empty."""
    found = []
    for _ in range(random.choice((0, 1, 1, 2, 3))):
        start, end = random.choice(EDGES), random.choice(EDGES)
        found.append(Segment(min(start, end), max(start, end)))
    return tuple(found)


def a_holiday_group(random: Random, id: int) -> HolidayGroup:
    """Up to three holidays of any kind."""
    holidays = [
        Holiday(random.choice(DATES) - timedelta(days=random.choice((0, 0, 7, 31, 365))), random.choice(list(Repeat)))
        for _ in range(random.randrange(4))
    ]
    return HolidayGroup(id, f"Holidays {id}", tuple(holidays))


def a_schedule(random: Random, id: int) -> Schedule:
    """Weekly or cyclic, with up to two holiday groups, which need not exist."""
    weekly = random.random() < 0.6
    days = tuple(some_segments(random) for _ in range(7 if weekly else random.choice((1, 2, 3, 10, 90))))
    start = None if weekly else random.choice(DATES) - timedelta(days=random.choice((0, 10, 100)))
    slots = tuple(
        HolidaySlots(each, some_segments(random)) for each in random.sample((*HOLIDAYS, 9), random.choice((0, 0, 1, 2)))
    )
    return Schedule(id, f"Schedule {id}", days, start, slots)


def a_level(random: Random, id: int) -> AccessLevel:
    """Up to three items; schedules need not exist."""
    items = [
        LevelItem(tuple(random.sample(DOORS, random.randrange(1, 6))), random.choice((*SCHEDULES, 8)))
        for _ in range(random.choice((0, 1, 1, 2, 3)))
    ]
    return AccessLevel(id, f"Level {id}", tuple(items))


def a_group(random: Random, id: int) -> AccessGroup:
    """Up to three levels, which need not exist."""
    return AccessGroup(id, f"Group {id}", tuple(random.sample((*LEVELS, 9), random.choice((0, 1, 2, 3, 4)))))


def some_rules(random: Random) -> Rules:
    """A site's rules; now and then a schedule, level or group is missing."""
    return Rules(
        {each: a_level(random, each) for each in LEVELS if random.random() < 0.9},
        {each: a_group(random, each) for each in GROUPS if random.random() < 0.9},
        {each: a_schedule(random, each) for each in SCHEDULES if random.random() < 0.9},
        {each: a_holiday_group(random, each) for each in HOLIDAYS if random.random() < 0.9},
    )


def a_moment(random: Random, zone: ZoneInfo) -> datetime:
    """A moment near an edge of a day's segments, on either side of a moved clock too."""
    day = datetime.combine(random.choice(DATES), datetime.min.time(), UTC)
    minute = min(random.choice(EDGES) + random.choice((-1, 0, 0, 1)), 1439)
    wall = day.replace(tzinfo=zone, fold=random.randrange(2)) + timedelta(minutes=max(minute, 0))
    return wall.astimezone(UTC) + timedelta(seconds=random.choice((0, 0, 30, 59.999999)))


def a_person(random: Random, user_id: str) -> Person:
    """Mostly valid through the dates of the site, now and then disabled or with a period that ends amid them."""
    start, expiry = datetime(2001, 1, 1, tzinfo=UTC), datetime(2030, 12, 31, 23, 59, tzinfo=UTC)
    if random.random() < 0.1:
        start = a_moment(random, ZONES[0])
    if random.random() < 0.1:
        expiry = a_moment(random, ZONES[0])
    groups = tuple(random.sample((*GROUPS, 9), random.choice((0, 1, 2, 3, 4, 5))))
    return Person(user_id, start, expiry, random.random() < 0.08, groups)


def some_people(random: Random) -> list[Person]:
    """A dozen people."""
    return [a_person(random, f"user{each}") for each in range(12)]


def a_question(random: Random, people: Sequence[Person]) -> Question:
    """Somebody at some door, now and then at the very minute in which his period begins or ends."""
    person, zone = random.choice(people), random.choice(ZONES)
    at = a_moment(random, zone)
    if random.random() < 0.1:
        at = random.choice((person.start, person.expiry)) + timedelta(seconds=random.choice((-61, -1, 0, 59, 61)))
    door_id = random.choice((*DOORS, *DOORS, *DOORS, 99, None))
    return Question(person, door_id, at, zone, random.random() < 0.1, random.random() < 0.2)


Ruled = TypeVar("Ruled", AccessLevel, AccessGroup, Schedule, HolidayGroup)


def _edited(
    random: Random, table: Mapping[int, Ruled], ids: Sequence[int], make: Callable[[Random, int], Ruled]
) -> dict[int, Ruled]:
    """The table after one edit: something new, changed, renamed or gone."""
    after, id = dict(table), random.choice(ids)
    kind = random.random()
    if id in after and kind < 0.3:
        del after[id]
    elif id in after and kind < 0.5:
        after[id] = replace(after[id], name=f"Renamed {random.randrange(100)}")
    else:
        after[id] = make(random, id)
    return after


def edited(random: Random, rules: Rules) -> Rules:
    """The same rules after one edit."""
    match random.randrange(4):
        case 0:
            return replace(rules, levels=_edited(random, rules.levels, LEVELS, a_level))
        case 1:
            return replace(rules, groups=_edited(random, rules.groups, GROUPS, a_group))
        case 2:
            return replace(rules, schedules=_edited(random, rules.schedules, SCHEDULES, a_schedule))
        case _:
            return replace(rules, holidays=_edited(random, rules.holidays, HOLIDAYS, a_holiday_group))


def dice(seed: int) -> Random:
    """What everything here is thrown with."""
    return Random(seed)  # noqa: S311
