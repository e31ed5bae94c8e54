"""A backup on either engine, restored on either engine."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from ostiary.app import migrate, seeding
from ostiary.app.backup import tables
from ostiary.app.backup.making import make
from ostiary.app.backup.restoring import check, restore
from ostiary.app.backup.sealing import BackupError, Header
from ostiary.app.config import Config
from ostiary.app.proof import verify_trail
from ostiary.app.schema import METADATA
from ostiary.identity.model import SessionRow
from ostiary.jobs.model import JobRow, State
from ostiary.kernel import vault
from ostiary.kernel.counter import CounterRow
from ostiary.kernel.database import Database
from ostiary.kernel.duty import DEVICES, Duty
from ostiary.kernel.trail import TrailRow
from ostiary.provisioning.operations import Syncing, begin_sync
from tests.matrix.estate import SYSTEM, Estate, furnished
from tests.rig.databases import Databases
from tests.rig.ground import NOON, Ground

PASSPHRASE = "a long enough passphrase"
FILES = {"tls/ca.pem": b"certificate", "images/1/2.jpg": bytes(range(256)) * 3000, "simulator.token": b"token"}
APART = ("simulator.db", "simulator.db-wal", "audit-witness", "ostiary.db.before-2026", ".x.part", ".restoring-1/key")
OVER = {"session", "errand", "job", "trail"}
"""Tables that a restore changes."""

Content = dict[str, list[Any]]


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys that are made in a moment."""

    def keys(_: Header, passphrase: str) -> tuple[bytes, bytes]:
        return passphrase.encode().ljust(32)[:32], passphrase.encode()

    monkeypatch.setattr(Header, "keys", keys)


@dataclass
class Server:
    """A site with its data directory, and where its backup goes."""

    estate: Estate
    config: Config
    file: Path

    async def backed_up(self) -> Path:
        """A backup of it."""
        await make(self.config, self.file, PASSPHRASE)
        return self.file


@pytest.fixture
async def server(ground: Ground, tmp_path: Path) -> Server:
    """Two of everything, somebody signed in, a job that waits."""
    folder = tmp_path / "data"
    folder.mkdir()
    ground.vault = vault.load(folder / "key")
    estate = await furnished(ground)
    await seeding.prove_key(estate.gate)
    await estate.gate.run(SYSTEM, begin_sync, Syncing(()))
    async with ground.database.write() as session:
        signed_in = {"digest": b"\0\xff", "user_key": 1, "address": "::1", "started": NOON, "last_used": NOON}
        await session.execute(insert(SessionRow).values(signed_in))
    for path in (*FILES, *APART):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(FILES.get(path, b"not this"))
    (folder / "tls/ca.pem").chmod(0o644)
    return Server(estate, config_of(folder, ground.database.url.render_as_string(False)), tmp_path / "site.backup")


def config_of(folder: Path, url: str) -> Config:
    """Settings of a server."""
    return Config(data_dir=folder, database_url=url)


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Config]:
    """An empty directory and an empty database on each engine in turn."""
    source: Databases = request.getfixturevalue({"sqlite": "sqlite", "postgresql": "postgres"}[request.param])
    url = source.create()
    yield config_of(tmp_path / "elsewhere", url)
    source.drop(url)


async def content(url: str) -> Content:
    """Everything in a database."""
    database = Database(url)
    async with database.read() as connection:
        found = {
            table.name: [tuple(row) for row in await connection.execute(select(table).order_by(*table.primary_key))]
            for table in METADATA.sorted_tables
        }
    await database.stop()
    return found


async def restored(file: Path, config: Config, **options: Any) -> None:
    """Restore a backup."""
    with file.open("rb") as opened:
        await restore(config, opened, PASSPHRASE, **options)


