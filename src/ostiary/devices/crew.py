"""Tasks that live as long as the server: one that fails is logged and begins again after a pause; the others go on."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

log = structlog.get_logger(__name__)

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
"""Seconds before a task that failed begins again; doubled each time until it has worked for as long as the longest."""

PATIENCE = 1.0
"""Seconds after which a task that has not ended is told again."""


class Crew:
    """Named tasks that are kept going until they are dismissed. A task that returns is done."""

    def __init__(self) -> None:
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def keep(self, name: str, work: Callable[[], Awaitable[None]]) -> None:
        """Begin a task under a name that nobody has; while one of this name goes on, nothing happens."""
        known = self._tasks.get(name)
        if known is None or known.done():
            self._tasks[name] = asyncio.create_task(_kept(name, work), name=name)

    async def dismiss(self, *names: str) -> None:
        """End these tasks and wait until they have ended."""
        tasks = [task for task in (self._tasks.pop(name, None) for name in names) if task is not None]
        while waiting := [task for task in tasks if not task.done()]:
            for task in waiting:
                task.cancel()
            await asyncio.wait(waiting, timeout=PATIENCE)

    async def stop(self) -> None:
        """End every task."""
        await self.dismiss(*self._tasks)


async def _kept(name: str, work: Callable[[], Awaitable[None]]) -> None:
    loop, pause = asyncio.get_running_loop(), FIRST_PAUSE
    while True:
        begun = loop.time()
        try:
            await work()
        except Exception as error:  # noqa: BLE001 -- whatever it is, the others go on and this one begins again
            if loop.time() - begun > LONGEST_PAUSE:
                pause = FIRST_PAUSE
            log.error("task failed", task=name, error=type(error).__name__, detail=_place(error), again_in=pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        else:
            return


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace is not None else ""
