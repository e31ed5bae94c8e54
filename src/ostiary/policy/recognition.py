"""Who stands at the reader? One attempt as a pure machine: fed one presented factor at a time, it ignores it, waits
for further factors, fails with the event code and a reason, or recognises the person with the success code of the
combination used.

Checks 2 to 6 of the order devices keep: readable (6146, 4362, 4363), known (4353, 4354, 4360, 4364, 5124, 5125),
blacklist (6404), first factor allowed now (6145), further factors in time (6147; 4355.., 5123..). What comes after,
disabled to operator's lock, is `access.admit`:

    attempt = begin(view, open_modes(settings.modes, rules, at, zone), settings.auth_timeout)
    result = present(attempt, Presented(Factor.CARD, "1234"), at)
    WAITING: keep result.attempt; present the next factor, or expire() at attempt.deadline
    FAILED: log result.code, result.reason, result.user_id or result.credential
    RECOGNISED: verdict = conclude(result, admit(rules, result.person, door_id, at, zone, ...))
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum
from typing import Protocol

from ostiary.policy.access import Person, Verdict
from ostiary.policy.authmode import (
    Factor,
    Mode,
    PrivateMode,
    allowed,
    failure_code,
    own_modes,
    progress,
    success_code,
)

UNREADABLE = 6146
UNPRINTABLE_QR = 4362
LONG_QR = 4363
BLACKLISTED = 6404
MODE_NOT_ALLOWED = 6145
TIMED_OUT = 6147

MAX_QR = 32
"""Characters of a QR code."""

_NAMES = {Factor.ID: "user id", Factor.CARD: "card", Factor.FINGER: "finger", Factor.FACE: "face", Factor.PIN: "PIN"}


class Carrier(Enum):
    """What carried a card number."""

    CARD = "card"
    MOBILE = "mobile"
    QR = "qr"
    ACCESS_ON_CARD = "aoc"


@dataclass(frozen=True, slots=True)
class Presented:
    """One factor as a reader took it. `text` is the card number, user id or PIN; `template` and `kind` a finger's or
    a face's.

    Empty where the reader could make nothing of it: that is 6146, whatever the factor.
    """

    factor: Factor
    text: str = ""
    template: bytes = b""
    kind: int = 0
    carrier: Carrier = Carrier.CARD
    issue: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody the device knows. `private_modes` is empty where the device does not obey them; `duress` is the
    finger's flag.
    """

    person: Person
    private_modes: tuple[PrivateMode, ...] = ()
    duress: bool = False


class View(Protocol):
    """What the reader's device holds, asked during an attempt."""

    def find_card(self, number: str, carrier: Carrier) -> Found | None:
        """Whose card, QR code or mobile card this is."""
        ...

    def find_id(self, user_id: str) -> Found | None:
        """The person with this user id."""
        ...

    def find_finger(self, template: bytes, user_id: str | None = None) -> Found | None:
        """Whose finger this is: among everybody (1:N), or only if it is this person's (1:1)."""
        ...

    def find_face(self, template: bytes, kind: int, user_id: str | None = None) -> Found | None:
        """Whose face this is: among everybody (1:N), or only if it is this person's (1:1)."""
        ...

    def pin_matches(self, user_id: str, pin: str) -> bool:
        """Whether this is the person's PIN; false where he has none."""
        ...

    def is_blacklisted(self, number: str, issue: int) -> bool:
        """Whether this card number, at this issue, is on the blacklist."""
        ...


