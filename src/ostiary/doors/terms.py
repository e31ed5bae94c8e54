"""What a door asks of those who pass it, as stored and changed: anti-passback, timed anti-passback, two people."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, TypeVar

from sqlalchemy import or_, select

from ostiary.doors.facts import DoorChanged, DoorPlace
from ostiary.doors.model import (
    BypassGroupsFull,
    DoorRow,
    EntryNeeded,
    ExitNeeded,
    RulesExclude,
    SensorNeeded,
)
from ostiary.doors.wiring import Wiring
from ostiary.identity.access_groups import require_groups
from ostiary.kernel.errors import Invalid
from ostiary.kernel.operation import Work
from ostiary.policy.antipassback import Antipassback, Side, Strictness, TimedAntipassback
from ostiary.policy.dualauth import Approval, DualAuthentication
from ostiary.policy.passing import ExtendedOpening, Terms
from ostiary.schedules.queries import require_schedules

GROUPS = 16
"""Access groups that a rule names at most."""
LONGEST_RESET = 10_080 * 60
LONGEST_TIMED = 60 * 60
LONGEST_WAIT = 900
LONGEST_OPEN = 900
"""Seconds that a door is unlocked for one passage at most."""

R = TypeVar("R", Antipassback, TimedAntipassback, DualAuthentication, ExtendedOpening)


@dataclass(frozen=True, slots=True)
class RuleChange:
    """New values of a rule, by the names of its class. `on` says whether the door has it; None = as before, and values
    of a rule that it has not are for nothing.
    """

    on: bool | None = None
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def groups(self) -> tuple[int, ...]:
        """The access groups it names."""
        return (*self.values.get("bypass", ()), *self.values.get("groups", ()))

    def of(self, before: R | None, new: R) -> R | None:
        """The rule afterwards."""
        if self.on is False or (before is None and not self.on):
            return None
        return replace(before or new, **self.values)


RULES = ("antipassback", "timed", "dual", "extended")
"""The names under which changes of the rules are given."""


def changed(terms: Terms, values: Mapping[str, Any]) -> Terms:
    """The terms with these changes."""
    keep = RuleChange()
    return Terms(
        values.get("antipassback", keep).of(terms.antipassback, Antipassback()),
        values.get("timed", keep).of(terms.timed, TimedAntipassback()),
        values.get("dual", keep).of(terms.dual, DualAuthentication()),
        values.get("extended", keep).of(terms.extended, ExtendedOpening()),
    )


def groups_of(values: Mapping[str, Any]) -> tuple[int, ...]:
    """The access groups that changes of rules name."""
    return tuple(group for name in RULES if name in values for group in values[name].groups)


def check_terms(terms: Terms, wiring: Wiring, *, by_sensor: bool) -> None:
    """Raise for rules that no door, or no door wired like this, can have."""
    passback, timed, dual = terms.antipassback, terms.timed, terms.dual
    if passback is not None:
        _check_range("reset_time", passback.reset, 0, LONGEST_RESET)
        _check_bypass(passback.bypass)
        _check_sides(Side.BOTH, wiring)
        if by_sensor and wiring.sensor is None:
            raise SensorNeeded("anti-passback counts on the door sensor")
    if timed is not None:
        if passback is not None:
            raise RulesExclude("anti-passback and timed anti-passback exclude each other")
        _check_range("timed_antipassback.reset_time", timed.seconds, 60, LONGEST_TIMED)
        _check_bypass(timed.bypass)
        _check_sides(timed.sides, wiring)
    if dual is not None:
        _check_range("dual_authentication.timeout", dual.timeout, 1, LONGEST_WAIT)
        _check_sides(dual.sides, wiring)
        if len(dual.groups) > GROUPS:
            raise Invalid(f"{GROUPS} approving groups at most", "approval_groups")
        if dual.approval is Approval.LAST and not dual.groups:
            raise Invalid("somebody must be able to approve", "approval_groups")
    if terms.extended is not None:
        _check_range("extended_open.open_duration", terms.extended.seconds, 1, LONGEST_OPEN)
        if len(terms.extended.groups) > GROUPS:
            raise Invalid(f"{GROUPS} access groups at most", "extended_open")


async def check_named(work: Work, before: Terms, after: Terms) -> None:
    """Raise where access groups or the schedule that are newly named do not exist."""
    await require_groups(work.session, set(named_groups(after)) - set(named_groups(before)))
    if after.dual is not None and after.dual != before.dual:
        await require_schedules(work.session, {after.dual.schedule_id})


def columns_of(terms: Terms) -> dict[str, Any]:
    """The terms as columns of a door."""
    rules = terms.antipassback, terms.timed, terms.dual, terms.extended
    names = "antipassback", "timed_antipassback", "dual_authentication", "extended_opening"
    return {name: None if rule is None else asdict(rule) for name, rule in zip(names, rules, strict=True)}


def terms_of(row: Any) -> Terms:
    """The terms of a door's row."""
    passback, timed, dual = row.antipassback, row.timed_antipassback, row.dual_authentication
    return Terms(
        passback and Antipassback(**_with(passback, strictness=Strictness, bypass=tuple)),
        timed and TimedAntipassback(**_with(timed, strictness=Strictness, sides=Side, bypass=tuple)),
        dual and DualAuthentication(**_with(dual, sides=Side, approval=Approval, groups=tuple)),
        row.extended_opening and ExtendedOpening(**_with(row.extended_opening, groups=tuple)),
    )


