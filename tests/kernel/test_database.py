"""The database on both engines: a write is there whole or not at all, readers only read, the bell rings after it."""

import asyncio
import contextlib
import sqlite3
import threading
from typing import Any

import pytest
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from ostiary.kernel.counter import CounterRow
from ostiary.kernel.database import Database, insert_all, lost_a_race, out_of_order, upsert
from tests.rig.ground import Ground

SQLITE_ONLY = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
POSTGRESQL_ONLY = pytest.mark.parametrize("databases", ["postgresql"], indirect=True)


async def put(session: AsyncSession, **values: int) -> None:
    """Insert counters."""
    await insert_all(session, CounterRow, [{"name": name, "value": value} for name, value in values.items()])


async def held(database: Database) -> dict[str, int]:
    """What is committed."""
    async with database.read() as connection:
        rows = await connection.execute(select(CounterRow.name, CounterRow.value))
        return {row.name: row.value for row in rows}


class TestWrite:
    async def test_commits_at_the_end(self, ground: Ground) -> None:
        async with ground.database.write() as session:
            await put(session, a=1)
            assert await held(ground.database) == {}
        assert await held(ground.database) == {"a": 1}

    async def test_leaves_nothing_behind_when_it_fails(self, ground: Ground) -> None:
        async def write() -> None:
            async with ground.database.write() as session:
                await put(session, a=1)
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await write()
        assert await held(ground.database) == {}

    @SQLITE_ONLY
    async def test_lets_go_of_the_file_when_it_is_given_up_with_a_cursor_half_read(self, ground: Ground) -> None:
        async with ground.database.write() as session:
            await put(session, a=1, b=2)
        with contextlib.suppress(ZeroDivisionError):
            async with ground.database.write() as session:
                await put(session, c=3)
                connection = await session.connection()
                raw: Any = (await connection.get_raw_connection()).driver_connection
                half_read = await raw.execute("SELECT name FROM counter")
                await half_read.fetchone()
                await connection.invalidate()
                raise ZeroDivisionError
        async with ground.database.write() as session:
            await put(session, d=4)
        assert await held(ground.database) == {"a": 1, "b": 2, "d": 4}

    async def test_leaves_nothing_behind_when_it_is_cancelled(self, ground: Ground) -> None:
        begun = asyncio.Event()

        async def write() -> None:
            async with ground.database.write() as session:
                await put(session, a=1)
                begun.set()
                await asyncio.Event().wait()

        task = asyncio.create_task(write())
        await begun.wait()
        task.cancel()
        await asyncio.wait([task])
        async with ground.database.write() as session:
            await put(session, b=2)
        assert await held(ground.database) == {"b": 2}

    async def test_reads_what_others_have_written_before_it(self, ground: Ground) -> None:
        async def count_up() -> None:
            async with ground.database.write() as session:
                await session.execute(update(CounterRow).values(value=CounterRow.value + 1))

        async with ground.database.write() as session:
            await put(session, a=0)
        await asyncio.gather(*(count_up() for _ in range(12)))
        assert await held(ground.database) == {"a": 12}

    @SQLITE_ONLY
    async def test_may_read_before_it_writes_however_many_are_at_it(self, ground: Ground) -> None:
        async def count_up() -> None:
            async with ground.database.write() as session:
                value = (await session.execute(select(CounterRow.value))).scalar_one()
                await session.execute(update(CounterRow).values(value=value + 1))

        async with ground.database.write() as session:
            await put(session, a=0)
        await asyncio.gather(*(count_up() for _ in range(12)))
        assert await held(ground.database) == {"a": 12}

    @SQLITE_ONLY
    async def test_urgent_ones_go_first(self, ground: Ground) -> None:
        order: list[str] = []

        async def write(name: str, *, urgent: bool) -> None:
            async with ground.database.write(urgent=urgent):
                order.append(name)

        async with ground.database.write():
            tasks = [asyncio.create_task(write(f"slow {number}", urgent=False)) for number in range(3)]
            await asyncio.sleep(0)
            tasks.append(asyncio.create_task(write("urgent", urgent=True)))
            await asyncio.sleep(0)
        await asyncio.gather(*tasks)
        assert order == ["urgent", "slow 0", "slow 1", "slow 2"]

    async def test_an_error_does_not_show_the_values(self, ground: Ground) -> None:
        with pytest.raises(IntegrityError) as caught:
            async with ground.database.write() as session:
                await session.execute(insert(CounterRow).values(name="a", value=None))
        assert "[SQL parameters hidden" in str(caught.value)


