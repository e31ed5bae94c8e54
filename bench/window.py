"""Any part of a log of a million events, as a scroll bar asks for it: 200 rows by position, with the total.

The first question of a filter counts the log once; what is measured then is a page at the top, in the middle and at the
very end, of everything and of the refusals alone, and the first page after 200 further events. Called in this process
without a socket, session and rights looked up; medians of turns.
"""

import asyncio
import statistics
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from sqlalchemy import text

from bench.asgi import Client
from bench.rig import Row, limited, postgres, premises
from ostiary.app import migrate
from ostiary.app.compose import House, application
from ostiary.app.config import Config
from ostiary.events.tally import Tallies
from ostiary.kernel.clock import to_micros

EVENTS = 1_000_000
MORE = 200
TURNS = 11
FIRST = to_micros(datetime(2025, 1, 1, tzinfo=UTC))
STEP = 3_000_000
"""Microseconds from one event to the next."""
COUNTED, PAGE = 1000.0, 100.0
"""Milliseconds that the first question, and each page after it, may take."""
PASSWORD = "a quiet harbour 42"  # noqa: S105
FILL = """
    INSERT INTO event (at, stored_at, source_id, epoch, log_index, code, device_id, device_name, device_group_id,
        door_id, door_name, door_group_id, user_id, user_name, user_group_id, user_group_name, credential,
        reason, parameter, tna_key, shift, late, alert, by_device, image)
    WITH RECURSIVE number(n) AS (SELECT CAST(:first AS BIGINT) UNION ALL SELECT n + 1 FROM number WHERE n < :last)
    SELECT :since + n * :step, :since + n * :step + 90000, 1 + n % 500, 1, n,
        CASE n % 5 WHEN 0 THEN 4102 WHEN 1 THEN 20480 WHEN 2 THEN 20736 WHEN 3 THEN 6401 ELSE 4354 END,
        1 + n % 500, 'Reader', 1, 1 + n % 400, 'Door', 1, CAST(1 + n % 50000 AS TEXT), 'Person', 1, 'All Users', '',
        'Access group "Staff", access level "Staff doors": schedule "Always" is open.', '', 0, 0, false, false, false, 0
    FROM number
"""


def run() -> list[Row]:
    """Both engines."""
    with premises() as rig:
        return asyncio.run(_both(rig))


async def _both(rig: Path) -> list[Row]:
    postgresql = await postgres(rig).clone("migrated", migrate.upgrade)
    return [
        *await _measured("SQLite", f"sqlite+aiosqlite:///{rig / 'log.db'}", rig / "sqlite"),
        *await _measured("PostgreSQL", postgresql, rig / "postgresql"),
    ]


async def _measured(engine: str, url: str, folder: Path) -> list[Row]:
    folder.mkdir()  # noqa: ASYNC240
    if engine == "SQLite":
        await migrate.upgrade(url)
    config = Config(data_dir=folder, database_url=url, admin_password=PASSWORD, simulator_port=0, http=True)
    house = House(config, lambda _: None)
    await house.open()
    try:
        await _fill(house, 1, EVENTS)
        if engine == "PostgreSQL":
            async with house.database.writer.connect() as connection:
                raw = await connection.execution_options(isolation_level="AUTOCOMMIT")
                await raw.execute(text("VACUUM ANALYZE event"))
        return await _pages(engine, house)
    finally:
        await house.close()


async def _fill(house: House, first: int, last: int) -> None:
    async with house.database.write() as session:
        values = {"first": first, "last": last, "since": FIRST, "step": STEP}
        await session.execute(text(FILL), values)


async def _pages(engine: str, house: House) -> list[Row]:
    client = await Client.signed_in(application(house), PASSWORD)

    def ask(query: str) -> Callable[[], Awaitable[object]]:
        return lambda: client.get("/native/events/window", query)

    rows = []
    for what, asked, total in (("everything", "", EVENTS), ("refusals", "&class=denied", EVENTS * 2 // 5)):
        counted = []
        for _ in range(3):
            house.desk.tallies = Tallies(house.gate)
            counted.append(await _once(ask(f"offset=0{asked}")))
        rows.append(limited(f"{what}, first question", engine, statistics.median(counted), "ms", COUNTED))
        for where, offset in (("top", 0), ("middle", total // 2), ("end", total - 200)):
            times = [await _once(ask(f"offset={offset}{asked}")) for _ in range(TURNS)]
            rows.append(limited(f"{what}, {where}", engine, statistics.median(times), "ms", PAGE))
    later = []
    for turn in range(TURNS):
        await _fill(house, EVENTS + turn * MORE + 1, EVENTS + (turn + 1) * MORE)
        later.append(await _once(ask("offset=0")))
    return [*rows, limited("everything, top, 200 events later", engine, statistics.median(later), "ms", PAGE)]


async def _once(ask: Callable[[], Awaitable[object]]) -> float:
    started = perf_counter()
    await ask()
    return (perf_counter() - started) * 1000
