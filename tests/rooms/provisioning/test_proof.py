"""What comparisons prove of a device, and when it is compared again."""

from datetime import UTC, datetime

from ostiary.port.content import Family
from ostiary.provisioning.proof import FIRST_PAUSE, LONGEST_PAUSE, MOST_COMPARISONS, RETRY_SECONDS, Proof

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SEVEN = {Family.USERS: {"7"}}


def judged(*found: set[str]) -> Proof:
    """What comparisons prove that found these people, one after the other."""
    proof = Proof()
    for keys in found:
        proof.judge({Family.USERS: keys} if keys else {}, NOON)
    return proof


class TestDiffering:
    def test_what_is_found_again_and_again_is_not_kept(self) -> None:
        proof = judged(*[{"7"}] * MOST_COMPARISONS)
        assert proof.differing
        assert proof.denies(Family.USERS, {"7", "8"})
        assert not proof.denies(Family.USERS, {"8"})
        assert proof.at is None

    def test_something_else_each_time_is_only_news(self) -> None:
        proof = judged(*({str(number)} for number in range(3 * MOST_COMPARISONS)))
        assert (proof.wanting, proof.differing) == (True, False)

    def test_what_could_not_be_mended_does_not_count(self) -> None:
        proof = Proof()
        for _ in range(3 * MOST_COMPARISONS):
            proof.judge(SEVEN, NOON)
            proof.fail()
        assert (proof.wanting, proof.differing) == (True, False)

    def test_a_comparison_that_finds_nothing_ends_it(self) -> None:
        proof = judged(*[{"7"}] * MOST_COMPARISONS, set())
        assert (proof.wanting, proof.differing, proof.at) == (False, False, NOON)
        assert (proof.comparisons, proof.drifted) == (MOST_COMPARISONS + 1, 1)


class TestAgain:
    def test_what_was_mended_is_compared_at_once_and_what_was_refused_soon(self) -> None:
        proof = judged({"7"})
        assert (proof.pause(refused=False), proof.pause(refused=True)) == (0.0, RETRY_SECONDS)

    def test_what_is_not_kept_is_compared_for_ever_at_longer_and_longer_times(self) -> None:
        proof, pauses = judged(*[{"7"}] * (MOST_COMPARISONS - 1)), []
        for _ in range(5000):
            proof.judge(SEVEN, NOON)
            assert proof.wanting
            pauses.append(proof.pause(refused=True))
        assert pauses == sorted(pauses)
        assert (pauses[0], pauses[-1]) == (FIRST_PAUSE, LONGEST_PAUSE)

    def test_a_reason_to_compare_begins_anew(self) -> None:
        proof = judged(*[{"7"}] * MOST_COMPARISONS)
        proof.begin()
        assert (proof.wanting, proof.differing) == (False, False)
        proof.doubt()
        assert (proof.wanting, proof.differing) == (True, False)
