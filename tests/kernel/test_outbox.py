"""Facts as documents, and the readers that follow them: each fact once, in order, whatever fails."""

import asyncio
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import delete, insert, select
from sqlalchemy.exc import OperationalError

from ostiary.kernel import outbox
from ostiary.kernel.counter import CounterRow
from ostiary.kernel.database import Database
from ostiary.kernel.outbox import ATTEMPTS, BATCH, Effect, Fact, FactRow, Reader, ReaderFault, ReaderRow, Turn
from tests.rig.ground import NOON, Ground


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a fact."""

    name: str
    master_id: int | None


@dataclass(frozen=True)
class Moved(Fact):
    """A thing has moved."""

    number: int
    before: Place | None = None
    after: Place | None = None
    at: datetime = NOON
    groups: tuple[int, ...] = ()


@dataclass(frozen=True)
class Ended(Fact):
    """A thing has ended."""

    number: int


async def tell(ground: Ground, *facts: Fact) -> int:
    """Append facts."""
    async with ground.database.write() as session:
        await ground.database.commit_order(session)
        return await outbox.append(session, facts, ground.clock())


async def following(ground: Ground, seq: int = 0, kinds: Sequence[str] | None = None, limit: int = BATCH) -> list[Fact]:
    """The facts after a seq."""
    async with ground.database.read() as connection:
        return [stored.fact for stored in await outbox.following(connection, seq, kinds, limit)]


class TestFacts:
    async def test_come_back_as_they_were(self, ground: Ground) -> None:
        facts = [Moved(1, None, Place("É", 7), NOON, (1, 2)), Moved(2, Place("a", None)), Ended(3)]
        await tell(ground, *facts)
        assert await following(ground) == facts

    async def test_have_a_place_and_a_moment(self, ground: Ground) -> None:
        last = await tell(ground, Ended(1), Ended(2))
        async with ground.database.read() as connection:
            stored = await outbox.following(connection, 0)
            assert await outbox.newest(connection) == last == stored[-1].seq
        assert stored[0].seq < stored[1].seq
        assert {one.at for one in stored} == {NOON}

    async def test_can_be_followed_from_a_place_by_kind_and_a_few_at_a_time(self, ground: Ground) -> None:
        seq = await tell(ground, Moved(1))
        await tell(ground, Ended(2), Moved(3), Ended(4), Ended(5))
        assert await following(ground, seq, [Ended.kind], 2) == [Ended(2), Ended(4)]
        assert await following(ground, seq, []) == []

    async def test_there_are_none_at_first(self, ground: Ground) -> None:
        async with ground.database.read() as connection:
            assert await outbox.newest(connection) == 0
        assert await following(ground) == []


class Notebook:
    """Effects that write the number of a fact down, in the reader's transaction; some numbers cannot be written."""

    def __init__(self, *poison: int) -> None:
        self.poison = set(poison)
        self.tried: list[int] = []

    async def write(self, turn: Turn, fact: Ended) -> None:
        """Write it down."""
        self.tried.append(fact.number)
        row = {"name": f"{turn.stored.seq}", "value": fact.number}
        await turn.session.execute(insert(CounterRow), row)
        if fact.number in self.poison:
            raise ValueError("poison")

    @property
    def effects(self) -> Mapping[type[Fact], Sequence[Effect]]:
        """For a reader."""
        return {Ended: (self.write,)}

    def reader(self) -> Reader:
        """One that has just been started."""
        return Reader("notebook", self.effects)


async def written(ground: Ground) -> list[int]:
    """What was written down, in the order of the facts."""
    async with ground.database.read() as connection:
        rows = (await connection.execute(select(CounterRow.name, CounterRow.value))).all()
    return [row.value for row in sorted(rows, key=lambda row: int(row.name))]


async def set_aside(ground: Ground) -> list[Any]:
    """The facts that could not be digested."""
    async with ground.database.read() as connection:
        return list((await connection.execute(select(ReaderFault.__table__))).all())


async def digest(ground: Ground, reader: Reader, turns: int = 50) -> None:
    """Take turns until there is nothing to do."""
    for _ in range(turns):
        if not await reader.turn(ground.database, ground.clock):
            return
    raise AssertionError("the reader finds no end")


async def forget(ground: Ground, *, upto: int = 10**9, limit: int = 100) -> int:
    """Delete facts from before now."""
    async with ground.database.write() as session:
        return await outbox.forget(session, ground.clock(), upto, limit)


async def left(ground: Ground) -> list[int]:
    """The numbers of the facts that are there."""
    return [fact.number for fact in await following(ground) if isinstance(fact, Ended)]


