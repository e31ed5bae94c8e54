"""Two people for one door."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from ostiary.policy.access import Person, Rules, Verdict
from ostiary.policy.antipassback import UNSEEN, Antipassback, Side, Strictness, passed
from ostiary.policy.dualauth import Approval, DualAuthentication, Waiting
from ostiary.policy.passing import ExtendedOpening, Note, Passing, Terms, passing, two_needed
from ostiary.policy.schedule import NEVER, Schedule, Segment

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
LONG_AGO, FAR_OFF = datetime(2001, 1, 1, tzinfo=UTC), datetime(2037, 1, 1, tzinfo=UTC)
ADMITTED = Verdict(True, 4102, "By the rules.")
BOTH = Terms(dual=DualAuthentication())
APPROVERS = 7


def a_person(user_id: str, *groups: int) -> Person:
    """Somebody."""
    return Person(user_id, LONG_AGO, FAR_OFF, groups=groups)


def at(person: Person, waiting: Waiting | None = None, terms: Terms = BOTH, moment: datetime = NOON) -> Passing:
    """What comes of somebody at a reader where two are needed."""
    return passing(terms, ADMITTED, person, Side.ENTRY, moment, trace=UNSEEN, pair=True, waiting=waiting)


FIRST = Waiting("7", NOON + timedelta(seconds=15))


class TestTwoAreNeeded:
    def test_on_the_sides_that_are_named_while_the_schedule_is_open(self) -> None:
        morning = Schedule(5, "Morning", ((Segment(0, 720),),) * 7)
        rules = Rules(schedules={5: morning})
        for dual, side, moment, expected in (
            (DualAuthentication(), Side.ENTRY, NOON, True),
            (DualAuthentication(Side.EXIT), Side.ENTRY, NOON, False),
            (DualAuthentication(Side.EXIT), Side.EXIT, NOON, True),
            (DualAuthentication(schedule_id=NEVER), Side.ENTRY, NOON, False),
            (DualAuthentication(schedule_id=5), Side.ENTRY, NOON, False),
            (DualAuthentication(schedule_id=5), Side.ENTRY, NOON - timedelta(minutes=1), True),
            (None, Side.ENTRY, NOON, False),
        ):
            assert two_needed(Terms(dual=dual), side, rules, moment, UTC) is expected, (dual, side)


class TestTheFirst:
    def test_waits_and_does_not_pass(self) -> None:
        found = at(a_person("7"))
        assert found.waits == FIRST
        assert (found.verdict.granted, found.verdict.code) == (False, 4102)
        assert found.verdict.reason.endswith("A second person is needed within 15 s.")

    def test_passes_where_one_is_enough(self) -> None:
        assert passing(BOTH, ADMITTED, a_person("7"), Side.ENTRY, NOON, trace=UNSEEN) == Passing(ADMITTED)

    def test_is_whoever_comes_when_the_time_is_over(self) -> None:
        found = at(a_person("8"), FIRST, moment=FIRST.until)
        assert found.waits == Waiting("8", FIRST.until + timedelta(seconds=15))


class TestTheSecond:
    def test_opens_the_door_for_both(self) -> None:
        found = at(a_person("8"), FIRST)
        assert found.verdict == ADMITTED
        assert found.first == "7"
        assert [note.code for note in found.notes] == [5632]

    def test_has_more_time_where_one_of_the_two_needs_it(self) -> None:
        terms = Terms(dual=DualAuthentication(), extended=ExtendedOpening(20, (APPROVERS,)))
        slow = at(a_person("7", APPROVERS), None, terms)
        assert slow.waits == replace(FIRST, extended=True)
        assert at(a_person("8"), slow.waits, terms).open_for == 20
        assert at(a_person("8", APPROVERS), FIRST, terms).open_for == 20
        assert at(a_person("8"), FIRST, terms).open_for is None

    def test_is_another_person(self) -> None:
        found = at(a_person("7"), FIRST)
        assert (found.verdict.granted, found.verdict.code, found.waits) == (False, 5888, None)

    def test_is_of_an_approving_group_where_approval_is_wanted(self) -> None:
        approved = DualAuthentication(approval=Approval.LAST, groups=(APPROVERS,))
        terms = Terms(dual=approved)
        assert at(a_person("8", 3), FIRST, terms).verdict.code == 5890
        assert at(a_person("8", 3, APPROVERS), FIRST, terms).verdict == ADMITTED
        assert at(a_person("8", 3), FIRST, Terms(dual=replace(approved, approval=Approval.NONE))).verdict == ADMITTED

    def test_is_refused_by_anti_passback_like_anybody(self) -> None:
        inside = passed(UNSEEN, Side.ENTRY, NOON)
        terms = replace(BOTH, antipassback=Antipassback())
        found = passing(terms, ADMITTED, a_person("8"), Side.ENTRY, NOON, trace=inside, pair=True, waiting=FIRST)
        assert (found.verdict.code, found.first) == (6405, "")
        soft = replace(BOTH, antipassback=Antipassback(Strictness.SOFT))
        found = passing(soft, ADMITTED, a_person("8"), Side.ENTRY, NOON, trace=inside, pair=True, waiting=FIRST)
        assert [note.code for note in found.notes] == [6408, 24578, 5632]
        assert found.notes[-1] == Note(5632, "The second person after user 7.")
