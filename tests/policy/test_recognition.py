"""Attempts at a reader: every outcome against the oracle, many times over, and the order of the checks by example."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ostiary.policy.access import Person, Verdict, admit
from ostiary.policy.authmode import Factor, PrivateMode
from ostiary.policy.recognition import (
    Attempt,
    Carrier,
    Outcome,
    Presented,
    Result,
    begin,
    conclude,
    expire,
    present,
)
from tests.policy import oracle
from tests.policy.desk import Desk, Ending, Holder, recognised
from tests.policy.presentations import TIMEOUT, Case, Steps, a_case, a_passage
from tests.policy.sites import dice

Corpus = list[tuple[Case, Result | None, int]]

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
SUCCESSES = set(oracle.SUCCESS)
DURESS = {code + 512 for code, words in oracle.SUCCESS.items() if "finger" in words.split()}
FAILURES = {
    4353, 4354, 4355, 4356, 4357, 4358, 4359, 4360, 4362, 4363, 4364,
    5123, 5124, 5125, 6145, 6146, 6147, 6401, 6402, 6403, 6404, 6423,
}  # fmt: skip


def later(seconds: float) -> datetime:
    """That many seconds after noon."""
    return NOON + timedelta(seconds=seconds)


def carried_out(desk: Desk, modes: tuple[int, ...], steps: Steps) -> Result | None:
    """The last result that was not just ignored; None where everything was."""
    attempt, last = begin(desk, modes, TIMEOUT), None
    for second, presented in steps:
        result = present(attempt, presented, later(second))
        attempt = result.attempt
        if result.outcome is not Outcome.IGNORED:
            last = result
        if attempt.over:
            break
    return last


def as_ending(result: Result | None) -> Ending:
    """A result as the oracle would put it."""
    if result is None:
        return Ending(0)
    return Ending(result.code, result.user_id, result.outcome is Outcome.RECOGNISED)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Forty-two thousand attempts, what came of each, and the code that is logged after the access rules."""
    found = []
    for seed in range(42_000):
        random = dice(seed)
        case = a_case(random)
        result = carried_out(case.desk, case.modes, case.steps)
        code = result.code if result else 0
        if result is not None and result.person is not None and result.outcome is Outcome.RECOGNISED:
            rules, asked = a_passage(random, result.person)
            locked = asked.operator_locked
            verdict = admit(rules, result.person, asked.door_id, asked.at, asked.zone, operator_locked=locked)
            code = conclude(result, verdict).code
        found.append((case, result, code))
    return found


class TestAgainstTheOracle:
    def test_forty_two_thousand_attempts_end_as_the_oracle_says(self, corpus: Corpus) -> None:
        for case, result, _ in corpus:
            assert as_ending(result) == recognised(case.desk, case.modes, TIMEOUT, case.steps), case

    @settings(max_examples=500, derandomize=True, deadline=None)
    @given(seed=st.integers(2**20, 2**32))
    def test_so_do_any_others(self, seed: int) -> None:
        case = a_case(dice(seed))
        result = carried_out(case.desk, case.modes, case.steps)
        assert as_ending(result) == recognised(case.desk, case.modes, TIMEOUT, case.steps)

    def test_each_outcome_occurs_at_least_a_hundred_times(self, corpus: Corpus) -> None:
        codes = Counter(code for _, _, code in corpus)
        assert {code: codes[code] for code in SUCCESSES | DURESS | FAILURES if codes[code] < 100} == {}
        assert set(codes) - SUCCESSES - DURESS - FAILURES <= {0, 4096}


PERSON = Person("7", datetime(2001, 1, 1, tzinfo=UTC), datetime(2037, 12, 31, 23, 59, tzinfo=UTC))
HOLDER = Holder(
    PERSON,
    (("1234", Carrier.CARD), ("code", Carrier.QR)),
    ((b"thumb", False), (b"little", True)),
    ((b"smile", 5),),
    "2580",
)
DESK = Desk((HOLDER,))
CARD = Presented(Factor.CARD, "1234")
THUMB = Presented(Factor.FINGER, template=b"thumb")
SMILE = Presented(Factor.FACE, template=b"smile", kind=5)
PIN = Presented(Factor.PIN, "2580")


def waiting(*modes: int) -> Attempt:
    """An attempt at which the card was presented at noon."""
    result = present(begin(DESK, modes, TIMEOUT), CARD, NOON)
    assert result.outcome is Outcome.WAITING
    return result.attempt