class TestRead:
    @SQLITE_ONLY
    async def test_a_read_connection_cannot_write(self, ground: Ground) -> None:
        async with ground.database.read() as connection:
            with pytest.raises(OperationalError, match="readonly"):
                await connection.execute(insert(CounterRow).values(name="a", value=1))

    async def test_what_a_read_connection_writes_does_not_last(self, ground: Ground) -> None:
        if not ground.database.sqlite:
            async with ground.database.read() as connection:
                await connection.execute(insert(CounterRow).values(name="a", value=1))
        assert await held(ground.database) == {}

    @SQLITE_ONLY
    async def test_sees_one_moment_however_long_it_looks(self, ground: Ground) -> None:
        async with ground.database.read() as connection:
            count = select(func.count()).select_from(CounterRow)
            assert await connection.scalar(count) == 0
            async with ground.database.write() as session:
                await put(session, a=1)
            assert await connection.scalar(count) == 0
        assert await held(ground.database) == {"a": 1}


def insert_plain(name: str) -> Any:
    """A unit of work that inserts a counter and answers how many there are."""

    def work(connection: sqlite3.Connection) -> int:
        connection.execute("INSERT INTO counter (name, value) VALUES (?, 1)", (name,))
        return int(connection.execute("SELECT count(*) FROM counter").fetchone()[0])

    return work


@SQLITE_ONLY
class TestUnit:
    async def test_is_one_transaction(self, ground: Ground) -> None:
        assert await ground.database.unit(insert_plain("a")) == 1
        assert await held(ground.database) == {"a": 1}

    async def test_leaves_nothing_behind_when_it_fails(self, ground: Ground) -> None:
        def work(connection: sqlite3.Connection) -> None:
            insert_plain("a")(connection)
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await ground.database.unit(work)
        assert await ground.database.unit(insert_plain("b")) == 1
        assert await held(ground.database) == {"b": 1}

    async def test_leaves_nothing_behind_when_the_commit_fails(self, ground: Ground) -> None:
        def work(connection: sqlite3.Connection) -> None:
            connection.execute("PRAGMA defer_foreign_keys=ON")
            connection.execute("CREATE TABLE child (parent TEXT REFERENCES counter (name))")
            connection.execute("INSERT INTO child VALUES ('nobody')")

        with pytest.raises(sqlite3.IntegrityError):
            await ground.database.unit(work)
        assert await ground.database.unit(insert_plain("b")) == 1

    async def test_units_and_write_transactions_take_turns(self, ground: Ground) -> None:
        async def write(name: str) -> None:
            async with ground.database.write() as session:
                await put(session, **{name: 1})

        await asyncio.gather(
            *(write(f"w{n}") for n in range(5)), *(ground.database.unit(insert_plain(f"u{n}")) for n in range(5))
        )
        assert len(await held(ground.database)) == 10

    async def test_works_on_after_its_first_caller_gave_up(self, ground: Ground) -> None:
        release = threading.Event()

        def slow(connection: sqlite3.Connection) -> None:
            release.wait(10)

        task = asyncio.create_task(ground.database.unit(slow))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        task.cancel()
        release.set()
        await asyncio.wait([task])
        assert await ground.database.unit(insert_plain("a")) == 1

    async def test_rings_for_arrivals_alone(self, ground: Ground) -> None:
        heard, arrived = ground.database.bell.rings, ground.database.arrivals.rings
        await ground.database.unit(insert_plain("a"))
        assert (ground.database.bell.rings, ground.database.arrivals.rings) == (heard, arrived + 1)


class TestBell:
    async def test_rings_after_the_commit_and_not_before(self, ground: Ground) -> None:
        heard = ground.database.bell.rings
        async with ground.database.write() as session:
            await put(session, a=1)
            await ground.database.wake(session)
            assert ground.database.bell.rings == heard
        assert ground.database.bell.rings == heard + 1

    async def test_does_not_ring_where_nobody_waits(self, ground: Ground) -> None:
        heard = ground.database.bell.rings
        async with ground.database.write() as session:
            await put(session, a=1)
        assert ground.database.bell.rings == heard

    async def test_does_not_ring_for_what_failed(self, ground: Ground) -> None:
        heard = ground.database.bell.rings

        async def fail() -> None:
            async with ground.database.write() as session:
                await ground.database.wake(session)
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await fail()
        assert ground.database.bell.rings == heard

    @POSTGRESQL_ONLY
    async def test_is_heard_by_another_process(self, ground: Ground) -> None:
        other = Database(ground.database.url)
        await other.start()
        heard = other.bell.rings
        async with ground.database.write() as session:
            await put(session, a=1)
            await ground.database.wake(session)
        await other.bell.wait(heard, 10)
        assert other.bell.rings == heard + 1
        assert await held(other) == {"a": 1}
        await other.stop()