def held(folder: Path) -> dict[str, bytes]:
    """The files below a folder, but databases and locks."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "ostiary.db" not in path.name
    }


class TestRestored:
    async def test_every_row_and_file_is_as_it_was(self, server: Server, elsewhere: Config) -> None:
        await restored(await server.backed_up(), elsewhere)
        before, after = await content(server.config.database), await content(elsewhere.database)
        assert {name: rows for name, rows in after.items() if name not in OVER} == {
            name: rows for name, rows in before.items() if name not in OVER
        }
        assert sum(map(len, before.values())) > 100
        assert held(elsewhere.data_dir) == FILES | {"key": (server.config.data_dir / "key").read_bytes()}
        assert (elsewhere.data_dir / "tls/ca.pem").stat().st_mode & 0o777 == 0o644
        assert (elsewhere.data_dir / "key").stat().st_mode & 0o777 == 0o600
        assert (await migrate.standing(elsewhere.database)).ready
        assert await migrate.differences(elsewhere.database) == []

    async def test_sessions_and_jobs_of_then_are_over(self, server: Server, elsewhere: Config) -> None:
        await restored(await server.backed_up(), elsewhere)
        after = await content(elsewhere.database)
        assert (after["session"], after["errand"]) == ([], [])
        database = Database(elsewhere.database)
        async with database.read() as connection:
            assert list(await connection.scalars(select(JobRow.state))) == [State.CANCELLED]
            last = (await connection.execute(select(TrailRow.verb).order_by(TrailRow.id.desc()).limit(1))).scalar_one()
        await database.stop()
        assert last == "RESTORE"

    async def test_the_trail_is_whole_on_the_other_engine_too(self, server: Server, elsewhere: Config) -> None:
        await restored(await server.backed_up(), elsewhere)
        found = await verify_trail(elsewhere, None)
        assert (found.whole, found.older) == (True, 0)
        assert found.chained > 10

    async def test_no_number_is_given_again(self, server: Server, elsewhere: Config) -> None:
        database = server.estate.ground.database
        async with database.write() as session:
            made = insert(SessionRow).values(digest=b"2", user_key=1, address="", started=NOON, last_used=NOON)
            last = await session.scalar(made.returning(SessionRow.key))
            await session.execute(delete(SessionRow))
        await restored(await server.backed_up(), elsewhere)
        other = Database(elsewhere.database)
        async with other.write() as session:
            assert await session.scalar(made.returning(SessionRow.key)) == (last or 0) + 1
        await other.stop()

    async def test_an_older_schema_is_brought_up_to_date(
        self, server: Server, elsewhere: Config, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def first(_: AsyncConnection) -> str:
            return "0001"

        of_then = tuple(shape for shape in tables.shapes() if shape.name in {"counter", "tree_group", "fact"})
        with monkeypatch.context() as then:
            then.setattr(tables, "shapes", lambda: of_then)
            then.setattr(migrate, "newest", lambda: "0001")
            then.setattr(migrate, "revision", first)
            file = await server.backed_up()
        await restored(file, elsewhere)
        assert (await migrate.standing(elsewhere.database)).ready
        before, after = await content(server.config.database), await content(elsewhere.database)
        assert {name: after[name] for name in ("counter", "tree_group", "fact")} == {
            name: before[name] for name in ("counter", "tree_group", "fact")
        }


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
class TestRefused:
    async def test_what_is_no_whole_backup(self, server: Server, tmp_path: Path) -> None:
        whole = (await server.backed_up()).read_bytes()
        other = config_of(tmp_path / "other", f"sqlite:///{tmp_path / 'other' / 'ostiary.db'}")
        for wrong in (b"", whole[:-1], whole[: len(whole) // 2], whole[:-5] + b"x" + whole[-4:], b"x" * 100):
            (tmp_path / "wrong").write_bytes(wrong)
            with pytest.raises(BackupError):
                await restored(tmp_path / "wrong", other)
        with server.file.open("rb") as file, pytest.raises(BackupError, match="passphrase"):
            await restore(other, file, "another passphrase")
        assert not other.data_dir.exists()

    async def test_one_of_a_newer_version(self, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
        file = await server.backed_up()
        monkeypatch.setattr(migrate, "revisions", lambda: frozenset({"0001"}))
        with file.open("rb") as opened, pytest.raises(BackupError, match="newer"):
            check(opened, PASSPHRASE)

    async def test_a_key_of_another_database(self, server: Server) -> None:
        (server.config.data_dir / "key").write_bytes(b"x" * 32)
        with pytest.raises(BackupError, match="key"):
            await server.backed_up()
        assert not server.file.exists()

    async def test_a_file_that_is_there(self, server: Server) -> None:
        server.file.write_bytes(b"the last one")
        with pytest.raises(BackupError, match="there already"):
            await server.backed_up()
        assert server.file.read_bytes() == b"the last one"


class TestInPlace:
    async def test_of_something_only_when_told_to(self, server: Server) -> None:
        file = await server.backed_up()
        key = (server.config.data_dir / "key").read_bytes()
        await server.estate.ground.database.stop()
        before = await content(server.config.database)
        with pytest.raises(BackupError, match="--overwrite"):
            await restored(file, server.config)
        assert await content(server.config.database) == before
        (server.config.data_dir / "tls/ca.pem").write_bytes(b"newer")
        await restored(file, server.config, overwrite=True)
        folder = server.config.data_dir
        assert ((folder / "tls/ca.pem").read_bytes(), (folder / "key").read_bytes()) == (b"certificate", key)
        assert [path.read_bytes() for path in folder.glob("tls/ca.pem.before-*")] == [b"newer"]
        assert list(folder.glob("key.before-*")) == []
        assert (await content(server.config.database))["user_account"] == before["user_account"]

    async def test_what_was_written_since_is_gone(self, server: Server) -> None:
        file = await server.backed_up()
        database = server.estate.ground.database
        async with database.write() as session:
            await session.execute(insert(CounterRow).values(name="since", value=1))
        await database.stop()
        await restored(file, server.config, overwrite=True)
        assert "since" not in {row[0] for row in (await content(server.config.database))["counter"]}

    async def test_not_while_a_server_runs(self, server: Server) -> None:
        file = await server.backed_up()
        duty = Duty(server.estate.ground.database, DEVICES)
        assert await duty.take()
        with pytest.raises(BackupError, match="stop it first"):
            await restored(file, server.config, overwrite=True)
        await duty.give_up()

    async def test_what_fails_in_the_middle_changes_nothing(
        self, server: Server, elsewhere: Config, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = await server.backed_up()
        load = tables.load

        async def fail(connection: Any, shape: Any, batch: Any) -> None:
            await load(connection, shape, batch[1:] if shape.name == "trail" else batch)

        monkeypatch.setattr(tables, "load", fail)
        with pytest.raises(BackupError, match="came out differently"):
            await restored(file, elsewhere)
        assert held(elsewhere.data_dir) == {}
        assert migrate.is_absent(elsewhere.database) or not await migrate.has_tables(elsewhere.database)


class TestWhileOthersWrite:
    async def test_it_is_of_one_moment(
        self, server: Server, elsewhere: Config, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        database = server.estate.ground.database
        lines = tables.lines

        async def lines_and_a_write(connection: Any, shape: Any) -> AsyncIterator[list[bytes]]:
            async for batch in lines(connection, shape):
                yield batch
            async with database.write() as session:
                await session.execute(update(CounterRow).values(value=CounterRow.value + 1))
                await session.execute(insert(CounterRow).values(name=f"during {shape.name}", value=1))

        before = await content(server.config.database)
        with monkeypatch.context() as patch:
            patch.setattr(tables, "lines", lines_and_a_write)
            file = await server.backed_up()
        await restored(file, elsewhere)
        assert (await content(elsewhere.database))["counter"] == before["counter"]
        assert (await content(server.config.database))["counter"] != before["counter"]
