"""Dual authentication: a door that opens only to two people, the second soon after the first. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from ostiary.policy.access import Person, Verdict
from ostiary.policy.antipassback import Side
from ostiary.policy.schedule import ALWAYS

PAIRED, SAME_PERSON, TIMED_OUT, NOT_APPROVING = 5632, 5888, 5889, 5890

IS_THE_SAME = Verdict(False, SAME_PERSON, "The same person cannot be the second one.")
MAY_NOT_APPROVE = Verdict(False, NOT_APPROVING, "The second person is in no approving access group.")


class Approval(IntEnum):
    """Who may be the second person: anybody, or only somebody of the approving groups. Numbered as in the reference."""

    NONE = 0
    LAST = 1


@dataclass(frozen=True, slots=True)
class DualAuthentication:
    """At the readers of these sides, while the schedule is open, two people are needed within `timeout` seconds."""

    sides: Side = Side.BOTH
    approval: Approval = Approval.NONE
    groups: tuple[int, ...] = ()
    timeout: int = 15
    schedule_id: int = ALWAYS


@dataclass(frozen=True, slots=True)
class Waiting:
    """The first person, until when the second may come, and whether the first needs more time at the door."""

    user_id: str
    until: datetime
    extended: bool = False


def refusal(rule: DualAuthentication, waiting: Waiting, person: Person) -> Verdict | None:
    """Why this person, who may pass by all other rules, cannot be the second one; None where he can."""
    if person.user_id == waiting.user_id:
        return IS_THE_SAME
    if rule.approval is Approval.LAST and set(rule.groups).isdisjoint(person.groups):
        return MAY_NOT_APPROVE
    return None