class Outcome(Enum):
    """What a presented factor led to. FAILED and RECOGNISED end the attempt."""

    IGNORED = "ignored"
    WAITING = "waiting"
    FAILED = "failed"
    RECOGNISED = "recognised"


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt at one reader. `modes` are the device's modes open when it began; `deadline` is set while it waits.

    `credential` is what was presented first, in text (empty for fingers and faces).
    """

    view: View = field(repr=False, compare=False)
    modes: tuple[int, ...]
    timeout: timedelta
    presented: tuple[Factor, ...] = ()
    found: Found | None = None
    usable: tuple[Mode, ...] = ()
    carrier: Carrier = Carrier.CARD
    credential: str = ""
    duress: bool = False
    deadline: datetime | None = None
    over: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one factor, and the attempt to go on with. `code` is 0 while nothing is decided.

    `next` are the factors that may come now while WAITING. `person` is set as soon as the claimed one is known, on
    failures too.
    """

    outcome: Outcome
    attempt: Attempt
    code: int = 0
    reason: str = ""
    next: frozenset[Factor] = frozenset()

    @property
    def person(self) -> Person | None:
        """Whom the attempt is about, where he is known."""
        return self.attempt.found.person if self.attempt.found else None

    @property
    def user_id(self) -> str:
        """The known person's user id, or empty."""
        return self.attempt.found.person.user_id if self.attempt.found else ""

    @property
    def credential(self) -> str:
        """The card number, QR text or user id presented first; empty for fingers and faces."""
        return self.attempt.credential


def begin(view: View, modes: Sequence[int], timeout: float = 10) -> Attempt:
    """An attempt of which nothing is presented yet. `modes`: codes of the device's modes that are open now
    (`authmode.open_modes`); `timeout`: seconds for the whole authentication, counted from the first factor.
    """
    return Attempt(view, tuple(modes), timedelta(seconds=timeout))


def present(attempt: Attempt, given: Presented, at: datetime) -> Result:
    """One more factor. Ignored: anything after the end, a PIN before all else, a kind already presented (a card read
    twice).

    A factor that no mode allows here ends the attempt with 6145; after the deadline any factor ends it with 6147,
    unread (the caller may present it to a new attempt).
    """
    if attempt.over:
        return Result(Outcome.IGNORED, attempt, reason="The attempt is over.")
    if attempt.found is None:
        return _first(attempt, given, at)
    if attempt.deadline is not None and at >= attempt.deadline:
        return expire(attempt, at)
    if given.factor in attempt.presented:
        return Result(Outcome.IGNORED, attempt, reason=f"The {_NAMES[given.factor]} was presented before.")
    return _further(attempt, attempt.found, given)


def expire(attempt: Attempt, at: datetime) -> Result:
    """Time has passed: 6147 at or after the deadline of an attempt that waits, else ignored."""
    if attempt.over or attempt.deadline is None or at < attempt.deadline:
        return Result(Outcome.IGNORED, attempt, reason="Nothing is overdue.")
    wanted = names(sorted(progress(attempt.usable, attempt.presented).next))
    return _failed(attempt, TIMED_OUT, f"No {wanted} was presented within {attempt.timeout.total_seconds():g} s.")


def conclude(result: Result, verdict: Verdict) -> Verdict:
    """The verdict on somebody recognised, with the success code filled in where access is granted."""
    return replace(verdict, code=result.code) if verdict.granted else verdict


def names(factors: Iterable[Factor], between: str = " or ") -> str:
    """Factors in words."""
    return between.join(_NAMES[factor] for factor in factors)


def _first(attempt: Attempt, given: Presented, at: datetime) -> Result:
    if given.factor is Factor.PIN:
        return Result(Outcome.IGNORED, attempt, reason="A PIN says nothing before an id or another credential.")
    attempt = replace(attempt, carrier=given.carrier, credential=given.text)
    unreadable = _unreadable(given)
    if unreadable is not None:
        return _failed(attempt, *unreadable)
    found = _find(attempt.view, given)
    if found is None:
        code = failure_code((), given.factor, qr=given.carrier is Carrier.QR, mobile=given.carrier is Carrier.MOBILE)
        return _failed(attempt, code, f"The {_NAMES[given.factor]} is not known to the device.")
    attempt = replace(attempt, found=found)
    if given.factor is Factor.CARD and attempt.view.is_blacklisted(given.text, given.issue):
        return _failed(attempt, BLACKLISTED, f"Card {given.text} is on the blacklist.")
    usable = allowed(given.factor, attempt.modes, found.private_modes)
    attempt = replace(
        attempt, usable=usable, presented=(given.factor,), duress=found.duress, deadline=at + attempt.timeout
    )
    if not usable:
        return _failed(attempt, MODE_NOT_ALLOWED, _not_first(given.factor, found.private_modes))
    return _advanced(attempt)


