"""The fifty modes, what private modes do to them, how an attempt advances, and which codes come of it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import permutations

import pytest

from ostiary.policy.access import Rules
from ostiary.policy.authmode import (
    MODES,
    Factor,
    PrivateMode,
    allowed,
    failure_code,
    mode,
    open_modes,
    progress,
    success_code,
)
from ostiary.policy.schedule import ALWAYS, NEVER
from ostiary.port.content import ModeSlot
from tests.policy import oracle

ID, CARD, FINGER, FACE, PIN = Factor
WAYS = [way for length in range(1, 5) for way in permutations(Factor, length)]


def codes(first: Factor, device: Sequence[int], *private: PrivateMode) -> list[int]:
    """The codes of the modes allowed."""
    return [each.code for each in allowed(first, device, private)]


class TestTable:
    def test_it_has_the_fifty_modes(self) -> None:
        assert list(MODES) == list(range(50)) == list(oracle.MODES_IN_WORDS)

    @pytest.mark.parametrize("code", [-1, 50, 254, 255])
    def test_other_codes_name_none(self, code: int) -> None:
        assert mode(code) is None

    @pytest.mark.parametrize("code", range(50))
    def test_a_mode_is_met_by_exactly_the_ways_its_words_say(self, code: int) -> None:
        found = mode(code)
        assert found is not None
        complete = oracle.complete_ways(code)
        for way in WAYS:
            now = progress((found,), way)
            assert now.complete == (way in complete), way
            expected = {w[len(way)] for w in complete if len(w) > len(way) and w[: len(way)] == way}
            assert now.next == (set() if now.complete else expected), way

    def test_of_several_modes_the_first_one_met_ends_it(self) -> None:
        modes = allowed(CARD, (24, 29, 21))
        assert progress(modes, (CARD,)).complete
        modes = allowed(CARD, (24, 29))
        assert progress(modes, (CARD,)).next == {PIN, FACE, FINGER}
        assert progress(modes, (CARD, FINGER)).next == {FACE}

    def test_nothing_presented_yet_awaits_the_first_factors(self) -> None:
        assert progress([MODES[0], MODES[24]], ()).next == {FINGER, FACE, CARD}

    def test_a_repeated_factor_leads_nowhere(self) -> None:
        now = progress(allowed(CARD, (29,)), (CARD, FACE, FACE))
        assert not now.complete
        assert not now.next


class TestAllowed:
    @pytest.mark.parametrize("first", list(Factor))
    def test_of_the_devices_modes_those_that_begin_so(self, first: Factor) -> None:
        expected = [code for code in range(50) if any(way[0] == first for way in oracle.complete_ways(code))]
        assert codes(first, range(50)) == expected

    def test_pin_is_never_first(self) -> None:
        assert codes(PIN, range(50)) == []

    def test_a_private_mode_replaces_the_devices_for_its_factor_only(self) -> None:
        own = PrivateMode(CARD, 24)
        assert codes(CARD, (21, 16), own) == [24]
        assert codes(FINGER, (21, 16), own) == [16]

    def test_several_private_modes_are_alternatives(self) -> None:
        assert codes(CARD, (21,), PrivateMode(CARD, 24), PrivateMode(CARD, 23)) == [24, 23]

    @pytest.mark.parametrize(
        "own", [PrivateMode(CARD, -1), PrivateMode(CARD, -1, True), PrivateMode(CARD, 254), PrivateMode(CARD, 21, True)]
    )
    def test_an_excluded_or_prohibited_factor_may_not_be_used(self, own: PrivateMode) -> None:
        assert codes(CARD, (21,), own) == []

    def test_none_leaves_the_devices_modes(self) -> None:
        assert codes(CARD, (21,), PrivateMode(CARD, 255)) == [21]

    def test_biometric_speaks_for_faces_too(self) -> None:
        own = (
            PrivateMode(FINGER, 0),
            PrivateMode(ID, -1, True),
            PrivateMode(CARD, -1, True),
            PrivateMode(FACE, -1, True),
        )
        assert codes(FACE, (11,), *own) == [0]
        assert codes(FINGER, (11,), *own) == [0]
        assert codes(CARD, (2,), *own) == []
        assert codes(FACE, (11,), PrivateMode(FINGER, 16)) == [11]

    def test_a_private_mode_that_begins_otherwise_is_of_no_use(self) -> None:
        assert codes(CARD, (21,), PrivateMode(CARD, 11)) == []

    @pytest.mark.parametrize("first", [ID, CARD, FINGER, FACE])
    def test_as_the_oracle_reads_it(self, first: Factor) -> None:
        for method in (ID, CARD, FINGER, FACE):
            for code in (-1, *range(50), 254, 255):
                for exclude in (False, True):
                    own = PrivateMode(method, code, exclude)
                    expected = [
                        each
                        for each in oracle.modes_for(first, (2, 16, 36), [own])
                        if any(way[0] == first for way in oracle.complete_ways(each))
                    ]
                    assert codes(first, (2, 16, 36), own) == expected

    def test_a_device_s_modes_are_open_by_schedule(self) -> None:
        slots = (ModeSlot(2, ALWAYS), ModeSlot(8, NEVER), ModeSlot(1, 77), ModeSlot(4, ALWAYS))
        assert open_modes(slots, Rules(), datetime(2026, 5, 4, tzinfo=UTC), UTC) == (2, 4)


class TestSuccessCodes:
    @pytest.mark.parametrize("carrier", ["card", "mobile", "qr", "aoc"])
    @pytest.mark.parametrize("duress", [False, True])
    def test_each_combination_has_the_code_of_its_name(self, carrier: str, duress: bool) -> None:
        flags = {carrier: True} if carrier != "card" else {}
        for way in WAYS:
            if way[0] is not PIN and not (ID in way and CARD in way):
                expected = oracle.success_code(way, carrier, duress)
                assert success_code(way, duress=duress, **flags) == expected, way

    @pytest.mark.parametrize(
        ("way", "code"),
        [((CARD,), 4102), ((CARD, PIN), 4103), ((ID, PIN), 4097), ((FINGER,), 4865), ((FACE,), 4867), ((ID,), 4096)],
    )
    def test_the_well_known_ones(self, way: tuple[Factor, ...], code: int) -> None:
        assert success_code(way) == code

    def test_duress_is_512_more(self) -> None:
        assert success_code((CARD, FINGER), duress=True) == 4616
        assert success_code((FINGER,), duress=True) == 5377


class TestFailureCodes:
    @pytest.mark.parametrize(
        ("before", "failed", "code"),
        [
            ((), ID, 4353),
            ((), CARD, 4354),
            ((), FINGER, 5124),
            ((), FACE, 5125),
            ((CARD,), PIN, 4355),
            ((ID, FACE), PIN, 4355),
            ((ID,), FINGER, 4356),
            ((CARD,), FACE, 4357),
            ((FINGER,), PIN, 5123),
            ((FACE,), PIN, 5123),
            ((FACE,), FINGER, 5124),
            ((FINGER,), FACE, 5125),
        ],
    )
    def test_by_what_came_before(self, before: tuple[Factor, ...], failed: Factor, code: int) -> None:
        assert failure_code(before, failed) == code

    def test_what_carried_the_card_makes_a_difference(self) -> None:
        assert failure_code((), CARD, qr=True) == 4364
        assert failure_code((), CARD, mobile=True) == 4360
        assert failure_code((CARD,), PIN, aoc=True) == 4358
        assert failure_code((CARD,), FINGER, aoc=True) == 4359
        assert failure_code((CARD,), FACE, aoc=True) == 4357
        assert failure_code((CARD,), PIN, qr=True) == 4355
