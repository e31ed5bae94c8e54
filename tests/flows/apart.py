"""A server and a simulator in processes of their own: their settings, their site, and a client that outlives them."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx

from ostiary.app import seeding
from ostiary.app.compose import House
from ostiary.app.config import Config
from ostiary.devices.operations import NewDevice, register_devices
from ostiary.kernel.context import System
from ostiary.simulator.models import model
from ostiary.simulator.plan import DevicePlan
from tests.rig.served import PASSWORD, free_port

PATIENCE = 60.0
AGAIN_SECONDS = 0.01


def options_of(folder: Path, url: str, port: int) -> dict[str, Any]:
    """The settings of a server whose simulator is a process of its own."""
    return {
        "data_dir": folder,
        "database_url": url,
        "admin_password": PASSWORD,
        "simulator": "apart",
        "http": True,
        "host": "127.0.0.1",
        "port": port,
        "simulator_port": free_port(),
        "gateway_port": free_port(),
    }


async def prepare(config: Config, plans: Sequence[DevicePlan]) -> None:
    """Seed the database and register these devices."""
    house = House(config, lambda _: None)
    await house.database.start()
    await seeding.seed(house.gate, config)
    devices = tuple(NewDevice(plan.id, plan.name, model(plan.model).type_id) for plan in plans)
    await house.gate.run(System("test"), register_devices, devices)
    await house.database.stop()


class Visitor:
    """`admin` at a server that comes and goes."""

    def __init__(self, config: Config) -> None:
        self.client = httpx.AsyncClient(trust_env=False, timeout=PATIENCE)
        self.turn_to(config.port)

    def turn_to(self, port: int) -> None:
        """Ask the server at this port from now on."""
        self.client.base_url = httpx.URL(f"http://127.0.0.1:{port}")

    async def ready(self) -> None:
        """Until the server answers; signs in the first time."""
        async with asyncio.timeout(PATIENCE):
            while not await self._is_ready():  # noqa: ASYNC110 - another process
                await asyncio.sleep(AGAIN_SECONDS)
        if "bs-session-id" not in self.client.headers:
            login = {"User": {"login_id": "admin", "password": PASSWORD}}
            answer = await self.client.post("/api/login", json=login)
            self.client.headers["bs-session-id"] = answer.headers["bs-session-id"]

    async def _is_ready(self) -> bool:
        with suppress(httpx.TransportError):
            return (await self.client.get("/health/ready")).status_code == 200
        return False

    async def send(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        """A request that must succeed."""
        answer = await self.client.request(method, path, json=body)
        assert answer.status_code == 200, f"{method} {path}: {answer.status_code} {answer.text[:500]}"
        document: dict[str, Any] = answer.json()
        return document

    async def close(self) -> None:
        """Let go."""
        await self.client.aclose()
