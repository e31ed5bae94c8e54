"""kill -9 in the middle of exports: their files come out whole, with every event once. One that is cancelled, and one
whose asker loses his level, leave none.
"""

import asyncio
import csv
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import httpx

from ostiary.app.config import Config
from ostiary.events.intake import Intake
from ostiary.kernel.clock import now
from ostiary.kernel.database import Database
from tests.flows import victims
from tests.flows.apart import Visitor, options_of, prepare
from tests.flows.test_nothing_lost import Start, kill, start, url
from tests.rig.served import PASSWORD, free_port

__all__ = ["start", "url"]

DEVICE = 100001
EVENTS = 40_000
PAGE = 1000
PERIOD = {"start_datetime": "2001-01-01T00:00:00.00Z", "expiry_datetime": "2030-12-31T23:59:00.00Z"}
OPEN = ("waiting", "running")


async def fill(config: Config) -> None:
    """A database with a long log."""
    await prepare(config, ())
    database = Database(config.database)
    intake = Intake(database, now)
    for first in range(1, EVENTS, PAGE):
        await intake.take_page(victims.a_log(DEVICE, first, EVENTS, PAGE), first)
    await database.stop()


class Clerk:
    """Somebody at the server, and what he has exported."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def begin(self) -> int:
        """Ask for all events."""
        body = {"devices": [DEVICE], "columns": ["id", "person"]}
        answer = await self.client.post("/native/exports/events", json=body)
        assert answer.status_code == 202, answer.text
        return int(answer.json()["id"])

    async def newest(self, after: int) -> int:
        """The id of the export that was asked for after this one, as soon as it is."""
        while True:
            job = (await self.client.get("/native/jobs", params={"kind": "event_export"})).json()["items"][0]
            if job["id"] > after:
                return int(job["id"])

    async def until(self, client: httpx.AsyncClient, id: int, fits: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The job, as somebody sees it, as soon as it is so."""
        while True:
            job: dict[str, Any] = (await client.get(f"/native/jobs/{id}")).json()
            if fits(job):
                return job
            assert job["state"] in OPEN, job

    async def under_way(self, id: int) -> None:
        """Until some of it is written, and not all."""
        job = await self.until(self.client, id, lambda job: job["done"] > 0)
        assert job["state"] == "running"

    async def ended(self, id: int) -> dict[str, Any]:
        """Until it has ended."""
        return await self.until(self.client, id, lambda job: job["state"] not in OPEN)


def files_of(config: Config) -> set[str]:
    """What lies in the folder."""
    return {path.name for path in (config.data_dir / "downloads").glob("[!.]*")}


def people_of(path: Path) -> list[str]:
    """Whom the rows of a file name, in their order."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row[0] for row in csv.reader(file)][1:]


class TestKilled:
    async def _story(self, config: Config, run: Callable[[], BaseProcess]) -> None:
        await fill(config)
        server, visitor = run(), Visitor(config)
        await visitor.ready()
        admin = Clerk(visitor.client)
        id = await admin.begin()
        query = {"Query": {"columns": ["device_id.id"], "headers": ["Reader"]}}
        waiting = asyncio.create_task(visitor.client.post("/api/events/export", json=query))
        await admin.under_way(id)
        kill(server)
        with suppress(httpx.TransportError):
            await waiting
        run()
        await visitor.ready()
        jobs = (await visitor.client.get("/native/jobs", params={"kind": "event_export"})).json()["items"]
        names = set()
        for each in jobs:
            job = await admin.ended(each["id"])
            assert job["state"] == "done", job
            names.add(job["result"]["file"])
        ids = people_of(config.data_dir / "downloads" / (await admin.ended(id))["result"]["file"])
        assert len(ids) == len(set(ids)) == EVENTS
        assert files_of(config) == names
        await self._stopped(config, admin, names)
        await visitor.close()

    async def _stopped(self, config: Config, admin: Clerk, names: set[str]) -> None:
        """One is cancelled, the client of another goes, the operator of a third loses his level."""
        id = await admin.begin()
        await admin.under_way(id)
        await admin.client.post(f"/native/jobs/{id}/cancel")
        assert (await admin.ended(id))["state"] == "cancelled"
        going = asyncio.create_task(admin.client.post("/api/events/export", json={"Query": {}}))
        await admin.under_way(id := await admin.newest(id))
        going.cancel()
        assert (await admin.ended(id))["state"] == "cancelled"
        user = {"user_id": "9", "name": "Ada", "user_group_id": 1, **PERIOD, "login_id": "ada", "password": PASSWORD}
        made = await admin.client.post("/api/users", json={"User": {**user, "permission": {"id": 3}}})
        assert made.status_code == 200, made.text
        login = {"User": {"login_id": "ada", "password": PASSWORD}}
        session = (await admin.client.post("/api/login", json=login)).headers["bs-session-id"]
        async with httpx.AsyncClient(
            base_url=admin.client.base_url, headers={"bs-session-id": session}, trust_env=False, timeout=60
        ) as client:
            ada = Clerk(client)
            id = await ada.begin()
            await ada.under_way(id)
            changed = await admin.client.put("/api/users/9", json={"User": {"permission": {"id": 253}}})
            assert changed.status_code == 200, changed.text
            job = await admin.ended(id)
        assert job["state"] == "refused", job
        assert files_of(config) == names

    def test_every_event_is_in_the_file_once_and_who_is_stopped_gets_none(
        self, url: str, start: Start, tmp_path: Path
    ) -> None:
        options = options_of(tmp_path, url, free_port())
        asyncio.run(self._story(Config(**options), lambda: start(victims.server_process, (options,))))
