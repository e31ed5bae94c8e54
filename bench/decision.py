"""May this person pass this door now? One decision at a time, on one core: 500,000 people, 2,000 doors, 500 groups.

Ours is the full answer, from the moment on a clock to the verdict with its path and reason. Cedar (cedarpy) answers yes or
no, at its best tuning: policies and entities parsed once, uids as dicts, the context as JSON, and which schedules are open
found out beforehand. Half of the questions are asked at a door to which the person's groups lead.

Before anything is timed, a sample is compared with the naive oracle of the tests and everything that Cedar is asked with
what it answers; one difference ends the run. Recompile times are the worst of seven, the edit and the next decision
together; "at every door" goes on with a decision at each of the 2,000 doors.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import cycle, islice
from time import process_time

from bench.decision_cedar import Cedar, Request, Way
from bench.decision_site import DOORS, MONDAY, PEOPLE, ZONE, Place, Question, a_place, some_questions
from bench.rig import Row, compared, limited, rates, seconds
from ostiary.policy.access import AccessGroup, AccessLevel, LevelItem, admit
from ostiary.policy.schedule import Schedule
from ostiary.policy.site import Site
from tests.policy import oracle

OURS = "Ostiary"
LIMIT_MS = 50
MEMBERS = 50_000


def run() -> list[Row]:
    """Everything."""
    place = a_place()
    site = Site(place.rules, place.people)
    questions = some_questions(place, 200_000)
    check(place, site, questions[:1500])
    rows = [Row("decisions checked against the oracle", OURS, 1500, "all equal")]
    cold = seconds(
        lambda: decide_all(
            Site(place.rules, place.people[:1]), [Question(0, q.door_id, q.at) for q in questions[:DOORS]]
        )
    )
    rows += [Row("compile rules, decide at 2,000 doors", OURS, 1000 * cold, "ms")]
    rows += recompiled(place, site)
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
    for question in questions:
        person = place.people[question.person]
        verdict = site.decide(question.person, question.door_id, question.at, ZONE)
        expected = oracle.may_pass(place.rules, person, question.door_id, question.at, ZONE)
        path = (verdict.group_id, verdict.level_id, verdict.schedule_id)
        assert verdict == admit(place.rules, person, question.door_id, question.at, ZONE), question
        assert (verdict.code, None if None in path else path) == (expected.code, expected.path), question


def recompiled(place: Place, site: Site) -> list[Row]:
    """Edits of every kind, each done and undone."""
    rules = place.rules
    level, schedule, group = rules.levels[1], rules.schedules[2], rules.groups[1]
    wide = [AccessLevel(1, level.name, (LevelItem(tuple(range(1, DOORS + 1)), each),)) for each in (1, 2)]
    narrow = [level, AccessLevel(1, level.name, (LevelItem(level.items[0].doors[1:], 2),))]
    shifted = [schedule, Schedule(2, schedule.name, schedule.days[1:] + schedule.days[:1], None, schedule.holidays)]
    groups = [group, AccessGroup(1, group.name, (*group.levels[1:], 700, 701))]
    members = range(0, PEOPLE, PEOPLE // MEMBERS)
    edits: dict[str, Callable[[int], None]] = {
        "a level's doors edited": lambda turn: site.reach.put_level(narrow[turn % 2]),
        "a level of all 2,000 doors edited": lambda turn: site.reach.put_level(wide[turn % 2]),
        "a schedule edited": lambda turn: site.reach.put_schedule(shifted[turn % 2]),
        "levels of a group edited": lambda turn: site.reach.put_group(groups[turn % 2]),
        f"{MEMBERS:,} people join or leave a group": lambda turn: (site.withdraw if turn % 2 else site.enrol)(
            77, members
        ),
    }
    one = Question(0, 1, MONDAY)
    every = [Question(members[each], each, MONDAY) for each in range(1, DOORS + 1)]
    rows = []
    for name, edit in edits.items():
        for scope, questions in (("", [one]), (", at every door", every)):
            turns = iter(range(7))

            act = partial(edit_and_decide, site, edit, turns, questions)
            rows.append(limited(f"{name}{scope}", OURS, 1000 * seconds(act, 7), "ms", LIMIT_MS))
    site.reach.put_level(level)
    return rows


def edit_and_decide(site: Site, edit: Callable[[int], None], turns: Iterator[int], questions: list[Question]) -> None:
    """One turn of an edit, and the decisions after it."""
    edit(next(turns))
    decide_all(site, questions)


def against_cedar(place: Place, site: Site, questions: list[Question]) -> list[Row]:
    """Single decisions in turns."""
    cedar = Cedar(place)
    asked = questions[:3000]
    requests = cedar.requests(asked)
    ways = {"cedarpy, whole": cedar.whole, "cedarpy, by door": cedar.by_door, "cedarpy, slice": cedar.slice}
    for name, way in ways.items():
        for request, question in zip(requests, asked, strict=True):
            verdict = site.decide(question.person, question.door_id, question.at, ZONE)
            assert way(request, question) == verdict.granted, (name, question)
    contenders = {OURS: partial(our_batch, site, cycle(questions))}
    for name, way in ways.items():
        contenders[name] = partial(cedars_batch, way, cycle(zip(requests, asked, strict=True)))
    return compared("single decisions", "/s", OURS, rates(contenders, 15, process_time), at_least=50)


def our_batch(site: Site, questions: Iterator[Question]) -> int:
    """Forty thousand decisions."""
    return decide_all(site, islice(questions, 40_000))


def cedars_batch(way: Way, asked: Iterator[tuple[Request, Question]]) -> int:
    """A thousand decisions."""
    count = 0
    for request, question in islice(asked, 1000):
        way(request, question)
        count += 1
    return count
