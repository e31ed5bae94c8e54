"""The realtime stream of one listener: bounded, so that a slow one loses hints and never memory. The log is the
truth.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator

from ostiary.port.reports import DoorReport, LogHint, Report

HINTS = 1000
"""Hints that may wait; more are dropped."""


class Feed:
    """Reports waiting for their reader. Hints beyond the bound are dropped, of a door only the latest state waits."""

    def __init__(self, hints: int = HINTS) -> None:
        self._bound = hints
        self._waiting: deque[Report | tuple[int, int]] = deque()
        self._doors: dict[tuple[int, int], DoorReport] = {}
        self._hints = 0
        self._bell = asyncio.Event()
        self._closed = False
        self.dropped = 0

    def put(self, report: Report) -> None:
        """Hand over a report; never waits."""
        if self._closed:
            return
        if isinstance(report, LogHint):
            if self._hints >= self._bound:
                self.dropped += 1
                return
            self._hints += 1
            self._waiting.append(report)
        elif isinstance(report, DoorReport):
            door = (report.device_id, report.door_id)
            if door not in self._doors:
                self._waiting.append(door)
            self._doors[door] = report
        else:
            self._waiting.append(report)
        self._bell.set()

    def close(self) -> None:
        """No more reports; the reader gets what waits and then the end."""
        self._closed = True
        self._bell.set()

    async def reports(self) -> AsyncIterator[Report]:
        """Every report until `close`. One reader."""
        while True:
            while self._waiting:
                yield self._take()
            if self._closed:
                return
            self._bell.clear()
            await self._bell.wait()

    def _take(self) -> Report:
        item = self._waiting.popleft()
        if isinstance(item, tuple):
            return self._doors.pop(item)
        if isinstance(item, LogHint):
            self._hints -= 1
        return item
