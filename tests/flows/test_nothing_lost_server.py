"""kill -9 of the whole server while people come and go: what it showed is stored, and stored is what the devices log.

The simulator runs in a process of its own and goes on while the server is away. On PostgreSQL two servers share the
database as well: whichever is killed, the other goes on with the devices.
"""

import asyncio
import itertools
import secrets
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from multiprocessing.process import BaseProcess
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select

from ostiary.app.config import Config
from ostiary.drivers.simulated.remote import Remote
from ostiary.events.model import EventRow
from ostiary.kernel import duty
from ostiary.kernel.database import Database
from ostiary.port.driver import Target
from ostiary.simulator.access_token import FILE_NAME, ensure_token
from ostiary.simulator.plan import DevicePlan
from tests.flows import victims
from tests.flows.apart import PATIENCE, Visitor, options_of, prepare
from tests.flows.test_nothing_lost import KILLS, Start, kill, start, url
from tests.rig.served import free_port

__all__ = ["start", "url"]

PLANS = (DevicePlan(100001, "One", "BioStation 3 Max FP"), DevicePlan(100002, "Two", "XPass 2 keypad"))
PRESENTED_EVERY = 0.005
TAKEOVERS = 10
LONGEST_TAKEOVER = 10.0
"""Seconds."""

Place = tuple[int, int]
"""Device and index in its log."""


class Watch(Visitor):
    """A client that reads the log on and on, over every restart of the server."""

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self._last = 0
        self.seen: list[Place] = []

    async def read_on(self) -> int:
        """Read what is new; answers how much that was."""
        newer = {"column": "id", "operator": 5, "values": [str(self._last)]}
        answer = await self.send("POST", "/api/events/search", {"Query": {"limit": 500, "conditions": [newer]}})
        rows = answer["EventCollection"]["rows"]
        assert all(int(one["id"]) < int(other["id"]) for one, other in itertools.pairwise(rows))
        for row in rows:
            self._last = int(row["id"])
            if int(row["index"]):
                self.seen.append((int(row["device_id"]["id"]), int(row["index"])))
        return len(rows)

    async def news(self) -> None:
        """Until there is something new."""
        async with asyncio.timeout(PATIENCE):
            for pause in itertools.repeat(0.005):
                if await self.read_on():
                    return
                await asyncio.sleep(pause)

    async def beyond(self, ends: Mapping[int, int]) -> None:
        """Until something newer than this index of its log has come from every device."""
        while any((device, end) >= max(self._of(device), default=(device, 0)) for device, end in ends.items()):
            await self.news()

    def _of(self, device_id: int) -> list[Place]:
        return [place for place in self.seen if place[0] == device_id]


async def come_and_go(config: Config, evening: asyncio.Event) -> None:
    """Present cards at all readers at once until the evening; then every device has answered and its log is whole."""
    headers = {"Authorization": f"Bearer {ensure_token(config.data_dir / FILE_NAME)}"}
    base = f"http://127.0.0.1:{config.simulator_port}"
    async with httpx.AsyncClient(base_url=base, headers=headers, trust_env=False, timeout=PATIENCE) as control:

        async def present(plan: DevicePlan) -> None:
            while not evening.is_set():
                card = {"card": str(secrets.randbelow(10**9))}
                with suppress(httpx.TransportError):
                    await control.post(f"/sim/v1/devices/{plan.id}/present", json=card)
                await asyncio.sleep(PRESENTED_EVERY)

        await asyncio.gather(*(present(plan) for plan in PLANS for _ in range(2)))


async def device_logs(config: Config) -> list[Place]:
    """What the devices have in their logs."""
    remote = Remote(lambda: ensure_token(config.data_dir / FILE_NAME), config.gateway_port)
    await remote.start()
    places: list[Place] = []
    for plan in PLANS:
        await remote.connect(Target(plan.id))
        page = await remote.log(plan.id, 0, 100_000)
        assert (page.oldest, page.newest) == (1, len(page.records))
        places += [(record.device_id, record.index) for record in page.records]
    await remote.stop()
    return places


