"""A copy is made before an upgrade changes a database: beside it, or by pg_dump, or else a word is said about it."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from uuid import uuid4

import pytest
from alembic import command
from sqlalchemy import insert, select, text
from sqlalchemy.engine import make_url

from ostiary.app import migrate
from ostiary.app.copying import NoCopy, copy
from ostiary.kernel.counter import CounterRow
from ostiary.kernel.database import disposable
from tests.rig import cluster
from tests.rig.databases import Postgres
from tests.rig.ground import NOON


async def fill(url: str) -> None:
    """Put something into a database."""
    await migrate.upgrade(url)
    engine = disposable(url)
    async with engine.begin() as connection:
        await connection.execute(insert(CounterRow).values(name="kept", value=7))
    await engine.dispose()


@pytest.fixture
async def humble(postgres: Postgres) -> AsyncIterator[str]:
    """A database whose owner may make no others."""
    role, url = f"humble_{uuid4().hex}", make_url(postgres.create())
    postgres.execute(f'CREATE ROLE "{role}" LOGIN NOCREATEDB')
    postgres.execute(f'ALTER DATABASE "{url.database}" OWNER TO "{role}"')
    own = url.set(username=role, password="a modest word").render_as_string(hide_password=False)
    await fill(own)
    yield own
    postgres.drop(own)
    postgres.execute(f'DROP ROLE "{role}"')


class TestBeside:
    async def test_it_holds_what_the_database_held(self, engine_url: str, tmp_path: Path) -> None:
        await fill(engine_url)
        made = await copy(engine_url, NOON, tmp_path)
        assert await _values(_at(engine_url, made)) == [7]
        await _drop(engine_url, made)


class TestWithoutTheRight:
    async def test_pg_dump_writes_it_into_the_data_directory(
        self, humble: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", str(cluster.programs()))
        made = await copy(humble, NOON, tmp_path)
        assert _private_files(tmp_path) == [made]
        assert "kept\t7" in _dumped(made)

    async def test_where_there_is_no_pg_dump_it_says_what_to_do(
        self, humble: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(NoCopy, match=r"permission denied.*pg_dump.*--no-copy"):
            await copy(humble, NOON, tmp_path)

    async def test_a_pg_dump_that_fails_leaves_nothing(
        self, humble: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        program = tmp_path / "pg_dump"
        program.write_text("#!/bin/sh\necho 'pg_dump: error: server version mismatch' >&2\nexit 1\n")
        program.chmod(0o700)
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(NoCopy, match=r"version mismatch.*--no-copy") as refusal:
            await copy(humble, NOON, tmp_path)
        assert "modest" not in str(refusal.value)
        assert _private_files(tmp_path) == [str(program)]


class TestUpgrade:
    async def test_makes_one_unless_told_not_to(self, tmp_path: Path) -> None:
        for options, copies in ((), 1), (("--no-copy",), 0):
            folder = tmp_path / str(copies)
            folder.mkdir()
            engine = disposable(f"sqlite+aiosqlite:///{folder / 'ostiary.db'}")
            async with engine.begin() as connection:
                await connection.run_sync(lambda raw: command.upgrade(migrate._alembic(raw), "0010"))
            await engine.dispose()
            done = _upgrade(folder, *options)
            assert (done.returncode, done.stdout.count("Upgraded from 0010")) == (0, 1), done.stderr
            assert len(list(folder.glob("ostiary.db.before-*"))) == copies


def _upgrade(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ostiary.app", "db", "upgrade", *options],
        env={**os.environ, "OSTIARY_DATA_DIR": str(folder)},
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )


def _private_files(folder: Path) -> list[str]:
    """The files of a folder that nobody but their owner may read."""
    return [str(path) for path in folder.iterdir() if path.stat().st_mode & 0o077 == 0]


def _dumped(file: str) -> str:
    """The counters in a dump."""
    restore = [str(cluster.programs() / "pg_restore"), "--data-only", "--table=counter", "--file=-", file]
    return subprocess.run(restore, check=True, capture_output=True, text=True).stdout


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
