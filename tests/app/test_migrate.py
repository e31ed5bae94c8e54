"""The revisions make exactly the schema of the program, on both engines."""

import pytest
from sqlalchemy import text

from ostiary.app import migrate
from ostiary.kernel.database import disposable


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
