"""Who may open this door now? Of 500,000 people, at 2,000 doors, by 500 access groups, on one core.

Ours is `policy.site`, which the server keeps in memory and level with the facts. The peers scan everybody in plain
Python as well as that can be done: which groups lead to the door through a schedule that is open now is found out once,
with our own tables; then each person is looked at, as an object or as a tuple made ready beforehand. Everybody answers
the list of those who may pass. Doors and moments come in turn, all through a week; contenders take turns; the
processor's time counts. Once with periods as they are at most sites, once with a period of his own for everybody.

Before anything is timed, ours is compared with the decision itself, asked about each of the 500,000; one difference
ends the run.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import cycle
from random import Random
from time import process_time

from bench.decision_site import DOORS, MONDAY, ZONE, Place, a_place
from bench.rig import Row, compared, rates
from ostiary.policy.access import Person, admit, minute_of
from ostiary.policy.site import Site

OURS = "Ostiary"
AT_LEAST = 4
CHECKED = 4
ASKED = 60

Question = tuple[int, datetime]
"""Which door, when."""
Flat = list[tuple[int, int, tuple[int, ...]]]
"""First minute, last minute and groups of each person; somebody disabled has no last minute."""


def run() -> list[Row]:
    """Both kinds of site."""
    place = a_place()
    rows = measured("who may open this door", place)
    return rows + measured("the same, everybody with a period of his own", with_own_periods(place))


def measured(measure: str, place: Place) -> list[Row]:
    """Checked first, then in turns."""
    site, questions = Site(place.rules, place.people), some_questions()
    check(place, site, questions[:CHECKED])
    flat: Flat = [
        (minute_of(each.start), 0 if each.disabled else minute_of(each.expiry), each.groups) for each in place.people
    ]
    contenders: dict[str, Callable[[], int]] = {
        OURS: partial(asked, lambda door, at: site.who(door, at, ZONE).tolist(), cycle(questions), 20),
        "plain scan of people": partial(asked, partial(scan_people, site, place.people), cycle(questions), 1),
        "plain scan of tuples": partial(asked, partial(scan_tuples, site, flat), cycle(questions), 1),
    }
    checked = Row("doors checked against the decision, person by person", OURS, CHECKED, "all equal")
    return [checked, *compared(measure, "/s", OURS, rates(contenders, 15, process_time), AT_LEAST)]


def some_questions() -> Sequence[Question]:
    """Any doors, at any time of a week."""
    random = Random(3)
    return [(random.randint(1, DOORS), MONDAY + timedelta(minutes=random.randrange(7 * 1440))) for _ in range(ASKED)]


def check(place: Place, site: Site, questions: Sequence[Question]) -> None:
    """Ours, and `admit` about each person."""
    for door_id, at in questions:
        may = [
            index for index, person in enumerate(place.people) if admit(place.rules, person, door_id, at, ZONE).granted
        ]
        assert site.who(door_id, at, ZONE).tolist() == may, (door_id, at)


def asked(who: Callable[[int, datetime], list[int]], questions: Iterator[Question], number: int) -> int:
    """A batch; answers how many questions that was."""
    for _ in range(number):
        who(*next(questions))
    return number


def scan_people(site: Site, people: Sequence[Person], door_id: int, at: datetime) -> list[int]:
    """By the people as they are."""
    passing = leading(site, door_id, at)
    return [
        index
        for index, person in enumerate(people)
        if not person.disabled and person.start <= at <= person.expiry and not passing.isdisjoint(person.groups)
    ]


def scan_tuples(site: Site, people: Flat, door_id: int, at: datetime) -> list[int]:
    """By what was made ready."""
    passing, minute = leading(site, door_id, at), minute_of(at)
    return [
        index
        for index, (start, expiry, groups) in enumerate(people)
        if start <= minute <= expiry and not passing.isdisjoint(groups)
    ]


def leading(site: Site, door_id: int, at: datetime) -> set[int]:
    """The groups that lead to the door through a schedule that is open."""
    return site.reach.passing(door_id, site.reach.timetable.look(at, ZONE)[3])


def with_own_periods(place: Place) -> Place:
    """The same people, each with an end of his own in the years to come."""
    random = Random(4)
    return Place(
        place.rules,
        [replace(each, expiry=each.expiry - timedelta(minutes=random.randrange(500_000))) for each in place.people],
    )