@POSTGRESQL_ONLY
class TestCopying:
    async def test_commits_at_the_end_and_rings(self, ground: Ground) -> None:
        heard = ground.database.arrivals.rings
        async with ground.database.copying() as raw:
            await raw.copy_records_to_table("counter", records=[("a", 1), ("b", 2)], columns=["name", "value"])
        assert await held(ground.database) == {"a": 1, "b": 2}
        assert ground.database.arrivals.rings == heard + 1

    async def test_leaves_nothing_behind_when_it_fails(self, ground: Ground) -> None:
        async def copy() -> None:
            async with ground.database.copying() as raw:
                await raw.copy_records_to_table("counter", records=[("a", 1)], columns=["name", "value"])
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await copy()
        assert await held(ground.database) == {}


class TestStop:
    @SQLITE_ONLY
    async def test_leaves_no_thread_behind_whenever_a_task_was_cancelled(self, ground: Ground) -> None:
        known = set(threading.enumerate())
        for steps in range(30):
            database = Database(ground.database.url)
            task = asyncio.create_task(held(database))
            for _ in range(steps):
                await asyncio.sleep(0)
            task.cancel()
            await asyncio.wait([task])
            await database.stop()
            left = {thread.name for thread in set(threading.enumerate()) - known}
            assert {name for name in left if not name.startswith("asyncio")} == set()


class TestUpsert:
    async def test_inserts_and_overwrites(self, ground: Ground) -> None:
        async with ground.database.write() as session:
            await put(session, a=1)
            await upsert(session, CounterRow, [{"name": "a", "value": 5}, {"name": "b", "value": 6}], ["name"])
        assert await held(ground.database) == {"a": 5, "b": 6}

    async def test_of_several_rows_with_one_key_the_last_counts(self, ground: Ground) -> None:
        async with ground.database.write() as session:
            await upsert(session, CounterRow, [{"name": "a", "value": value} for value in (1, 2, 3)], ["name"])
        assert await held(ground.database) == {"a": 3}

    async def test_keeps_columns_of_rows_that_exist(self, ground: Ground) -> None:
        async with ground.database.write() as session:
            await put(session, a=1)
            rows = [{"name": "a", "value": 5}, {"name": "b", "value": 6}]
            await upsert(session, CounterRow, rows, ["name"], keep=["value"])
        assert await held(ground.database) == {"a": 1, "b": 6}

    async def test_takes_more_rows_than_one_statement_can(self, ground: Ground) -> None:
        rows = [{"name": str(number), "value": number} for number in range(1234)]
        async with ground.database.write() as session:
            await upsert(session, CounterRow, rows, ["name"])
            await upsert(session, CounterRow, [], ["name"])
        assert len(await held(ground.database)) == 1234


class TestTrouble:
    async def test_a_broken_constraint_is_a_lost_race_and_no_trouble_of_the_database(self, ground: Ground) -> None:
        async with ground.database.write() as session:
            await put(session, a=1)
        with pytest.raises(DBAPIError) as caught:
            async with ground.database.write() as session:
                await put(session, a=2)
        assert lost_a_race(caught.value)
        assert not out_of_order(caught.value)

    @SQLITE_ONLY
    async def test_a_database_locked_by_another_program_is_out_of_order(self, ground: Ground) -> None:
        impatient = create_async_engine(ground.database.url, connect_args={"timeout": 0})
        async with ground.database.write() as session:
            await put(session, a=1)
            with pytest.raises(DBAPIError) as caught:
                async with impatient.begin() as connection:
                    await connection.execute(insert(CounterRow).values(name="b", value=1))
        await impatient.dispose()
        assert out_of_order(caught.value)
        assert not lost_a_race(caught.value)

    @POSTGRESQL_ONLY
    async def test_a_server_that_ends_the_connection_is_out_of_order(self, ground: Ground) -> None:
        with pytest.raises(DBAPIError) as caught:
            async with ground.database.write() as session:
                await session.execute(select(func.pg_terminate_backend(func.pg_backend_pid())))
        assert out_of_order(caught.value)
        async with ground.database.write() as session:
            await put(session, a=1)
        assert await held(ground.database) == {"a": 1}
