"""From a card presented at a reader to the frame of it at a client of the live stream, through the whole house.

Twenty simulated readers make a hundred events a second between them; at one more a card is presented whenever the frame
of the one before has come. Server, devices, crowd and client share one process and one event loop, so the time is that
of all of them together. The frame's way: device, log record, intake (commit, synchronous=FULL on SQLite), broadcast,
web socket.
"""

import asyncio
import itertools
import json
import statistics
from pathlib import Path
from time import perf_counter

import httpx
from websockets.asyncio.client import ClientConnection, connect

from bench.rig import Row, limited, postgres, premises
from ostiary.app import migrate
from ostiary.app.compose import House
from ostiary.app.config import Config
from ostiary.devices.operations import NewDevice, register_devices
from ostiary.kernel.context import System
from ostiary.simulator.models import model
from ostiary.simulator.plan import DevicePlan
from ostiary.simulator.presentation import Presentation
from tests.rig.databases import Postgres, Sqlite
from tests.rig.site import running

OURS = "Ostiary"
MODEL = "XPass 2 keypad"
CROWD = tuple(DevicePlan(200001 + number, f"Reader {number}", MODEL) for number in range(20))
MEASURED = DevicePlan(200100, "Measured reader", MODEL)
PER_SECOND = 100
CARDS = 300
WARM = 30
LIMIT_MS = 100
PASSWORD = "a quiet harbour 42"  # noqa: S105


def run() -> list[Row]:
    """Everything."""
    rows: list[Row] = []
    with premises() as rig:
        for engine, source in (("SQLite", Sqlite(rig)), ("PostgreSQL", postgres(rig))):
            waits, rate = asyncio.run(_measured(source, rig / engine))
            waits.sort()
            p95 = waits[int(len(waits) * 0.95)]
            rows += [
                limited(f"{engine}: card presented to live frame, p95", OURS, p95, "ms", LIMIT_MS),
                Row(f"{engine}: card presented to live frame, median", OURS, statistics.median(waits), "ms"),
                Row(f"{engine}: events going on beside it", OURS, rate, "/s"),
            ]
    return rows


async def _measured(source: Sqlite | Postgres, folder: Path) -> tuple[list[float], float]:
    """Milliseconds of each card, and how many other frames came in a second."""
    config = Config(
        data_dir=folder,
        database_url=await source.clone("migrated", migrate.upgrade),
        admin_password=PASSWORD,
        simulator_port=0,
        http=True,
    )
    folder.mkdir()  # noqa: ASYNC240
    plans = (*CROWD, MEASURED)
    async with running(config, plans) as (house, url):
        devices = tuple(NewDevice(plan.id, plan.name, model(plan.model).type_id) for plan in plans)
        await house.gate.run(System("bench"), register_devices, devices)
        while not all(house.plant.connections.online(plan.id) for plan in plans):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        async with httpx.AsyncClient(base_url=url, trust_env=False) as client:
            login = {"User": {"login_id": "admin", "password": PASSWORD}}
            session = (await client.post("/api/login", json=login)).headers["bs-session-id"]
            async with connect(f"ws{url.removeprefix('http')}/wsapi", proxy=None) as stream:
                await stream.send(f"bs-session-id={session}")
                await stream.recv()
                await client.post("/api/events/start", headers={"bs-session-id": session})
                return await _present(house, stream)


async def _present(house: House, stream: ClientConnection) -> tuple[list[float], float]:
    crowd = asyncio.create_task(_crowd(house))
    waits: list[float] = []
    others, begun = 0, perf_counter()
    for card in itertools.count(1_000_000_000):
        presented = perf_counter()
        presenting = asyncio.create_task(_at(house, MEASURED, card))
        while json.loads(await stream.recv())["Event"]["user_id"]["user_id"] != str(card):
            others += 1
        waits.append((perf_counter() - presented) * 1000)
        await presenting
        if len(waits) == CARDS + WARM:
            break
        await asyncio.sleep(0.02)
    rate = others / (perf_counter() - begun)
    crowd.cancel()
    await asyncio.gather(crowd, return_exceptions=True)
    return waits[WARM:], rate


async def _crowd(house: House) -> None:
    """Present cards at the other readers in turn, evenly."""
    loop = asyncio.get_running_loop()
    begun = loop.time()
    presenting: list[asyncio.Task[None]] = []
    for number, plan in enumerate(itertools.cycle(CROWD)):
        await asyncio.sleep(max(begun + number / PER_SECOND - loop.time(), 0))
        presenting = [task for task in presenting if not task.done()]
        presenting.append(asyncio.create_task(_at(house, plan, 1 + number)))


async def _at(house: House, plan: DevicePlan, card: int) -> None:
    assert house.plant.fleet is not None
    await house.plant.fleet.present(plan.id, Presentation(card=str(card)))
