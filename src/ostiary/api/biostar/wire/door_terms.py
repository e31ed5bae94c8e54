"""The rules of a door on the wire (v1): anti-passback, timed anti-passback, dual authentication, more time for some.

No published answer shows them on doors. Their names are those of zones (`antipassback`) and of elevators
(`dual_authentication`); times of anti-passback are minutes. They are written only where a door has them.
"""

from collections.abc import Sequence
from typing import Any

from pydantic import Field

from ostiary.api.biostar.wire.message import Message, Ref
from ostiary.api.biostar.wire.values import Number, NumberText, Rows
from ostiary.doors.terms import RuleChange
from ostiary.policy.antipassback import Side, Strictness
from ostiary.policy.dualauth import Approval
from ostiary.policy.passing import Terms

NO_RULE = 2
"""The `apb_type` that takes anti-passback away; the others are strictnesses."""
MOST_MINUTES = 10_080


class AntipassbackOut(Message):
    """Anti-passback: type 0 hard, 1 soft; minutes until it is reset, 0 = never."""

    apb_type: NumberText
    reset_time: NumberText
    bypass_groups: Rows[Ref]


class TimedOut(AntipassbackOut):
    """Timed anti-passback at the readers of `device`: 1 entry, 2 exit, 3 both."""

    device: NumberText


class DualOut(Message):
    """Dual authentication at the readers of `device`; `approval_type` 1 = the second must be of an approving group."""

    device: NumberText
    approval_type: NumberText
    timeout: NumberText
    schedule_id: Ref
    approval_groups: Rows[Ref]


class ExtendedOut(Message):
    """Seconds that the door stays unlocked for people of these access groups."""

    open_duration: NumberText
    access_groups: Rows[Ref]


class TermsOut(Message):
    """The members of a door that show its rules."""

    antipassback: AntipassbackOut | None = None
    timed_antipassback: TimedOut | None = None
    dual_authentication: DualOut | None = None
    extended_open: ExtendedOut | None = None


class AntipassbackIn(Message):
    """Anti-passback, as sent; `apb_type` 2 = none."""

    apb_type: Number | None = Field(None, ge=0, le=NO_RULE)
    reset_time: Number | None = Field(None, ge=0, le=MOST_MINUTES)
    bypass_groups: Rows[Ref] | None = None

    def change(self) -> RuleChange:
        """As a change of the rule."""
        on = None if self.apb_type is None else self.apb_type != NO_RULE
        return RuleChange(on, _given(strictness=_strictness(self), reset=_seconds(self), bypass=_ids(self)))


class TimedIn(AntipassbackIn):
    """Timed anti-passback, as sent; `device` 0 or `reset_time` 0 = none."""

    device: Number | None = Field(None, ge=0, le=3)

    def change(self) -> RuleChange:
        """As a change of the rule."""
        on = None if self.device is None else self.device != 0
        if self.reset_time == 0 or self.apb_type == NO_RULE:
            on = False
        sides = None if self.device is None else Side(self.device)
        values = _given(strictness=_strictness(self), seconds=_seconds(self), sides=sides, bypass=_ids(self))
        return RuleChange(on, values)


class DualIn(Message):
    """Dual authentication, as sent; `device` 0 = none."""

    device: Number | None = Field(None, ge=0, le=3)
    approval_type: Number | None = Field(None, ge=0, le=1)
    timeout: Number | None = None
    schedule_id: Ref | None = None
    approval_groups: Rows[Ref] | None = None

    def change(self) -> RuleChange:
        """As a change of the rule."""
        values = _given(
            sides=None if self.device is None else Side(self.device),
            approval=None if self.approval_type is None else Approval(self.approval_type),
            timeout=self.timeout,
            schedule_id=None if self.schedule_id is None else self.schedule_id.id,
            groups=None if self.approval_groups is None else _distinct(self.approval_groups),
        )
        return RuleChange(None if self.device is None else self.device != 0, values)


class ExtendedIn(Message):
    """More time for some, as sent; no access group = for nobody."""

    open_duration: Number | None = None
    access_groups: Rows[Ref] | None = None

    def change(self) -> RuleChange:
        """As a change of the rule."""
        groups = None if self.access_groups is None else _distinct(self.access_groups)
        return RuleChange(None if groups is None else bool(groups), _given(seconds=self.open_duration, groups=groups))


class TermsIn(Message):
    """The members of a door that change its rules; what is absent is kept."""

    antipassback: AntipassbackIn | None = None
    timed_antipassback: TimedIn | None = None
    dual_authentication: DualIn | None = None
    extended_open: ExtendedIn | None = None

    def changes(self) -> dict[str, RuleChange]:
        """What was given, by the names of `doors.terms.RULES`."""
        given = {
            "antipassback": self.antipassback,
            "timed": self.timed_antipassback,
            "dual": self.dual_authentication,
            "extended": self.extended_open,
        }
        return {name: sent.change() for name, sent in given.items() if sent is not None}


def terms_out(terms: Terms) -> dict[str, Any]:
    """The members of a door that show its rules."""
    passback, timed, dual, extended = terms.antipassback, terms.timed, terms.dual, terms.extended
    return {
        "antipassback": passback
        and AntipassbackOut(
            apb_type=passback.strictness, reset_time=passback.reset // 60, bypass_groups=_refs(passback.bypass)
        ),
        "timed_antipassback": timed
        and TimedOut(
            apb_type=timed.strictness,
            reset_time=timed.seconds // 60,
            bypass_groups=_refs(timed.bypass),
            device=timed.sides,
        ),
        "dual_authentication": dual
        and DualOut(
            device=dual.sides,
            approval_type=dual.approval,
            timeout=dual.timeout,
            schedule_id=Ref(id=dual.schedule_id),
            approval_groups=_refs(dual.groups),
        ),
        "extended_open": extended and ExtendedOut(open_duration=extended.seconds, access_groups=_refs(extended.groups)),
    }


def _given(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _strictness(sent: AntipassbackIn) -> Strictness | None:
    return None if sent.apb_type in {None, NO_RULE} else Strictness(sent.apb_type or 0)


def _seconds(sent: AntipassbackIn) -> int | None:
    return None if sent.reset_time is None else sent.reset_time * 60


def _ids(sent: AntipassbackIn) -> tuple[int, ...] | None:
    return None if sent.bypass_groups is None else _distinct(sent.bypass_groups)


def _distinct(refs: Sequence[Ref]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(ref.id for ref in refs))


def _refs(ids: Sequence[int]) -> list[Ref]:
    return [Ref(id=id) for id in ids]
