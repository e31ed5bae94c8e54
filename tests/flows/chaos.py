"""A day of a building in which everything goes wrong, played fast.

The devices live in the process that plays, with a gateway; the server is a process of its own, as a user would run it
beside a simulator, and is killed without warning. What happens in an hour of the day happens in `hour_seconds`, stamped
by the machine's clock: crowds that come and go, doors that are opened and held, people changed by an operator, links
that flap, power cuts, hints lost, doubled and late, calls that fail or hang, clocks that jump, records that vanish.
At the end of the day everything is mended, and the log must be the union of the devices' logs.
"""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing.process import BaseProcess
from typing import Any, Final

import httpx
from sqlalchemy import select

from ostiary.app.config import Config
from ostiary.events.model import EventRow
from ostiary.kernel.database import Database
from ostiary.port.commands import Fault
from ostiary.port.content import Family
from ostiary.simulator.errors import DeviceOffError, NoSuchDoorError
from ostiary.simulator.plan import DevicePlan
from ostiary.simulator.presentation import Presentation
from ostiary.simulator.service import Service
from tests.flows.apart import Visitor

Place = tuple[int, int, int]
"""Device, epoch and index of a record."""

FIRST_DEVICE: Final = 300_001
FIRST_PERSON: Final = 1001
FIRST_CARD: Final = 8_000_000
STRANGERS: Final = 20
MODELS: Final = ("BioStation 3", "BioStation 2a", "X-Station 2", "XPass 2 keypad", "BioEntry W2")
RUSH: Final = (1, 1, 1, 1, 1, 2, 8, 30, 60, 25, 10, 15, 50, 45, 15, 10, 20, 55, 40, 12, 6, 3, 2, 1)
"""How lively each hour of the day is."""
PERIOD: Final = {"start_datetime": "2001-01-01T00:00:00.00Z", "expiry_datetime": "2030-12-31T23:59:00.00Z"}
LEVEL_SECONDS: Final = 120.0
"""How long the server may take at the end of the day."""
BUSY: Final = 20
"""People who are at readers at one time."""

Launch = Callable[[], BaseProcess]


@dataclass(frozen=True, slots=True)
class Day:
    """What is played. `crowd` = people for each point of an hour's rush; faults, changes and kills are per hour."""

    devices: int = 50
    people: int = 200
    hours: int = 24
    hour_seconds: float = 15.0
    crowd: float = 5.0
    faults: int = 12
    changes: int = 10
    kills: int = 1
    seed: int = 1


@dataclass(slots=True)
class Found:
    """How the day ended."""

    happened: Counter[str] = field(default_factory=Counter)
    logged: int = 0
    missing: int = 0
    foreign: int = 0
    doubled: int = 0
    differing: list[int] = field(default_factory=list)
    """Devices that do not hold what they should."""


def plans(day: Day) -> list[DevicePlan]:
    """The devices of the building: readers of their own doors, of mixed models."""
    return [
        DevicePlan(FIRST_DEVICE + number, f"Reader {number + 1}", MODELS[number % len(MODELS)])
        for number in range(day.devices)
    ]


async def play(config: Config, day: Day, launch: Launch, kill: Callable[[BaseProcess], None]) -> Found:
    """Play the day on a prepared database; `launch` starts a server, `kill` ends it without warning."""
    async with _devices(config, day) as service:
        building = _Building(config, day, service, launch, kill)
        try:
            return await building.play()
        finally:
            await building.close()


@asynccontextmanager
async def _devices(config: Config, day: Day) -> AsyncIterator[Service]:
    service = Service(config.data_dir, config.simulator_port, gateway_port=config.gateway_port, plans=plans(day))
    await service.start()
    try:
        yield service
    finally:
        await service.stop()


class _Operator(Visitor):
    """Who changes people meanwhile, and looks how devices stand."""

    async def try_to_send(self, method: str, path: str, body: Any) -> bool:
        """A request that the server's death may cut off."""
        with suppress(httpx.TransportError):
            return (await self.client.request(method, path, json=body)).status_code == 200
        return False


