"""May this person pass this door now? One decision at a time, on one core: 500,000 people, 2,000 doors, 500 groups.

Ours is the full answer, from the moment on a clock to the verdict with its path and reason. Cedar (cedarpy) answers yes
or no, at its best tuning: policies and entities parsed once, uids as dicts, which schedules are open found out
beforehand. Half of the questions are asked at a door to which the person's groups lead; they come in the order of
time, all through a week, a hundred at a moment. Contenders take turns; the processor's time counts, not that of others
on the machine.

Before anything is timed, a sample is compared with the naive oracle of the tests, and what Cedar answers with ours; one
difference ends the run. Recompile times are the worst of seven: an edit and the next decision; "at every door" goes on
with a decision at each of the 2,000 doors.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain, islice, repeat
from time import process_time

import numpy as np

from bench.decision_cedar import Cedar, Way
from bench.decision_site import (
    DOORS,
    GROUPS,
    LEVELS,
    MONDAY,
    PEOPLE,
    ZONE,
    Place,
    Question,
    Questions,
    a_place,
    some_questions,
)
from bench.rig import Row, compared, limited, rates, seconds
from ostiary.policy.access import LevelItem, admit
from ostiary.policy.site import Site
from tests.policy import oracle

OURS = "Ostiary"
LIMIT_MS = 50
MEMBERS = 50_000
CHECKED = 1500


def run() -> list[Row]:
    """Everything."""
    place = a_place()
    site = Site(place.rules, place.people)
    questions = some_questions(place, 200_000)
    check(place, site, islice(questions, CHECKED))
    rows = [Row("decisions checked against the oracle", OURS, CHECKED, "all equal")]
    everywhere = [(0, door_id, MONDAY) for door_id in range(1, DOORS + 1)]
    cold = seconds(lambda: decide_all(Site(place.rules, place.people[:1]), everywhere), 3, process_time)
    rows += [Row("compile rules, decide at 2,000 doors", OURS, 1000 * cold, "ms")]
    rows += recompiled(place)
    rows += against_cedar(place, site, questions)
    return rows


def decide_all(site: Site, questions: Iterable[Question]) -> int:
    """Ask everything; answers how much that was."""
    decide, count = site.decide, 0
    for person, door_id, at in questions:
        decide(person, door_id, at, ZONE)
        count += 1
    return count


def check(place: Place, site: Site, questions: Iterable[Question]) -> None:
    """Ours, `admit` and the naive oracle agree, path and reason included."""
    for index, door_id, at in questions:
        person = place.people[index]
        verdict = site.decide(index, door_id, at, ZONE)
        expected = oracle.may_pass(place.rules, person, door_id, at, ZONE)
        path = (verdict.group_id, verdict.level_id, verdict.schedule_id)
        assert verdict == admit(place.rules, person, door_id, at, ZONE), (person, door_id, at)
        assert (verdict.code, None if None in path else path) == (expected.code, expected.path), (person, door_id, at)


def recompiled(place: Place) -> list[Row]:
    """Edits of every kind, each done and undone, and asked about by somebody whom they touch."""
    rules, site = place.rules, Site(place.rules, place.people)
    group, schedule = rules.groups[1], rules.schedules[2]
    level = rules.levels[group.levels[0]]
    wide = [replace(level, items=(LevelItem(tuple(range(1, DOORS + 1)), each),)) for each in (1, 2)]
    narrow = [level, replace(level, items=(LevelItem(level.items[0].doors[1:], 2),))]
    shifted = [schedule, replace(schedule, days=schedule.days[1:] + schedule.days[:1])]
    groups = [group, replace(group, levels=(*group.levels[1:], LEVELS))]
    site.reach.put_group(replace(group, id=GROUPS + 1))
    members = np.arange(0, PEOPLE, PEOPLE // MEMBERS)
    edits: dict[str, Callable[[int], None]] = {
        "a level's doors edited": lambda turn: site.reach.put_level(narrow[turn % 2]),
        "a level of all 2,000 doors edited": lambda turn: site.reach.put_level(wide[turn % 2]),
        "a schedule edited": lambda turn: site.reach.put_schedule(shifted[turn % 2]),
        "levels of a group edited": lambda turn: site.reach.put_group(groups[turn % 2]),
        f"{MEMBERS:,} people join a group": lambda turn: site.enrol(GROUPS + 1, members),
        f"{MEMBERS:,} people leave a group": lambda turn: site.withdraw(GROUPS + 1, members),
    }
    touched = next(index for index in members.tolist() if group.id in place.people[index].groups)
    every = [(touched, door_id, MONDAY) for door_id in range(1, DOORS + 1)]
    rows = []
    for name, edit in edits.items():
        for scope, questions in (("", every[:1]), (", at every door", every)):
            act = partial(edit_and_decide, site, edit, iter(range(7)), questions)
            rows.append(limited(f"{name}{scope}", OURS, 1000 * seconds(act, 7, process_time), "ms", LIMIT_MS))
    return rows


def edit_and_decide(site: Site, edit: Callable[[int], None], turns: Iterator[int], questions: list[Question]) -> None:
    """One turn of an edit, and the decisions after it."""
    edit(next(turns))
    decide_all(site, questions)


def against_cedar(place: Place, site: Site, questions: Questions) -> list[Row]:
    """Single decisions in turns."""
    cedar = Cedar(place, questions.moments)
    ways = {
        "cedarpy, whole": cedar.whole,
        "cedarpy, by door, whole": cedar.by_door_whole,
        "cedarpy, by door, slice": cedar.by_door_slice,
        "cedarpy, slice": cedar.slice,
    }
    for name, way in ways.items():
        for question in islice(questions, 2000):
            assert way(question) == site.decide(*question, ZONE).granted, (name, question)
    fresh = Site(place.rules, place.people)
    first = len(questions.people) / seconds(lambda: decide_all(fresh, questions), 1, process_time)
    contenders = {OURS: partial(our_batch, site, chain.from_iterable(repeat(questions)))}
    for name, way in ways.items():
        contenders[name] = partial(cedars_batch, way, chain.from_iterable(repeat(questions)))
    rows = compared("single decisions", "/s", OURS, rates(contenders, 15, process_time), at_least=50)
    return [*rows, Row("the first 200,000 of a site just built", OURS, first, "/s")]


def our_batch(site: Site, questions: Iterator[Question]) -> int:
    """A hundred thousand decisions."""
    return decide_all(site, islice(questions, 100_000))


def cedars_batch(way: Way, questions: Iterator[Question]) -> int:
    """A thousand decisions."""
    count = 0
    for question in islice(questions, 1000):
        way(question)
        count += 1
    return count
