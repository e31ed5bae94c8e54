"""What devices hold, at scale: one change of a person to 200 devices, 100,000 people to one, and the memory of it.

Changes go through the API one after another, by a client in this process; each is timed from the request until every
device holds it. The full load begins when a device that was away comes back to a site of 100,000 people with a card
each, and ends when it holds them all. Server and simulated devices share this process and its one event loop.

Memory is that of a server started as a user starts it, in a process of its own: with the demo site, idle, and with
500,000 people in the database after a hundred pages of them were shown and it was asked to whom a door opens.
"""

import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import perf_counter

import httpx

from bench.asgi import Client
from bench.people_crowd import FIRST, fill
from bench.rig import Row, limited
from ostiary.app.compose import House, application
from ostiary.devices.operations import NewDevice, register_devices
from ostiary.kernel.context import System
from ostiary.kernel.database import Database
from ostiary.kernel.outbox import newest
from ostiary.port.content import Family
from ostiary.simulator.models import model
from ostiary.simulator.plan import DevicePlan
from tests.rig.databases import Sqlite
from tests.rig.served import free_port
from tests.rig.site import PASSWORD, begun, config_of

OURS = "Ostiary"
MODEL = "BioStation 3"
READER = model(MODEL).type_id
FIRST_DEVICE = 300_001
DEVICES, CHANGES = 200, 40
LOADED, PEOPLE = 100_000, 500_000
CHANGE_SECONDS, LOAD_SECONDS = 3, 60
IDLE_MB, LOADED_MB = 250, 1000
QUIET_SECONDS = 20.0


def run() -> list[Row]:
    """SQLite."""
    rig = Path(tempfile.mkdtemp(prefix="ostiary-bench-"))
    try:
        source = Sqlite(rig)
        changes = sorted(asyncio.run(_changes(source, rig / "changes")))
        load = asyncio.run(_load(source, rig / "load"))
        idle, loaded = asyncio.run(_memory(source, rig))
    finally:
        shutil.rmtree(rig, ignore_errors=True)
    return [
        limited(
            f"a change of a person at {DEVICES} devices, p95", OURS, changes[int(CHANGES * 0.95)], "s", CHANGE_SECONDS
        ),
        Row(f"a change of a person at {DEVICES} devices, median", OURS, changes[CHANGES // 2], "s"),
        limited(f"{LOADED:,} people to one device", OURS, load, "s", LOAD_SECONDS),
        limited("memory of an idle server with the demo site", OURS, idle, "MB", IDLE_MB),
        limited(f"memory with {PEOPLE:,} people", OURS, loaded, "MB", LOADED_MB),
    ]


@asynccontextmanager
async def _house(source: Sqlite, folder: Path, devices: int, people: int) -> AsyncIterator[House]:
    url = await source.clone("begun", begun)
    folder.mkdir()  # noqa: ASYNC240
    database = Database(url)
    await fill(database, people)
    await database.stop()
    plans = tuple(DevicePlan(FIRST_DEVICE + number, f"Reader {number}", MODEL) for number in range(devices))
    house = House(config_of(folder, url), lambda _: None, plans)
    await house.open()
    try:
        new = tuple(NewDevice(plan.id, plan.name, model(plan.model).type_id) for plan in plans)
        await house.gate.run(System("bench"), register_devices, new)
        yield house
    finally:
        await house.close()


async def _settled(house: House) -> None:
    async with house.database.read() as connection:
        seq = await newest(connection)
    codes = await house.plant.provisioner.settle(seq, 600)
    assert all(code == 0 for _, code in codes), codes


async def _changes(source: Sqlite, folder: Path) -> list[float]:
    async with _house(source, folder, DEVICES, 1_000) as house:
        for number in range(DEVICES):
            assert await house.plant.connections.turned(FIRST_DEVICE + number, True, 120)
        await _settled(house)
        client = await Client.signed_in(application(house), PASSWORD)
        times = []
        for number in range(CHANGES):
            started = perf_counter()
            body = json.dumps({"User": {"name": f"Renamed {number}"}}).encode()
            await client.put(f"/api/users/{FIRST + number}", body)
            await _settled(house)
            times.append(perf_counter() - started)
        return times


async def _load(source: Sqlite, folder: Path) -> float:
    # Besides them there is the administrator: the model holds no more.
    async with _house(source, folder, 1, LOADED - 1) as house:
        started = perf_counter()
        client = await Client.signed_in(application(house), PASSWORD)
        while json.loads(await client.get("/native/devices/content"))["states"].get("level") != 1:  # noqa: ASYNC110
            await asyncio.sleep(0.25)
        taken = perf_counter() - started
        line = house.plant.connections.line(FIRST_DEVICE)
        assert len(await line.driver.digests(FIRST_DEVICE, Family.USERS)) == LOADED
        return taken


async def _memory(source: Sqlite, rig: Path) -> tuple[float, float]:
    idle = rig / "idle"
    idle.mkdir()
    async with _served(f"sqlite+aiosqlite:///{idle / 'ostiary.db'}", idle, "--demo") as (process, _):
        await asyncio.sleep(QUIET_SECONDS)
        quiet = _resident(process)
    full = rig / "full"
    async with _house(source, full, 0, PEOPLE) as house:
        url = house.config.database
        await house.gate.run(System("bench"), register_devices, (NewDevice(FIRST_DEVICE, "Reader", READER),))
        door = {"name": "Main", "door_group_id": {"id": 1}, "entry_device_id": {"id": FIRST_DEVICE}}
        await (await Client.signed_in(application(house), PASSWORD)).post(
            "/api/doors", json.dumps({"Door": door}).encode()
        )
    async with _served(url, full) as (process, web):
        login = {"User": {"login_id": "admin", "password": PASSWORD}}
        session = (await web.post("/api/login", json=login)).headers["bs-session-id"]
        web.headers["bs-session-id"] = session
        for page in range(100):
            (await web.get(f"/api/users?limit=50&offset={page * 50}")).raise_for_status()
        (await web.get("/native/doors/1/people")).raise_for_status()
        return quiet, _resident(process)


@asynccontextmanager
async def _served(url: str, folder: Path, *more: str) -> AsyncIterator[tuple[int, httpx.AsyncClient]]:
    port = free_port()
    settings = {
        **os.environ,
        "OSTIARY_DATA_DIR": str(folder),
        "OSTIARY_DATABASE_URL": url,
        "OSTIARY_ADMIN_PASSWORD": PASSWORD,
        "OSTIARY_SIMULATOR_PORT": str(free_port()),
    }
    command = [sys.executable, "-m", "ostiary.app", "serve", "--http", "--port", str(port), *more]
    process = subprocess.Popen(command, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: ASYNC220, S603
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=120) as client:
            while not await _ready(client):  # noqa: ASYNC110
                await asyncio.sleep(0.1)
            yield process.pid, client
    finally:
        process.terminate()
        process.wait(60)


async def _ready(client: httpx.AsyncClient) -> bool:
    try:
        return (await client.get("/health/ready")).status_code == 200
    except httpx.TransportError:
        return False


def _resident(process: int) -> float:
    """Megabytes of a process that are in memory."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000
