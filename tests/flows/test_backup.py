"""A site is backed up while it works, goes on, and is restored: people, doors and devices are as they were then, and
nothing is missing of what happened since.
"""

import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx
from sqlalchemy import select

from ostiary.app import migrate
from ostiary.app.backup.making import make
from ostiary.app.backup.restoring import check, restore
from ostiary.app.compose import House
from ostiary.devices.operations import NewDevice, register_devices
from ostiary.events.model import EventRow
from ostiary.kernel.context import System
from ostiary.simulator.models import model
from ostiary.simulator.presentation import Response
from tests.app.test_start import run
from tests.flows.test_first_door import a_door, a_group, a_person
from tests.rig.databases import Build
from tests.rig.served import served
from tests.rig.site import PLANS, READER, Site, config_of, running, visited

PASSPHRASE = "a long enough passphrase"
CARD = "777001"


async def stored(house: House) -> list[int]:
    """The records of the reader's log that are stored, each as often as it is."""
    statement = select(EventRow.log_index).where(EventRow.source_id == READER).order_by(EventRow.log_index)
    async with house.database.read() as connection:
        return [index or 0 for index in await connection.scalars(statement)]


async def stored_up_to(house: House, index: int) -> list[int]:
    """The same, as soon as this record is among them."""
    while index not in (found := await stored(house)):
        await house.database.arrivals.wait(house.database.arrivals.rings)
    return found


async def furnish(site: Site) -> None:
    """A door, and Ada, whose card opens it."""
    devices = tuple(
        NewDevice(plan.id, plan.name, model(plan.model).type_id, parent_id=plan.parent_id) for plan in PLANS
    )
    await site.house.gate.run(System("test"), register_devices, devices)
    await site.online()
    group = await a_group(site, await a_door(site))
    await a_person(site, "900", CARD, [group])


class TestSite:
    async def test_is_as_it_was_and_nothing_since_is_lost(
        self, cloned_url: Callable[[str, Build], Awaitable[str]], tmp_path: Path
    ) -> None:
        folder, file = tmp_path / "data", tmp_path / "site.backup"
        folder.mkdir()
        config = config_of(folder, await cloned_url("migrated", migrate.upgrade))
        async with running(config, PLANS) as (house, url), visited(house, url) as site:
            await furnish(site)
            assert (await site.present(READER, card=CARD)).response is Response.GRANTED
            await make(config, file, PASSPHRASE)
            await site.delete("/api/users?id=900")
            assert (await site.present(READER, card=CARD)).response is not Response.GRANTED
            session = site.admin.headers["bs-session-id"]
            last = site.fleet.device(READER).journal.newest
            await stored_up_to(house, last)
        with file.open("rb") as opened:
            await restore(config, opened, PASSPHRASE, overwrite=True)
        async with running(config, PLANS) as (house, url), visited(house, url) as site:
            assert (await site.client(session).get("/api/users")).status_code == 401
            await site.online()
            assert (await site.present(READER, card=CARD)).response is Response.GRANTED
            found = await stored_up_to(house, last)
            assert found == list(range(1, len(found) + 1))
            assert (await site.get("/api/users/900"))["User"]["name"] == "Ada"


class TestCommands:
    def test_a_running_server_is_backed_up_and_a_fresh_one_starts_from_it(self, tmp_path: Path) -> None:
        file, fresh, key = tmp_path / "site.backup", tmp_path / "fresh", {"OSTIARY_PASSPHRASE": PASSPHRASE}
        with served(tmp_path / "data") as server:
            session = server.sign_in()
            status, said = run("backup", str(file), folder=tmp_path / "data", **key)
            assert (status, "Backed up" in said) == (0, True), said
            assert file.stat().st_mode & 0o077 == 0
            assert self._killed(tmp_path / "data", tmp_path / "killed.backup")
        assert "whole" in run("restore", "--check", str(file), folder=fresh, **key)[1]
        status, said = run("restore", str(file), folder=fresh, OSTIARY_PASSPHRASE="another passphrase")
        assert (status, said.count("\n"), fresh.exists()) == (1, 1, False), said
        status, said = run("restore", str(file), folder=fresh, **key)
        assert (status, "is restored" in said) == (0, True), said
        with served(fresh) as server:
            server.sign_in()
            old = httpx.get(f"{server.url}/api/users", headers={"bs-session-id": session}, trust_env=False)
            assert old.status_code == 401

    def _killed(self, folder: Path, target: Path) -> bool:
        """Whether a backup that is killed in the middle leaves no half file under its name."""
        command = [sys.executable, "-m", "ostiary.app", "backup", str(target), "--data-dir", str(folder)]
        environment = {"OSTIARY_PASSPHRASE": PASSPHRASE}
        with subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            while not list(target.parent.glob(f".{target.name}.*.part")) and process.poll() is None:
                time.sleep(0.001)
            process.kill()
        if not target.exists():
            return True
        with target.open("rb") as file:
            check(file, PASSPHRASE)
        return True
