"""The doorbell: wakes whoever waits for new facts or events. A hint only; whoever hears nothing looks every quarter of
a second.
"""

import asyncio

POLL_SECONDS = 0.25


class Bell:
    """Rung after a commit; everybody who waits wakes. A ring between look and wait is not missed if `heard` is passed
    on.
    """

    def __init__(self) -> None:
        self._rings = 0
        self._waiting: set[asyncio.Future[None]] = set()

    @property
    def rings(self) -> int:
        """How often it rang so far; read it before looking, pass it to `wait`."""
        return self._rings

    def ring(self) -> None:
        """Wake everybody who waits."""
        self._rings += 1
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_result(None)
        self._waiting.clear()

    async def wait(self, heard: int, seconds: float = POLL_SECONDS) -> None:
        """Until it rings for the first time after `heard`, or the time has passed."""
        if self._rings != heard:
            return
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(waiter)
        try:
            async with asyncio.timeout(seconds):
                await waiter
        except TimeoutError:
            pass
        finally:
            self._waiting.discard(waiter)