class _Building:
    """The day as it goes on."""

    def __init__(
        self,
        config: Config,
        day: Day,
        service: Service,
        launch: Launch,
        kill: Callable[[BaseProcess], None],
    ) -> None:
        self._config = config
        self._day = day
        self._fleet = service.fleet
        self._launch = launch
        self._kill = kill
        self._dice = random.Random(day.seed)  # noqa: S311
        self._operator = _Operator(config)
        self._ids = [plan.id for plan in plans(day)]
        self._doors: dict[int, int] = {}
        self._room = asyncio.Semaphore(BUSY)
        self._found = Found()

    async def close(self) -> None:
        """Let go."""
        await self._operator.close()

    async def play(self) -> Found:
        """From midnight to midnight, and the end."""
        server = self._launch()
        await self._operator.ready()
        await self._furnish()
        for hour in range(self._day.hours):
            async with asyncio.TaskGroup() as tasks:
                for moment, happening in self._hour(RUSH[hour % 24]):
                    tasks.create_task(self._at(moment, happening))
                for moment in self._moments(self._day.kills):
                    await asyncio.sleep(moment)
                    self._kill(server)
                    self._found.happened["server kills"] += 1
                    server = self._launch()
                    await self._operator.ready()
        await self._mend()
        await self._conclude()
        self._kill(server)
        return self._found

    # The site

    async def _furnish(self) -> None:
        """A door at each device, everybody in one access group that opens them all."""
        send = self._operator.send
        for id in self._ids:
            door = {
                "name": f"Door {id}",
                "door_group_id": {"id": 1},
                "entry_device_id": {"id": id},
                "relay_output_id": {"device_id": {"id": id}, "relay_index": 0},
                "sensor_input_id": {"device_id": {"id": id}, "input_index": 0, "type": 0, "apb_use_door_sensor": 0},
                "open_duration": "3",
            }
            self._doors[id] = int((await send("POST", "/api/doors", {"Door": door}))["Door"]["id"])
        items = [{"doors": [{"id": door} for door in self._doors.values()], "schedule_id": {"id": "1"}}]
        level = await send("POST", "/api/access_levels", {"AccessLevel": {"name": "All", "access_level_items": items}})
        levels = [{"id": level["AccessLevel"]["id"]}]
        group = await send("POST", "/api/access_groups", {"AccessGroup": {"name": "All", "access_levels": levels}})
        for number in range(self._day.people):
            person = {
                "user_id": str(FIRST_PERSON + number),
                "name": f"Person {number}",
                "user_group_id": {"id": 1},
                **PERIOD,
                "cards": [{"card_id": str(FIRST_CARD + number), "card_type": {"id": "0"}}],
                "access_groups": [{"id": group["AccessGroup"]["id"]}],
            }
            await send("POST", "/api/users", {"User": person})

    # What happens

    def _hour(self, rush: int) -> list[tuple[float, Callable[[], Awaitable[None]]]]:
        day = self._day
        faults = (
            self._flap,
            self._cut_power,
            self._lose_hints,
            self._double_hints,
            self._delay_hints,
            self._fail_calls,
            self._hang,
            self._shift_clock,
            self._lose_records,
            self._wipe,
        )
        happenings: list[Callable[[], Awaitable[None]]] = []
        happenings += [self._pass] * round(day.crowd * rush)
        happenings += [self._dice.choice(faults) for _ in range(day.faults)]
        happenings += [self._change_somebody] * day.changes
        return list(zip(self._moments(len(happenings), sort=False), happenings, strict=True))

    def _moments(self, count: int, *, sort: bool = True) -> list[float]:
        """Seconds from the beginning of the hour; sorted they are pauses, one after the other."""
        found = [self._dice.uniform(0, self._day.hour_seconds) for _ in range(count)]
        if not sort:
            return found
        found.sort()
        return [later - earlier for earlier, later in zip([0.0, *found], found, strict=False)]

    async def _at(self, moment: float, happening: Callable[[], Awaitable[None]]) -> None:
        await asyncio.sleep(moment)
        await happening()

    def _count(self, what: str) -> None:
        self._found.happened[what] += 1

    def _somewhere(self) -> int:
        return self._dice.choice(self._ids)

    async def _a_while(self) -> None:
        await asyncio.sleep(self._dice.uniform(0.05, 0.5) * self._day.hour_seconds)

    async def _pass(self) -> None:
        """Somebody presents a card, and goes through where he may."""
        id, card = self._somewhere(), FIRST_CARD + self._dice.randrange(self._day.people + STRANGERS)
        async with self._room:
            self._count("cards presented")
            try:
                answer = await self._fleet.present(id, Presentation(card=str(card)))
                if answer.event_code and answer.response.value == "granted":
                    for is_open in (True, False):
                        await self._fleet.swing(self._doors[id], is_open)
            except (DeviceOffError, NoSuchDoorError):
                self._count("readers without power")

    async def _change_somebody(self) -> None:
        person = FIRST_PERSON + self._dice.randrange(self._day.people)
        change = {"name": f"Person {self._dice.randrange(10**6)}"}
        if await self._operator.try_to_send("PUT", f"/api/users/{person}", {"User": change}):
            self._count("people changed")

    async def _flap(self) -> None:
        id = self._somewhere()
        self._count("links lost")
        await self._fleet.set_network(id, False)
        await self._a_while()
        await self._fleet.set_network(id, True)

    async def _cut_power(self) -> None:
        id = self._somewhere()
        self._count("power cuts")
        await self._fleet.set_power(id, False)
        await self._a_while()
        await self._fleet.set_power(id, True)

    async def _lose_hints(self) -> None:
        self._count("times of lost hints")
        self._fleet.interference(self._somewhere()).drop_hints(self._dice.randrange(1, 30))

    async def _double_hints(self) -> None:
        self._count("times of doubled hints")
        self._fleet.interference(self._somewhere()).double_hints(self._dice.randrange(1, 30))

    async def _delay_hints(self) -> None:
        id = self._somewhere()
        self._count("times of late hints")
        self._fleet.interference(id).hold_hints()
        await self._a_while()
        self._fleet.release_hints(id)

    async def _fail_calls(self) -> None:
        self._count("times of failing calls")
        fault = self._dice.choice((Fault.TIMED_OUT, Fault.BUSY, Fault.CONNECT_FAILED))
        self._fleet.interference(self._somewhere()).fail_calls(fault, self._dice.randrange(1, 5))

    async def _hang(self) -> None:
        interference = self._fleet.interference(self._somewhere())
        self._count("times of hanging calls")
        interference.hang()
        await self._a_while()
        interference.resume()

    async def _shift_clock(self) -> None:
        self._count("clock jumps")
        self._fleet.shift_clock(self._somewhere(), timedelta(minutes=self._dice.uniform(-120, 120)))

    async def _lose_records(self) -> None:
        self._count("records that vanished")
        people = [str(FIRST_PERSON + self._dice.randrange(self._day.people)) for _ in range(3)]
        await self._fleet.lose(self._somewhere(), Family.USERS, people)

    async def _wipe(self) -> None:
        self._count("devices wiped")
        await self._fleet.wipe(self._somewhere())

    # The end

    async def _mend(self) -> None:
        """Power, network and calls as they should be."""
        for id in self._ids:
            self._fleet.interference(id).resume()
            self._fleet.release_hints(id)
            await self._fleet.set_network(id, True)
            await self._fleet.set_power(id, True)
        await self._operator.ready()

    async def _conclude(self) -> None:
        """Wait until the server has all there is, then compare."""
        with suppress(TimeoutError):
            async with asyncio.timeout(LEVEL_SECONDS):
                while True:
                    differing = [id for id in self._ids if not await self._is_level(id)]
                    logged = Counter(await self._logged())
                    stored = Counter(await _stored(self._config.database))
                    if not differing and stored.keys() >= logged.keys():
                        break
                    await asyncio.sleep(0.5)
        found = self._found
        found.differing = differing
        found.logged = logged.total()
        found.missing = len(logged.keys() - stored.keys())
        found.foreign = len(stored.keys() - logged.keys())
        found.doubled = sum(count - 1 for count in stored.values())

    async def _is_level(self, id: int) -> bool:
        content = await self._operator.send("GET", f"/native/devices/{id}/content")
        return bool(content["state"] == "level")

    async def _logged(self) -> list[Place]:
        places: list[Place] = []
        for id in self._ids:
            journal, start = self._fleet.device(id).journal, 0
            while True:
                page = await journal.page(start, 10_000)
                places += [(id, record.epoch, record.index) for record in page.records]
                if not page.records or page.records[-1].index >= page.newest:
                    break
                start = page.records[-1].index + 1
        return places


async def _stored(url: str) -> Sequence[Place]:
    database = Database(url)
    async with database.read() as connection:
        statement = select(EventRow.source_id, EventRow.epoch, EventRow.log_index)
        rows = (await connection.execute(statement.where(EventRow.source_id.is_not(None)))).all()
    await database.stop()
    return [(int(row[0] or 0), int(row[1] or 0), int(row[2] or 0)) for row in rows]
