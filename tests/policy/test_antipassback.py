"""Anti-passback and its timed form: the rules against their naive twin, and sentence by sentence."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ostiary.policy.access import Person, Verdict
from ostiary.policy.antipassback import (
    UNSEEN,
    Antipassback,
    Pending,
    Side,
    Strictness,
    TimedAntipassback,
    Trace,
    confirmed,
    forgiven,
    passed,
    violations,
)
from ostiary.policy.passing import Passing, Terms, passing
from tests.policy.oracle import Happened, passback_codes

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
LONG_AGO, FAR_OFF = datetime(2001, 1, 1, tzinfo=UTC), datetime(2037, 1, 1, tzinfo=UTC)
ADMITTED = Verdict(True, 4102, "By the rules.")
GUARDS = 7

rules = st.none() | st.builds(Antipassback, st.sampled_from(Strictness), st.sampled_from((0, 30, 600)))
timed_rules = st.none() | st.builds(
    TimedAntipassback, st.sampled_from(Strictness), st.sampled_from((1, 60, 600)), st.sampled_from(Side)
)
uses = st.tuples(
    st.sampled_from(("present", "present", "present", "clear", "clear timed")),
    st.sampled_from(("7", "8", "9")),
    st.sampled_from((Side.ENTRY, Side.EXIT)),
    st.sampled_from((0, 1, 10, 29, 30, 61, 599, 600, 1000)),
)


def a_person(user_id: str = "7", *groups: int) -> Person:
    """Somebody."""
    return Person(user_id, LONG_AGO, FAR_OFF, groups=groups)


def at(terms: Terms, side: Side, trace: Trace, person: Person | None = None, moment: datetime = NOON) -> Passing:
    """What comes of somebody."""
    return passing(terms, ADMITTED, person or a_person(), side, moment, trace=trace)


def codes(found: Passing) -> list[int]:
    """The events of the rules, in the order in which they are logged."""
    return [code for code in (found.verdict.code, *(note.code for note in found.notes)) if code != ADMITTED.code]


@settings(max_examples=600, derandomize=True, deadline=None)
@given(rules, timed_rules, st.lists(uses, max_size=30))
def test_the_rules_say_what_their_naive_twin_says(
    rule: Antipassback | None,
    timed: TimedAntipassback | None,
    used: list[tuple[str, str, Side, int]],
) -> None:
    traces: dict[str, Trace] = {}
    history: list[Happened] = []
    now = NOON
    for what, user, side, seconds in used:
        now += timedelta(seconds=seconds)
        if what != "present":
            is_timed = what == "clear timed"
            whom = "" if user == "9" else user
            for each in traces if not whom else {whom} & traces.keys():
                traces[each] = forgiven(traces[each], timed=is_timed)
            history.append(Happened(0, whom, now, is_timed))
            continue
        trace = traces.get(user, UNSEEN)
        found = at(Terms(rule, timed), side, trace, a_person(user), now)
        expected = passback_codes(history, user, int(side), now, rule, timed)
        assert codes(found) == expected
        assert found.violates is bool(expected)
        assert found.verdict.granted is not bool({6405, 6406} & set(expected))
        if found.verdict.granted:
            traces[user] = passed(trace, side, now)
            history.append(Happened(int(side), user, now))


class TestAntipassback:
    HARD = Terms(Antipassback())

    @pytest.mark.parametrize("side", [Side.ENTRY, Side.EXIT])
    def test_takes_whatever_somebody_does_first(self, side: Side) -> None:
        assert at(self.HARD, side, UNSEEN) == Passing(ADMITTED)

    def test_refuses_whoever_is_inside_already(self) -> None:
        found = at(self.HARD, Side.ENTRY, passed(UNSEEN, Side.ENTRY, NOON), moment=NOON + timedelta(days=300))
        assert (found.verdict.granted, codes(found)) == (False, [6405, 24577])
        assert "entered before" in found.verdict.reason

    def test_refuses_whoever_is_outside_already(self) -> None:
        found = at(self.HARD, Side.EXIT, passed(UNSEEN, Side.EXIT, NOON))
        assert codes(found) == [6405, 24577]
        assert "left before" in found.verdict.reason

    def test_lets_pass_and_tells_where_it_is_soft(self) -> None:
        soft = Terms(Antipassback(Strictness.SOFT))
        found = at(soft, Side.ENTRY, passed(UNSEEN, Side.ENTRY, NOON))
        assert (found.verdict, codes(found), found.violates) == (ADMITTED, [6408, 24578], True)

    def test_leaves_its_bypass_groups_alone(self) -> None:
        terms = Terms(Antipassback(bypass=(GUARDS,)))
        inside = passed(UNSEEN, Side.ENTRY, NOON)
        assert at(terms, Side.ENTRY, inside, a_person("7", 3, GUARDS)) == Passing(ADMITTED)
        assert codes(at(terms, Side.ENTRY, inside, a_person("7", 3))) == [6405, 24577]

    def test_forgets_after_its_time(self) -> None:
        terms, inside = Terms(Antipassback(reset=60)), passed(UNSEEN, Side.ENTRY, NOON)
        assert codes(at(terms, Side.ENTRY, inside, moment=NOON + timedelta(seconds=59.9))) == [6405, 24577]
        assert at(terms, Side.ENTRY, inside, moment=NOON + timedelta(seconds=60)).verdict.granted

    def test_does_not_forget_because_a_clock_went_back(self) -> None:
        terms, inside = Terms(Antipassback(reset=60)), passed(UNSEEN, Side.ENTRY, NOON)
        assert not at(terms, Side.ENTRY, inside, moment=NOON - timedelta(days=1)).verdict.granted

    def test_is_cleared_without_touching_the_timed_rule(self) -> None:
        trace = forgiven(passed(UNSEEN, Side.ENTRY, NOON), timed=False)
        assert at(self.HARD, Side.ENTRY, trace) == Passing(ADMITTED)
        assert codes(at(Terms(timed=TimedAntipassback()), Side.ENTRY, trace)) == [6406, 25345]


class TestTimedAntipassback:
    def test_refuses_the_same_reader_until_its_time(self) -> None:
        terms, trace = Terms(timed=TimedAntipassback(seconds=600)), passed(UNSEEN, Side.ENTRY, NOON)
        found = at(terms, Side.ENTRY, trace, moment=NOON + timedelta(seconds=599))
        assert codes(found) == [6406, 25345]
        assert "10 minutes" in found.verdict.reason
        assert at(terms, Side.ENTRY, trace, moment=NOON + timedelta(seconds=600)) == Passing(ADMITTED)
        assert at(terms, Side.EXIT, trace) == Passing(ADMITTED)

    def test_watches_the_sides_it_is_for(self) -> None:
        terms = Terms(timed=TimedAntipassback(sides=Side.EXIT))
        both = passed(passed(UNSEEN, Side.ENTRY, NOON), Side.EXIT, NOON)
        assert at(terms, Side.ENTRY, both) == Passing(ADMITTED)
        assert codes(at(terms, Side.EXIT, both)) == [6406, 25345]

    def test_lets_pass_and_tells_where_it_is_soft(self) -> None:
        terms = Terms(timed=TimedAntipassback(Strictness.SOFT, bypass=(GUARDS,)))
        trace = passed(UNSEEN, Side.ENTRY, NOON)
        assert codes(at(terms, Side.ENTRY, trace)) == [6409, 25346]
        assert at(terms, Side.ENTRY, trace, a_person("7", GUARDS)) == Passing(ADMITTED)

    def test_is_cleared_without_touching_the_other_rule(self) -> None:
        trace = forgiven(passed(UNSEEN, Side.ENTRY, NOON), timed=True)
        assert at(Terms(timed=TimedAntipassback()), Side.ENTRY, trace) == Passing(ADMITTED)
        assert codes(at(Terms(Antipassback()), Side.ENTRY, trace)) == [6405, 24577]


class TestTheDoorSensor:
    def test_confirms_those_who_are_still_at_the_door(self) -> None:
        early = Pending("7", Side.ENTRY, NOON)
        late = replace(early, user_id="8", until=NOON + timedelta(seconds=1))
        assert confirmed((early, late), NOON) == (late,)
        assert confirmed((), NOON) == ()


def test_a_refusal_by_one_rule_is_not_excused_by_the_other() -> None:
    terms = Terms(Antipassback(), TimedAntipassback(Strictness.SOFT))
    found = at(terms, Side.ENTRY, passed(UNSEEN, Side.ENTRY, NOON))
    assert codes(found) == [6405, 25346, 24577]


def test_each_rule_says_why() -> None:
    for terms in (Terms(Antipassback()), Terms(timed=TimedAntipassback())):
        trace = passed(UNSEEN, Side.ENTRY, NOON)
        (broken,) = violations(terms.antipassback, terms.timed, trace, Side.ENTRY, (), NOON)
        assert broken.reason == at(terms, Side.ENTRY, trace).verdict.reason
