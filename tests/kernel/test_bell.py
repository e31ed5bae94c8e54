"""The doorbell wakes everybody once, and no ring between look and wait is missed."""

import asyncio

from ostiary.kernel.bell import Bell


class TestBell:
    async def test_wakes_everybody_who_waits(self) -> None:
        bell = Bell()
        waiting = [asyncio.create_task(bell.wait(0, 60)) for _ in range(3)]
        await asyncio.sleep(0)
        bell.ring()
        async with asyncio.timeout(10):
            await asyncio.gather(*waiting)

    async def test_a_ring_before_the_wait_is_heard(self) -> None:
        bell = Bell()
        heard = bell.rings
        bell.ring()
        async with asyncio.timeout(10):
            await bell.wait(heard, 60)

    async def test_whoever_hears_nothing_goes_on_after_a_while(self) -> None:
        bell = Bell()
        async with asyncio.timeout(10):
            await bell.wait(0, 0.001)
        assert bell.rings == 0

    async def test_whoever_gave_up_waiting_hinders_nobody(self) -> None:
        bell = Bell()
        waiting = [asyncio.create_task(bell.wait(0, 60)) for _ in range(2)]
        await asyncio.sleep(0)
        waiting[0].cancel()
        bell.ring()
        async with asyncio.timeout(10):
            await asyncio.wait(waiting)
        assert not waiting[1].cancelled()
