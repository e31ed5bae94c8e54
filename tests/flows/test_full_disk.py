"""A full disk: what would store is refused by its code, reads go on, nothing is half done, no event is lost, and it
ends by itself when there is room.

SQLite is held to the pages it has; where the tests run as root, the file system below it is really full as well.
PostgreSQL says so from triggers.
"""

import contextlib
import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from sqlalchemy import text

from ostiary.app import migrate
from ostiary.kernel.database import Database, disposable
from tests.flows.test_backup import CARD, furnish, stored_up_to
from tests.rig.site import PLANS, READER, Site, config_of, running, visited

MANY = 400
"""More people or events than find room."""
UNLIMITED = 2**30
TABLES = ("event", "user_account", "trail", "counter", "session")
REFUSE = (
    "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$"
)
PERIOD = {"start_datetime": "2001-01-01T00:00:00.00Z", "expiry_datetime": "2030-12-31T23:59:00.00Z"}


class Disk(Protocol):
    """The disk under a database."""

    async def fill(self, database: Database) -> None:
        """Leave no room."""
        ...

    async def clear(self, database: Database) -> None:
        """Make room again."""
        ...


class Pages:
    """SQLite may take no further page."""

    async def fill(self, database: Database) -> None:
        """No more than there are."""
        await self._limit(database, 1)

    async def clear(self, database: Database) -> None:
        """As many as it likes."""
        await self._limit(database, UNLIMITED)

    async def _limit(self, database: Database, pages: int) -> None:
        """SQLite takes the number there are where the limit is below."""
        limit = f"PRAGMA max_page_count={pages}"
        await database.unit(lambda plain: plain.execute(limit).fetchall())
        async with database.writer.connect() as connection:
            await connection.exec_driver_sql(limit)


class Mounted:
    """A small file system in memory, with a file that takes what is left of it."""

    def __init__(self, folder: Path) -> None:
        self._filler = folder / "filler"

    async def fill(self, _: Database) -> None:
        """To the last byte."""
        with contextlib.suppress(OSError), self._filler.open("wb", buffering=0) as file:
            while file.write(bytes(4096)):
                pass

    async def clear(self, _: Database) -> None:
        """All of it."""
        self._filler.unlink(missing_ok=True)


class Triggers:
    """PostgreSQL refuses rows with the code of a full disk."""

    async def fill(self, database: Database) -> None:
        """Refuse."""
        made = [
            f"CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON {name} FOR EACH ROW EXECUTE FUNCTION refuse()"
            for name in TABLES
        ]
        await self._run(database, REFUSE, *made)

    async def clear(self, database: Database) -> None:
        """Refuse no longer."""
        await self._run(database, *(f"DROP TRIGGER IF EXISTS full_disk ON {name}" for name in TABLES))

    async def _run(self, database: Database, *statements: str) -> None:
        engine = disposable(database.url)
        async with engine.begin() as connection:
            for statement in statements:
                await connection.execute(text(statement))
        await engine.dispose()


@contextlib.contextmanager
def mounted(folder: Path) -> Iterator[None]:
    """A file system of its own for a folder; the test is skipped where one may not make one."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)]
    if subprocess.run(command, check=False, capture_output=True).returncode != 0:
        pytest.skip("needs the right to mount")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture(params=["pages", "mounted", "triggers"])
async def full(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[tuple[Site, Disk]]:
    """A site with a door, and its disk."""
    folder, small = tmp_path / "data", tmp_path / "small"
    folder.mkdir()
    with contextlib.ExitStack() as stack:
        disks: dict[str, Disk] = {"pages": Pages(), "mounted": Mounted(small), "triggers": Triggers()}
        disk = disks[request.param]
        url = f"sqlite+aiosqlite:///{folder / 'ostiary.db'}"
        if request.param == "mounted":
            stack.enter_context(mounted(small))
            url = f"sqlite+aiosqlite:///{small / 'ostiary.db'}"
        if request.param == "triggers":
            source = request.getfixturevalue("postgres")
            url = await source.clone("migrated", migrate.upgrade)
            stack.callback(source.drop, url)
        else:
            await migrate.upgrade(url)
        config = config_of(folder, url)
        async with running(config, PLANS) as (house, at), visited(house, at) as site:
            await furnish(site)
            yield site, disk
            await disk.clear(house.database)


class TestFullDisk:
    async def test_nothing_is_lost_and_it_ends_by_itself(self, full: tuple[Site, Disk]) -> None:
        site, disk = full
        database, reader = site.house.database, site.fleet.device(READER)
        await disk.fill(database)
        made = await self._people_until_refused(site)
        for _ in range(MANY):
            await site.present(READER, card=CARD)
        last = reader.journal.newest
        listed = await site.get("/api/users?limit=0")
        assert {int(row["user_id"]) for row in listed["UserCollection"]["rows"]} == {1, 900, *made}
        assert (await site.admin.post("/api/events/search", json={"Query": {"limit": 1}})).status_code == 200
        native = await site.admin.post("/native/devices/sync", json={})
        assert native.status_code in {202, 507}
        await disk.clear(database)
        assert await stored_up_to(site.house, last) == list(range(1, last + 1))
        assert (await self._post(site, 5000)).status_code == 200
        assert (await site.client().get("/health/ready")).json() == {"status": "ready", "problems": {}}

    async def _people_until_refused(self, site: Site) -> list[int]:
        made: list[int] = []
        for number in range(1000, 1000 + MANY):
            answer = await self._post(site, number)
            if answer.status_code != 200:
                assert (answer.status_code, answer.json()["Response"]["code"]) == (507, "66647"), answer.text
                health = await site.client().get("/health/ready")
                assert health.status_code == 200
                return made
            made.append(number)
        raise AssertionError("there was room for everybody")

    async def _post(self, site: Site, number: int) -> Any:
        user = {"user_id": str(number), "name": "x" * 40, "user_group_id": {"id": 1}, **PERIOD}
        return await site.admin.post("/api/users", json={"User": user})
