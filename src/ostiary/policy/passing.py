"""What a door asks of somebody whom the access rules admit: timed anti-passback, anti-passback, a second person. The
checks 15, 16 and 19 of the order that devices keep, after `access.admit`.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo

from ostiary.policy.access import Person, Rules, Verdict
from ostiary.policy.antipassback import Antipassback, Side, TimedAntipassback, Trace, violations
from ostiary.policy.dualauth import PAIRED, DualAuthentication, Waiting, refusal
from ostiary.policy.schedule import open_now


@dataclass(frozen=True, slots=True)
class ExtendedOpening:
    """A door stays unlocked so many seconds for people of these access groups, who need more time."""

    seconds: int = 10
    groups: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """What a door asks, and whom it gives more time; None = nothing, nobody."""

    antipassback: Antipassback | None = None
    timed: TimedAntipassback | None = None
    dual: DualAuthentication | None = None
    extended: ExtendedOpening | None = None


NO_TERMS = Terms()


@dataclass(frozen=True, slots=True)
class Note:
    """An event beside that of the verdict."""

    code: int
    reason: str


@dataclass(frozen=True, slots=True)
class Passing:
    """What comes of somebody admitted. `verdict` has the event that is logged first; only if it is granted the door
    opens. `notes` are the events after it, in order. `violates`: the door's anti-passback alarm is raised. `waits`: he
    is the first of two. `first`: whose second he is. `open_for`: seconds that the door stays unlocked, None = as ever.
    """

    verdict: Verdict
    notes: tuple[Note, ...] = ()
    violates: bool = False
    waits: Waiting | None = None
    first: str = ""
    open_for: int | None = None


def two_needed(terms: Terms, side: Side, rules: Rules, at: datetime, zone: tzinfo) -> bool:
    """Whether two people are needed on this side at this moment of the clock at the wall."""
    dual = terms.dual
    if dual is None or not dual.sides & side:
        return False
    return open_now(dual.schedule_id, rules.schedules, rules.holidays, at, zone)


def passing(
    terms: Terms,
    admitted: Verdict,
    person: Person,
    side: Side,
    at: datetime,
    *,
    trace: Trace,
    pair: bool = False,
    waiting: Waiting | None = None,
) -> Passing:
    """What comes of somebody with a granted verdict at the reader of this side. `pair`: two are needed now
    (`two_needed`); `waiting`: who waits there for a second person. `at`, as in `trace`, is of a clock that only goes
    on.
    """
    broken = violations(terms.antipassback, terms.timed, trace, side, person.groups, at)
    kinds = tuple(Note(each.kind, each.reason) for each in broken)
    refused = next((each for each in broken if not each.granted), None)
    if refused is not None:
        return Passing(Verdict(False, refused.code, refused.reason), kinds, violates=True)
    excused = tuple(note for each in broken for note in (Note(each.code, each.reason), Note(each.kind, each.reason)))
    violates, extended = bool(broken), _needs_time(terms, person)
    if terms.dual is None or not pair:
        return Passing(admitted, excused, violates, open_for=_seconds(terms, extended))
    if waiting is None or waiting.until <= at:
        reason = f"{admitted.reason} A second person is needed within {terms.dual.timeout} s."
        waits = Waiting(person.user_id, at + timedelta(seconds=terms.dual.timeout), extended)
        return Passing(replace(admitted, granted=False, reason=reason), excused, violates, waits)
    not_second = refusal(terms.dual, waiting, person)
    if not_second is not None:
        return Passing(not_second, kinds, violates)
    paired = Note(PAIRED, f"The second person after user {waiting.user_id}.")
    open_for = _seconds(terms, extended or waiting.extended)
    return Passing(admitted, (*excused, paired), violates, first=waiting.user_id, open_for=open_for)


def _needs_time(terms: Terms, person: Person) -> bool:
    return terms.extended is not None and not set(terms.extended.groups).isdisjoint(person.groups)


def _seconds(terms: Terms, extended: bool) -> int | None:
    return terms.extended.seconds if extended and terms.extended is not None else None
