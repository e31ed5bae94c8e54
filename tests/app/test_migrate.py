"""The revisions make exactly the schema of the program, on both engines, and a copy is made before they change it."""

from collections.abc import Iterable

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.engine import make_url

from ostiary.app import migrate
from ostiary.kernel.counter import CounterRow
from ostiary.kernel.database import disposable
from tests.rig.ground import NOON


class TestUpgrade:
    async def test_makes_the_schema_of_the_program(self, engine_url: str) -> None:
        await migrate.upgrade(engine_url)
        assert await migrate.differences(engine_url) == []
        assert (await migrate.standing(engine_url)).ready

    async def test_done_again_changes_nothing(self, engine_url: str) -> None:
        await migrate.upgrade(engine_url)
        await migrate.upgrade(engine_url)
        assert (await migrate.standing(engine_url)).ready

    async def test_an_empty_database_has_no_revision(self, engine_url: str) -> None:
        assert (await migrate.standing(engine_url)).current is None

    async def test_a_revision_of_a_newer_version_is_refused(self, engine_url: str) -> None:
        await migrate.upgrade(engine_url)
        engine = disposable(engine_url)
        async with engine.begin() as connection:
            await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        await engine.dispose()
        with pytest.raises(migrate.UnknownRevision):
            await migrate.standing(engine_url)


class TestCopy:
    async def test_holds_what_the_database_held(self, engine_url: str) -> None:
        await migrate.upgrade(engine_url)
        engine = disposable(engine_url)
        async with engine.begin() as connection:
            await connection.execute(insert(CounterRow).values(name="kept", value=7))
        await engine.dispose()
        made = await migrate.copy(engine_url, NOON)
        assert await _values(_at(engine_url, made)) == [7]
        await _drop(engine_url, made)


def _at(url: str, copy: str) -> str:
    parsed = make_url(url)
    return parsed.set(database=copy).render_as_string(hide_password=False)


async def _values(url: str) -> Iterable[int]:
    engine = disposable(url)
    async with engine.connect() as connection:
        values = (await connection.execute(select(CounterRow.value).where(CounterRow.name == "kept"))).scalars().all()
    await engine.dispose()
    return list(values)


async def _drop(url: str, copy: str) -> None:
    if make_url(url).get_backend_name() == "sqlite":
        return
    engine = disposable(make_url(url).set(database="postgres"))
    async with engine.connect() as connection:
        autocommit = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await autocommit.execute(text(f'DROP DATABASE "{copy}"'))
    await engine.dispose()
