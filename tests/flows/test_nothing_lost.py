"""kill -9: what was acknowledged is stored, nothing is stored twice, no fact is skipped and no effect doubled."""

import asyncio
import multiprocessing
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from ostiary.app import migrate
from ostiary.events.intake import Intake
from ostiary.events.model import EventRow, GapRow, NameRow
from ostiary.events.positions import Position
from ostiary.kernel.clock import now
from ostiary.kernel.counter import CounterRow
from ostiary.kernel.database import Database
from ostiary.kernel.outbox import FactRow, ReaderFault
from tests.flows import victims
from tests.rig.databases import Databases

KILLS = 20
DEVICES = (100001, 100002, 100003, 100004)
LENGTH = 15_000
"""More than is stored between twenty kills."""
WRITERS = range(8)

Line = tuple[int, ...]
Start = Callable[[Callable[..., None], Sequence[Any]], BaseProcess]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts a process that has everything imported; whatever still lives at the end is killed."""
    context: ForkServerContext = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.flows.victims"])
    started: list[BaseProcess] = []

    def run(target: Callable[..., None], arguments: Sequence[Any]) -> BaseProcess:
        process = context.Process(target=target, args=arguments, daemon=True)
        process.start()
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.join()


@pytest.fixture
def url(databases: Databases) -> Iterator[str]:
    """A migrated database of each engine in turn."""
    made = asyncio.run(databases.clone("migrated", migrate.upgrade))
    yield made
    databases.drop(made)


def size(notes: Path) -> int:
    """How much is noted."""
    return notes.stat().st_size if notes.exists() else 0


def under_load(process: BaseProcess, notes: Path) -> None:
    """Wait until the process has noted something, and then a random moment."""
    before = size(notes)
    while size(notes) == before:
        assert process.is_alive()
        time.sleep(0.001)
    time.sleep(secrets.randbelow(100) / 1000)


def kill(process: BaseProcess) -> None:
    """Kill a process at its work."""
    assert process.is_alive()
    process.kill()
    process.join()


class TestIntake:
    """A process that takes in logs, killed again and again."""

    def test_what_was_acknowledged_is_stored_once(self, url: str, start: Start, tmp_path: Path) -> None:
        notes = tmp_path / "acknowledged"
        arguments = (url, notes, DEVICES, LENGTH)
        for _ in range(KILLS):
            process = start(victims.intake_process, arguments)
            under_load(process, notes)
            kill(process)
        stored, _ = asyncio.run(self._state(url))
        acknowledged = {
            (device, index) for device, first, last in victims.noted(notes) for index in range(first, last + 1)
        }
        assert acknowledged <= set(stored)
        assert max(Counter(stored).values()) == 1
        asyncio.run(self._finish(url))
        stored, gaps = asyncio.run(self._state(url))
        assert Counter(stored) == Counter((device, index) for device in DEVICES for index in range(1, LENGTH + 1))
        assert gaps == 0

    async def _state(self, url: str) -> tuple[list[tuple[int, int]], int]:
        database = Database(url)
        async with database.read() as connection:
            events = (await connection.execute(select(EventRow.source_id, EventRow.log_index))).all()
            gaps = len((await connection.execute(select(GapRow.id))).all())
        await database.stop()
        return [(int(device or 0), int(index or 0)) for device, index in events], gaps

    async def _finish(self, url: str) -> None:
        database = Database(url)
        await victims.take_logs(database, DEVICES, LENGTH)
        for device in DEVICES:
            assert await Intake(database, now).position(device) == Position(device, 1, LENGTH, LENGTH)
        await database.stop()


class TestFacts:
    """Eight writers with slow transactions and a reader beside them, killed again and again."""

    def test_no_fact_is_skipped_and_no_effect_doubled(self, url: str, start: Start, tmp_path: Path) -> None:
        notes = [tmp_path / "first", tmp_path / "second"]
        if url.startswith("sqlite"):
            roles: list[Sequence[Any]] = [(url, notes[0], WRITERS, 1)]
        else:
            roles = [(url, notes[0], WRITERS[:4], 0), (url, notes[1], WRITERS[4:], 0), *[(url, notes[0], (), 1)] * 2]
        team = [start(victims.facts_process, role) for role in roles]
        for turn in range(KILLS):
            under_load(team[0], notes[0])
            place = turn % len(team)
            kill(team[place])
            team[place] = start(victims.facts_process, roles[place])
        for process in team:
            process.kill()
            process.join()
        asyncio.run(self._digest(url))
        written, facts, effects, faults = asyncio.run(self._state(url))
        assert {line for each in notes for line in victims.noted(each)} <= set(written)
        assert Counter(facts) == Counter(written)
        assert Counter(effects) == Counter(written)
        assert faults == 0

    async def _digest(self, url: str) -> None:
        database = Database(url)
        reader = victims.a_reader()
        while await reader.turn(database, now):
            pass
        await database.stop()

    async def _state(self, url: str) -> tuple[list[Line], list[Line], list[Line], int]:
        database = Database(url)
        async with database.read() as connection:
            counters = (await connection.execute(select(CounterRow.name, CounterRow.value))).all()
            facts = (await connection.execute(select(FactRow.body).order_by(FactRow.seq))).scalars().all()
            keys = (await connection.execute(select(NameRow.key).where(NameRow.kind == victims.EFFECT))).scalars().all()
            faults = len((await connection.execute(select(ReaderFault.id))).all())
        await database.stop()
        counts = {int(name.split()[1]): value for name, value in counters if name.startswith("written ")}
        written: list[Line] = [(writer, number) for writer in WRITERS for number in range(1, counts[writer] + 1)]
        effects: list[Line] = [(int(writer), int(number)) for writer, number in (key.split() for key in keys)]
        return written, [(fact["writer"], fact["number"]) for fact in facts], effects, faults
