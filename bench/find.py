"""Finding somebody among 500,000 people, and a door, a device, a group, a level or a schedule with him, by what is
typed so far: `GET /native/find?q=mi%20lab`.

The peer is a plain FastAPI endpoint on the same database that finds people only, with `LIKE '%...%'` for each word over
name, id, login id and e-mail address, sorted by name. It looks up no session, no rights and no scope.

Both are called in this process without a socket and take turns, one request each: everything that is typed on the way
to a person, from the first letter on, and words that nobody has. Beside it how many people are made in a second where
500,000 are, 5,000 a request, by the act behind `POST /api/users`.
"""

import asyncio
import json
import statistics
from pathlib import Path
from time import perf_counter
from urllib.parse import urlencode

from bench.asgi import Client
from bench.find_peer import endpoint
from bench.people_crowd import EXPIRY, FIRST, START, fill
from bench.rig import Row, limited, postgres, premises
from ostiary.app import migrate
from ostiary.app.compose import House, application
from ostiary.app.config import Config
from ostiary.identity.users import UserChange
from ostiary.kernel.context import System
from ostiary.people.operations import Person, PersonChange, create_people
from tests.rig.databases import Postgres, Sqlite

OURS, PEER = "Ostiary", "FastAPI + LIKE '%...%'"
PEOPLE = 500_000
TURNS = 5
MADE, REQUESTS = 5_000, 4
LIMIT = 200
PASSWORD = "a quiet harbour 42"  # noqa: S105
TYPED = (
    *("m", "mi", "min", "mina", "mina l", "mina la", "mina lab", "mina lab 4"),
    *("k", "kim 1", "l m", "mü mi", "gar", "미", "미나 김", "ㅁㄴ"),
    *("1", "12", "123456", "p4711@", "zzz", "mina zzz"),
)


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
        times = await _in_turns({OURS: client, PEER: other})
        made = await _made(house)
    finally:
        await house.close()
    theirs = {who: statistics.quantiles(each, n=20)[-1] for who, each in times.items()}
    return [
        limited(f"{engine}: p95", OURS, theirs[OURS], "ms", LIMIT),
        Row(f"{engine}: p95", PEER, theirs[PEER], "ms", theirs[PEER] / theirs[OURS]),
        Row(f"{engine}: median", OURS, statistics.median(times[OURS]), "ms"),
        Row(f"{engine}: median", PEER, statistics.median(times[PEER]), "ms"),
        Row(f"{engine}: slowest", OURS, max(times[OURS]), "ms"),
        Row(f"{engine}: slowest", PEER, max(times[PEER]), "ms"),
        Row(f"{engine}: people made", OURS, made, "/s"),
    ]


async def _in_turns(clients: dict[str, Client]) -> dict[str, list[float]]:
    """Milliseconds of every request in all turns but the first."""
    found: dict[str, list[float]] = {who: [] for who in clients}
    for turn in range(TURNS + 1):
        for typed in TYPED:
            query = urlencode({"q": typed, "limit": 8})
            for who, client in clients.items():
                started = perf_counter()
                answer = json.loads(await client.get("/native/find", query))
                if turn:
                    found[who].append((perf_counter() - started) * 1000)
                assert bool(answer["items"]) != typed.endswith("zzz") or who == PEER, typed
    return found


async def _made(house: House) -> float:
    """People a second."""
    started = perf_counter()
    for request in range(REQUESTS):
        first = FIRST + PEOPLE + request * MADE
        await house.gate.run(System("bench"), create_people, [_person(first + number) for number in range(MADE)])
    return MADE * REQUESTS / (perf_counter() - started)


def _person(number: int) -> Person:
    data = UserChange(name=f"Minjun Larsen {number}", group_id=2, start=START, expiry=EXPIRY)
    return Person(str(number), PersonChange(data))
