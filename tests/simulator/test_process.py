"""The simulator as a process of its own: killed at any moment it keeps every record it has acknowledged; SIGTERM
ends it cleanly.
"""

import asyncio
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from ostiary.drivers.simulated.remote import Remote
from ostiary.port.content import Family
from ostiary.port.discovery import Quest
from ostiary.port.driver import Target
from ostiary.simulator.access_token import read_token
from ostiary.simulator.fleet import Fleet
from tests.simulator.site import PLANS, STATION, a_door, a_user, some_settings

KEPT_CODES = {4102, 4354}


@dataclass
class Child:
    """A running simulator."""

    process: subprocess.Popen[str]
    control_port: int
    gateway_port: int
    search_port: int


@contextmanager
def a_child(folder: Path) -> Iterator[Child]:
    """A simulator over this folder, gone at the end."""
    command = [sys.executable, "-m", "tests.simulator.child", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "NO_COLOR": "1"}) as process:
        try:
            assert process.stdout is not None
            line = next(line for line in process.stdout if line.startswith("ready "))
            yield Child(process, *map(int, line.split()[1:]))
        finally:
            process.kill()


async def present_until_killed(child: Child, token: str, kill_after: int) -> dict[str, int]:
    """Present cards from eight hands; kill the process after so many answers; what was acknowledged, by card."""
    acknowledged: dict[str, int] = {}
    headers = {"Authorization": f"Bearer {token}"}

    async def hand(client: httpx.AsyncClient, number: int) -> None:
        for turn in range(10_000):
            card = f"{number + 1}{turn:06d}"
            try:
                answer = await client.post(f"/sim/v1/devices/{STATION}/present", json={"card": card})
            except httpx.TransportError:
                return
            acknowledged[card] = answer.json()["event_code"]
            if len(acknowledged) == kill_after:
                child.process.send_signal(signal.SIGKILL)

    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{child.control_port}", headers=headers) as client:
        await asyncio.gather(*(hand(client, number) for number in range(8)))
    return acknowledged


@pytest.mark.parametrize("kill_after", [1, 40, 150])
async def test_kill_keeps_every_acknowledged_record(tmp_path: Path, kill_after: int) -> None:
    with a_child(tmp_path) as child:
        acknowledged = await present_until_killed(child, read_token(tmp_path / "simulator.token"), kill_after)
    assert len(acknowledged) >= kill_after
    fleet = Fleet(tmp_path / "simulator.db")
    await fleet.start()
    page = await fleet.device(STATION).journal.page(0, 10_000)
    await fleet.stop()
    kept = {record.credential: record.code for record in page.records if record.code == 4354}
    assert {card: kept.get(card) for card in acknowledged} == acknowledged
    assert [record.index for record in page.records] == list(range(1, page.newest + 1))


async def test_kill_keeps_every_acknowledged_write(tmp_path: Path) -> None:
    users = [a_user(str(number), cards=(str(number),)) for number in range(1, 501)]
    with a_child(tmp_path) as child:
        driver = Remote(lambda: read_token(tmp_path / "simulator.token"), child.gateway_port)
        await driver.start()
        await driver.connect(Target(STATION))
        await driver.write(STATION, Family.SETTINGS, [some_settings()])
        await driver.write(STATION, Family.DOORS, [a_door()])
        await driver.write(STATION, Family.USERS, users)
        digests = await driver.digests(STATION, Family.USERS)
        child.process.send_signal(signal.SIGKILL)
        await driver.stop()
    fleet = Fleet(tmp_path / "simulator.db")
    await fleet.start()
    assert fleet.device(STATION).holdings.digests(Family.USERS) == digests
    assert fleet.door(1)[0].id == STATION
    await fleet.stop()


async def test_its_devices_are_found_through_the_network(tmp_path: Path) -> None:
    with a_child(tmp_path) as child:
        driver = Remote(lambda: "", child.gateway_port, search_port=child.search_port)
        found = await driver.search(Quest(30))
        assert [each.device_id for each in found] == [plan.id for plan in PLANS if plan.parent_id is None]
        lan = found[0].lan
        assert lan is not None
        assert await driver.search(Quest(30, lan.address, lan.port)) == found[:1]


def test_a_request_to_end_is_obeyed(tmp_path: Path) -> None:
    with a_child(tmp_path) as child:
        child.process.send_signal(signal.SIGTERM)
        assert child.process.wait(timeout=10) == 0
    assert stat.S_IMODE((tmp_path / "simulator.token").stat().st_mode) == 0o600