class TestOneFactor:
    def test_recognises(self) -> None:
        result = present(begin(DESK, (21,)), CARD, NOON)
        assert (result.outcome, result.code, result.person) == (Outcome.RECOGNISED, 4102, PERSON)
        assert result.attempt.over
        assert result.credential == "1234"

    def test_an_unknown_card_says_its_number_and_nobody(self) -> None:
        result = present(begin(DESK, (21,)), Presented(Factor.CARD, "99"), NOON)
        assert (result.outcome, result.code, result.user_id, result.credential) == (Outcome.FAILED, 4354, "", "99")
        assert result.reason == "The card is not known to the device."

    def test_a_pin_alone_is_ignored_and_leaves_the_attempt_open(self) -> None:
        result = present(begin(DESK, (24,)), PIN, NOON)
        assert result.outcome is Outcome.IGNORED
        assert present(result.attempt, CARD, NOON).outcome is Outcome.WAITING

    def test_a_duress_finger_succeeds_with_the_duress_code(self) -> None:
        result = present(begin(DESK, (16,)), Presented(Factor.FINGER, template=b"little"), NOON)
        assert (result.outcome, result.code) == (Outcome.RECOGNISED, 5377)


class TestFurtherFactors:
    def test_are_named_and_awaited_until_the_deadline(self) -> None:
        result = present(begin(DESK, (24, 22), 7), CARD, NOON)
        assert result.outcome is Outcome.WAITING
        assert result.code == 0
        assert result.next == {Factor.PIN, Factor.FACE}
        assert result.attempt.deadline == later(7)

    def test_in_any_order(self) -> None:
        for first, second, code in ((SMILE, THUMB, 4112), (THUMB, SMILE, 4113)):
            after = present(waiting(29), first, later(1))
            assert present(after.attempt, second, later(2)).code == code

    def test_one_that_no_mode_asks_for_ends_it(self) -> None:
        result = present(waiting(24), THUMB, later(1))
        assert (result.outcome, result.code, result.user_id) == (Outcome.FAILED, 6145, "7")
        assert result.reason == "After card comes PIN, not the finger."

    def test_a_card_read_twice_is_ignored(self) -> None:
        result = present(waiting(24), CARD, later(1))
        assert result.outcome is Outcome.IGNORED
        assert present(result.attempt, PIN, later(2)).code == 4103

    def test_after_the_end_everything_is_ignored(self) -> None:
        over = present(waiting(24), PIN, later(1)).attempt
        assert present(over, CARD, later(2)).outcome is Outcome.IGNORED
        assert expire(over, later(60)).outcome is Outcome.IGNORED


class TestTimeOut:
    def test_at_the_deadline_and_not_before(self) -> None:
        assert expire(waiting(24), later(9.999)).outcome is Outcome.IGNORED
        result = expire(waiting(24), later(10))
        assert (result.outcome, result.code, result.user_id) == (Outcome.FAILED, 6147, "7")
        assert result.reason == "No PIN was presented within 10 s."

    def test_counts_from_the_first_factor(self) -> None:
        after = present(waiting(29), SMILE, later(9)).attempt
        assert present(after, THUMB, later(9.5)).outcome is Outcome.RECOGNISED
        assert present(after, THUMB, later(10)).code == 6147

    def test_a_late_factor_is_not_read_and_may_begin_anew(self) -> None:
        assert present(waiting(24), CARD, later(11)).code == 6147
        assert present(begin(DESK, (24,)), CARD, later(11)).outcome is Outcome.WAITING

    def test_an_attempt_that_has_not_begun_never_expires(self) -> None:
        assert expire(begin(DESK, (24,)), later(10_000)).outcome is Outcome.IGNORED


class TestOrder:
    """Known, blacklist, mode of the first factor, further factors; then the access rules."""

    def test_unknown_comes_before_the_blacklist(self) -> None:
        desk = Desk((HOLDER,), (("99", 0), ("1234", 0)))
        assert present(begin(desk, ()), Presented(Factor.CARD, "99"), NOON).code == 4354
        assert present(begin(desk, ()), CARD, NOON).code == 6404

    def test_the_blacklist_knows_issues(self) -> None:
        desk = Desk((HOLDER,), (("1234", 2),))
        assert present(begin(desk, (21,)), CARD, NOON).code == 4102
        assert present(begin(desk, (21,)), Presented(Factor.CARD, "1234", issue=2), NOON).code == 6404

    def test_a_device_without_an_open_mode_lets_nobody_begin(self) -> None:
        result = present(begin(DESK, ()), CARD, NOON)
        assert (result.code, result.user_id) == (6145, "7")
        assert result.reason == "No authentication mode begins with the card now."

    @pytest.mark.parametrize(("mode", "code"), [(24, 0), (-1, 6145), (255, 4102)])
    def test_private_modes_replace_the_devices(self, mode: int, code: int) -> None:
        holder = Holder(PERSON, HOLDER.cards, private=(PrivateMode(Factor.CARD, mode),))
        assert present(begin(Desk((holder,)), (21,)), CARD, NOON).code == code

    def test_the_access_rules_have_the_last_word(self) -> None:
        result = present(begin(DESK, (21,)), CARD, NOON)
        assert conclude(result, Verdict(True, 0, "Because.", 1, 2, 3)) == Verdict(True, 4102, "Because.", 1, 2, 3)
        assert conclude(result, Verdict(False, 6402, "No.")) == Verdict(False, 6402, "No.")