def _not_first(factor: Factor, private: Sequence[PrivateMode]) -> str:
    if own_modes(factor, private):
        return f"The user's own authentication modes let nobody begin with the {_NAMES[factor]}."
    return f"No authentication mode begins with the {_NAMES[factor]} now."


def _further(attempt: Attempt, found: Found, given: Presented) -> Result:
    awaited = progress(attempt.usable, attempt.presented).next
    if given.factor not in awaited:
        done, wanted = names(attempt.presented, " + "), names(sorted(awaited))
        reason = f"After {done} comes {wanted}, not the {_NAMES[given.factor]}."
        return _failed(attempt, MODE_NOT_ALLOWED, reason)
    unreadable = _unreadable(given)
    if unreadable is not None:
        return _failed(attempt, *unreadable)
    duress = _verify(attempt.view, found.person.user_id, given)
    if duress is None:
        aoc = attempt.carrier is Carrier.ACCESS_ON_CARD
        code = failure_code(attempt.presented, given.factor, aoc=aoc)
        return _failed(attempt, code, f"The {_NAMES[given.factor]} is not that of user {found.person.user_id}.")
    return _advanced(replace(attempt, presented=(*attempt.presented, given.factor), duress=attempt.duress or duress))


def _advanced(attempt: Attempt) -> Result:
    """The attempt after a factor that was right: recognised, or waiting for more."""
    now = progress(attempt.usable, attempt.presented)
    if not now.complete:
        return Result(Outcome.WAITING, attempt, next=now.next)
    code = success_code(
        attempt.presented,
        duress=attempt.duress,
        qr=attempt.carrier is Carrier.QR,
        mobile=attempt.carrier is Carrier.MOBILE,
        aoc=attempt.carrier is Carrier.ACCESS_ON_CARD,
    )
    return Result(
        Outcome.RECOGNISED,
        replace(attempt, over=True, deadline=None),
        code,
        f"Recognised by {names(attempt.presented, ' + ')}.",
    )


def _failed(attempt: Attempt, code: int, reason: str) -> Result:
    return Result(Outcome.FAILED, replace(attempt, over=True, deadline=None), code, reason)


def _unreadable(given: Presented) -> tuple[int, str] | None:
    if not (given.template if given.factor in {Factor.FINGER, Factor.FACE} else given.text):
        return UNREADABLE, f"The {_NAMES[given.factor]} could not be read."
    if given.factor is Factor.CARD and given.carrier is Carrier.QR:
        if len(given.text) > MAX_QR:
            return LONG_QR, f"The QR code has {len(given.text)} characters, more than {MAX_QR}."
        if not (given.text.isascii() and given.text.isprintable()):
            return UNPRINTABLE_QR, "The QR code holds a character that is not printable ASCII."
    return None


def _find(view: View, given: Presented) -> Found | None:
    match given.factor:
        case Factor.CARD:
            return view.find_card(given.text, given.carrier)
        case Factor.FINGER:
            return view.find_finger(given.template)
        case Factor.FACE:
            return view.find_face(given.template, given.kind)
        case _:
            return view.find_id(given.text)


def _verify(view: View, user_id: str, given: Presented) -> bool | None:
    """Whether a further factor is the person's, and then whether under duress; None where it is not."""
    if given.factor is Factor.PIN:
        return False if view.pin_matches(user_id, given.text) else None
    if given.factor is Factor.FINGER:
        found = view.find_finger(given.template, user_id)
    else:
        found = view.find_face(given.template, given.kind, user_id)
    return None if found is None else found.duress
