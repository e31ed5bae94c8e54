"""The chain of the trail: whole after whatever the house does, broken where anybody else has touched it."""

import asyncio
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from sqlalchemy import delete, func, insert, select, update

from ostiary.audit import verification
from ostiary.audit.verification import Mark, Standing, verify
from ostiary.audit.witness import Witness
from ostiary.kernel.chain import TrailBroken, text_of
from ostiary.kernel.context import Kind, Scope
from ostiary.kernel.errors import Forbidden
from ostiary.kernel.trail import AnchorRow, Trail, TrailRow
from ostiary.kernel.vault import KEY_BYTES, Vault
from tests.rig.ground import SYSTEM, Ground
from tests.rooms.audit.acts import Noted, a_door, change, make_schedule, somebody


async def standing(ground: Ground, noted: Mark | None = None) -> Standing:
    """How the trail stands."""
    return await verify(ground.gate(), SYSTEM, noted)


async def lines(ground: Ground, count: int) -> list[int]:
    """So many lines more; answers the ids of all there are."""
    for number in range(count):
        await change(ground, a_door(number))
    async with ground.database.read() as connection:
        return list((await connection.execute(select(TrailRow.id).order_by(TrailRow.id))).scalars())


async def tamper(ground: Ground, *statements: Any) -> None:
    """What somebody does who has the database and not the key."""
    async with ground.database.write() as session:
        for statement in statements:
            await session.execute(statement)


async def copied(ground: Ground, id: int) -> dict[str, Any]:
    """The columns of a line, but for its id."""
    async with ground.database.read() as connection:
        columns = select(*TrailRow.__table__.columns).where(TrailRow.id == id)
        return {**(await connection.execute(columns)).mappings().one(), "id": None}


async def counted_on(ground: Ground, id: int) -> None:
    """Have the ids that follow be greater: PostgreSQL counts no id that somebody else has given."""
    if not ground.database.sqlite:
        await tamper(ground, select(func.setval(func.pg_get_serial_sequence("trail", "id"), id)))


async def forget(ground: Ground, upto: int) -> None:
    """Delete lines for their age, as the house does."""
    async with ground.database.write() as session:
        await Trail(ground.vault).forget(session, upto)


