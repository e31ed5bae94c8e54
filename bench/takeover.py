"""How long are devices without a server whose own was killed, and what becomes of commands meanwhile?

Two servers (`ostiary serve`, processes of their own) share one PostgreSQL that keeps what it acknowledges; 50 devices,
each with a door, live in a simulator that is a third process. The server that looks after the devices is killed without
warning (kill -9), six times in turn. As soon as it is dead a card is presented at every reader: a device is taken over
when the surviving server shows that record, which it can only have from the device itself. Whoever loses its machine or
its network instead is noticed six seconds later (`kernel/duty.py`); that is not measured here.

From half a second before the kill the surviving server is asked to open one door after another. Each answer is compared
with the devices' logs, once all commands have expired: what was answered as done must have been done once, what was
answered as failed must not be done later. Sent by the killed server and not yet acknowledged counts as failed, though
the door may have opened: nobody knows.
"""

import asyncio
import multiprocessing
import shutil
import statistics
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import perf_counter
from typing import Any

import httpx

from bench.rig import Row, limited, postgres
from ostiary.app import migrate
from ostiary.app.config import Config
from ostiary.devices.commands import SECONDS as EXPIRE_SECONDS
from ostiary.drivers.simulated.remote import Remote
from ostiary.port.driver import Target
from ostiary.simulator.access_token import FILE_NAME, ensure_token
from ostiary.simulator.plan import DevicePlan
from tests.flows import victims
from tests.flows.apart import PATIENCE, Visitor, options_of, prepare
from tests.flows.test_nothing_lost import kill
from tests.rig.databases import Postgres
from tests.rig.served import free_port

OURS = "Ostiary"
FIRST_DEVICE, DEVICES = 300_001, 50
KILLS = 6
TAKEOVER_SECONDS = 10.0
BEFORE_SECONDS, EVERY_SECONDS = 0.5, 0.1
"""When the first command is given, before the kill, and the pause to the next."""
LOOK_SECONDS = 0.02
CALM_SECONDS = 2.0
"""Of a pair of servers before one of them is killed."""
OPENED = 19200
"""What a device logs that opens a door for an operator."""
PLANS = [DevicePlan(FIRST_DEVICE + number, f"Reader {number + 1}", "BioStation 3") for number in range(DEVICES)]

Launch = Callable[[int], BaseProcess]


@dataclass(slots=True)
class Found:
    """Of all kills: seconds until each device was another server's, and what became of the commands."""

    seconds: list[float] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)
    slowest_answer: float = 0.0


def run() -> list[Row]:
    """Six kills."""
    rig = Path(tempfile.mkdtemp(prefix="ostiary-bench-"))
    rig.chmod(0o755)
    try:
        found = _played(rig, postgres(rig))
    finally:
        Postgres.stop(rig)
        shutil.rmtree(rig, ignore_errors=True)
    given = found.answers
    return [
        Row("servers killed", OURS, KILLS, ""),
        Row("devices of each", OURS, DEVICES, ""),
        Row("a device is the other's, median", OURS, statistics.median(found.seconds), "s"),
        limited("a device is the other's, worst", OURS, max(found.seconds), "s", TAKEOVER_SECONDS),
        Row("commands given meanwhile", OURS, given.total(), ""),
        *(Row(f"commands {what}", OURS, given[what], "") for what in (DONE, FAILED, UNKNOWN)),
        limited("an answer to a command, slowest", OURS, found.slowest_answer, "s", EXPIRE_SECONDS + 1),
        *(
            Row(f"commands {what}", OURS, given[what], "", None, "none", given[what] == 0)
            for what in (LOST, LATE, MUTE)
        ),
    ]


DONE, FAILED = "answered as done, and done", "answered as failed, and not done"
UNKNOWN = "under way at the kill, answered as failed, and done"
LOST, LATE = "answered as done, and not done just once", "done after they were answered as failed"
MUTE = "without an answer"
NEVER = (LOST, LATE, MUTE)


def _played(rig: Path, source: Postgres) -> Found:
    url = asyncio.run(source.clone("migrated", migrate.upgrade))
    folder = rig / "data"
    folder.mkdir()
    ports = [free_port(), free_port()]
    options = options_of(folder, url, ports[0])
    config = Config(**options)
    asyncio.run(prepare(config, PLANS))
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.flows.victims"])

    def start(target: Callable[..., None], *arguments: Any) -> BaseProcess:
        process = context.Process(target=target, args=arguments, daemon=True)
        process.start()
        return process

    simulator = start(victims.simulator_process, folder, config.simulator_port, config.gateway_port, PLANS)
    try:
        return asyncio.run(
            _Pair(config, lambda port: start(victims.server_process, {**options, "port": port})).play(ports)
        )
    finally:
        kill(simulator)


@dataclass(frozen=True, slots=True)
class _Answered:
    """What one command was answered, when it was given and when it was answered."""

    device_id: int
    given: float
    at: float
    done: bool | None


