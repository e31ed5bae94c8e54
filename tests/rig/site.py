"""The fixture `site`: the whole house on each engine, listening on a port of this machine, with simulated devices.

Two readers of their own, one controller with two readers for slaves; no doors yet. `admin` is signed in.
"""

import asyncio
import ssl
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from sqlalchemy import select

from ostiary.app import migrate, seeding
from ostiary.app.compose import GUARDS, REACTIONS, House, reception, seat
from ostiary.app.config import Config
from ostiary.app.demo.load import load_demo
from ostiary.app.listening import listen
from ostiary.app.protocol import BoundedHttp
from ostiary.devices.model import DeviceRow
from ostiary.devices.operations import NewDevice, register_devices
from ostiary.kernel.clock import now
from ostiary.kernel.context import System
from ostiary.kernel.database import Database
from ostiary.kernel.operation import Gate
from ostiary.kernel.outbox import newest
from ostiary.kernel.vault import KEY_BYTES, Vault
from ostiary.simulator.fleet import Fleet
from ostiary.simulator.models import model
from ostiary.simulator.plan import DevicePlan
from ostiary.simulator.presentation import Answer, Presentation
from ostiary.simulator.prompt import Server
from tests.contract.recorder import LISTEN
from tests.rig.databases import Build

PASSWORD = "a quiet harbour 42"
KEY = bytes(range(KEY_BYTES))
TRUST = ssl.create_default_context()
"""Made once: each client would read all certificates anew."""
RECEPTIONS: defaultdict[tuple[Any, ...], list[FastAPI]] = defaultdict(list)
"""Web applications without a house, by their settings: half a second of work each."""
READER, SECOND_READER, CONTROLLER, SLAVE_IN, SLAVE_OUT = 100001, 100002, 100010, 100011, 100012
PLANS = (
    DevicePlan(READER, "Reader", "BioStation 3 Max FP"),
    DevicePlan(SECOND_READER, "Second reader", "XPass 2 keypad"),
    DevicePlan(CONTROLLER, "Controller", "CoreStation 40"),
    DevicePlan(SLAVE_IN, "Slave in", "XPass D2 keypad", CONTROLLER),
    DevicePlan(SLAVE_OUT, "Slave out", "XPass D2", CONTROLLER),
)


@dataclass
class Site:
    """A running house and a client of it."""

    house: House
    url: str
    clients: list[httpx.AsyncClient]
    admin: httpx.AsyncClient = field(init=False)

    @classmethod
    async def visited(cls, house: House, url: str, clients: list[httpx.AsyncClient]) -> Self:
        """A site to which `admin` has signed in; every client it makes is put into `clients`."""
        site = cls(house, url, clients)
        site.admin = await site.sign_in("admin", PASSWORD)
        return site

    @property
    def fleet(self) -> Fleet:
        """The simulated devices."""
        assert self.house.plant.fleet is not None
        return self.house.plant.fleet

    def client(self, session: str | None = None) -> httpx.AsyncClient:
        """A client with this session, or with none; closed with the site."""
        headers = {} if session is None else {"bs-session-id": session}
        client = httpx.AsyncClient(
            base_url=self.url, headers=headers, event_hooks=LISTEN, timeout=30, trust_env=False, verify=TRUST
        )
        self.clients.append(client)
        return client

    async def sign_in(self, login_id: str, password: str) -> httpx.AsyncClient:
        """A client that has signed in."""
        answer = await self.client().post("/api/login", json={"User": {"login_id": login_id, "password": password}})
        assert answer.status_code == 200, answer.text
        return self.client(answer.headers["bs-session-id"])

    async def present(self, device_id: int, **factors: Any) -> Answer:
        """Present credentials to a reader."""
        return await self.fleet.present(device_id, Presentation(**factors))

    async def online(self) -> None:
        """Until every registered device that answers is connected and holds what it should."""
        async with self.house.database.read() as connection:
            registered = set(await connection.scalars(select(DeviceRow.id)))
            seq = await newest(connection)
        for _, unit in self.fleet.units():
            if unit.id in registered and unit.alive:
                assert await self.house.plant.connections.turned(unit.id, True, 30)
        assert all(code == 0 for _, code in await self.house.plant.provisioner.settle(seq, 30))

    async def scanning(self, device_id: int) -> None:
        """Until a reader waits for what is presented."""
        unit = self.fleet.device(device_id).unit(device_id)
        assert unit.reader is not None
        await unit.reader.scanning.wait()

    async def idle(self, device_id: int) -> None:
        """Until a reader waits for nothing."""
        unit = self.fleet.device(device_id).unit(device_id)
        for _ in range(1000):
            if unit.reader is None or not unit.reader.scanning.is_set():
                return
            await asyncio.sleep(0.01)
        raise AssertionError(f"{device_id} still waits")

    async def post(self, path: str, body: Any = None) -> dict[str, Any]:
        """A POST as admin that must succeed."""
        return _succeeded(await self.admin.post(path, json={} if body is None else body))

    async def put(self, path: str, body: Any) -> dict[str, Any]:
        """A PUT as admin that must succeed."""
        return _succeeded(await self.admin.put(path, json=body))

    async def get(self, path: str) -> dict[str, Any]:
        """A GET as admin that must succeed."""
        return _succeeded(await self.admin.get(path))

    async def delete(self, path: str) -> dict[str, Any]:
        """A DELETE as admin that must succeed."""
        return _succeeded(await self.admin.delete(path))


