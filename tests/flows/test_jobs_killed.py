"""kill -9 in the middle of a job: it goes on from its last checkpoint, and nothing is done twice."""

import asyncio
import time
from pathlib import Path

from ostiary.jobs.model import State
from ostiary.jobs.queries import JobView, get_job
from ostiary.jobs.runner import Runner
from ostiary.kernel.clock import now
from ostiary.kernel.database import Database
from ostiary.kernel.operation import Gate
from ostiary.kernel.vault import KEY_BYTES, Vault
from tests.flows import victims
from tests.flows.test_nothing_lost import Start, kill, start, under_load, url
from tests.rig.ground import SYSTEM
from tests.rooms.jobs.steps import COUNT, as_then, begin_counting, count, counting_process, stored

__all__ = ["start", "url"]

NUMBERS = 120
"""More than is stored between four kills."""
KILLS = 4
LEASE_SECONDS = 0.2


class TestKilled:
    def test_it_goes_on_and_doubles_nothing(self, url: str, start: Start, tmp_path: Path) -> None:
        notes = tmp_path / "acknowledged"
        id = asyncio.run(self._begin(url))
        for _ in range(KILLS):
            process = start(counting_process, (url, notes, LEASE_SECONDS))
            under_load(process, notes)
            kill(process)
            time.sleep(LEASE_SECONDS)
        acknowledged = [number for (number,) in victims.noted(notes)]
        assert len(acknowledged) == len(set(acknowledged)) < NUMBERS
        job, numbers = asyncio.run(self._finish(url, id))
        assert (job.state, job.result) == (State.DONE, {"counted": NUMBERS})
        assert numbers == list(range(1, NUMBERS + 1))

    async def _begin(self, url: str) -> int:
        database = Database(url)
        id = (await self._gate(database).run(SYSTEM, begin_counting, NUMBERS)).result
        await database.stop()
        return id

    async def _finish(self, url: str, id: int) -> tuple[JobView, list[int]]:
        database = Database(url)
        gate = self._gate(database)
        running = asyncio.create_task(Runner(gate, {COUNT: count}, as_then, LEASE_SECONDS).run())
        while (job := await gate.ask(SYSTEM, get_job, id)).ended_at is None:
            await database.bell.wait(database.bell.rings)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        numbers = await stored(database)
        await database.stop()
        return job, numbers

    def _gate(self, database: Database) -> Gate:
        return Gate(database, Vault(b"\x01" * KEY_BYTES), now, {}, ())