async def stored(url: str) -> list[Place]:
    """What is stored of devices' logs."""
    database = Database(url)
    async with database.read() as connection:
        statement = select(EventRow.source_id, EventRow.log_index).where(EventRow.source_id.is_not(None))
        rows = (await connection.execute(statement)).all()
    await database.stop()
    return [(int(device or 0), int(index or 0)) for device, index in rows]


class TestServer:
    """A server, killed again and again."""

    async def _story(self, config: Config, run: Callable[[], BaseProcess]) -> None:
        watch = Watch(config)
        evening = asyncio.Event()
        crowd = asyncio.create_task(come_and_go(config, evening))
        for _ in range(KILLS):
            server = run()
            await watch.ready()
            await watch.news()
            for _ in range(secrets.randbelow(4)):
                await watch.read_on()
            kill(server)
            assert set(watch.seen) <= set(await stored(config.database))
        evening.set()
        await crowd
        logged = Counter(await device_logs(config))
        run()
        await watch.ready()
        async with asyncio.timeout(PATIENCE):
            while len(watch.seen) < logged.total():
                await watch.news()
        assert Counter(watch.seen) == logged
        assert Counter(await stored(config.database)) == logged
        await watch.close()

    def test_what_it_showed_is_stored_and_stored_is_what_devices_log(
        self, url: str, start: Start, tmp_path: Path
    ) -> None:
        options = options_of(tmp_path, url, free_port())
        config = Config(**options)
        asyncio.run(prepare(config, PLANS))
        plans: Sequence[DevicePlan] = PLANS
        start(victims.simulator_process, (tmp_path, config.simulator_port, config.gateway_port, plans))
        asyncio.run(self._story(config, lambda: start(victims.server_process, (options,))))


class TestTheDuty:
    """The devices of a server whose whole machine is gone, too, are another's in time."""

    def test_is_sought_within_ten_seconds_of_the_end_of_whoever_had_it(self) -> None:
        assert duty.GONE_SECONDS + duty.SEEK_SECONDS < LONGEST_TAKEOVER


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
class TestTwoServers:
    """Two servers on one database, of which one or the other is killed again and again."""

    async def _story(self, config: Config, run: Callable[[int], BaseProcess], ports: Sequence[int]) -> None:
        watch = Watch(config)
        servers = {port: run(port) for port in ports}
        for port in ports:
            watch.turn_to(port)
            await watch.ready()
        evening = asyncio.Event()
        crowd = asyncio.create_task(come_and_go(config, evening))
        for _ in range(TAKEOVERS):
            dying, surviving = secrets.SystemRandom().sample(ports, 2)
            kill(servers[dying])
            watch.turn_to(surviving)
            await watch.beyond(dict(sorted(await device_logs(config))))
            servers[dying] = run(dying)
            watch.turn_to(dying)
            await watch.ready()
        evening.set()
        await crowd
        logged = Counter(await device_logs(config))
        async with asyncio.timeout(PATIENCE):
            while len(watch.seen) < logged.total():
                await watch.news()
        assert Counter(watch.seen) == logged
        assert Counter(await stored(config.database)) == logged
        await watch.close()

    def test_the_other_goes_on_with_the_devices_and_nothing_is_lost(
        self, url: str, start: Start, tmp_path: Path
    ) -> None:
        ports = [free_port(), free_port()]
        options = options_of(tmp_path, url, ports[0])
        config = Config(**options)
        asyncio.run(prepare(config, PLANS))
        plans: Sequence[DevicePlan] = PLANS
        start(victims.simulator_process, (tmp_path, config.simulator_port, config.gateway_port, plans))

        def run(port: int) -> BaseProcess:
            return start(victims.server_process, ({**options, "port": port},))

        asyncio.run(self._story(config, run, ports))
