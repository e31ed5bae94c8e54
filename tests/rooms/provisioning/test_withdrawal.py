"""What a person whom a device refuses may keep there."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ostiary.policy.authmode import Factor, PrivateMode
from ostiary.port.content import CardContent, FaceContent, FingerContent, UserContent
from ostiary.provisioning.withdrawal import exceeds, reduced

DAY = timedelta(days=1)
FINGER = FingerContent(1, (b"one", b"two"))
FACE = FaceContent(0, ((9, b"face"),))
HELD = UserContent(
    "7",
    "Seven",
    datetime(2020, 1, 1, tzinfo=UTC),
    datetime(2030, 1, 1, tzinfo=UTC),
    pin_hash=b"pin",
    cards=(CardContent("1"), CardContent("2")),
    fingers=(FINGER,),
    faces=(FACE,),
    groups=(1, 2),
)
LESS: tuple[dict[str, Any], ...] = (
    {"cards": (CardContent("1"), CardContent("3"))},
    {"cards": (CardContent("1"), CardContent("2", issue=1))},
    {"fingers": (replace(FINGER, duress=True),)},
    {"faces": ()},
    {"groups": (2, 3)},
    {"start": HELD.start + DAY},
    {"expiry": HELD.expiry - DAY},
    {"disabled": True},
    {"pin_hash": b""},
    {"pin_hash": b"another"},
    {"security_level": 1},
    {"private_modes": (PrivateMode(Factor.CARD, 24),)},
)
MORE: tuple[dict[str, Any], ...] = (
    {},
    {"name": "Sieben"},
    {"cards": (CardContent("3"), *HELD.cards)},
    {"groups": (3, 2, 1)},
    {"start": HELD.start - DAY, "expiry": HELD.expiry + DAY},
)


@pytest.mark.parametrize("change", LESS)
def test_what_he_should_not_have_any_more(change: dict[str, Any]) -> None:
    wanted = replace(HELD, **change)
    assert exceeds(HELD, wanted)
    assert not exceeds(reduced(HELD, wanted), wanted)


@pytest.mark.parametrize("change", MORE)
def test_what_he_has_not_yet_is_no_reason(change: dict[str, Any]) -> None:
    wanted = replace(HELD, **change)
    assert not exceeds(HELD, wanted)
    less = reduced(HELD, wanted)
    assert (set(less.cards), set(less.groups)) == (set(HELD.cards), set(HELD.groups))


def test_who_was_disabled_or_had_no_pin_exceeds_nothing() -> None:
    assert not exceeds(replace(HELD, disabled=True, pin_hash=b""), HELD)
