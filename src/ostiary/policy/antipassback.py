"""Anti-passback of one door: nobody passes twice to the same side, and nobody uses the same reader again before its
time. Pure: the rules, what is remembered of a person, a side and a moment give the violations.

Moments come from a clock that only goes on; one before the moment remembered counts as no time at all.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum, IntFlag


class Side(IntFlag):
    """The sides of a door: where its entry and its exit reader are."""

    NONE = 0
    ENTRY = 1
    EXIT = 2
    BOTH = 3


class Strictness(IntEnum):
    """What a violation leads to: HARD refuses, SOFT lets pass and tells. The numbers are those of the reference."""

    HARD = 0
    SOFT = 1


@dataclass(frozen=True, slots=True)
class Antipassback:
    """Whoever entered must leave before he enters again, and the other way round.

    `reset`: seconds after which a passage is forgotten, 0 = never. `confirmed`: a passage counts only when the door was
    opened. `bypass`: access groups that the rule leaves alone.
    """

    strictness: Strictness = Strictness.HARD
    reset: int = 0
    confirmed: bool = False
    bypass: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TimedAntipassback:
    """Nobody uses the readers of these sides again within so many seconds. `bypass` as above."""

    strictness: Strictness = Strictness.HARD
    seconds: int = 600
    sides: Side = Side.BOTH
    bypass: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """What is remembered of a person at a door: by which side he passed last and when, and when he last used each
    reader.
    """

    last: Side = Side.NONE
    last_at: datetime | None = None
    entered: datetime | None = None
    left: datetime | None = None

    def used(self, side: Side) -> datetime | None:
        """When he last used the reader of this side."""
        return self.entered if side is Side.ENTRY else self.left


UNSEEN = Trace()
"""Of somebody of whom nothing is remembered: whatever he does first is right."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that is broken. `code` is the event of the access (6405 ...), `kind` that of the rule (24577 ...);
    `granted` where he passes all the same.
    """

    granted: bool
    code: int
    kind: int
    reason: str


def violations(
    passback: Antipassback | None,
    timed: TimedAntipassback | None,
    trace: Trace,
    side: Side,
    groups: Collection[int],
    at: datetime,
) -> tuple[Violation, ...]:
    """What somebody with these access groups would break by passing now: the timed rule first, and nothing after the
    first that refuses.
    """
    found: list[Violation] = []
    if timed is not None and _is_early(timed, trace, side, groups, at):
        reason = f"The user was at this reader less than {timed.seconds // 60} minutes ago."
        found.append(_violation(timed.strictness, 6406, 6409, 25344, reason))
    if passback is not None and _is_back(passback, trace, side, groups, at) and all(each.granted for each in found):
        reason = "The user has entered before and not left since."
        if side is Side.EXIT:
            reason = "The user has left before and not entered since."
        found.append(_violation(passback.strictness, 6405, 6408, 24576, reason))
    return tuple(found)


def passed(trace: Trace, side: Side, at: datetime) -> Trace:
    """What is remembered after a passage."""
    if side is Side.ENTRY:
        return replace(trace, last=side, last_at=at, entered=at)
    return replace(trace, last=side, last_at=at, left=at)


def forgiven(trace: Trace, *, timed: bool) -> Trace:
    """What is remembered after an operator has cleared anti-passback, or the timed one."""
    return replace(trace, entered=None, left=None) if timed else replace(trace, last=Side.NONE, last_at=None)


@dataclass(frozen=True, slots=True)
class Pending:
    """Somebody who has been let in, but has not opened the door yet; it counts until then."""

    user_id: str
    side: Side
    until: datetime


def confirmed(pending: Sequence[Pending], at: datetime) -> tuple[Pending, ...]:
    """Who passes when the door is opened now."""
    return tuple(each for each in pending if at < each.until)


def _is_back(rule: Antipassback, trace: Trace, side: Side, groups: Collection[int], at: datetime) -> bool:
    if trace.last is not side or not set(rule.bypass).isdisjoint(groups):
        return False
    return not rule.reset or trace.last_at is None or at - trace.last_at < timedelta(seconds=rule.reset)


def _is_early(rule: TimedAntipassback, trace: Trace, side: Side, groups: Collection[int], at: datetime) -> bool:
    if not rule.sides & side or not set(rule.bypass).isdisjoint(groups):
        return False
    used = trace.used(side)
    return used is not None and at - used < timedelta(seconds=rule.seconds)


def _violation(strictness: Strictness, denied: int, excused: int, kind: int, reason: str) -> Violation:
    if strictness is Strictness.HARD:
        return Violation(False, denied, kind + 1, reason)
    return Violation(True, excused, kind + 2, reason)
