"""Counters: a number is never given twice."""

import asyncio

import pytest

from ostiary.kernel import counter
from tests.rig.ground import Ground


async def take(ground: Ground, name: str = "card", count: int = 1, first: int = 1) -> int:
    """Take numbers in a transaction of their own."""
    async with ground.database.write() as session:
        return await counter.take(session, name, count, first)


class TestTake:
    async def test_counts_from_the_first(self, ground: Ground) -> None:
        assert [await take(ground) for _ in range(3)] == [1, 2, 3]
        assert [await take(ground, "schedule", first=32768) for _ in range(2)] == [32768, 32769]

    async def test_gives_several_at_once(self, ground: Ground) -> None:
        assert await take(ground, count=5) == 1
        assert await take(ground) == 6

    async def test_gives_no_number_twice_however_many_ask_at_once(self, ground: Ground) -> None:
        firsts = await asyncio.gather(*(take(ground, count=1 + number % 3) for number in range(18)))
        given = [first + more for number, first in enumerate(firsts) for more in range(1 + number % 3)]
        assert sorted(given) == list(range(1, 37))

    async def test_what_was_taken_in_vain_is_free_again(self, ground: Ground) -> None:
        async def fail() -> None:
            async with ground.database.write() as session:
                await counter.take(session, "card")
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await fail()
        assert await take(ground) == 1

    async def test_the_last_number_given_is_known(self, ground: Ground) -> None:
        async with ground.database.write() as session:
            assert await counter.current(session, "card") == 0
            await counter.take(session, "card", 7)
            assert await counter.current(session, "card") == 7
