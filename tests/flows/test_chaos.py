"""An hour of the day in which everything goes wrong; `make chaos` plays the whole day, on SQLite."""

import asyncio
from pathlib import Path

import pytest

from ostiary.app.config import Config
from tests.flows import chaos, victims
from tests.flows.apart import options_of, prepare
from tests.flows.chaos import Day
from tests.flows.test_nothing_lost import Start, kill, start, url
from tests.rig.served import free_port

__all__ = ["start", "url"]

RUSH_HOUR = Day(devices=5, people=20, hours=1, hour_seconds=3.0, crowd=100.0, faults=25, changes=20, kills=2)


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_all_that_devices_logged_is_stored_once_and_they_hold_what_they_should(
    url: str, start: Start, tmp_path: Path
) -> None:
    options = options_of(tmp_path, url, free_port())
    config = Config(**options)
    asyncio.run(prepare(config, chaos.plans(RUSH_HOUR)))
    found = asyncio.run(chaos.play(config, RUSH_HOUR, lambda: start(victims.server_process, (options,)), kill))
    assert found.happened["server kills"] == RUSH_HOUR.kills
    assert found.logged > found.happened["cards presented"] - found.happened["readers without power"] > 0
    assert (found.missing, found.foreign, found.doubled, found.differing) == (0, 0, 0, [])