class TestForget:
    """Old facts go, the oldest first."""

    async def test_what_is_old_goes_but_never_the_newest(self, ground: Ground) -> None:
        seq = await tell(ground, *(Ended(number) for number in range(5)))
        ground.clock.move(days=1)
        assert [await forget(ground, limit=3), await forget(ground, limit=3), await forget(ground)] == [3, 1, 0]
        assert await left(ground) == [4]
        assert await tell(ground, Ended(5)) > seq

    async def test_what_is_young_stays(self, ground: Ground) -> None:
        await tell(ground, Ended(1))
        ground.clock.move(days=1)
        await tell(ground, Ended(2), Ended(3))
        assert await forget(ground) == 1
        assert await left(ground) == [2, 3]

    async def test_what_a_reader_has_not_had_stays(self, ground: Ground) -> None:
        slow, quick = Reader("slow", {}), Reader("quick", {})
        await tell(ground, Ended(1), Ended(2))
        for reader in (slow, quick):
            await digest(ground, reader)
        await tell(ground, Ended(3), Ended(4))
        await digest(ground, quick)
        ground.clock.move(days=1)
        assert await forget(ground) == 2
        assert await left(ground) == [3, 4]
        notebook = Notebook()
        await digest(ground, Reader("slow", notebook.effects))
        assert notebook.tried == [3, 4]
        assert (await forget(ground), await left(ground)) == (1, [4])

    async def test_what_somebody_else_waits_for_stays(self, ground: Ground) -> None:
        first = await tell(ground, Ended(1))
        await tell(ground, Ended(2), Ended(3))
        ground.clock.move(days=1)
        assert (await forget(ground, upto=first), await left(ground)) == (1, [2, 3])

    async def test_who_lags_behind_can_tell_that_he_has_missed_some(self, ground: Ground) -> None:
        seqs = [await tell(ground, Ended(number)) for number in range(4)]
        ground.clock.move(days=1)
        await forget(ground, upto=seqs[1])
        async with ground.database.read() as connection:
            reached = [await outbox.reaches(connection, seq) for seq in (0, *seqs)]
        assert reached == [False, False, True, True, True]

    async def test_nobody_has_missed_anything_where_nothing_happened(self, ground: Ground) -> None:
        assert await forget(ground) == 0
        async with ground.database.read() as connection:
            assert await outbox.reaches(connection, 0)


class TestReader:
    async def test_digests_each_fact_once_and_in_order(self, ground: Ground) -> None:
        reader = Notebook().reader()
        await tell(ground, Ended(1), Moved(2), Ended(3))
        assert await reader.turn(ground.database, ground.clock) == 3
        assert await reader.turn(ground.database, ground.clock) == 0
        await tell(ground, Ended(4))
        await digest(ground, reader)
        assert await written(ground) == [1, 3, 4]

    async def test_takes_more_facts_than_one_turn_holds(self, ground: Ground) -> None:
        await tell(ground, *(Ended(number) for number in range(BATCH + 7)))
        await digest(ground, Notebook().reader())
        assert await written(ground) == list(range(BATCH + 7))

    async def test_goes_on_where_it_was_after_a_restart(self, ground: Ground) -> None:
        await tell(ground, Ended(1))
        await digest(ground, Notebook().reader())
        await tell(ground, Ended(2))
        notebook = Notebook()
        await digest(ground, notebook.reader())
        assert notebook.tried == [2]
        assert await written(ground) == [1, 2]

    async def test_knows_nothing_of_a_reader_of_another_name(self, ground: Ground) -> None:
        notebook = Notebook()
        await tell(ground, Ended(1))
        await digest(ground, notebook.reader())
        async with ground.database.write() as session:
            await session.execute(delete(CounterRow))
        await digest(ground, Reader("another", notebook.effects))
        assert notebook.tried == [1, 1]

    async def test_neither_writes_nor_rings_when_there_is_nothing_to_do(self, ground: Ground) -> None:
        """A ring would wake the others, who would ring in their turn, for ever."""
        reader = Notebook().reader()
        await tell(ground, Ended(1))
        await digest(ground, reader)
        heard = ground.database.bell.rings
        await digest(ground, reader)
        assert ground.database.bell.rings == heard

    async def test_is_woken_by_the_bell(self, ground: Ground) -> None:
        notebook, seen = Notebook(), asyncio.Event()

        async def see(turn: Turn, fact: Ended) -> None:
            seen.set()

        reader = Reader("notebook", {Ended: (notebook.write, see)})
        task = asyncio.create_task(reader.follow(ground.database, ground.clock))
        await tell(ground, Ended(1))
        async with asyncio.timeout(10):
            await seen.wait()
        task.cancel()
        await asyncio.wait([task])
        await digest(ground, notebook.reader())
        assert await written(ground) == [1]

    async def test_two_of_one_name_share_the_work(self, ground: Ground) -> None:
        """Two processes: whatever they do at the same time, each effect happens once."""
        await tell(ground, *(Ended(number) for number in range(60)))
        other = Database(ground.database.url)
        notebook = Notebook()

        async def work(database: Database) -> None:
            reader = notebook.reader()
            for number in range(20):
                await reader.turn(database, ground.clock)
                await tell(ground, Ended(1000 + number))

        await asyncio.gather(work(ground.database), work(other))
        await digest(ground, notebook.reader())
        await other.stop()
        assert sorted(await written(ground)) == sorted([*range(60), *range(1000, 1020), *range(1000, 1020)])
        assert await set_aside(ground) == []

    async def test_leaves_the_work_to_the_one_who_is_at_it(self, ground: Ground) -> None:
        if ground.database.sqlite:
            return
        other = Database(ground.database.url)
        notebook, begun, end = Notebook(), asyncio.Event(), asyncio.Event()

        async def dawdle(turn: Turn, fact: Ended) -> None:
            begun.set()
            await end.wait()

        await tell(ground, Ended(1))
        slow = Reader("notebook", {Ended: (notebook.write, dawdle)})
        async with ground.database.write() as session:
            session.add(ReaderRow(name="notebook", seq=0))
        task = asyncio.create_task(slow.turn(other, ground.clock))
        await begun.wait()
        heard = ground.database.bell.rings
        assert await notebook.reader().turn(ground.database, ground.clock) == 0
        assert ground.database.bell.rings == heard
        end.set()
        assert await task == 1
        await other.stop()
        assert await written(ground) == [1]


