"""Temperature and mask: every setting against every person, by a table that says the same in other words."""

from itertools import product

import pytest

from ostiary.policy.screening import Screening, Seen, Use, screen, screen_alone

HIGH, UNMEASURED, UNMASKED = "high", "unmeasured", "unmasked"
REFUSED = {HIGH: 6419, UNMEASURED: 6420, UNMASKED: 6421}
NOTED = {HIGH: 7424, UNMEASURED: 7425, UNMASKED: 7680}
TURNED_AWAY = {HIGH: 7168, UNMEASURED: 7169, UNMASKED: 7170}
TEMPERATURES = {0: UNMEASURED, 3199: UNMEASURED, 3200: None, 3650: None, 3800: None, 3801: HIGH, 4200: HIGH}
CASES = list(product(Use, Use, TEMPERATURES, (True, False)))


def wrong(temperature: Use, mask: Use, degrees: int, masked: bool) -> dict[str, Use]:
    """What is wrong, and what comes of it, the temperature first."""
    found = {TEMPERATURES[degrees]: temperature, None if masked else UNMASKED: mask}
    return {flaw: use for flaw, use in found.items() if flaw is not None and use is not Use.OFF}


@pytest.mark.parametrize("when", ["recognised", "alone"])
def test_every_setting_and_every_person(when: str) -> None:
    for temperature, mask, degrees, masked in CASES:
        flaws = wrong(temperature, mask, degrees, masked)
        refusals = [flaw for flaw, use in flaws.items() if use is Use.REFUSE]
        screening, seen = Screening(temperature, mask), Seen(degrees, masked)
        case = (temperature, mask, degrees, masked)
        if when == "recognised":
            screened = screen(screening, seen)
            assert [note.code for note in screened.notes] == [NOTED[f] for f, use in flaws.items() if use is Use.NOTE]
            refused = screened.refusal
            assert (None if refused is None else refused.code) == (REFUSED[refusals[0]] if refusals else None), case
        else:
            verdict = screen_alone(screening, seen)
            passed = 6912 + bool({HIGH, UNMEASURED} & flaws.keys()) + 2 * (UNMASKED in flaws)
            assert verdict.granted is not bool(refusals), case
            assert verdict.code == (TURNED_AWAY[refusals[0]] if refusals else passed), case


def test_the_reason_says_how_warm() -> None:
    refusal = screen(Screening(Use.REFUSE), Seen(3920)).refusal
    assert refusal is not None
    assert refusal.reason == "The skin has 39.20 degrees, more than 38.00."
