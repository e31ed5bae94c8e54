"""Time of the simulated world: the machine's, or a virtual one that a test moves; and a device's own, which goes wrong.

Timers are callbacks at a moment; they run on the event loop (system clock) or inside `VirtualClock.advance`.
"""

import asyncio
import heapq
import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

from ostiary.kernel import clock as kernel_clock


class Timer(Protocol):
    """A callback that waits for its moment."""

    def cancel(self) -> None:
        """Forget it; harmless when it has run."""
        ...


class Clock(Protocol):
    """What devices know of time."""

    def now(self) -> datetime:
        """The present moment, aware UTC."""
        ...

    def call_at(self, at: datetime, action: Callable[[], None]) -> Timer:
        """Run `action` at that moment, or at once if it is past."""
        ...


class SystemClock:
    """The machine's clock; timers are the running event loop's."""

    def now(self) -> datetime:
        """The present moment, aware UTC."""
        return kernel_clock.now()

    def call_at(self, at: datetime, action: Callable[[], None]) -> Timer:
        """Run `action` at that moment, or at once if it is past."""
        delay = max(0.0, (at - self.now()).total_seconds())
        return asyncio.get_running_loop().call_later(delay, action)


class _VirtualTimer:
    """An entry of the virtual clock's heap."""

    __slots__ = ("action",)

    def __init__(self, action: Callable[[], None]) -> None:
        self.action: Callable[[], None] | None = action

    def cancel(self) -> None:
        """Forget it; harmless when it has run."""
        self.action = None


class VirtualClock:
    """A clock that stands still until `advance`: tests of doors and time-outs take no time and are exact."""

    def __init__(self, start: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)) -> None:
        self._now = start
        self._order = itertools.count()
        self._timers: list[tuple[datetime, int, _VirtualTimer]] = []

    def now(self) -> datetime:
        """The present moment, aware UTC."""
        return self._now

    def call_at(self, at: datetime, action: Callable[[], None]) -> Timer:
        """Run `action` when `advance` reaches that moment; a past moment is reached by the next `advance`, even of 0
        seconds.
        """
        timer = _VirtualTimer(action)
        heapq.heappush(self._timers, (at, next(self._order), timer))
        return timer

    def advance(self, seconds: float) -> None:
        """Move on, running every timer at its own moment, in order; timers set meanwhile included."""
        end = self._now + timedelta(seconds=seconds)
        while self._timers and self._timers[0][0] <= end:
            at, _, timer = heapq.heappop(self._timers)
            self._now = max(self._now, at)
            action, timer.action = timer.action, None
            if action is not None:
                action()
        self._now = end


class Quartz:
    """A device's own clock: ahead of the world's by an offset that grows while it runs too fast, by parts per million.

    It runs on without power. `moved` is told whenever it is set, jumps or begins to run otherwise.
    """

    def __init__(self, world: Clock, moved: Callable[["Quartz"], None]) -> None:
        self._world = world
        self._moved = moved
        self.since = world.now()
        self.offset = timedelta()
        """By how much it was ahead at `since`."""
        self.ppm = 0.0

    def restore(self, since: datetime, offset: timedelta, ppm: float) -> None:
        """Go on as it was stored."""
        self.since, self.offset, self.ppm = since, offset, ppm

    @property
    def drift(self) -> timedelta:
        """By how much it is ahead now."""
        return self.offset + (self._world.now() - self.since) * (self.ppm / 1_000_000)

    def now(self) -> datetime:
        """What it shows."""
        return self._world.now() + self.drift

    def set(self, at: datetime) -> None:
        """Show this from now on."""
        self._move(at - self._world.now(), self.ppm)

    def jump(self, by: timedelta) -> None:
        """Go wrong at once."""
        self._move(self.drift + by, self.ppm)

    def run(self, ppm: float) -> None:
        """Go wrong slowly: run too fast by parts per million, too slowly where below 0."""
        self._move(self.drift, ppm)

    def _move(self, offset: timedelta, ppm: float) -> None:
        self.since, self.offset, self.ppm = self._world.now(), offset, ppm
        self._moved(self)