class TestPoison:
    async def test_is_set_aside_after_its_last_attempt_and_the_rest_goes_on(self, ground: Ground) -> None:
        notebook = Notebook(2)
        await tell(ground, *(Ended(number) for number in (1, 2, 3)))
        await digest(ground, notebook.reader())
        assert await written(ground) == [1, 3]
        assert notebook.tried.count(2) == ATTEMPTS
        (fault,) = await set_aside(ground)
        assert (fault.reader, fault.at, fault.error) == ("notebook", NOON, "ValueError: poison")

    async def test_in_a_row_are_set_aside_one_by_one(self, ground: Ground) -> None:
        notebook = Notebook(1, 2, 4)
        await tell(ground, *(Ended(number) for number in (1, 2, 3, 4, 5)))
        await digest(ground, notebook.reader())
        assert await written(ground) == [3, 5]
        assert len(await set_aside(ground)) == 3

    async def test_that_heals_is_digested(self, ground: Ground) -> None:
        notebook = Notebook(2)
        reader = notebook.reader()
        await tell(ground, Ended(1), Ended(2))
        for _ in range(ATTEMPTS - 1):
            await reader.turn(ground.database, ground.clock)
        notebook.poison.clear()
        await digest(ground, reader)
        assert await written(ground) == [1, 2]
        assert await set_aside(ground) == []

    async def test_that_breaks_a_constraint_is_set_aside(self, ground: Ground) -> None:
        async def twice(turn: Turn, fact: Ended) -> None:
            for _ in range(fact.number):
                turn.session.add(CounterRow(name=f"{fact.number}", value=1))

        await tell(ground, Ended(1), Ended(2), Ended(0))
        await digest(ground, Reader("twice", {Ended: (twice,)}))
        assert await written(ground) == [1]
        (fault,) = await set_aside(ground)
        assert fault.error.startswith("IntegrityError") or "FlushError" in fault.error or "already" in fault.error

    async def test_that_cannot_be_read_is_set_aside(self, ground: Ground) -> None:
        await tell(ground, Ended(1))
        async with ground.database.write() as session:
            await session.execute(insert(FactRow).values(kind=Ended.kind, at=NOON, body={"number": "many"}))
        await tell(ground, Ended(3))
        await digest(ground, Notebook().reader())
        assert await written(ground) == [1, 3]
        assert len(await set_aside(ground)) == 1

    async def test_of_a_kind_nobody_knows_any_more_hinders_nobody(self, ground: Ground) -> None:
        async with ground.database.write() as session:
            await session.execute(insert(FactRow).values(kind="doors.Evaporated", at=NOON, body={}))
        await tell(ground, Ended(1))
        await digest(ground, Notebook().reader())
        assert await written(ground) == [1]
        assert await set_aside(ground) == []


class TestTrouble:
    async def test_of_the_database_is_no_fault_of_the_fact(self, ground: Ground) -> None:
        locked = sqlite3.OperationalError("database is locked")
        locked.sqlite_errorcode = sqlite3.SQLITE_BUSY
        troubles = [OperationalError("", None, locked)] * (ATTEMPTS + 1)

        async def stumble(turn: Turn, fact: Ended) -> None:
            if troubles:
                raise troubles.pop()

        notebook = Notebook()
        reader = Reader("notebook", {Ended: (stumble, notebook.write)})
        await tell(ground, Ended(1))
        for _ in range(ATTEMPTS + 1):
            with pytest.raises(OperationalError):
                await reader.turn(ground.database, ground.clock)
        await digest(ground, reader)
        assert await written(ground) == [1]
        assert await set_aside(ground) == []
