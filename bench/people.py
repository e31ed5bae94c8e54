"""A page of 50 of 500,000 people: `GET /api/users?limit=50`.

The peer is a plain FastAPI endpoint on the same database: SQLAlchemy's mapped classes with their relations loaded
eagerly, a count of all, Pydantic models as `response_model`. It answers the same members and the same total, byte for
value; one difference ends the run. It looks up no session, no rights and no scope, and writes nothing down; ours does.

Both are called in this process without a socket. Cold: pages at offsets that nobody has asked for before, the same for
both. Warm: one page again and again. Contenders take turns, five requests a turn.
"""

import asyncio
import json
import statistics
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from pathlib import Path
from time import perf_counter

from bench.asgi import Client
from bench.people_crowd import fill
from bench.people_peer import endpoint
from bench.rig import Row, postgres, premises
from ostiary.app import migrate
from ostiary.app.compose import House, application
from ostiary.app.config import Config
from tests.rig.databases import Postgres, Sqlite

OURS, PEER = "Ostiary", "FastAPI + SQLAlchemy ORM"
PEOPLE = 500_000
TURNS = 25
REQUESTS = 5
COLD, WARM = 2, 4
PASSWORD = "a quiet harbour 42"  # noqa: S105

Call = Callable[[str], Awaitable[bytes]]


def run() -> list[Row]:
    """Both engines."""
    rows: list[Row] = []
    with premises() as rig:
        for engine, source in (("SQLite", Sqlite(rig)), ("PostgreSQL", postgres(rig))):
            rows += asyncio.run(_measured(engine, source, rig / engine))
    return rows


async def _measured(engine: str, source: Sqlite | Postgres, folder: Path) -> list[Row]:
    url = await source.clone("migrated", migrate.upgrade)
    folder.mkdir()  # noqa: ASYNC240
    house = House(
        Config(data_dir=folder, database_url=url, admin_password=PASSWORD, simulator_port=0, http=True), lambda _: None
    )
    await house.open()
    try:
        await fill(house.database, PEOPLE)
        client, other = await Client.signed_in(application(house), PASSWORD), Client(endpoint(url))
        ours, peer = partial(client.get, "/api/users"), partial(other.get, "/api/users")
        _compare(await ours("limit=50&offset=100"), await peer("limit=50&offset=100"))
        offsets = iter(range(200, 1_000_000, 50))
        cold = await _in_turns(ours, peer, lambda: f"limit=50&offset={next(offsets)}")
        warm = await _in_turns(ours, peer, lambda: "limit=50&offset=100")
    finally:
        await house.close()
    return [*_rows(f"{engine}: a page, cold", cold, COLD), *_rows(f"{engine}: a page, warm", warm, WARM)]


async def _in_turns(ours: Call, peer: Call, query: Callable[[], str]) -> Mapping[str, float]:
    """Milliseconds of a request: the median over all turns but the first."""
    found: dict[str, list[float]] = {OURS: [], PEER: []}
    for turn in range(TURNS + 1):
        queries = [query() for _ in range(REQUESTS)]
        for who, call in ((OURS, ours), (PEER, peer)):
            started = perf_counter()
            for each in queries:
                await call(each)
            if turn:
                found[who].append((perf_counter() - started) * 1000 / REQUESTS)
    return {who: statistics.median(each) for who, each in found.items()}


def _rows(measure: str, times: Mapping[str, float], at_least: float) -> list[Row]:
    ratio = times[PEER] / times[OURS]
    goal = f"{at_least:g} times as fast"
    return [
        Row(measure, OURS, times[OURS], "ms", None, goal, ratio >= at_least),
        Row(measure, PEER, times[PEER], "ms", ratio),
    ]


def _compare(ours: bytes, theirs: bytes) -> None:
    mine, other = json.loads(ours)["UserCollection"], json.loads(theirs)["UserCollection"]
    assert mine == other, (mine["total"], other["total"], mine["rows"][0], other["rows"][0])
