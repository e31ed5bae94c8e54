"""A house that cannot begin with its devices leaves nothing behind."""

import socket
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from ostiary.app import migrate
from ostiary.app.compose import House
from ostiary.simulator.plan import DevicePlan
from tests.rig.databases import Build
from tests.rig.site import config_of

PLANS = (DevicePlan(100001, "One", "BioStation 3"),)


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
async def test_what_was_begun_before_a_port_was_found_taken_is_let_go(
    cloned_url: Callable[[str, Build], Awaitable[str]], tmp_path: Path
) -> None:
    config = config_of(tmp_path, await cloned_url("migrated", migrate.upgrade))
    passwords: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as taken:
        other = {"simulator_port": taken.getsockname()[1], "admin_password": None}
        refused = House(config.model_copy(update=other), passwords.append, PLANS)
        with pytest.raises(OSError, match=r"for the simulator .* in use"):
            await refused.open()
        await refused.close()
    assert len(passwords) == 1
    house = House(config, lambda _: None, PLANS)
    await house.open()
    assert house.at_work.is_set()
    await house.close()
