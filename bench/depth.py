"""A page of 50 far down in a log of ten million events, on PostgreSQL.

Our own API goes on from a cursor: page 20,000 is asked for as a client would who has gone through all pages before it.
The dialect has offsets: page 20,001 is `offset: 1000000`, and the database has to pass over a million entries. The peer
of that is the bare SQL of page 1 by asyncpg, with nothing around it, and a fixed allowance. All are called in this
process without a socket, session and rights looked up; contenders take turns.
"""

import asyncio
import json
import statistics
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import asyncpg

from bench.asgi import Client
from bench.rig import Row, limited, postgres, premises
from ostiary.api.native.values import cursor_of
from ostiary.app import migrate
from ostiary.app.compose import House, application
from ostiary.app.config import Config
from ostiary.kernel.clock import to_micros
from tests.rig.databases import Postgres

OURS = "Ostiary"
EVENTS = 10_000_000
PAGE = 50
FAR = 1_000_000
TURNS = 15
DEEPER, TIMES, ALLOWED = 1.5, 4, 150.0
FIRST = to_micros(datetime(2025, 1, 1, tzinfo=UTC))
STEP = 3_000_000
"""Microseconds from one event to the next."""
PASSWORD = "a quiet harbour 42"  # noqa: S105
FILL = """
    INSERT INTO event (at, stored_at, source_id, epoch, log_index, code, device_id, device_name, device_group_id,
        door_id, door_name, door_group_id, user_id, user_name, user_group_id, user_group_name, credential,
        reason, parameter, tna_key, shift, late, alert)
    SELECT $1::bigint + n * $2::bigint, $1::bigint + n * $2::bigint + 90000, 1 + n % 500, 1, n,
        CASE n % 5 WHEN 0 THEN 4102 WHEN 1 THEN 20480 WHEN 2 THEN 20736 WHEN 3 THEN 6401 ELSE 4354 END,
        1 + n % 500, 'Reader ' || n % 500, 1, 1 + n % 400, 'Door ' || n % 400, 1, (1 + n % 50000)::text,
        'Person ' || n % 50000, 1, 'All Users', '', '', '', 0, 0, false, false
    FROM generate_series(1, $3::bigint) AS n
"""
FIRST_PAGE = "SELECT * FROM event ORDER BY at, id LIMIT 50"

Ask = Callable[[], Awaitable[object]]


def run() -> list[Row]:
    """PostgreSQL; SQLite is not what a log of this length is kept in."""
    with premises() as rig:
        return asyncio.run(_measured(postgres(rig), rig / "data"))


async def _measured(source: Postgres, folder: Path) -> list[Row]:
    url = await source.clone("migrated", migrate.upgrade)
    folder.mkdir()  # noqa: ASYNC240
    raw = await asyncpg.connect(url.replace("+asyncpg", ""))
    await raw.execute(FILL, FIRST, STEP, EVENTS, timeout=3600)
    await raw.execute("VACUUM ANALYZE event", timeout=3600)
    config = Config(data_dir=folder, database_url=url, admin_password=PASSWORD, simulator_port=0, http=True)
    house = House(config, lambda _: None)
    await house.open()
    try:
        client = await Client.signed_in(application(house), PASSWORD)
        far = cursor_of(FIRST + (FAR - PAGE) * STEP, FAR - PAGE)
        times = await _in_turns(
            {
                "cursor, page 1": lambda: client.get("/native/events", "order=oldest&limit=50"),
                "cursor, page 20,000": lambda: client.get("/native/events", f"order=oldest&limit=50&cursor={far}"),
                "offset, page 1": lambda: client.post("/api/events/search", _body(0)),
                "offset 1,000,000": lambda: client.post("/api/events/search", _body(FAR)),
                "bare SQL, page 1": lambda: raw.fetch(FIRST_PAGE),
            }
        )
    finally:
        await house.close()
        await raw.close()
    first, deep = times["cursor, page 1"], times["cursor, page 20,000"]
    bare, offset = times["bare SQL, page 1"], times["offset 1,000,000"]
    return [
        Row("by cursor: page 1", OURS, first, "ms"),
        limited("by cursor: page 20,000", OURS, deep, "ms", round(DEEPER * first, 2)),
        Row("by offset: page 1", OURS, times["offset, page 1"], "ms"),
        limited("by offset: 1,000,000", OURS, offset, "ms", round(TIMES * bare + ALLOWED, 2)),
        Row("page 1", "bare SQL", bare, "ms"),
    ]


def _body(offset: int) -> bytes:
    orders = [{"column": "datetime", "descending": False}]
    return json.dumps({"Query": {"limit": PAGE, "offset": offset, "conditions": [], "orders": orders}}).encode()


async def _in_turns(contenders: Mapping[str, Ask]) -> dict[str, float]:
    """Milliseconds: the median over all turns but the first."""
    found: dict[str, list[float]] = {name: [] for name in contenders}
    for turn in range(TURNS + 1):
        for name, ask in contenders.items():
            started = perf_counter()
            await ask()
            if turn:
                found[name].append((perf_counter() - started) * 1000)
    return {name: statistics.median(each) for name, each in found.items()}
