"""The live stream to 100 clients, each an operator with a filter of his own.

The peer is the plain loop that Starlette's documentation shows: for each text, for each client, `send_text`; no
filters, no sessions, texts made beforehand. Ours gets events as the log has them: it renders each once, asks the
filter of each client, and hands out what is left, which is everything here, so that both send the same. Clients are in
a process of their own; both are served by uvicorn in this one. Rounds take turns.

In the last rows one client more has connected and reads nothing, in every second round: what that costs the others.
"""

import asyncio
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from time import perf_counter

import uvicorn
from fastapi import FastAPI, WebSocket

from bench.asgi import Client
from bench.rig import Row
from ostiary.api.biostar.wire.event import frame_of
from ostiary.app import migrate
from ostiary.app.compose import House, application
from ostiary.app.config import Config
from ostiary.events.model import Event
from ostiary.kernel.clock import now
from ostiary.live.ring import Notice
from tests.rig.databases import Sqlite
from tests.rig.served import free_port

OURS, PEER = "Ostiary", "Starlette loop"
CLIENTS = 100
EVENTS = 2_000
AT_ONCE = 200
SHARED = 2
"""The first device group after the root."""
ROUNDS = 5
AT_LEAST, STALLED_COSTS = 0.95, 0.05
PASSWORD = "a quiet harbour 42"  # noqa: S105

Send = Callable[[], Awaitable[None]]
Prepare = Callable[[], Awaitable[Send]]


def run() -> list[Row]:
    """SQLite; the database has no part in it."""
    rig = Path(tempfile.mkdtemp(prefix="ostiary-bench-"))
    try:
        return asyncio.run(_measured(Sqlite(rig), rig / "data"))
    finally:
        shutil.rmtree(rig, ignore_errors=True)


async def _measured(source: Sqlite, folder: Path) -> list[Row]:
    url = await source.clone("migrated", migrate.upgrade)
    folder.mkdir()  # noqa: ASYNC240
    config = Config(data_dir=folder, database_url=url, admin_password=PASSWORD, simulator_port=0, http=True)
    house = House(config, lambda _: None)
    app = application(house)
    await house.open()
    rates: dict[str, list[float]] = {"ours": [], "peer": [], "stalled": []}
    try:
        sessions = await _operators(app)
        async with _served(app) as ours, _served(_plain(peers := [])) as peer:
            for turn in range(ROUNDS + 1):
                bound = sessions[:CLIENTS]
                here = {
                    "ours": await _round(ours + "/wsapi", bound, 0, _ours(house, app, bound)),
                    "peer": await _round(peer, ["-"] * CLIENTS, 0, _peer(peers)),
                    "stalled": await _round(ours + "/wsapi", sessions, 1, _ours(house, app, sessions)),
                }
                for name, rate in here.items():
                    if turn:
                        rates[name].append(rate)
    finally:
        await house.close()
    found = {name: statistics.median(each) for name, each in rates.items()}
    ratio, cost = found["ours"] / found["peer"], 1 - found["stalled"] / found["ours"]
    return [
        Row("frames handed out", OURS, found["ours"], "/s", None, "at least 0.95 of the peer", ratio >= AT_LEAST),
        Row("frames handed out", PEER, found["peer"], "/s", ratio),
        Row("one that does not read costs the others", OURS, cost * 100, "%", None, "under 5 %", cost < STALLED_COSTS),
    ]