def _succeeded(answer: httpx.Response) -> dict[str, Any]:
    assert answer.status_code == 200, f"{answer.status_code} {answer.text}"
    document: dict[str, Any] = answer.json()
    return document


@asynccontextmanager
async def running(config: Config, plans: tuple[DevicePlan, ...] = ()) -> AsyncIterator[tuple[House, str]]:
    """A house that listens on a free port, without TLS; answers it and its URL."""
    house = House(config, lambda _: None, plans)
    listening = listen("127.0.0.1", 0)
    spare = RECEPTIONS[config.max_body, config.origins, config.proxies]
    app = spare.pop() if spare else reception(config)
    server = Server(
        uvicorn.Config(seat(house, app), http=BoundedHttp, ws="websockets-sansio", log_config=None, access_log=False)
    )
    await house.open()
    serving = asyncio.create_task(server.serve([listening]))
    while not server.started:
        if serving.done():
            serving.result()
        await asyncio.sleep(0.005)
    try:
        yield house, f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.stop()
        await serving
        await house.close()
        spare.append(app)


async def begun(url: str) -> None:
    """Fill a template: what a site begins with."""
    await _begin(url, demo=False)


async def begun_with_demo(url: str) -> None:
    """Fill a template: the demo site."""
    await _begin(url, demo=True)


async def _begin(url: str, *, demo: bool) -> None:
    await migrate.upgrade(url)
    database = Database(url)
    gate = Gate(database, Vault(KEY), now, GUARDS, REACTIONS)
    await seeding.prove_key(gate)
    await seeding.seed(gate, Config(database_url=url, admin_password=PASSWORD))
    if demo:
        await gate.run(System("demo"), load_demo, None)
    await database.stop()


@pytest.fixture
async def site(cloned_url: Callable[[str, Build], Awaitable[str]], tmp_path: Path) -> AsyncIterator[Site]:
    """A running house on each engine in turn."""
    config = config_of(tmp_path, await cloned_url("begun", begun))
    async with running(config, PLANS) as (house, url), visited(house, url) as made:
        devices = tuple(
            NewDevice(plan.id, plan.name, model(plan.model).type_id, parent_id=plan.parent_id) for plan in PLANS
        )
        await house.gate.run(System("test"), register_devices, devices)
        yield made


@pytest.fixture
async def demo(cloned_url: Callable[[str, Build], Awaitable[str]], tmp_path: Path) -> AsyncIterator[Site]:
    """The demo site on each engine in turn."""
    config = config_of(tmp_path, await cloned_url("demo", begun_with_demo), demo=True)
    async with running(config) as (house, url), visited(house, url) as made:
        yield made


def config_of(folder: Path, url: str, *, demo: bool = False) -> Config:
    """The settings of a house in this folder, which has the key of the templates."""
    (folder / "key").write_bytes(KEY)
    return Config(data_dir=folder, database_url=url, admin_password=PASSWORD, simulator_port=0, http=True, demo=demo)


@asynccontextmanager
async def visited(house: House, url: str) -> AsyncIterator[Site]:
    """A site as `admin` sees it; its clients are closed at the end."""
    clients: list[httpx.AsyncClient] = []
    try:
        yield await Site.visited(house, url, clients)
    finally:
        for client in clients:
            await client.aclose()
