"""The door as a state machine: relay, sensor, timers, flags by source, alarms. Pure: a state, an input and a moment
give a new state and the events it makes, in order. Flag priority: EMERGENCY > OPERATOR > SCHEDULED > none.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, IntFlag


class Flag(IntFlag):
    """Who keeps a door locked or unlocked."""

    NONE = 0
    SCHEDULED = 1
    EMERGENCY = 2
    OPERATOR = 4


class Alarm(IntFlag):
    """Alarm bits as the door status reports them: 1 held open, 2 forced open, 4 anti-passback."""

    NONE = 0
    HELD_OPEN = 1
    FORCED_OPEN = 2
    PASSBACK = 4


class Status(IntFlag):
    """Status bits as the door status reports them; 0 = normal. UNLOCKED is for one passage, or as the relay stands."""

    UNLOCKED = 2
    FORCED_OPEN_ALARM = 4
    HELD_OPEN_ALARM = 8
    PASSBACK_ALARM = 16
    DISCONNECTED = 32
    SCHEDULE_LOCKED = 64
    SCHEDULE_UNLOCKED = 128
    EMERGENCY_LOCKED = 256
    EMERGENCY_UNLOCKED = 512
    OPERATOR_LOCKED = 1024
    OPERATOR_UNLOCKED = 2048


@dataclass(frozen=True, slots=True)
class DoorRules:
    """How the door is built and timed; seconds. `open_timeout` 0 = may stay open for ever."""

    open_duration: int = 3
    open_timeout: int = 10
    open_once: bool = False
    unconditional_lock: bool = False
    has_sensor: bool = True
    simulated_exit_button: bool = False


@dataclass(frozen=True, slots=True)
class DoorState:
    """Everything that changes about a door. Moments are aware UTC; `unlocked` is the relay."""

    unlocked: bool = False
    open: bool = False
    locked_by: Flag = Flag.NONE
    unlocked_by: Flag = Flag.NONE
    relock_at: datetime | None = None
    held_at: datetime | None = None
    alarms: Alarm = Alarm.NONE
    opened_at: datetime | None = None
    permitted: bool = False


class Act(Enum):
    """What can happen to a door."""

    GRANT = "grant"
    EXIT_BUTTON = "exit_button"
    OPEN = "open"
    UNLOCK = "unlock"
    LOCK = "lock"
    RELEASE = "release"
    SENSOR_OPEN = "sensor_open"
    SENSOR_CLOSED = "sensor_closed"
    PASSBACK = "passback"
    PASSBACK_CLEARED = "passback_cleared"
    CLEAR_ALARM = "clear_alarm"
    TICK = "tick"


@dataclass(frozen=True, slots=True)
class Step:
    """Result of one act: the new state and the event codes in order; `refused` where a higher flag forbids the act."""

    state: DoorState
    events: tuple[int, ...] = ()
    refused: bool = False


def step(
    rules: DoorRules, state: DoorState, act: Act, at: datetime, flag: Flag = Flag.NONE, open_for: int | None = None
) -> Step:
    """Apply one act. `flag` says who locks, unlocks or releases; GRANT, EXIT_BUTTON and OPEN are timed passages, of
    `open_for` seconds where that is given.

    Whatever is due by `at` (relock, held open) happens first, as if TICK had come. Events that step makes: relay
    20480, 20736; sensor 20992, 21248; forced open 21504 + 22016, cleared 22272; held open 21760 + 22528, cleared
    22784; anti-passback alarm 23040, cleared 23296; lock 23809.., unlock 24065.., release 23553... The cause is the
    caller's to log before them: 4xxx, `exit_button_code`, 19200, 24320-24323, violations, zone events.

    A passage is refused while OPERATOR or EMERGENCY lock the door, OPEN also during an EMERGENCY unlock; what an
    operator locks, unlocks or releases is refused during an EMERGENCY. A schedule is never refused: under a higher
    flag its flag is kept, without events, and counts as soon as the higher one is released. Acts that change nothing
    make no events.
    """
    due = _tick(rules, state, at)
    done = _apply(rules, due.state, act, at, flag, open_for)
    return Step(done.state, due.events + done.events, done.refused)


def next_tick(state: DoorState) -> datetime | None:
    """When TICK has to be applied next (relock, held open); None while nothing is timed."""
    return min((moment for moment in (state.relock_at, state.held_at) if moment is not None), default=None)


def status_bits(state: DoorState, *, connected: bool = True) -> int:
    """The `status` bit mask of `POST /api/doors/status`.

    Of the flags only the one that counts shows (64..2048); 2 = unlocked for one passage; 0 = normal. 1 is not used.
    """
    bits = (
        (0 if connected else Status.DISCONNECTED)
        | (Status.FORCED_OPEN_ALARM if Alarm.FORCED_OPEN in state.alarms else 0)
        | (Status.HELD_OPEN_ALARM if Alarm.HELD_OPEN in state.alarms else 0)
        | (Status.PASSBACK_ALARM if Alarm.PASSBACK in state.alarms else 0)
    )
    flag = _counting(state)
    if flag & state.unlocked_by:
        return int(bits | _STATUS_UNLOCKED[flag])
    if flag & state.locked_by:
        bits |= _STATUS_LOCKED[flag]
    return int(bits | Status.UNLOCKED if state.unlocked else bits)


def alarm_bits(state: DoorState) -> int:
    """The `alarm` number of `POST /api/doors/status`: 0 while there is no alarm, else the alarms beside the flag bits
    of `status` (2049 = held open, unlocked by an operator).
    """
    return int(state.alarms) | (status_bits(state) & _FLAG_BITS) if state.alarms else 0


def last_known(state: DoorState) -> DoorState:
    """What still counts of the state in which a device was lost: a passage has ended since, whoever looks."""
    return replace(state, unlocked=_kept_unlocked(state))


def powered_up(rules: DoorRules, locked_by: Flag, unlocked_by: Flag, at: datetime, *, is_open: bool) -> DoorState:
    """A door whose device has started with these flags: a leaf that stands open has stood open from now on."""
    state = DoorState(locked_by=locked_by, unlocked_by=unlocked_by)
    unlocked = _kept_unlocked(state)
    if not (is_open and rules.has_sensor):
        return replace(state, unlocked=unlocked)
    held_at = None if unlocked else _later(at, rules.open_timeout)
    return replace(state, unlocked=unlocked, open=True, opened_at=at, held_at=held_at)


def exit_button_code(rules: DoorRules) -> int:
    """The event the caller logs when the exit button is pressed: 18944, or 18945 where the relay does not act."""
    return 18945 if rules.simulated_exit_button else 18944


def kept(state: DoorState) -> tuple[bool | None, Flag]:
    """Whether the flag that counts keeps the door unlocked, and which that is; None where nobody keeps it."""
    flag = _counting(state)
    return (None if flag is Flag.NONE else _kept_unlocked(state)), flag


def is_barred(state: DoorState) -> bool:
    """Whether an operator (or an emergency) keeps the door locked, so that nobody may pass: `operator_locked` of
    `access.admit`.
    """
    return _counting(state) & state.locked_by & _COMMANDED != Flag.NONE


def obstacle(state: DoorState) -> str:
    """Why a door in this state refuses what an operator asks, in a sentence; empty where no flag does."""
    flag = _counting(state)
    if flag is Flag.EMERGENCY:
        return "An emergency keeps the door locked." if is_barred(state) else "An emergency keeps the door unlocked."
    return "An operator keeps the door locked; release it first." if is_barred(state) else ""


_PRIORITY = (Flag.EMERGENCY, Flag.OPERATOR, Flag.SCHEDULED)
_COMMANDED = Flag.EMERGENCY | Flag.OPERATOR
_STATUS_LOCKED = {
    Flag.SCHEDULED: Status.SCHEDULE_LOCKED,
    Flag.EMERGENCY: Status.EMERGENCY_LOCKED,
    Flag.OPERATOR: Status.OPERATOR_LOCKED,
}
_STATUS_UNLOCKED = {
    Flag.SCHEDULED: Status.SCHEDULE_UNLOCKED,
    Flag.EMERGENCY: Status.EMERGENCY_UNLOCKED,
    Flag.OPERATOR: Status.OPERATOR_UNLOCKED,
}
_FLAG_BITS = sum((*_STATUS_LOCKED.values(), *_STATUS_UNLOCKED.values()))

_UNLOCKED, _LOCKED, _OPENED, _CLOSED = 20480, 20736, 20992, 21248
_FORCED, _FORCED_ALARM, _FORCED_CLEAR = 21504, 22016, 22272
_HELD, _HELD_ALARM, _HELD_CLEAR = 21760, 22528, 22784
_PASSBACK_ALARM, _PASSBACK_CLEAR = 23040, 23296
RELEASE, LOCK, UNLOCK = 23552, 23808, 24064
"""Events that a door makes when it is released, kept locked, kept unlocked; the flag of who does it is added."""


def _apply(rules: DoorRules, state: DoorState, act: Act, at: datetime, flag: Flag, open_for: int | None) -> Step:
    match act:
        case Act.GRANT | Act.EXIT_BUTTON | Act.OPEN:
            return _pass(rules, state, act, at, open_for or rules.open_duration)
        case Act.LOCK | Act.UNLOCK:
            return _hold(rules, state, act, at, _one(flag))
        case Act.RELEASE:
            return _release(rules, state, at, _one(flag))
        case Act.SENSOR_OPEN:
            return _opened(rules, state, at)
        case Act.SENSOR_CLOSED:
            return _closed(rules, state)
        case Act.PASSBACK if Alarm.PASSBACK in state.alarms:
            return Step(state)
        case Act.PASSBACK:
            return Step(replace(state, alarms=state.alarms | Alarm.PASSBACK), (_PASSBACK_ALARM,))
        case Act.PASSBACK_CLEARED:
            return _clear(state, Alarm.PASSBACK)
        case Act.CLEAR_ALARM:
            return _clear(state, state.alarms)
        case Act.TICK:
            return Step(state)


def _one(flag: Flag) -> Flag:
    if flag not in _PRIORITY:
        raise ValueError(f"exactly one flag locks, unlocks or releases a door, not {flag!r}")
    return flag


def _counting(state: DoorState) -> Flag:
    """The highest flag that is set."""
    return next((flag for flag in _PRIORITY if flag & (state.locked_by | state.unlocked_by)), Flag.NONE)


def _kept_unlocked(state: DoorState) -> bool:
    return bool(_counting(state) & state.unlocked_by)


def _in_passage(state: DoorState) -> bool:
    """Unlocked for one passage: until the timer ends or, with the timer over, the door closes."""
    return state.unlocked and not _kept_unlocked(state)


def _later(at: datetime, seconds: int) -> datetime | None:
    return at + timedelta(seconds=seconds) if seconds else None


def _tick(rules: DoorRules, state: DoorState, at: datetime) -> Step:
    """What is due. Also closes a door that lost its sensor, so that its relay does not wait for it."""
    if state.open and not rules.has_sensor:
        state = replace(state, open=False, held_at=None)
    held_at, relock_at = state.held_at, state.relock_at
    alarm: tuple[int, ...] = ()
    relock: tuple[int, ...] = ()
    if held_at is not None and held_at <= at:
        alarm = (_HELD, _HELD_ALARM)
        state = replace(state, held_at=None, alarms=state.alarms | Alarm.HELD_OPEN)
    if relock_at is not None and relock_at <= at:
        state = replace(state, relock_at=None, permitted=False)
    if _in_passage(state) and state.relock_at is None and (rules.unconditional_lock or not state.open):
        relock = (_LOCKED,)
        state = replace(state, unlocked=False)
    held_first = held_at is not None and relock_at is not None and held_at < relock_at
    return Step(state, alarm + relock if held_first else relock + alarm)


def _pass(rules: DoorRules, state: DoorState, act: Act, at: datetime, seconds: int) -> Step:
    until = at + timedelta(seconds=seconds)
    if act is Act.EXIT_BUTTON and rules.simulated_exit_button:
        return Step(state if state.unlocked else replace(state, permitted=True, relock_at=until))
    if is_barred(state) or (act is Act.OPEN and _counting(state) is Flag.EMERGENCY):
        return Step(state, refused=True)
    if _kept_unlocked(state):
        return Step(state)
    return Step(replace(state, unlocked=True, relock_at=until), () if state.unlocked else (_UNLOCKED,))


def _hold(rules: DoorRules, state: DoorState, act: Act, at: datetime, flag: Flag) -> Step:
    if flag is Flag.OPERATOR and _counting(state) is Flag.EMERGENCY:
        return Step(state, refused=True)
    if act is Act.LOCK:
        code, after = (
            LOCK + flag,
            replace(state, locked_by=state.locked_by | flag, unlocked_by=state.unlocked_by & ~flag),
        )
    else:
        code, after = (
            UNLOCK + flag,
            replace(state, locked_by=state.locked_by & ~flag, unlocked_by=state.unlocked_by | flag),
        )
    if after == state or _counting(after) is not flag:
        return Step(after)
    return _settled(rules, state, after, at, code)


def _release(rules: DoorRules, state: DoorState, at: datetime, flag: Flag) -> Step:
    counting = _counting(state)
    if flag is Flag.OPERATOR and counting is Flag.EMERGENCY:
        return Step(state, refused=True)
    after = replace(state, locked_by=state.locked_by & ~flag, unlocked_by=state.unlocked_by & ~flag)
    if counting is not flag:
        return Step(after)
    return _settled(rules, state, after, at, RELEASE + flag)


def _settled(rules: DoorRules, before: DoorState, after: DoorState, at: datetime, code: int) -> Step:
    """Relay and timers after the flag that counts was set or released. A passage outlives only the flags of
    schedules.
    """
    if _kept_unlocked(after):
        after = replace(after, unlocked=True, relock_at=None, held_at=None, permitted=False)
    elif is_barred(after):
        after = replace(after, unlocked=False, relock_at=None, permitted=False)
    else:
        after = replace(after, unlocked=_in_passage(before))
    if after.open and _kept_unlocked(before) and not _kept_unlocked(after):
        after = replace(after, held_at=_later(at, rules.open_timeout))
    if after.unlocked == before.unlocked:
        return Step(after, (code,))
    return Step(after, (code, _UNLOCKED if after.unlocked else _LOCKED))


def _opened(rules: DoorRules, state: DoorState, at: datetime) -> Step:
    if state.open or not rules.has_sensor:
        return Step(state)
    forced = not (state.unlocked or state.permitted)
    held_at = None if _kept_unlocked(state) else _later(at, rules.open_timeout)
    state = replace(state, open=True, opened_at=at, held_at=held_at)
    if not forced:
        return Step(state, (_OPENED,))
    return Step(replace(state, alarms=state.alarms | Alarm.FORCED_OPEN), (_OPENED, _FORCED, _FORCED_ALARM))


def _closed(rules: DoorRules, state: DoorState) -> Step:
    if not state.open:
        return Step(state)
    events: tuple[int, ...] = (_CLOSED,)
    if Alarm.HELD_OPEN in state.alarms:
        events = (_CLOSED, _HELD_CLEAR)
    after = replace(state, open=False, held_at=None, alarms=state.alarms & ~Alarm.HELD_OPEN)
    if _in_passage(state) and (rules.open_once or state.relock_at is None):
        return Step(replace(after, unlocked=False, relock_at=None, permitted=False), (*events, _LOCKED))
    if state.permitted and not state.unlocked:
        after = replace(after, permitted=False, relock_at=None)
    return Step(after, events)


_CLEARED = ((Alarm.FORCED_OPEN, _FORCED_CLEAR), (Alarm.HELD_OPEN, _HELD_CLEAR), (Alarm.PASSBACK, _PASSBACK_CLEAR))


def _clear(state: DoorState, alarms: Alarm) -> Step:
    events = tuple(code for alarm, code in _CLEARED if alarm in state.alarms & alarms)
    return Step(replace(state, alarms=state.alarms & ~alarms), events)
