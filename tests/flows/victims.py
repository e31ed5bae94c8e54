"""What runs in the processes that are killed: intake of logs, writers and readers of facts, a whole server.

Each notes what was acknowledged to it in a file, line by line, as soon as it knows: the file outlives the process.
"""

import asyncio
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from ostiary.app import serving
from ostiary.app.config import Config
from ostiary.events.intake import Intake
from ostiary.events.model import NameRow
from ostiary.kernel import counter, outbox
from ostiary.kernel.clock import now
from ostiary.kernel.database import Database
from ostiary.kernel.outbox import Fact, Reader, Turn
from ostiary.port.reports import LogPage, LogRecord
from ostiary.simulator import service
from ostiary.simulator.plan import DevicePlan

PAGE = 50
SLOW_SECONDS = 0.03
SLOW_PERCENT = 15
PAUSE_SECONDS = 0.01
"""Of a writer, so that the reader is level with them: only there can it skip what is not committed yet."""
EFFECT = "effect"
MORNING = datetime(2026, 3, 1, tzinfo=UTC)


class Notes:
    """A file of lines, each written at once."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_APPEND | os.O_CREAT | os.O_WRONLY)

    def add(self, *words: object) -> None:
        """Write a line."""
        os.write(self._file, (" ".join(map(str, words)) + "\n").encode())


def noted(path: Path) -> list[tuple[int, ...]]:
    """The lines that were written."""
    return [tuple(map(int, line.split())) for line in path.read_text().splitlines()] if path.exists() else []


def a_log(device_id: int, first: int, length: int, count: int = PAGE) -> LogPage:
    """What a device answers that is asked for the records from `first`."""
    last = min(first + count - 1, length)
    records = [
        LogRecord(device_id, 1, index, MORNING + timedelta(seconds=index), 4102, user_id=str(index % 7))
        for index in range(first, last + 1)
    ]
    return LogPage(device_id, 1, 1, length, tuple(records))


async def take_logs(database: Database, devices: Sequence[int], length: int, notes: Notes | None = None) -> None:
    """Read the logs of devices from where they are stored, with hints ahead of the pages, to their ends."""
    intake = Intake(database, now)

    async def take(device_id: int) -> None:
        position = await intake.position(device_id)
        start = position.index + 1 if position else 1
        while start <= length:
            page = a_log(device_id, start, length)
            ahead = a_log(device_id, start + secrets.randbelow(3 * PAGE), length, 3)
            reached, _ = await asyncio.gather(intake.take_page(page, start), intake.take(ahead.records))
            for taken in (page.records, ahead.records):
                if notes and taken:
                    notes.add(device_id, taken[0].index, taken[-1].index)
            start = reached.index + 1

    await asyncio.gather(*map(take, devices))


def intake_process(url: str, path: Path, devices: Sequence[int], length: int) -> None:
    """Take in logs until killed."""

    async def work() -> None:
        database = Database(url)
        await database.start()
        await take_logs(database, devices, length, Notes(path))
        await database.stop()

    asyncio.run(work())


@dataclass(frozen=True)
class Written(Fact):
    """A writer has written its next number."""

    writer: int
    number: int


async def _effect(turn: Turn, fact: Written) -> None:
    effect = {"kind": EFFECT, "key": f"{fact.writer} {fact.number}", "since": turn.now, "name": "", "timezone": ""}
    await turn.session.execute(insert(NameRow).values(effect))


def a_reader() -> Reader:
    """The reader whose effects are counted."""
    return Reader("flow", {Written: [_effect]})


def facts_process(url: str, path: Path, writers: Sequence[int], readers: int) -> None:
    """Write facts, some of them slowly, and digest them, until killed."""

    async def work() -> None:
        database = Database(url)
        await database.start()
        notes = Notes(path)
        reading = [a_reader().follow(database, now) for _ in range(readers)]
        await asyncio.gather(*reading, *(_write(database, writer, notes) for writer in writers))

    asyncio.run(work())


async def _write(database: Database, writer: int, notes: Notes) -> None:
    while True:
        async with database.write() as session:
            number = await counter.take(session, f"written {writer}")
            await database.commit_order(session)
            await outbox.append(session, [Written(writer, number)], now())
            if secrets.randbelow(100) < SLOW_PERCENT:
                await asyncio.sleep(SLOW_SECONDS)
        notes.add(writer, number)
        await asyncio.sleep(PAUSE_SECONDS)


def server_process(options: dict[str, Any]) -> None:
    """Serve until killed."""
    _be_silent()
    serving.serve(Config(**options))


def simulator_process(folder: Path, port: int, gateway_port: int, plans: Sequence[DevicePlan]) -> None:
    """Simulate devices until killed."""
    _be_silent()
    asyncio.run(service.serve(folder, port, gateway_port=gateway_port, plans=plans))


def _be_silent() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
