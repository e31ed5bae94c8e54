"""An operator's lock or unlock outlives the server, the reader's power and the simulator itself."""

import asyncio
import itertools
from collections.abc import Callable, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import httpx
import pytest

from ostiary.app.config import Config
from ostiary.simulator.access_token import FILE_NAME, ensure_token
from tests.flows import victims
from tests.flows.apart import PATIENCE, options_of, prepare
from tests.flows.test_nothing_lost import Start, kill, start, url
from tests.flows.test_nothing_lost_server import PLANS, Watch
from tests.rig.served import free_port

__all__ = ["start", "url"]

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""What is lost or not is the device's; the engine makes no difference to it."""

READER = PLANS[0].id
LOCKED, UNLOCKED, DISCONNECTED = 1024, 2048, 32
Run = Callable[[], BaseProcess]


class Story:
    """One door, and what becomes of it."""

    def __init__(self, config: Config) -> None:
        self.watch = Watch(config)
        token = {"Authorization": f"Bearer {ensure_token(config.data_dir / FILE_NAME)}"}
        base = f"http://127.0.0.1:{config.simulator_port}"
        self._control = httpx.AsyncClient(base_url=base, headers=token, trust_env=False, timeout=PATIENCE)
        self._door: dict[str, Any] = {}

    async def make(self) -> None:
        """Make the door, once its reader is there."""
        await self.watch.ready()
        wired = {"entry_device_id": {"id": READER}, "relay_output_id": {"device_id": {"id": READER}, "relay_index": 0}}
        made = await self.watch.client.post("/api/doors", json={"Door": {"name": "Front", **wired}})
        self._door = {"DoorCollection": {"rows": [{"id": made.json()["Door"]["id"]}]}}
        await self.until(0)

    async def command(self, verb: str) -> None:
        """A command that is acknowledged."""
        answer = await self.watch.client.post(f"/api/doors/{verb}", json=self._door)
        assert answer.json()["Response"]["code"] == "0", answer.text

    async def until(self, wanted: int) -> None:
        """Until the server says so of the door."""
        await self.watch.ready()
        async with asyncio.timeout(PATIENCE):
            for pause in itertools.repeat(0.02):
                if await self._status() == wanted:
                    return
                await asyncio.sleep(pause)

    async def _status(self) -> int:
        answer = await self.watch.client.post("/api/doors/status", json=self._door)
        (row,) = answer.json()["DoorStatusCollection"]["rows"]
        return int(row["status"])

    async def power(self, on: bool) -> None:
        """The reader's supply."""
        answer = await self._control.post(f"/sim/v1/devices/{READER}/power", json={"on": on})
        assert answer.status_code == 200

    async def unlocked(self) -> bool:
        """The relay itself, as the simulator shows it."""
        state = (await self._control.get("/sim/v1/state")).json()
        (door,) = next(device["doors"] for device in state["devices"] if device["id"] == READER)
        return bool(door["unlocked"])

    async def close(self) -> None:
        """Let go."""
        await self.watch.close()
        await self._control.aclose()


async def tell(story: Story, serve: Run, simulate: Run) -> None:
    """Lock and unlock; after each, everything dies in turn."""
    server, simulator = serve(), simulate()
    await story.make()
    for verb, status in (("lock", LOCKED), ("unlock", UNLOCKED)):
        await story.command(verb)
        kill(server)
        await story.power(False)
        await story.power(True)
        assert await story.unlocked() is (verb == "unlock")
        server = serve()
        await story.until(status)
        await story.command("release")
        await story.until(0)
        await story.command(verb)
        kill(simulator)
        await story.until(status | DISCONNECTED)
        simulator = simulate()
        await story.until(status)
        assert await story.unlocked() is (verb == "unlock")
    await story.close()


def test_an_operators_word_stands_until_he_takes_it_back(url: str, start: Start, tmp_path: Path) -> None:
    options = options_of(tmp_path, url, free_port())
    config = Config(**options)
    asyncio.run(prepare(config, PLANS))
    ports: Sequence[Any] = (tmp_path, config.simulator_port, config.gateway_port, PLANS)
    asyncio.run(
        tell(
            Story(config),
            lambda: start(victims.server_process, (options,)),
            lambda: start(victims.simulator_process, ports),
        )
    )
