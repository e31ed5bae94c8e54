"""The newest of what is shown in this process, shared by everybody who watches; who falls too far behind loses his
place.
"""

from collections.abc import Callable, Container, Iterable, Sequence
from typing import Any, Generic, TypeVar

from ostiary.events.model import Event
from ostiary.kernel.bell import Bell

CAPACITY = 10_000
"""How many entries a watcher may be behind."""

STRETCH = 64
"""Entries that a watcher gets at once."""

WAIT_SECONDS = 30.0

T = TypeVar("T")
Render = Callable[[Event, Container[str]], T]
"""(an event, those of the people in it and others who have a photo) -> how it is shown."""


class Notice:
    """An event to be shown; what one watcher has rendered the others use, and nobody changes."""

    __slots__ = ("_photographed", "_rendered", "event")

    def __init__(self, event: Event, photographed: Container[str] = ()) -> None:
        self.event = event
        self._photographed = photographed
        self._rendered: dict[Render[Any], Any] = {}

    def rendered(self, render: Render[T]) -> T:
        """The event as this function renders it, done once."""
        found: T | None = self._rendered.get(render)
        if found is None:
            found = self._rendered[render] = render(self.event, self._photographed)
        return found


class Behind(Exception):
    """The watcher has not read for so long that what he has not seen is gone."""


class Ring(Generic[T]):
    """Entries by a place that counts up. One writes, any number read at their own pace."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._entries: list[T] = []
        self._first = 0
        self._bell = Bell()

    @property
    def end(self) -> int:
        """The place of the next entry."""
        return self._first + len(self._entries)

    def append(self, entries: Iterable[T]) -> None:
        """Add entries; wakes those who wait. The oldest beyond the capacity go, a ring's worth at a time."""
        self._entries.extend(entries)
        if len(self._entries) >= 2 * self._capacity:
            gone = len(self._entries) - self._capacity
            del self._entries[:gone]
            self._first += gone
        self._bell.ring()

    async def after(self, place: int) -> Sequence[T]:
        """The next entries from a place on; waits for one. Raises `Behind`."""
        while True:
            heard = self._bell.rings
            if place < self.end:
                if place < self._first:
                    raise Behind
                start = place - self._first
                return self._entries[start : start + STRETCH]
            await self._bell.wait(heard, WAIT_SECONDS)
