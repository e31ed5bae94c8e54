"""Doors with physics: relay, sensor, exit button and timers of one door, by the state machine of `policy.door`."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from ostiary.policy.door import Act, Alarm, DoorState, Flag, Step, exit_button_code, next_tick, powered_up, step
from ostiary.port.content import DoorContent
from ostiary.port.reports import DoorReport
from ostiary.simulator.clock import Clock, Timer

OPERATOR_OPEN = 19200


class Log(Protocol):
    """Records an event at a door."""

    def __call__(self, code: int, *, reader_id: int = 0, user_id: str = "", door_id: int, reason: str = "") -> None:
        """Record it; no `reader_id` = the device itself."""
        ...


@dataclass(frozen=True, slots=True)
class Wiring:
    """What a door makes happen in its device: log records, news of its state, flags to be remembered over a reboot."""

    log: Log
    changed: Callable[["Door"], None]
    remember: Callable[["Door"], None]


class Door:
    """One door of a device. `leaf_open` is the door itself; the state's `open` is what the device knows of it."""

    def __init__(self, content: DoorContent, clock: Clock, wiring: Wiring) -> None:
        self.content = content
        self.state = DoorState()
        self.leaf_open = False
        self.alarmed: dict[Alarm, datetime] = {}
        """Since when its alarms last."""
        self._clock = clock
        self._wiring = wiring
        self._timer: Timer | None = None

    @property
    def id(self) -> int:
        """The door's id."""
        return self.content.id

    def apply(self, act: Act, flag: Flag = Flag.NONE, cause: int = 0, open_for: int | None = None) -> bool:
        """Do this to the door, after what is due; `cause` is logged before what follows from it. False = refused."""
        self._take(self._step(Act.TICK, Flag.NONE))
        done = self._step(act, flag, open_for)
        if done.refused:
            return False
        if cause:
            self._wiring.log(cause, door_id=self.id)
        self._take(done)
        return True

    def press_exit_button(self) -> bool:
        """Somebody wants out."""
        return self.apply(Act.EXIT_BUTTON, cause=exit_button_code(self.content.rules))

    def swing(self, is_open: bool, *, seen: bool) -> None:
        """The leaf is opened or closed; `seen` = the sensor and the device are alive."""
        self.leaf_open = is_open
        if seen:
            self.apply(Act.SENSOR_OPEN if is_open else Act.SENSOR_CLOSED)

    def power_up(self, locked_by: Flag, unlocked_by: Flag) -> None:
        """Begin with what survived: the operator's flags and the leaf as it stands."""
        at = self._clock.now()
        self.state = powered_up(self.content.rules, locked_by, unlocked_by, at, is_open=self.leaf_open)
        self._time_alarms()
        self._arm()
        self._wiring.changed(self)

    def power_down(self) -> None:
        """The relay drops, timers are lost."""
        self._disarm()
        self.state = replace(self.state, unlocked=False, relock_at=None, held_at=None, permitted=False)

    def reconfigure(self, content: DoorContent) -> None:
        """The same door by new rules."""
        self.content = content
        self._take(self._step(Act.TICK, Flag.NONE))

    def report(self, device_id: int) -> DoorReport:
        """How the door stands now."""
        state = self.state
        return DoorReport(
            device_id=device_id,
            door_id=self.id,
            unlocked=state.unlocked,
            open=state.open,
            locked_by=state.locked_by,
            unlocked_by=state.unlocked_by,
            alarms=state.alarms,
            last_open=state.opened_at,
        )

    def _step(self, act: Act, flag: Flag, open_for: int | None = None) -> Step:
        return step(self.content.rules, self.state, act, self._clock.now(), flag, open_for)

    def _take(self, done: Step) -> None:
        before, self.state = self.state, done.state
        for code in done.events:
            self._wiring.log(code, door_id=self.id)
        if before == self.state:
            return
        self._time_alarms()
        if (before.locked_by, before.unlocked_by) != (self.state.locked_by, self.state.unlocked_by):
            self._wiring.remember(self)
        self._arm()
        self._wiring.changed(self)

    def _time_alarms(self) -> None:
        now = self._clock.now()
        self.alarmed = {alarm: self.alarmed.get(alarm, now) for alarm in Alarm if alarm and alarm in self.state.alarms}

    def _arm(self) -> None:
        self._disarm()
        due = next_tick(self.state)
        if due is not None:
            self._timer = self._clock.call_at(due, self._tick)

    def _disarm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _tick(self) -> None:
        self._timer = None
        self._take(self._step(Act.TICK, Flag.NONE))
        if self._timer is None:
            self._arm()
