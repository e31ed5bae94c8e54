"""The revisions make exactly the schema of the program, on both engines."""

from typing import Any

import pytest
from alembic import command
from sqlalchemy import MetaData, insert, text

from ostiary.app import migrate
from ostiary.kernel.database import disposable

JOB: dict[str, Any] = {
    "kind": "k", "module": "m", "title": "", "input": {}, "state": 2, "asked_by": "1", "asked_name": "", "asked_at": 1,
    "done": 0, "step": "", "error": "", "cancelling": False, "owner": "", "attempts": 0, "place": "",
}  # fmt: skip
OLD: dict[str, list[dict[str, Any]]] = {
    "user_account": [
        {
            "key": 9, "user_id": "1", "name": "", "name_fold": "", "group_id": 1, "start": 0, "expiry": 1,
            "disabled": False, "security_level": 0, "private_modes": [], "exclude_directory": False,
            "must_change_password": False, "password_changes": 0, "last_modified": 1, "updated_count": 0,
        }
    ],
    "trail": [
        {
            "at": 1000, "user_id": "1", "user_name": "", "level": 1, "address": "", "verb": "", "method": 1,
            "menu": "", "target": "", "outcome": "", "change": {},
        }
    ],
    "job": [JOB | {"asker": {"user_id": "1", "key": 9}}, JOB | {"asker": {"rule": "r"}}],
}  # fmt: skip


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


class TestWhoseRecords:
    """People and jobs of before 0027."""

    async def test_people_begin_after_the_trail_and_jobs_have_their_askers_key(self, engine_url: str) -> None:
        engine = disposable(engine_url)
        async with engine.begin() as connection:
            await connection.run_sync(lambda plain: command.upgrade(migrate._alembic(plain), "0026"))
            tables = MetaData()
            await connection.run_sync(lambda plain: tables.reflect(plain, only=["user_account", "trail", "job"]))
            for name, given in OLD.items():
                await connection.execute(insert(tables.tables[name]), given)
        await engine.dispose()
        await migrate.upgrade(engine_url)
        engine = disposable(engine_url)
        async with engine.connect() as connection:
            made = (await connection.execute(text("SELECT made FROM user_account"))).scalars().all()
            keys = (await connection.execute(text("SELECT asker_key FROM job ORDER BY id"))).scalars().all()
        await engine.dispose()
        assert (made, keys) == ([1001], [9, None])


class TestWordsOfNames:
    """People of before 0030."""

    async def test_are_found_by_the_words_of_their_names(self, engine_url: str) -> None:
        (person,) = OLD["user_account"]
        engine = disposable(engine_url)
        async with engine.begin() as connection:
            await connection.run_sync(lambda plain: command.upgrade(migrate._alembic(plain), "0029"))
            tables = MetaData()
            await connection.run_sync(lambda plain: tables.reflect(plain, only=["user_account"]))
            people = [{**person, "made": 0, "name": "Émile Zola"}, {**person, "made": 0, "key": 10, "user_id": "2"}]
            await connection.execute(insert(tables.tables["user_account"]), people)
        await engine.dispose()
        await migrate.upgrade(engine_url)
        engine = disposable(engine_url)
        async with engine.connect() as connection:
            words = (await connection.execute(text("SELECT word, user_key FROM user_name_word ORDER BY word"))).all()
        await engine.dispose()
        assert words == [("emile", 9), ("zola", 9)]
