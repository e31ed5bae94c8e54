"""What a test makes go wrong between a device and its server: realtime hints lost, doubled or late, calls that fail or
hang.
"""

import asyncio
from collections import deque
from collections.abc import Iterator

from ostiary.port.commands import DeviceError, Fault
from ostiary.port.reports import LogHint


class Interference:
    """Faults of one device's connection. Counts run down; the log itself is never touched."""

    def __init__(self) -> None:
        self._dropping = 0
        self._doubling = 0
        self._late: list[LogHint] | None = None
        self._failing: deque[Fault] = deque()
        self._answering = asyncio.Event()
        self._answering.set()

    def drop_hints(self, count: int) -> None:
        """The next hints are lost."""
        self._dropping += count

    def double_hints(self, count: int) -> None:
        """The next hints come twice."""
        self._doubling += count

    def hold_hints(self) -> None:
        """Hints are held back until `take_late`."""
        self._late = []

    def take_late(self) -> list[LogHint]:
        """The hints held back, latest first; from now on hints pass again."""
        late, self._late = self._late or [], None
        return late[::-1]

    def fail_calls(self, fault: Fault, count: int = 1) -> None:
        """The next calls end with this fault."""
        self._failing.extend([fault] * count)

    def hang(self) -> None:
        """Calls get no answer until `resume`."""
        self._answering.clear()

    def resume(self) -> None:
        """Calls are answered again."""
        self._answering.set()

    def pass_hint(self, hint: LogHint) -> Iterator[LogHint]:
        """What arrives of a hint."""
        if self._dropping:
            self._dropping -= 1
        elif self._late is not None:
            self._late.append(hint)
        else:
            yield hint
            if self._doubling:
                self._doubling -= 1
                yield hint

    async def pass_call(self) -> None:
        """Let a call through, or not."""
        await self._answering.wait()
        if self._failing:
            raise DeviceError(self._failing.popleft(), "injected")
