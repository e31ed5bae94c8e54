"""The temperature and the mask of whoever stands at a reader: check 10 of the order that devices keep, between the
period and the access rules; or before anybody is recognised; or instead of that.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, IntEnum

from ostiary.policy.access import DISABLED, OUT_OF_PERIOD, Verdict
from ostiary.policy.passing import Note

FIRST = frozenset({DISABLED, OUT_OF_PERIOD})
"""Who is refused with one of these is not looked at."""


class Use(IntEnum):
    """What comes of a flaw, numbered as on the wire."""

    OFF = 0
    REFUSE = 1
    NOTE = 2


class When(IntEnum):
    """When somebody is looked at, numbered as on the wire."""

    AFTER = 0
    """Once he is recognised."""
    BEFORE = 1
    ALONE = 2
    """Nobody is asked who he is."""


class Flaw(Enum):
    """What can be wrong: the event where he is refused for it, where it is only noted, and where it alone is looked
    at.
    """

    HIGH = 6419, 7424, 7168
    UNMEASURED = 6420, 7425, 7169
    UNMASKED = 6421, 7680, 7170

    @property
    def refused(self) -> int:
        """The event of a refusal."""
        return int(self.value[0])

    @property
    def noted(self) -> int:
        """The event of a note."""
        return int(self.value[1])

    @property
    def turned_away(self) -> int:
        """The event of a refusal where nobody is asked who he is."""
        return int(self.value[2])


PASSED, PASSED_WARM, PASSED_UNMASKED, PASSED_BOTH = 6912, 6913, 6914, 6915


@dataclass(frozen=True, slots=True)
class Screening:
    """What a reader looks at. Degrees are hundredths of Celsius: above `high` somebody has a fever, and what is below
    `low` is no skin.
    """

    temperature: Use = Use.OFF
    mask: Use = Use.OFF
    when: When = When.AFTER
    low: int = 3200
    high: int = 3800

    @property
    def on(self) -> bool:
        """Whether it looks at anything."""
        return bool(self.temperature or self.mask)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reader sees: the temperature of the skin, 0 = not to be measured; a mask."""

    temperature: int = 0
    mask: bool = False


@dataclass(frozen=True, slots=True)
class Screened:
    """What comes of it: a refusal, or None; and the events before it."""

    refusal: Verdict | None
    notes: tuple[Note, ...] = ()


def screen(screening: Screening, seen: Seen) -> Screened:
    """Look at somebody who is recognised, or is to be."""
    found = list(_flaws(screening, seen))
    notes = tuple(Note(flaw.noted, reason) for flaw, use, reason in found if use is Use.NOTE)
    for flaw, use, reason in found:
        if use is Use.REFUSE:
            return Screened(Verdict(False, flaw.refused, reason), notes)
    return Screened(None, notes)


def screen_alone(screening: Screening, seen: Seen) -> Verdict:
    """Look at somebody who is not asked who he is."""
    found = list(_flaws(screening, seen))
    for flaw, use, reason in found:
        if use is Use.REFUSE:
            return Verdict(False, flaw.turned_away, reason)
    unmasked = any(flaw is Flaw.UNMASKED for flaw, _, _ in found)
    warm = len(found) > unmasked
    code = {(False, False): PASSED, (True, False): PASSED_WARM, (False, True): PASSED_UNMASKED}.get((warm, unmasked))
    reason = " ".join(reason for _, _, reason in found) or "Nothing is wrong."
    return Verdict(True, code or PASSED_BOTH, reason)


def _flaws(screening: Screening, seen: Seen) -> Iterator[tuple[Flaw, Use, str]]:
    if screening.temperature:
        if seen.temperature < screening.low:
            yield Flaw.UNMEASURED, screening.temperature, "The temperature could not be measured."
        elif seen.temperature > screening.high:
            degrees = f"{seen.temperature / 100:.2f} degrees, more than {screening.high / 100:.2f}"
            yield Flaw.HIGH, screening.temperature, f"The skin has {degrees}."
    if screening.mask and not seen.mask:
        yield Flaw.UNMASKED, screening.mask, "No mask is worn."
