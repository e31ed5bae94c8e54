"""Time of the simulated world: the machine's, or a virtual one that a test moves.

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
