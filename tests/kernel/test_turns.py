"""One writer at a time: urgent ones first, and no turn is ever lost to somebody who gave up waiting."""

import asyncio

import pytest

from ostiary.kernel.database import Turns


async def settled() -> None:
    """Let every task run until it waits."""
    for _ in range(5):
        await asyncio.sleep(0)


class Bench:
    """People who take turns, and the order in which they had them."""

    def __init__(self) -> None:
        self.turns = Turns()
        self.had: list[str] = []
        self.done = asyncio.Event()

    async def sit(self, name: str, *, urgent: bool = False) -> None:
        """Have one turn that lasts until `done`."""
        async with self.turns.turn(urgent):
            self.had.append(name)
            await self.done.wait()

    async def begin(self, *names: str) -> list[asyncio.Task[None]]:
        """Let them come in this order; names in capitals are urgent."""
        tasks = []
        for name in names:
            tasks.append(asyncio.create_task(self.sit(name, urgent=name.isupper())))
            await settled()
        return tasks


class TestTurns:
    async def test_only_one_has_the_turn(self) -> None:
        bench = Bench()
        tasks = await bench.begin("a", "b", "c")
        assert bench.had == ["a"]
        bench.done.set()
        await asyncio.gather(*tasks)
        assert bench.had == ["a", "b", "c"]

    async def test_urgent_ones_go_before_the_others(self) -> None:
        bench = Bench()
        tasks = await bench.begin("a", "b", "c", "U", "V")
        bench.done.set()
        await asyncio.gather(*tasks)
        assert bench.had == ["a", "U", "V", "b", "c"]

    async def test_who_gives_up_waiting_takes_no_turn_with_him(self) -> None:
        bench = Bench()
        tasks = await bench.begin("a", "b", "C", "d")
        tasks[1].cancel()
        tasks[2].cancel()
        await settled()
        bench.done.set()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert bench.had == ["a", "d"]

    async def test_who_gives_up_just_as_his_turn_comes_passes_it_on(self) -> None:
        bench = Bench()
        async with bench.turns.turn():
            second, third = await bench.begin("b", "c")
        second.cancel()
        bench.done.set()
        await asyncio.gather(second, third, return_exceptions=True)
        assert second.cancelled()
        assert bench.had == ["c"]

    async def test_who_gave_up_just_before_his_turn_came_ends_as_cancelled(self) -> None:
        bench = Bench()
        first, second, third = await bench.begin("a", "b", "c")
        second.cancel()
        first.cancel()
        bench.done.set()
        results = await asyncio.gather(first, second, third, return_exceptions=True)
        assert [type(result) for result in results] == [asyncio.CancelledError, asyncio.CancelledError, type(None)]
        assert bench.had == ["a", "c"]

    async def test_a_turn_that_fails_is_over(self) -> None:
        turns = Turns()
        with pytest.raises(ZeroDivisionError):
            async with turns.turn():
                raise ZeroDivisionError
        async with asyncio.timeout(5), turns.turn():
            pass
