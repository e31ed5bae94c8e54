"""A job for the tests: counts up, each number stored once with its checkpoint; and a process that does it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from ostiary.events.model import NameRow
from ostiary.jobs.kinds import Kind
from ostiary.jobs.operations import ask_for
from ostiary.jobs.progress import Progress
from ostiary.jobs.runner import Runner
from ostiary.kernel.clock import now
from ostiary.kernel.context import Module, Operator
from ostiary.kernel.database import Database
from ostiary.kernel.operation import Gate, Work, operation
from ostiary.kernel.trail import Method
from ostiary.kernel.vault import KEY_BYTES, Vault
from tests.flows.victims import PAUSE_SECONDS, Notes

STEP = "step"


@dataclass(frozen=True, slots=True)
class Counting:
    """Count up to this."""

    to: int


COUNT = Kind("test_count", Counting, (Module.DEVICE,), "write", lambda counting: {"count": [counting.to]})


@operation(module=Module.DEVICE, right="write", verb="TEST_COUNT", method=Method.ACTION)
async def begin_counting(work: Work, to: int) -> int:
    """Ask for it."""
    return await ask_for(work, COUNT, Counting(to), f"Count to {to}")


@operation(module=Module.DEVICE, right="write", verb="TEST_STEP", method=Method.ACTION)
async def store_number(work: Work, number: int) -> None:
    """Store one number, in a table that takes it twice."""
    row = {"kind": STEP, "key": str(number), "since": work.now, "name": "", "timezone": ""}
    await work.session.execute(insert(NameRow).values(row))


async def as_then(asker: Operator) -> Operator:
    """For tests in which operators stay what they were."""
    return asker


async def count(
    progress: Progress, counting: Counting, *, said: Callable[[int], None] = lambda _: None, pause: float = 0
) -> Any:
    """Store each number with the checkpoint that it is stored."""
    for number in range((progress.checkpoint or {"last": 0})["last"] + 1, counting.to + 1):
        progress.tell(f"At {number}.", done=number, total=counting.to)
        await progress.run(store_number, number, {"last": number})
        said(number)
        await asyncio.sleep(pause)
    return {"counted": counting.to}


async def stored(database: Database) -> list[int]:
    """The numbers that are stored, each as often as it is."""
    async with database.read() as connection:
        keys = await connection.scalars(select(NameRow.key).where(NameRow.kind == STEP))
        return sorted(map(int, keys))


def counting_process(url: str, path: Path, lease_seconds: float) -> None:
    """Do jobs until killed, and note each number."""

    async def work() -> None:
        database = Database(url)
        await database.start()
        notes = Notes(path)
        gate = Gate(database, Vault(b"\x01" * KEY_BYTES), now, {}, ())

        async def do(progress: Progress, counting: Counting) -> Any:
            return await count(progress, counting, said=notes.add, pause=PAUSE_SECONDS)

        await Runner(gate, {COUNT: do}, as_then, lease_seconds).run()

    asyncio.run(work())
