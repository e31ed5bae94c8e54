"""The rig gives real, separate databases on both engines, and builds a template once."""

from collections.abc import Awaitable, Callable

from sqlalchemy import literal_column, select, text
from sqlalchemy.ext.asyncio import create_async_engine

from tests.rig.databases import Build, Databases

Cloned = Callable[[str, Build], Awaitable[str]]


async def run(url: str, *statements: str) -> list[int]:
    """Run statements in one transaction; the first column of the rows of the last."""
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        for statement in statements[:-1]:
            await connection.execute(text(statement))
        result = await connection.execute(text(statements[-1]))
        rows = [row[0] for row in result] if result.returns_rows else []
    await engine.dispose()
    return rows


class TestEmptyDatabase:
    """What `engine_url` gives."""

    async def test_it_is_the_engine_that_was_asked_for(self, engine_url: str) -> None:
        engine = create_async_engine(engine_url)
        async with engine.connect() as connection:
            version = "version" if engine.dialect.name == "postgresql" else "sqlite_version"
            answer = await connection.scalar(select(literal_column(f"{version}()")))
        await engine.dispose()
        assert str(answer).startswith("PostgreSQL 18" if engine.dialect.name == "postgresql" else "3.")

    async def test_it_keeps_what_is_written(self, engine_url: str) -> None:
        await run(engine_url, "CREATE TABLE door (id INTEGER)", "INSERT INTO door VALUES (7)")
        assert await run(engine_url, "SELECT id FROM door") == [7]

    async def test_two_databases_know_nothing_of_each_other(self, databases: Databases) -> None:
        one, other = databases.create(), databases.create()
        await run(one, "CREATE TABLE door (id INTEGER)")
        await run(other, "CREATE TABLE door (id INTEGER)")
        databases.drop(one)
        assert await run(other, "SELECT id FROM door") == []
        databases.drop(other)


class TestTemplate:
    """What `cloned_url` gives."""

    async def test_it_is_built_once_and_cloned_often(self, cloned_url: Cloned) -> None:
        built: list[str] = []

        async def build(url: str) -> None:
            built.append(url)
            await run(url, "CREATE TABLE door (id INTEGER)", "INSERT INTO door VALUES (7)")

        first = await cloned_url("rig", build)
        await run(first, "INSERT INTO door VALUES (8)")
        second = await cloned_url("rig", build)
        assert len(built) <= 1
        assert await run(first, "SELECT id FROM door ORDER BY id") == [7, 8]
        assert await run(second, "SELECT id FROM door ORDER BY id") == [7]
