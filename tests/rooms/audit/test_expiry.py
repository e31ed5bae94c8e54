"""Lines that go for their age leave a chain that is whole, shows what is altered, and says what went."""

from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from ostiary.audit.expiry import AgedLines, expire_lines, oldest
from ostiary.audit.verification import Standing, verify, verify_stretch
from ostiary.audit.witness import Witness
from ostiary.kernel.trail import TrailRow
from tests.rig.ground import NOON, SYSTEM, Ground
from tests.rooms.audit.acts import a_door, change

OLD, NEW = 5, 3


async def lines(ground: Ground) -> list[int]:
    """Some lines of yesterday and some of today; answers the ids of all."""
    await change(ground, *(a_door(number) for number in range(OLD)))
    ground.clock.move(days=1)
    await change(ground, *(a_door(number) for number in range(NEW)))
    return [row.id for row in await rows(ground)]


async def rows(ground: Ground) -> list[Any]:
    """Every line there is."""
    async with ground.database.read() as connection:
        columns = select(TrailRow.id, TrailRow.verb, TrailRow.change, TrailRow.digest).order_by(TrailRow.id)
        return list(await connection.execute(columns))


async def expire(ground: Ground, limit: int = 100) -> int:
    """Delete lines that are not of today."""
    aged = AgedLines(ground.clock(), limit)
    return (await ground.gate().run(SYSTEM, expire_lines, aged)).result


async def standing(ground: Ground) -> Standing:
    """How the trail stands."""
    return await verify(ground.gate(), SYSTEM)


class TestExpiry:
    async def test_what_is_older_goes_in_batches_and_the_rest_is_whole(self, ground: Ground) -> None:
        ids = await lines(ground)
        assert [await expire(ground, 3), await expire(ground, 3), await expire(ground, 3)] == [3, 2, 0]
        assert [row.id for row in await rows(ground)][:NEW] == ids[OLD:]
        found = await standing(ground)
        assert (found.whole, found.chained) == (True, NEW + 2)

    async def test_a_line_says_what_went_and_how_it_ended(self, ground: Ground) -> None:
        ids = await lines(ground)
        digest = (await rows(ground))[OLD - 1].digest
        await expire(ground)
        last = (await rows(ground))[-1]
        assert last.verb == "AUDIT_EXPIRE"
        assert last.change["before"] == {"count": OLD, "first": ids[0], "last": ids[OLD - 1], "digest": digest.hex()}

    async def test_an_altered_line_is_still_found(self, ground: Ground) -> None:
        ids = await lines(ground)
        await expire(ground)
        async with ground.database.write() as session:
            await session.execute(update(TrailRow).where(TrailRow.id == ids[-1]).values(target="Another door(7)"))
        found = await standing(ground)
        assert found.broken is not None
        assert found.broken.line == ids[-1]

    async def test_the_line_that_says_so_cannot_be_altered(self, ground: Ground) -> None:
        await lines(ground)
        await expire(ground)
        said = (await rows(ground))[-1].id
        async with ground.database.write() as session:
            await session.execute(
                update(TrailRow).where(TrailRow.id == said).values(change={"before": {}, "after": {}})
            )
        assert not (await standing(ground)).whole

    async def test_a_line_that_the_witness_noted_is_not_missed(self, ground: Ground, tmp_path: Path) -> None:
        witness = Witness(ground.gate(), tmp_path)
        await change(ground)
        await witness.look()
        ground.clock.move(days=1)
        await expire(ground)
        assert (await verify(ground.gate(), SYSTEM, witness.noted())).whole
        assert await witness.look()

    async def test_who_looks_at_the_trail_meanwhile_sees_no_break(self, ground: Ground) -> None:
        ids = await lines(ground)
        seen = await ground.gate().ask(SYSTEM, verify_stretch, Standing())
        begun = Standing(chained=1, last=seen.last, after=ids[0])
        await expire(ground)
        found = await ground.gate().ask(SYSTEM, verify_stretch, begun)
        assert (found.broken, found.chained) == (None, NEW + 2)

    async def test_the_oldest_line_is_known(self, ground: Ground) -> None:
        async with ground.database.read() as connection:
            assert await oldest(connection) is None
        await lines(ground)
        async with ground.database.read() as connection:
            assert await oldest(connection) == NOON
