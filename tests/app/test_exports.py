"""`ostiary export` against a running server."""

import asyncio
import csv
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from ostiary.app import exports
from ostiary.app.cli import app
from ostiary.app.config import ConfigError
from ostiary.app.remote import PASSWORD as PASSWORD_VARIABLE
from tests.rig.site import PASSWORD, Site

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)

Run = Callable[..., Awaitable[Result]]


@pytest.fixture
def run(site: Site, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `ostiary export` with these words."""
    monkeypatch.setenv(PASSWORD_VARIABLE, PASSWORD)
    monkeypatch.setattr(exports.console, "width", 200)

    async def command(*words: str) -> Result:
        return await asyncio.to_thread(CliRunner().invoke, app, ["export", *words, "--url", site.url])

    return command


def lines_of(path: Path) -> list[list[str]]:
    """The lines of a file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


class TestExports:
    async def test_events_and_the_trail_are_written_to_files(self, run: Run, tmp_path: Path) -> None:
        log, trail = tmp_path / "log.csv", tmp_path / "trail.csv"
        words = ("--column", "id", "--column", "code", "--since", "2026-01-01", "--newest")
        done = await run("events", str(log), *words)
        assert done.exit_code == 0, done.output
        first, *events = lines_of(log)
        assert first == ["id", "code"]
        assert f"{len(events)} rows are in {log}." in done.stdout
        assert (await run("audit", str(trail), "--subject", "system")).exit_code == 0
        assert {line[4] for line in lines_of(trail)[1:]} == {"system"}

    async def test_no_file_is_overwritten(self, run: Run, tmp_path: Path) -> None:
        there = tmp_path / "there.csv"
        there.write_text("kept")
        refused = await run("events", str(there))
        assert isinstance(refused.exception, ConfigError)
        assert there.read_text() == "kept"

    async def test_what_is_refused_ends_in_its_sentence(self, run: Run, tmp_path: Path) -> None:
        refused = await run("audit", str(tmp_path / "x.csv"), "--subject", "weather")
        assert isinstance(refused.exception, ConfigError)
        assert not (tmp_path / "x.csv").exists()
