"""Authentication modes: which credentials, in which combination, let a person be recognised now.

Codes 0-49 are the modes of the reference; 254 prohibited, 255 none, -1 do not use. 0-10 are the standard modes, whose
"biometric" is whichever of finger and face the device has; 11-49 the extended ones of devices with a visual face.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import IntEnum
from functools import cache
from itertools import product
from typing import Protocol

from ostiary.policy.access import Rules
from ostiary.policy.schedule import open_now

NONE = 255
"""A private mode with this code says nothing: the device's modes stand."""

_DURESS = 512
_TABLE = """
0 Finger/Face
1 Finger/Face + PIN
2 Card
3 Card + Finger/Face
4 Card + PIN
5 Card + Finger/Face/PIN
6 Card + Finger/Face + PIN
7 ID + Finger/Face
8 ID + PIN
9 ID + Finger/Face/PIN
10 ID + Finger/Face + PIN
11 Face
12 Face + Finger
13 Face + PIN
14 Face + Finger/PIN
15 Face + Finger + PIN
16 Finger
17 Finger + Face
18 Finger + PIN
19 Finger + Face/PIN
20 Finger + Face + PIN
21 Card
22 Card + Face
23 Card + Finger
24 Card + PIN
25 Card + Face/Finger
26 Card + Face/PIN
27 Card + Finger/PIN
28 Card + Face/Finger/PIN
29 Card + Face + Finger
30 Card + Face + PIN
31 Card + Finger + Face
32 Card + Finger + PIN
33 Card + Face/Finger + PIN
34 Card + Face + Finger/PIN
35 Card + Finger + Face/PIN
36 ID + Face
37 ID + Finger
38 ID + PIN
39 ID + Face/Finger
40 ID + Face/PIN
41 ID + Finger/PIN
42 ID + Face/Finger/PIN
43 ID + Face + Finger
44 ID + Face + PIN
45 ID + Finger + Face
46 ID + Finger + PIN
47 ID + Face/Finger + PIN
48 ID + Face + Finger/PIN
49 ID + Finger + Face/PIN
"""


class Factor(IntEnum):
    """A kind of credential. The values are the `operation_method` codes of a first factor; PIN is never first."""

    ID = 0
    CARD = 1
    FINGER = 2
    FACE = 3
    PIN = 4


@dataclass(frozen=True, slots=True)
class Mode:
    """One authentication mode: the first factor, then one of each further step.

    Further factors may come in any order, each standing for another step: "Card + Face + Finger/PIN" is met by card,
    PIN, face.
    """

    code: int
    first: frozenset[Factor]
    steps: tuple[frozenset[Factor], ...]


@dataclass(frozen=True, slots=True)
class PrivateMode:
    """A person's own mode for one first factor; replaces the device's modes for that factor. mode -1 = may not be
    used.
    """

    method: Factor
    mode: int
    exclude: bool = False


class Slot(Protocol):
    """A mode of a device and the schedule during which it may be used."""

    @property
    def mode(self) -> int:
        """Code of the mode."""
        ...

    @property
    def schedule_id(self) -> int:
        """The schedule that opens it."""
        ...


def _alternatives(text: str) -> frozenset[Factor]:
    return frozenset(Factor[name.upper()] for name in text.split("/"))


def _parse(combination: str, code: int) -> Mode:
    first, *steps = (_alternatives(part) for part in combination.split(" + "))
    return Mode(code, first, tuple(steps))


NAMES = {int(code): combination for code, combination in (line.split(" ", 1) for line in _TABLE.split("\n") if line)}
"""What the fifty modes of the reference consist of, in words, by code."""

MODES = {code: _parse(combination, code) for code, combination in NAMES.items()}
"""The same as decisions look at them."""


def mode(code: int) -> Mode | None:
    """The mode of the reference with this code; None for codes that name none."""
    return MODES.get(code)


def open_modes(slots: Iterable[Slot], rules: Rules, at: datetime, zone: tzinfo) -> tuple[int, ...]:
    """The codes of a device's modes whose schedules are open at this moment, in the order they are configured."""
    return tuple(slot.mode for slot in slots if open_now(slot.schedule_id, rules.schedules, rules.holidays, at, zone))


def allowed(first: Factor, device_modes: Sequence[int], private: Sequence[PrivateMode] = ()) -> tuple[Mode, ...]:
    """The modes that may follow this first factor now: the person's own where he has one for it, else the device's
    open ones.

    A private entry that is excluded, or whose mode is -1 or 254, takes the factor away from the person; one with 255
    says nothing. Several entries for a factor are alternatives. An entry for method 2 with a standard biometric mode
    (0, 1) speaks for faces too.
    """
    own = own_modes(first, private)
    codes = [entry.mode for entry in own if not entry.exclude] if own else device_modes
    found = (MODES.get(code) for code in dict.fromkeys(codes))
    return tuple(each for each in found if each is not None and first in each.first)


