"""`ostiary jobs` against a running server."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import select
from typer.testing import CliRunner, Result

from ostiary.app import jobs
from ostiary.app.cli import app
from ostiary.app.config import ConfigError
from ostiary.app.remote import PASSWORD as PASSWORD_VARIABLE
from ostiary.identity.model import SessionRow
from tests.rig.site import PASSWORD, READER, Site

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)

Run = Callable[..., Awaitable[Result]]


@pytest.fixture
def run(site: Site, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `ostiary jobs` with these words."""
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    monkeypatch.setattr(jobs.console, "width", 200)

    async def command(*words: str) -> Result:
        return await asyncio.to_thread(CliRunner().invoke, app, ["jobs", *words, "--url", site.url])

    return command


class TestJobs:
    async def test_one_is_watched_to_its_end_and_listed(self, site: Site, run: Run) -> None:
        await site.online()
        id = (await site.admin.post("/native/devices/sync", json={"devices": [READER]})).json()["id"]
        watched = await run("watch", str(id))
        assert (watched.exit_code, "Synchronise 1 device: done." in watched.stdout) == (0, True)
        assert "Synchronise" not in (await run("list")).stdout
        assert "1 of 1 devices hold what they should." in (await run("list", "--all")).stdout

    async def test_what_is_refused_ends_in_its_sentence(self, site: Site, run: Run) -> None:
        id = (await site.admin.post("/native/devices/sync", json={"devices": [READER]})).json()["id"]
        await run("watch", str(id))
        refused = await run("cancel", str(id))
        assert isinstance(refused.exception, ConfigError)
        assert str(refused.exception) == "It is done already."

    async def test_a_wrong_password_is_refused(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(PASSWORD_VARIABLE, "wrong")
        refused = await run("list")
        assert isinstance(refused.exception, ConfigError)

    async def test_its_session_is_ended(self, site: Site, run: Run) -> None:
        async def sessions() -> int:
            async with site.house.database.read() as connection:
                return len((await connection.execute(select(SessionRow.key))).all())

        before = await sessions()
        assert (await run("list")).exit_code == 0
        assert await sessions() == before
