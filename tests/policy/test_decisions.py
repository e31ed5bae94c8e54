"""Decisions on generated sites: `admit` and the compiled site answer as the naive oracle does, to the letter."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ostiary.policy.access import Person, Rules, Verdict, admit, considered
from ostiary.policy.site import Site
from tests.policy import oracle
from tests.policy.sites import Question, Ruled, a_person, a_question, dice, edited, some_people, some_rules

seeds = st.integers(0, 2**32)


def asked(rules: Rules, question: Question) -> Verdict:
    """What `admit` answers."""
    return admit(
        rules,
        question.person,
        question.door_id,
        question.at,
        question.zone,
        full_access=question.full_access,
        operator_locked=question.operator_locked,
    )


def asked_of(site: Site, question: Question) -> Verdict:
    """What the compiled site answers."""
    return site.decide(
        question.person.user_id,
        question.door_id,
        question.at,
        question.zone,
        full_access=question.full_access,
        operator_locked=question.operator_locked,
    )


def expected(rules: Rules, question: Question) -> oracle.Answer:
    """What the oracle answers."""
    return oracle.may_pass(
        rules,
        question.person,
        question.door_id,
        question.at,
        question.zone,
        full=question.full_access,
        locked=question.operator_locked,
    )


def decisive(rules: Rules, question: Question) -> Verdict:
    """Of all that is considered the first path that is open, else the first path."""
    steps = considered(rules, question.person, question.door_id or 0, question.at, question.zone)
    assert [step.group_id for step in steps] == sorted(
        (step.group_id for step in steps), key=lambda id: question.person.groups.index(id or 0)
    )
    assert {step.group_id for step in steps} == set(question.person.groups)
    paths = [step for step in steps if step.level_id is not None]
    return next((step for step in paths if step.granted), paths[0])


def as_answer(verdict: Verdict) -> oracle.Answer:
    """A verdict as the oracle would put it."""
    path = (verdict.group_id, verdict.level_id, verdict.schedule_id)
    assert verdict.granted == (verdict.code == 0)
    return oracle.Answer(verdict.code, None if None in path else path)  # type: ignore[arg-type]


class TestGeneratedSites:
    @settings(max_examples=1000, derandomize=True, deadline=None)
    @given(seed=seeds)
    def test_every_decision_is_the_oracles(self, seed: int) -> None:
        random = dice(seed)
        rules, people = some_rules(random), some_people(random)
        site = Site(rules, people)
        for _ in range(100):
            question = a_question(random, people)
            verdict = asked(rules, question)
            assert as_answer(verdict) == expected(rules, question), question
            assert asked_of(site, question) == verdict, question
            if verdict.level_id is not None:
                assert verdict == decisive(rules, question), question

    def test_each_outcome_occurs_at_least_a_hundred_times(self) -> None:
        codes: Counter[int] = Counter()
        paths = 0
        for seed in range(100):
            random = dice(seed)
            rules, people = some_rules(random), some_people(random)
            for _ in range(100):
                answer = expected(rules, a_question(random, people))
                codes[answer.code] += 1
                paths += answer.code == 0 and answer.path is not None
        assert set(codes) == {0, 6401, 6402, 6403, 6423}
        assert min(codes.values()) >= 100, codes
        assert paths >= 1000


class TestEdits:
    @settings(max_examples=300, derandomize=True, deadline=None)
    @given(seed=seeds)
    def test_after_any_edit_the_site_answers_as_if_built_anew(self, seed: int) -> None:
        random = dice(seed)
        rules, people = some_rules(random), some_people(random)
        site = Site(rules, people)
        for _ in range(10):
            once = a_question(random, people)
            assert asked_of(site, once) == asked(rules, once), once
            before, rules = rules, edited(random, rules)
            follow(site, before, rules)
            assert asked_of(site, once) == asked(rules, once), once
            people = rearranged(random, site, people)
            assert len(site) == len(people)
            for _ in range(10):
                question = a_question(random, people)
                assert asked_of(site, question) == asked(rules, question), question
            question = a_question(random, people)
            may = {
                person.user_id
                for person in people
                if admit(
                    rules,
                    person,
                    question.door_id or 1,
                    question.at,
                    question.zone,
                    full_access=question.full_access,
                ).granted
            }
            found = site.who(question.door_id or 1, question.at, question.zone, full_access=question.full_access)
            assert {person.user_id for person in people if site.index_of(person.user_id) in found} == may
            assert len(found) == len(may)


def follow(site: Site, before: Rules, after: Rules) -> None:
    """Tell the site what an edit has changed."""
    reach = site.reach
    _follow(before.levels, after.levels, reach.put_level, reach.drop_level)
    _follow(before.groups, after.groups, reach.put_group, reach.drop_group)
    _follow(before.schedules, after.schedules, reach.put_schedule, reach.drop_schedule)
    _follow(before.holidays, after.holidays, reach.put_holidays, reach.drop_holidays)
    assert reach.rules == after


def _follow(
    before: Mapping[int, Ruled],
    after: Mapping[int, Ruled],
    put: Callable[[Ruled], None],
    drop: Callable[[int], None],
) -> None:
    for id in before.keys() - after.keys():
        drop(id)
    for id, each in after.items():
        if before.get(id) != each:
            put(each)


def rearranged(random: Random, site: Site, people: list[Person]) -> list[Person]:
    """One act upon people: a change, somebody new, somebody gone, many into a group or out of it."""
    match random.randrange(5):
        case 0:
            changed = a_person(random, random.choice(people).user_id)
            site.put_person(changed)
            return [changed if person.user_id == changed.user_id else person for person in people]
        case 1:
            new = a_person(random, f"new{random.random()}")
            site.put_person(new)
            return [*people, new]
        case 2 if len(people) > 1:
            gone = people[0]
            site.drop_person(gone.user_id)
            return people[1:]
        case 3:
            chosen, group_id = people[::2], random.randrange(1, 7)
            site.enrol(group_id, indexes(site, chosen))
            return [enrolled(person, group_id) if person in chosen else person for person in people]
        case _:
            chosen, group_id = people[::3], random.randrange(1, 7)
            site.withdraw(group_id, indexes(site, chosen))
            return [withdrawn(person, group_id) if person in chosen else person for person in people]


def indexes(site: Site, people: list[Person]) -> list[int]:
    """Where the site keeps them."""
    return [index for person in people if (index := site.index_of(person.user_id)) is not None]


def enrolled(person: Person, group_id: int) -> Person:
    """The person, in the group."""
    return person if group_id in person.groups else replace(person, groups=(*person.groups, group_id))


def withdrawn(person: Person, group_id: int) -> Person:
    """The person, not in the group."""
    return replace(person, groups=tuple(each for each in person.groups if each != group_id))


class TestSite:
    def test_standings_stay_when_people_change(self) -> None:
        random = dice(3)
        site = Site(some_rules(random))
        for each in range(50):
            site.put_person(replace(a_person(random, "ada"), start=datetime(2001, 1, 1, 0, each, tzinfo=UTC)))
        assert len(site) == 1
        assert site.standings > 25

    def test_an_unknown_user_id_is_an_error(self) -> None:
        random = dice(1)
        site = Site(some_rules(random))
        with pytest.raises(KeyError):
            asked_of(site, a_question(random, some_people(random)))

    def test_it_grows_and_uses_free_places_again(self) -> None:
        random = dice(2)
        rules = some_rules(random)
        people = [a_person(random, str(each)) for each in range(3000)]
        site = Site(rules, people)
        for person in people[:1500]:
            site.drop_person(person.user_id)
        back = [a_person(random, f"back{each}") for each in range(1500)]
        assert max(site.put_person(person) for person in back) < 3000
        assert len(site) == 3000
        for person in [*people[1500:], *back]:
            question = replace(a_question(random, people), person=person)
            assert asked_of(site, question) == asked(rules, question)