class _Pair:
    """Two servers, a visitor of the one that survives, and somebody at the readers."""

    def __init__(self, config: Config, launch: Launch) -> None:
        self._config = config
        self._launch = launch
        self._visitor = Visitor(config)
        self._doors: dict[int, str] = {}
        self._last = 0
        self._found = Found()
        headers = {"Authorization": f"Bearer {ensure_token(config.data_dir / FILE_NAME)}"}
        base = f"http://127.0.0.1:{config.simulator_port}"
        self._readers = httpx.AsyncClient(base_url=base, headers=headers, trust_env=False, timeout=PATIENCE)
        self._devices = Remote(lambda: ensure_token(config.data_dir / FILE_NAME), config.gateway_port)

    async def play(self, ports: Sequence[int]) -> Found:
        """Kill one after the other; the one that is killed had the devices."""
        owner, other = ports
        servers = {}
        for port in (owner, other):
            servers[port] = self._launch(port)
            self._visitor.turn_to(port)
            await self._visitor.ready()
        await self._devices.start()
        for plan in PLANS:
            await self._devices.connect(Target(plan.id))
            await self._make_door(plan)
        for _ in range(KILLS):
            await asyncio.sleep(CALM_SECONDS)
            await self._take_over(servers[owner])
            servers[owner] = self._launch(owner)
            self._visitor.turn_to(owner)
            await self._visitor.ready()
            owner, other = other, owner
        for server in servers.values():
            kill(server)
        await self._devices.stop()
        await self._readers.aclose()
        await self._visitor.close()
        return self._found

    async def _make_door(self, plan: DevicePlan) -> None:
        reader = {"id": plan.id}
        wired = {"entry_device_id": reader, "relay_output_id": {"device_id": reader, "relay_index": 0}}
        door = {"name": plan.name, "door_group_id": {"id": 1}, "open_duration": "1", **wired}
        self._doors[plan.id] = (await self._visitor.send("POST", "/api/doors", {"Door": door}))["Door"]["id"]

    async def _take_over(self, owner: BaseProcess) -> None:
        await self._read_on()
        begun = await self._marks()
        commands = [asyncio.create_task(self._open(plan.id, number)) for number, plan in enumerate(PLANS)]
        await asyncio.sleep(BEFORE_SECONDS)
        kill(owner)
        killed = perf_counter()
        marks = await self._marks()
        await asyncio.gather(*(self._present(plan.id) for plan in PLANS))
        await self._until_shown(marks, killed)
        answered = await asyncio.gather(*commands)
        ends = await self._opened(begun)
        await asyncio.sleep(max(0.0, max(each.given for each in answered) + EXPIRE_SECONDS - perf_counter()))
        late = await self._opened(begun)
        for each in answered:
            self._found.answers[_kind(each, ends[each.device_id], late[each.device_id], killed)] += 1
        self._found.slowest_answer = max(self._found.slowest_answer, *(each.at - each.given for each in answered))

    # What is asked of the server

    async def _open(self, device_id: int, number: int) -> _Answered:
        await asyncio.sleep(number * EVERY_SECONDS)
        body = {"DoorCollection": {"rows": [{"id": self._doors[device_id]}]}}
        given = perf_counter()
        try:
            answer = await self._visitor.client.post("/api/doors/open", json=body)
            done: bool | None = answer.json()["Response"]["code"] == "0"
        except (httpx.HTTPError, ValueError, KeyError):
            done = None
        return _Answered(device_id, given, perf_counter(), done)

    async def _until_shown(self, marks: Mapping[int, int], killed: float) -> None:
        waiting = set(marks)
        async with asyncio.timeout(PATIENCE):
            while waiting:
                rows = await self._read_on()
                now = perf_counter()
                shown = {id for id, index in rows if id in waiting and index > marks[id]}
                self._found.seconds += [now - killed] * len(shown)
                waiting -= shown
                await asyncio.sleep(LOOK_SECONDS)

    async def _read_on(self) -> list[tuple[int, int]]:
        """Device and index of what is new in the log that the server shows."""
        newer = {"column": "id", "operator": 5, "values": [str(self._last)]}
        query = {"Query": {"limit": 5000, "conditions": [newer]}}
        rows = (await self._visitor.send("POST", "/api/events/search", query))["EventCollection"]["rows"]
        self._last = max([self._last, *(int(row["id"]) for row in rows)])
        return [(int(row["device_id"]["id"]), int(row["index"])) for row in rows if int(row["index"])]

    # What the devices themselves say

    async def _present(self, device_id: int) -> None:
        answer = await self._readers.post(f"/sim/v1/devices/{device_id}/present", json={"card": "4711"})
        answer.raise_for_status()

    async def _marks(self) -> dict[int, int]:
        """The last index of each device's log."""
        return {plan.id: (await self._devices.log(plan.id, 0, 1)).newest for plan in PLANS}

    async def _opened(self, marks: Mapping[int, int]) -> dict[int, int]:
        """How often each device has opened its door since these records."""
        pages = [await self._devices.log(id, index + 1, 1000) for id, index in marks.items()]
        return {page.device_id: sum(record.code == OPENED for record in page.records) for page in pages}


def _kind(answered: _Answered, then: int, at_last: int, killed: float) -> str:
    """What became of a command whose device opened its door so often until all were answered, and until all expired."""
    if answered.done is None:
        return MUTE
    if answered.done:
        return DONE if then == at_last == 1 else LOST
    if at_last == 0:
        return FAILED
    return UNKNOWN if answered.given < killed and then == at_last else LATE
