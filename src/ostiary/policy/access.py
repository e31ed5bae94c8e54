"""May this person, already authenticated, pass this door now? The rules a device holds and the verdict with its
reason.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from functools import lru_cache

from ostiary.policy.schedule import HolidayGroup, Schedule, find, open_now

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Where minutes are counted from."""

FLOOR_LEVELS_FROM = 32768
"""Level ids from here on are floor levels."""


@dataclass(frozen=True, slots=True)
class LevelItem:
    """Doors that are open to the level's people while the schedule is open."""

    doors: tuple[int, ...]
    schedule_id: int


@dataclass(frozen=True, slots=True)
class AccessLevel:
    """Named list of items; at most 128."""

    id: int
    name: str
    items: tuple[LevelItem, ...] = ()


@dataclass(frozen=True, slots=True)
class AccessGroup:
    """Named set of people (kept with each person) and the levels they get; at most 128."""

    id: int
    name: str
    levels: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """What the access rules look at. Moments are aware; groups at most 16."""

    user_id: str
    start: datetime
    expiry: datetime
    disabled: bool = False
    groups: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything the access rules of one device or one site consist of, by id."""

    levels: Mapping[int, AccessLevel] = field(default_factory=dict)
    groups: Mapping[int, AccessGroup] = field(default_factory=dict)
    schedules: Mapping[int, Schedule] = field(default_factory=dict)
    holidays: Mapping[int, HolidayGroup] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Outcome of a decision: `code` is the event type, 0 where access is granted and the success code is the caller's
    to choose.

    `reason` is one readable sentence; the ids name the path that granted or the rule that refused, where there is one.
    """

    granted: bool
    code: int
    reason: str
    group_id: int | None = None
    level_id: int | None = None
    schedule_id: int | None = None


DISABLED = 6402
OUT_OF_PERIOD = 6403
NO_ACCESS = 6401
DOOR_LOCKED = 6423

IS_DISABLED = Verdict(False, DISABLED, "The user is disabled.")
IS_LOCKED = Verdict(False, DOOR_LOCKED, "The door is locked by an operator.")
NO_GROUP = Verdict(False, NO_ACCESS, "The user is in no access group.")
NO_LEVEL = Verdict(False, NO_ACCESS, "No access group of the user has an access level with this door.")
NO_DOOR = Verdict(True, 0, "The reader belongs to no door.")
FULL_ACCESS = Verdict(True, 0, "The device gives full access to everybody it holds.")


def admit(
    rules: Rules,
    person: Person,
    door_id: int | None,
    at: datetime,
    zone: tzinfo,
    *,
    full_access: bool = False,
    operator_locked: bool = False,
) -> Verdict:
    """Checks 8 to 11 and the operator's lock, in order: disabled 6402, period 6403, access rules 6401, locked by
    operator 6423.

    `at` is aware; schedules are looked at in the wall clock of `zone`. `door_id` None = a reader without a door:
    rules are not asked. The period counts in whole minutes, the first and the last one included. The path named is
    the first open one in the order of the person's groups, the group's levels and the level's items; on 6401 the
    first one that leads to the door but is closed.
    """
    if person.disabled:
        return IS_DISABLED
    minute, start, expiry = minute_of(at), minute_of(person.start), minute_of(person.expiry)
    if not start <= minute <= expiry:
        return outside(start, expiry, minute, zone)
    if door_id is None:
        return NO_DOOR
    verdict = FULL_ACCESS if full_access else _by_rules(rules, person, door_id, at, zone)
    return IS_LOCKED if verdict.granted and operator_locked else verdict


def minute_of(moment: datetime) -> int:
    """Whole minutes from 1970-01-01 UTC to an aware moment, rounded down."""
    since = moment - EPOCH
    return since.days * 1440 + since.seconds // 60


def outside(start: int, expiry: int, minute: int, zone: tzinfo) -> Verdict:
    """The refusal of somebody whose period (minutes, see `minute_of`) has not begun or has ended."""
    return _bound("begins", start, zone) if minute < start else _bound("ended", expiry, zone)


@lru_cache(maxsize=1024)
def _bound(what: str, minute: int, zone: tzinfo) -> Verdict:
    moment = datetime.fromtimestamp(minute * 60, zone)
    return Verdict(False, OUT_OF_PERIOD, f"The user's period {what} at {moment:%Y-%m-%d %H:%M}.")


def paths(rules: Rules, group_id: int, door_id: int) -> Iterator[tuple[AccessLevel, int]]:
    """How a group leads to a door: level and schedule id, in order. Levels that are missing, or of floors, lead
    nowhere.
    """
    group = rules.groups.get(group_id)
    for level_id in group.levels if group else ():
        level = rules.levels.get(level_id)
        if level is not None and level_id < FLOOR_LEVELS_FROM:
            for item in level.items:
                if door_id in item.doors:
                    yield level, item.schedule_id


def on_path(rules: Rules, group_id: int, level: AccessLevel, schedule_id: int, *, is_open: bool) -> Verdict:
    """The verdict that a path gives while its schedule is open, or closed."""
    schedule = find(rules.schedules, schedule_id)
    name = f'"{schedule.name}"' if schedule else f"{schedule_id} (unknown)"
    state = "is open" if is_open else "is closed now"
    reason = f'Access group "{rules.groups[group_id].name}", access level "{level.name}": schedule {name} {state}.'
    return Verdict(is_open, 0 if is_open else NO_ACCESS, reason, group_id, level.id, schedule_id)


def considered(rules: Rules, person: Person, door_id: int, at: datetime, zone: tzinfo) -> list[Verdict]:
    """All that the access rules say of this person and this door, in the order in which `admit` looks at it: each path
    with its verdict, and each group that leads nowhere.

    `admit` gives the first that grants, else the first path that is closed.
    """
    found: list[Verdict] = []
    for group_id in person.groups:
        ways = [
            on_path(
                rules,
                group_id,
                level,
                schedule_id,
                is_open=open_now(schedule_id, rules.schedules, rules.holidays, at, zone),
            )
            for level, schedule_id in paths(rules, group_id, door_id)
        ]
        found += ways or [_nowhere(rules, group_id)]
    return found


def _nowhere(rules: Rules, group_id: int) -> Verdict:
    group = rules.groups.get(group_id)
    name = f'"{group.name}"' if group else f"{group_id} (unknown)"
    return Verdict(False, NO_ACCESS, f"Access group {name} has no access level with this door.", group_id)


def _by_rules(rules: Rules, person: Person, door_id: int, at: datetime, zone: tzinfo) -> Verdict:
    closed: Verdict | None = None
    for group_id in person.groups:
        for level, schedule_id in paths(rules, group_id, door_id):
            is_open = open_now(schedule_id, rules.schedules, rules.holidays, at, zone)
            if is_open or closed is None:
                verdict = on_path(rules, group_id, level, schedule_id, is_open=is_open)
                if is_open:
                    return verdict
                closed = verdict
    return closed or (NO_LEVEL if person.groups else NO_GROUP)
