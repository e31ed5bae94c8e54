"""Is anything lost, doubled or left wrong in a day in which everything goes wrong?

Twenty-four hours of a building with 50 readers and 200 people, played fast: what happens in an hour of the day happens
in fifteen seconds, stamped by the machine's clock. Crowds come and go, an operator changes people, links flap, power is
cut, hints are lost, doubled and late, calls to devices fail or hang, clocks jump, records vanish from devices, and the
server (`ostiary serve` on SQLite, a process of its own) is killed without warning once an hour. Then everything is
mended, and what is stored is compared with the union of the devices' logs, what devices hold with what they should.
`make chaos` plays it; the same seed plays the same day, but for what time itself decides.
"""

import asyncio
import multiprocessing
import shutil
import tempfile
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import perf_counter

from bench.rig import Row
from ostiary.app import migrate
from ostiary.app.config import Config
from tests.flows import chaos, victims
from tests.flows.apart import options_of, prepare
from tests.flows.chaos import Day, Found
from tests.flows.test_nothing_lost import kill
from tests.rig.databases import Sqlite
from tests.rig.served import free_port

OURS = "Ostiary"
DAY = Day()


def run() -> list[Row]:
    """A day on SQLite."""
    rig = Path(tempfile.mkdtemp(prefix="ostiary-bench-"))
    began = perf_counter()
    try:
        found = _played(rig)
    finally:
        shutil.rmtree(rig, ignore_errors=True)
    rows = [
        Row("hours of the day", OURS, DAY.hours, "h"),
        Row("time it took", OURS, (perf_counter() - began) / 60, "min"),
        Row("devices", OURS, DAY.devices, ""),
        *(Row(what, OURS, count, "") for what, count in sorted(found.happened.items())),
        Row("events in the devices' logs", OURS, found.logged, ""),
    ]
    goals = {
        "of them not stored": found.missing,
        "of them stored twice": found.doubled,
        "stored and in no log": found.foreign,
        "devices that do not hold what they should": len(found.differing),
    }
    return [*rows, *(Row(what, OURS, count, "", None, "none", count == 0) for what, count in goals.items())]


def _played(rig: Path) -> Found:
    url = asyncio.run(Sqlite(rig).clone("migrated", migrate.upgrade))
    folder = rig / "data"
    folder.mkdir()
    options = options_of(folder, url, free_port())
    config = Config(**options)
    asyncio.run(prepare(config, chaos.plans(DAY)))
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.flows.victims"])

    def launch() -> BaseProcess:
        process = context.Process(target=victims.server_process, args=(options,), daemon=True)
        process.start()
        return process

    return asyncio.run(chaos.play(config, DAY, launch, kill))