class TestWhole:
    async def test_what_acts_write(self, ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(verification, "STRETCH", 3)
        await change(ground, *(a_door(number) for number in range(4)))
        await ground.gate().run(SYSTEM, make_schedule, "Night(2)")
        found = await standing(ground)
        assert (found.whole, found.chained, found.older) == (True, 5, 0)
        assert found.last is not None

    async def test_an_empty_trail(self, ground: Ground) -> None:
        assert await standing(ground) == Standing(over=True)

    async def test_all_kinds_of_values(self, ground: Ground) -> None:
        kinds = {"a": None, "b": True, "c": -7, "d": 2.0, "e": 0.1, "f": 1e-7, "g": 1e22, "h": [{"z": 1, "a": "é\n"}]}
        await change(ground, Noted("Tür 雪 ☃(1)", {}, kinds), Noted("x", {"1": 2}, {"i": 2**70}))
        assert (await standing(ground)).whole

    async def test_at_once(self, ground: Ground) -> None:
        await asyncio.gather(*(change(ground, a_door(number), a_door(number)) for number in range(20)))
        found = await standing(ground)
        assert (found.whole, found.chained) == (True, 40)

    async def test_only_who_sees_everything_looks(self, ground: Ground) -> None:
        limited = somebody(scope=Scope(MappingProxyType({Kind.DOOR_GROUP: frozenset({2})})))
        with pytest.raises(Forbidden):
            await verify(ground.gate(), limited)


class TestBroken:
    """The first line that does not follow is named."""

    @pytest.mark.parametrize(
        "column",
        [
            {"target": "Another door(7)"},
            {"user_id": "2"},
            {"address": "10.9.9.9"},
            {"outcome": "refused"},
            {"method": 4},
            {"change": {"before": {}, "after": {}}},
            {"digest": b"x" * 32},
            {"digest": None},
        ],
        ids=str,
    )
    async def test_an_altered_line(self, ground: Ground, column: dict[str, Any]) -> None:
        ids = await lines(ground, 4)
        await tamper(ground, update(TrailRow).where(TrailRow.id == ids[2]).values(column))
        found = await standing(ground)
        assert found.broken is not None
        assert (found.broken.line, found.chained) == (ids[2], 2)

    async def test_a_line_that_was_taken_out(self, ground: Ground) -> None:
        ids = await lines(ground, 4)
        await tamper(ground, delete(TrailRow).where(TrailRow.id == ids[1]))
        found = await standing(ground)
        assert found.broken is not None
        assert found.broken.line == ids[2]

    async def test_the_first_lines_taken_out(self, ground: Ground) -> None:
        ids = await lines(ground, 4)
        await tamper(ground, delete(TrailRow).where(TrailRow.id <= ids[1]))
        found = await standing(ground)
        assert found.broken is not None
        assert found.broken.line == ids[2]

    async def test_a_line_put_in(self, ground: Ground) -> None:
        ids = await lines(ground, 3)
        row = await copied(ground, ids[1])
        await tamper(ground, insert(TrailRow).values({**row, "id": ids[-1] + 1}))
        found = await standing(ground)
        assert found.broken is not None
        assert found.broken.line == ids[-1] + 1

    @pytest.mark.parametrize("id", [0, -7])
    @pytest.mark.parametrize("digest", [None, b"x" * 32])
    async def test_a_line_put_in_before_all_others(self, ground: Ground, id: int, digest: bytes | None) -> None:
        ids = await lines(ground, 2)
        await tamper(ground, insert(TrailRow).values({**await copied(ground, ids[1]), "id": id, "digest": digest}))
        found = await standing(ground)
        assert found.broken is not None
        assert (found.broken.line, found.older) == (id, 0)

    async def test_a_line_without_a_digest_begins_no_new_chain(self, ground: Ground) -> None:
        ids = await lines(ground, 3)
        put = ids[-1] + 1
        await tamper(ground, insert(TrailRow).values({**await copied(ground, ids[1]), "digest": None, "id": put}))
        await counted_on(ground, put)
        *_, after = await lines(ground, 1)
        found = await standing(ground)
        assert found.broken is not None
        assert (found.broken.line, found.chained) == (put, 3)
        await tamper(ground, delete(TrailRow).where(TrailRow.id < put))
        found = await standing(ground)
        assert found.broken is not None
        assert (found.broken.line, found.chained) == (after, 0)

    async def test_lines_under_other_ids(self, ground: Ground) -> None:
        """Else the anchor of old lines could be had for an id beyond the one that a witness noted."""
        ids = await lines(ground, 4)
        await tamper(ground, update(TrailRow).values(id=TrailRow.id + 1000))
        found = await standing(ground)
        assert found.broken is not None
        assert (found.broken.line, found.chained) == (ids[0] + 1000, 0)
        with pytest.raises(TrailBroken):
            await forget(ground, ids[1] + 1000)

    async def test_lines_exchanged(self, ground: Ground) -> None:
        ids = await lines(ground, 4)
        first, second = await copied(ground, ids[1]), await copied(ground, ids[2])
        del first["id"], second["id"]
        await tamper(
            ground,
            update(TrailRow).where(TrailRow.id == ids[1]).values(second),
            update(TrailRow).where(TrailRow.id == ids[2]).values(first),
        )
        found = await standing(ground)
        assert found.broken is not None
        assert found.broken.line == ids[1]

    async def test_a_chain_under_another_key(self, ground: Ground) -> None:
        ids = await lines(ground, 3)
        ground.vault = Vault(b"\x02" * KEY_BYTES)
        found = await standing(ground)
        assert found.broken is not None
        assert found.broken.line == ids[0]


class TestAge:
    """Lines that are deleted for their age, and lines from before there was a chain."""

    async def test_lines_whose_digest_is_without_the_id_hold(self, ground: Ground) -> None:
        digest = b""
        for id in await lines(ground, 4):
            digest = ground.vault.mark(digest + text_of({**await copied(ground, id), "id": id}), "trail")
            await tamper(ground, update(TrailRow).where(TrailRow.id == id).values(digest=digest))
        ids = await lines(ground, 2)
        found = await standing(ground)
        assert (found.whole, found.chained) == (True, 6)
        await forget(ground, ids[1])
        assert (await standing(ground)).chained == 4
        await tamper(ground, update(TrailRow).where(TrailRow.id == ids[3]).values(target="Another door(7)"))
        assert (await standing(ground)).broken is not None

    async def test_the_rest_stays_whole(self, ground: Ground) -> None:
        ids = await lines(ground, 6)
        for upto, left in ((ids[1], 4), (ids[3], 2)):
            await forget(ground, upto)
            found = await standing(ground)
            assert (found.whole, found.chained) == (True, left)

    async def test_the_chain_goes_on_when_all_are_gone(self, ground: Ground) -> None:
        ids = await lines(ground, 2)
        await forget(ground, ids[-1])
        await lines(ground, 2)
        found = await standing(ground)
        assert (found.whole, found.chained) == (True, 2)

    async def test_an_anchor_covers_nothing_else(self, ground: Ground) -> None:
        ids = await lines(ground, 6)
        await forget(ground, ids[1])
        await tamper(ground, delete(TrailRow).where(TrailRow.id == ids[2]))
        assert (await standing(ground)).broken is not None

    async def test_an_anchor_cannot_be_made_without_the_key(self, ground: Ground) -> None:
        ids = await lines(ground, 4)
        row = await copied(ground, ids[1])
        anchor = {"number": 1, "line": ids[1], "digest": row["digest"], "mark": b"x" * 32}
        await tamper(ground, delete(TrailRow).where(TrailRow.id <= ids[1]), insert(AnchorRow).values(anchor))
        assert (await standing(ground)).broken is not None

    @pytest.mark.parametrize("line", [-1, 1])
    async def test_an_anchor_that_somebody_wrote_vouches_for_nothing(self, ground: Ground, line: int) -> None:
        ids = await lines(ground, 3)
        copy = await copied(ground, ids[0])
        anchor = {"number": 1, "line": line, "digest": copy["digest"], "mark": b"x" * 32}
        await tamper(ground, delete(TrailRow).where(TrailRow.id == ids[0]), insert(AnchorRow).values(anchor))
        with pytest.raises(TrailBroken):
            await forget(ground, ids[1])
        assert (await standing(ground)).broken is not None

    async def test_older_lines_prove_nothing_and_break_nothing(self, ground: Ground) -> None:
        await lines(ground, 2)
        await tamper(ground, update(TrailRow).values(digest=None))
        await lines(ground, 2)
        found = await standing(ground)
        assert (found.whole, found.older, found.chained) == (True, 2, 2)

    async def test_a_line_without_a_digest_is_none_of_those_once_lines_went(self, ground: Ground) -> None:
        ids = await lines(ground, 4)
        await forget(ground, ids[1])
        await tamper(ground, insert(TrailRow).values({**await copied(ground, ids[2]), "id": ids[0], "digest": None}))
        found = await standing(ground)
        assert found.broken is not None
        assert (found.broken.line, found.older) == (ids[0], 0)

    async def test_nothing_goes_where_the_chain_is_broken(self, ground: Ground) -> None:
        ids = await lines(ground, 6)
        copy = await copied(ground, ids[4])
        await tamper(
            ground,
            update(TrailRow).where(TrailRow.id == ids[1]).values(digest=copy["digest"]),
            delete(TrailRow).where(TrailRow.id.in_(ids[2:5])),
        )
        with pytest.raises(TrailBroken) as broken:
            await forget(ground, ids[1])
        assert broken.value.line == ids[1]
        assert await lines(ground, 0) == [ids[0], ids[1], ids[5]]

    async def test_nothing_goes_where_the_first_that_stays_does_not_follow(self, ground: Ground) -> None:
        ids = await lines(ground, 4)
        await tamper(ground, delete(TrailRow).where(TrailRow.id == ids[2]))
        with pytest.raises(TrailBroken) as broken:
            await forget(ground, ids[1])
        assert broken.value.line == ids[3]

    async def test_nothing_to_forget(self, ground: Ground) -> None:
        ids = await lines(ground, 2)
        await forget(ground, ids[0] - 1)
        assert (await standing(ground)).chained == 2


class TestWitness:
    """What is cut off at the end shows against a line that was noted outside."""

    async def test_it_notes_the_newest_line(self, ground: Ground, tmp_path: Path) -> None:
        witness = Witness(ground.gate(), tmp_path)
        assert await witness.look()
        assert witness.noted() is None
        ids = await lines(ground, 3)
        assert await witness.look()
        noted = witness.noted()
        assert noted is not None
        assert noted.line == ids[-1]
        assert (await standing(ground, noted)).whole

    async def test_it_misses_what_was_cut_off_and_keeps_its_note(self, ground: Ground, tmp_path: Path) -> None:
        witness = Witness(ground.gate(), tmp_path)
        ids = await lines(ground, 4)
        await witness.look()
        noted = witness.noted()
        await tamper(ground, delete(TrailRow).where(TrailRow.id >= ids[2]))
        found = await standing(ground, noted)
        assert (found.broken, found.missing, found.whole) == (None, noted, False)
        await lines(ground, 1)
        assert not await witness.look()
        assert witness.noted() == noted

    async def test_lines_deleted_for_their_age_are_not_missed(self, ground: Ground, tmp_path: Path) -> None:
        witness = Witness(ground.gate(), tmp_path)
        ids = await lines(ground, 3)
        await witness.look()
        await forget(ground, ids[-1])
        assert (await standing(ground, witness.noted())).whole
        assert await witness.look()

    async def test_it_follows_no_chain_that_was_begun_anew(self, ground: Ground, tmp_path: Path) -> None:
        witness = Witness(ground.gate(), tmp_path)
        ids = await lines(ground, 3)
        await witness.look()
        noted = witness.noted()
        kept = {**await copied(ground, ids[-1]), "id": ids[-1]}
        await tamper(ground, delete(TrailRow))
        await lines(ground, 2)
        await tamper(ground, insert(TrailRow).values(kept))
        assert not await witness.look()
        assert witness.noted() == noted

    async def test_it_misses_lines_whose_digests_were_taken(self, ground: Ground, tmp_path: Path) -> None:
        witness = Witness(ground.gate(), tmp_path)
        await lines(ground, 3)
        await witness.look()
        noted = witness.noted()
        await tamper(ground, update(TrailRow).values(digest=None))
        await lines(ground, 1)
        assert not await witness.look()
        assert not (await standing(ground, noted)).whole

    async def test_it_notes_what_came_after_lines_that_went(self, ground: Ground, tmp_path: Path) -> None:
        witness = Witness(ground.gate(), tmp_path)
        await lines(ground, 2)
        await witness.look()
        ids = await lines(ground, 4)
        await forget(ground, ids[3])
        assert await witness.look()
        assert (await standing(ground, witness.noted())).last == witness.noted()

    async def test_a_file_that_says_nothing(self, ground: Ground, tmp_path: Path) -> None:
        witness = Witness(ground.gate(), tmp_path)
        (tmp_path / "audit-witness").write_text('{"line": "x"}')
        assert witness.noted() is None
