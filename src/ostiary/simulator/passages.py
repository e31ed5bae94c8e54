"""The people at the doors of one device: who waits for a second person, who has been let in and has not opened yet, who
has passed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from ostiary.policy.access import Person, Verdict
from ostiary.policy.antipassback import Pending, Side, confirmed, passed
from ostiary.policy.dualauth import TIMED_OUT, Waiting
from ostiary.policy.passing import Passing, passing
from ostiary.simulator.clock import Clock, Timer
from ostiary.simulator.doors import Door, Log
from ostiary.simulator.traces import Traces


@dataclass(slots=True)
class _First:
    """The first of two people."""

    waiting: Waiting
    reader_id: int
    timer: Timer


class Passages:
    """What goes on at the doors. Nothing of it but the traces outlives the loss of power."""

    def __init__(self, clock: Clock, traces: Traces, log: Log) -> None:
        self.traces = traces
        self._clock = clock
        self._log = log
        self._firsts: dict[tuple[int, Side], _First] = {}
        self._pending: dict[int, list[Pending]] = {}

    def weigh(self, door: Door, side: Side, person: Person, admitted: Verdict, *, pair: bool) -> Passing:
        """What comes of somebody whom the access rules admit; nothing is changed."""
        first = self._firsts.get((door.id, side))
        return passing(
            door.content.terms,
            admitted,
            person,
            side,
            self._clock.now(),
            trace=self.traces.of(door.id, person.user_id),
            pair=pair,
            waiting=first.waiting if first else None,
        )

    def wait(self, door: Door, side: Side, reader_id: int, waiting: Waiting) -> None:
        """Somebody waits for a second person."""
        self._stop_waiting(door, side)
        timer = self._clock.call_at(waiting.until, lambda: self._time_out(door, side))
        self._firsts[door.id, side] = _First(waiting, reader_id, timer)

    def let_in(self, door: Door, side: Side, users: Iterable[str]) -> None:
        """These people may pass the door as it stands now; where its sensor has to confirm it, they have not yet."""
        self._stop_waiting(door, side)
        rules, terms, now = door.content.rules, door.content.terms, self._clock.now()
        rule = terms.antipassback
        if rule is not None and rule.confirmed and rules.has_sensor and not door.state.open:
            until = door.state.relock_at or now + timedelta(seconds=rules.open_duration)
            self._pending.setdefault(door.id, []).extend(Pending(user_id, side, until) for user_id in users)
        elif rule is not None or terms.timed is not None:
            self._count(door, [(user_id, side) for user_id in users])

    def opened(self, door: Door) -> None:
        """The sensor has seen the door open: those who have been let in pass."""
        pending = self._pending.pop(door.id, [])
        self._count(door, [(each.user_id, each.side) for each in confirmed(pending, self._clock.now())])

    def arranged(self, door: Door) -> None:
        """The door is new or has changed: what no rule asks about is forgotten."""
        terms = door.content.terms
        if terms.antipassback is None:
            self._pending.pop(door.id, None)
            self.traces.forgive(door.id, None, timed=False)
        if terms.timed is None:
            self.traces.forgive(door.id, None, timed=True)

    def gone(self, door: Door) -> None:
        """The door is no longer the device's."""
        self._leave(door)
        self.traces.drop(door.id)

    def power_down(self, doors: Iterable[Door]) -> None:
        """Whoever stands at a door is forgotten."""
        for door in doors:
            self._leave(door)

    def _count(self, door: Door, people: Iterable[tuple[str, Side]]) -> None:
        for user_id, side in people:
            trace = self.traces.of(door.id, user_id)
            self.traces.put(door.id, user_id, passed(trace, side, self._clock.now()))

    def _leave(self, door: Door) -> None:
        self._pending.pop(door.id, None)
        for side in (Side.ENTRY, Side.EXIT):
            self._stop_waiting(door, side)

    def _stop_waiting(self, door: Door, side: Side) -> None:
        first = self._firsts.pop((door.id, side), None)
        if first is not None:
            first.timer.cancel()

    def _time_out(self, door: Door, side: Side) -> None:
        first = self._firsts.pop((door.id, side), None)
        if first is not None:
            self._log(
                TIMED_OUT,
                reader_id=first.reader_id,
                user_id=first.waiting.user_id,
                door_id=door.id,
                reason="No second person came in time.",
            )