def own_modes(first: Factor, private: Sequence[PrivateMode]) -> list[PrivateMode]:
    """What a person has of his own in place of the device's modes for this first factor."""
    return [entry for entry in private if entry.mode != NONE and _speaks_for(entry, first)]


def _speaks_for(entry: PrivateMode, first: Factor) -> bool:
    if entry.method is first:
        return True
    return entry.method is Factor.FINGER and first is Factor.FACE and entry.mode in {0, 1}


@dataclass(frozen=True, slots=True)
class Progress:
    """Where an attempt stands: complete, or which factors may come next; both empty = this combination is not allowed
    (6145).
    """

    complete: bool
    next: frozenset[Factor]


@cache
def _combinations(steps: tuple[frozenset[Factor], ...]) -> frozenset[frozenset[Factor]]:
    """Every set of further factors that meets the steps, one different factor for each."""
    return frozenset(frozenset(chosen) for chosen in product(*steps) if len(set(chosen)) == len(steps))


def progress(modes: Sequence[Mode], presented: Sequence[Factor]) -> Progress:
    """What the factors presented so far (the first one first) amount to under these modes.

    Complete as soon as one mode is met, even if another one could go on. Nothing presented yet: the first factors of
    the modes.
    """
    if not presented:
        return Progress(False, frozenset(factor for each in modes for factor in each.first))
    further = frozenset(presented[1:])
    wanted: set[Factor] = set()
    if len(further) == len(presented) - 1:
        for each in modes:
            if presented[0] not in each.first:
                continue
            for combination in _combinations(each.steps):
                if combination == further:
                    return Progress(True, frozenset())
                if further < combination:
                    wanted |= combination - further
    return Progress(False, frozenset(wanted - {presented[0]}))


_ALONE = {(): 0, (Factor.FINGER,): 2, (Factor.FACE,): 4}
_BOTH = {(Factor.FACE, Factor.FINGER): 0, (Factor.FINGER, Factor.FACE): 1}
_VERIFIED = {"id": (0, 18), "card": (6, 16), "aoc": (12, 0), "mobile": (22, 32), "qr": (37, 43)}
"""Sub codes of 4096 by what came first: where `_ALONE` (plus 1 with PIN) and where `_BOTH` begin; 0 = none."""


def success_code(
    presented: Sequence[Factor], *, duress: bool = False, qr: bool = False, mobile: bool = False, aoc: bool = False
) -> int:
    """Event code of a success with this combination: 4096.. for 1:1 (id, card first), 4864.. for 1:N (finger, face
    first); +512 under duress. 4096 or 4864 where the reference has no sub code for the combination. When the PIN came
    makes no difference.
    """
    others = tuple(factor for factor in presented if factor is not Factor.PIN)
    pin = len(others) < len(presented)
    if others and others[0] in {Factor.FINGER, Factor.FACE}:
        code = 4864 + _identified(others, pin)
    else:
        first = "id" if others[:1] == (Factor.ID,) else "qr" if qr else "mobile" if mobile else "aoc" if aoc else "card"
        code = 4096 + _verified(first, others[1:], pin)
    return code + _DURESS if duress else code


def _identified(factors: tuple[Factor, ...], pin: bool) -> int:
    if factors in _BOTH:
        return 5 + 2 * _BOTH[factors] + pin
    return _ALONE[factors] - 1 + pin if factors in _ALONE else 0


def _verified(first: str, others: tuple[Factor, ...], pin: bool) -> int:
    alone, both = _VERIFIED[first]
    if others in _BOTH:
        return both + _BOTH[others] if both and not pin else 0
    if others not in _ALONE or (first == "aoc" and Factor.FACE in others):
        return 0
    return alone + _ALONE[others] + pin


def failure_code(
    presented: Sequence[Factor], failed: Factor, *, qr: bool = False, mobile: bool = False, aoc: bool = False
) -> int:
    """Event code when `failed` does not verify after the factors presented before it.

    After an id or a card 4353..4360 (1:1), after a finger or a face 5123..5125 (1:N); alone: unknown id 4353, card
    4354, mobile card 4360, QR 4364, finger 5124, face 5125.
    """
    first = presented[0] if presented else failed
    if first in {Factor.FINGER, Factor.FACE}:
        return {Factor.PIN: 5123, Factor.FINGER: 5124, Factor.FACE: 5125}.get(failed, 5120)
    if failed is Factor.CARD:
        return 4364 if qr else 4360 if mobile else 4354
    if aoc and failed in {Factor.PIN, Factor.FINGER}:
        return 4358 if failed is Factor.PIN else 4359
    return {Factor.ID: 4353, Factor.PIN: 4355, Factor.FINGER: 4356}.get(failed, 4357)