def terms_in_force(row: Any) -> Terms:
    """The terms of a door's row, with what its sensor has to say in them."""
    terms = terms_of(row)
    by_sensor = bool(row.sensor and row.sensor["apb_use_door_sensor"])
    return replace(terms, antipassback=terms.antipassback and replace(terms.antipassback, confirmed=by_sensor))


async def forget_groups(work: Work, group_ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """Take access groups that go out of the rules of doors; answers the rules before, by the ids of these doors."""
    gone, known = set(group_ids), dict[int, dict[str, Any]]()
    has_rules = or_(
        DoorRow.antipassback.is_not(None),
        DoorRow.timed_antipassback.is_not(None),
        DoorRow.dual_authentication.is_not(None),
        DoorRow.extended_opening.is_not(None),
    )
    for row in await work.session.scalars(select(DoorRow).where(has_rules).order_by(DoorRow.id)):
        before = terms_of(row)
        if gone.isdisjoint(named_groups(before)):
            continue
        known[row.id] = columns_of(before)
        for column, value in columns_of(_without(before, gone)).items():
            setattr(row, column, value)
        place = DoorPlace(row.name, row.master_id, row.group_id)
        work.tell(DoorChanged(row.id, place, place))
    return known


def _without(terms: Terms, gone: set[int]) -> Terms:
    def left(groups: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(group for group in groups if group not in gone)

    passback, timed, dual, extended = terms.antipassback, terms.timed, terms.dual, terms.extended
    return Terms(
        passback and replace(passback, bypass=left(passback.bypass)),
        timed and replace(timed, bypass=left(timed.bypass)),
        dual and replace(dual, groups=left(dual.groups)),
        extended and replace(extended, groups=left(extended.groups)),
    )


def named_groups(terms: Terms) -> tuple[int, ...]:
    """The access groups that rules name."""
    passback, timed, dual = terms.antipassback, terms.timed, terms.dual
    return (
        *(passback.bypass if passback else ()),
        *(timed.bypass if timed else ()),
        *(dual.groups if dual else ()),
        *(terms.extended.groups if terms.extended else ()),
    )


def _with(document: Mapping[str, Any], **kinds: Any) -> dict[str, Any]:
    return {name: kinds[name](value) if name in kinds else value for name, value in document.items()}


def _check_range(member: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise Invalid(f"{least} to {most} seconds", member)


def _check_bypass(groups: Collection[int]) -> None:
    if len(groups) > GROUPS:
        raise BypassGroupsFull(f"{GROUPS} groups at most")


def _check_sides(sides: Side, wiring: Wiring) -> None:
    if sides & Side.ENTRY and wiring.entry_device_id is None:
        raise EntryNeeded("the rule watches the entry")
    if sides & Side.EXIT and wiring.exit_device_id is None:
        raise ExitNeeded("the rule watches the exit")