async def _operators(app: FastAPI) -> list[str]:
    """The sessions of operators who each see the events of a device group that all have and of one of their own."""
    admin = await Client.signed_in(app, PASSWORD)
    sessions = []
    for number in range(CLIENTS + 2):
        group = {"DeviceGroup": {"name": f"Group {number}", "parent_id": {"id": 1}}}
        own = json.loads(await admin.post("/api/device_groups", json.dumps(group).encode()))["DeviceGroup"]["id"]
        if not number:
            assert int(own) == SHARED
            continue
        rights = {"Monitoring": {"read": True, "write": False}}
        level = {"name": f"Level {number}", "filter": {"DeviceGroup": [SHARED, own]}, "module": rights}
        made = json.loads(await admin.post("/api/permissions", json.dumps({"Permission": level}).encode()))
        person = {
            "user_id": str(100 + number),
            "name": f"Operator {number}",
            "user_group_id": {"id": 1},
            "start_datetime": "2020-01-01T00:00:00.00Z",
            "expiry_datetime": "2030-12-31T23:59:00.00Z",
            "login_id": f"operator{number}",
            "password": PASSWORD,
            "permission": {"id": made["Permission"]["id"]},
        }
        await admin.post("/api/users", json.dumps({"User": person}).encode())
        sessions.append(await _session(app, f"operator{number}"))
    return sessions


async def _session(app: FastAPI, login_id: str) -> str:
    body = json.dumps({"User": {"login_id": login_id, "password": PASSWORD}}).encode()
    headers, _ = await Client(app).request("POST", "/api/login", "", body)
    return next(value for name, value in headers if name == b"bs-session-id").decode()


@asynccontextmanager
async def _served(app: FastAPI) -> AsyncIterator[str]:
    port = free_port()
    config = uvicorn.Config(app, port=port, ws="websockets-sansio", log_config=None, access_log=False, lifespan="off")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    try:
        yield f"ws://127.0.0.1:{port}"
    finally:
        server.should_exit = server.force_exit = True
        await serving


def _plain(clients: list[WebSocket]) -> FastAPI:
    app = FastAPI()

    @app.websocket("/")
    async def endpoint(socket: WebSocket) -> None:
        await socket.accept()
        clients.append(socket)
        while (await socket.receive())["type"] != "websocket.disconnect":
            pass

    return app


async def _round(url: str, sessions: Sequence[str], stalled: int, prepare: Prepare) -> float:
    """Frames in a second, from the first that is sent until every client that reads has read all."""
    command = [sys.executable, "-m", "bench.listeners", url, str(EVENTS), str(stalled), *sessions]
    listeners = await asyncio.create_subprocess_exec(*command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert listeners.stdin is not None
    assert listeners.stdout is not None
    assert await listeners.stdout.readline() == b"ready\n"
    sending = asyncio.create_task(_timed(prepare))
    assert await listeners.stdout.readline() == b"done\n"
    begun = await sending
    rate = EVENTS * (len(sessions) - stalled) / (perf_counter() - begun)
    listeners.stdin.close()
    await listeners.wait()
    return rate


async def _timed(prepare: Prepare) -> float:
    send = await prepare()
    begun = perf_counter()
    await send()
    return begun


def _ours(house: House, app: FastAPI, sessions: Sequence[str]) -> Prepare:
    async def send() -> None:
        for start in range(0, EVENTS, AT_ONCE):
            house.broadcast.ring.append([Notice(an_event(start + number)) for number in range(AT_ONCE)])
            await asyncio.sleep(0)

    async def prepare() -> Send:
        for session in sessions:
            await Client(app, [(b"bs-session-id", session.encode())]).post("/api/events/start", b"")
        return send

    return prepare


def _peer(clients: list[WebSocket]) -> Prepare:
    async def prepare() -> Send:
        texts, here = [frame_of(an_event(number), ()) for number in range(EVENTS)], clients[-CLIENTS:]

        async def send() -> None:
            for text in texts:
                for client in here:
                    await client.send_text(text)

        return send

    return prepare


def an_event(number: int) -> Event:
    """Somebody who passes a door."""
    at = now()
    return Event(
        id=number + 1,
        at=at,
        stored_at=at,
        log_index=number + 1,
        code=4102,
        device_id=542190001,
        device_name="Main entrance",
        device_group_id=SHARED,
        door_id=1,
        door_name="Main entrance",
        door_group_id=1,
        user_id="17",
        user_name="Ada Byron",
        user_group_id=1,
        user_group_name="All Users",
        credential="",
        reason="",
        parameter="",
        tna_key=0,
        shift=540,
        late=False,
        source_id=542190001,
        epoch=1,
    )
