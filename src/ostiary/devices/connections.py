"""The connections: owns the drivers, keeps every wanted device connected, and takes in what the devices report."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Protocol, TypeVar

import structlog
from sqlalchemy import select

from ostiary.devices.clocks import Reading, note_reading
from ostiary.devices.crew import Crew
from ostiary.devices.facts import DeviceChanged
from ostiary.devices.images import Images
from ostiary.devices.line import Line
from ostiary.devices.model import DeviceRow
from ostiary.devices.presence import Presence, Said, note_presence, note_said
from ostiary.events.intake import Intake
from ostiary.kernel import outbox
from ostiary.kernel.context import System
from ostiary.kernel.operation import Gate
from ostiary.port.capabilities import DeviceInfo
from ostiary.port.commands import Command, DeviceError, Fault, Outcome
from ostiary.port.driver import Driver, Target
from ostiary.port.reports import ConnectionChanged, ContentLost, DoorReport, LockTurned, LogHint, Report

log = structlog.get_logger(__name__)

T = TypeVar("T")
CONTEXT = System("connections")
RETRY_SECONDS = 15.0
"""How long until a device that did not answer is tried again; its driver seeks it meanwhile."""

_WHILE_CONNECTED = ("greet", "attach", "pull", "images", "clock")
"""Tasks of a connected master, by the first word of their names."""

OnDoorReports = Callable[[tuple[DoorReport, ...]], Awaitable[object]]
"""Takes how doors stand, of several devices at once, the latest last."""


class Watcher(Protocol):
    """Somebody who wants to know at once when masters come and go. Must not take long."""

    async def came(self, info: DeviceInfo) -> None:
        """The device is connected and has said what it is; may be told again."""
        ...

    async def went(self, device_id: int) -> None:
        """The device is no longer connected."""
        ...

    async def lost_content(self, device_id: int) -> None:
        """The device's store is no longer what was written to it."""
        ...


class Connections:
    """Every connection of this process. `drivers` by name; a device whose driver is not there is never connected."""

    def __init__(
        self, gate: Gate, drivers: Mapping[str, Driver], intake: Intake, on_door_reports: OnDoorReports
    ) -> None:
        self._gate = gate
        self._drivers = dict(drivers)
        self._intake = intake
        self._images = Images(gate)
        self._on_door_reports = on_door_reports
        self._crew = Crew()
        self._lines: dict[int, Line] = {}
        self._masters: dict[int, int] = {}
        self._refreshing = asyncio.Lock()
        self._begun = asyncio.Event()
        self._slaves_online: set[int] = set()
        self._presences: asyncio.Queue[Presence] = asyncio.Queue()
        self._unnoted: Sequence[Presence] = ()
        self._noted: set[int] = set()
        self._door_reports: asyncio.Queue[DoorReport] = asyncio.Queue()
        self._said: asyncio.Queue[Said] = asyncio.Queue()
        self._turned = asyncio.Condition()
        self._watchers: list[Watcher] = []

    def watch(self, watcher: Watcher) -> None:
        """From now on this watcher hears who comes and goes."""
        self._watchers.append(watcher)

    async def start(self) -> None:
        """Start the drivers and connect every wanted device."""
        for name, driver in self._drivers.items():
            await driver.start()
            self._crew.keep(f"reports of {name}", partial(self._hear, driver))
        self._crew.keep("presences", self._note_presences)
        self._crew.keep("door reports", self._pass_door_reports)
        self._crew.keep("what devices say", self._note_said)
        self._crew.keep("wanted devices", self._follow_wanted)

    async def stop(self) -> None:
        """Let go of every device. What is stored about them stays: they are looked up again at the next start."""
        await self._crew.stop()
        await self._intake.drained()
        for driver in self._drivers.values():
            await driver.stop()

    # What others ask

    def online(self, device_id: int) -> bool:
        """Whether a device, or a slave through its master, can be talked to now."""
        line = self._lines.get(self._masters.get(device_id, device_id))
        return line is not None and line.online and (device_id == line.device_id or device_id in self._slaves_online)

    def line(self, device_id: int) -> Line:
        """The line to a connected device, for a slave that of its master; raises `DeviceError` NOT_CONNECTED."""
        if not self.online(device_id):
            raise DeviceError(Fault.NOT_CONNECTED, f"device {device_id}")
        return self._lines[self._masters.get(device_id, device_id)]

    async def run(self, device_id: int, command: Command) -> Outcome:
        """Carry out a command; raises `DeviceError`. One that is there before its device waits until the first attempt
        to connect has ended.
        """
        await self._begun.wait()
        line = self._lines.get(self._masters.get(device_id, device_id))
        if line is not None:
            await line.tried.wait()
        return await self.line(device_id).driver.run(device_id, command)

    async def turned(self, device_id: int, connected: bool, seconds: float) -> bool:
        """Wait until the device is connected, or is not, and stored as such; whether it came to that in time."""
        await self._refresh()
        try:
            async with asyncio.timeout(seconds), self._turned:
                await self._turned.wait_for(lambda: self._is(device_id, connected))
        except TimeoutError:
            return False
        return True

    def _is(self, device_id: int, connected: bool) -> bool:
        return self.online(device_id) == connected == (device_id in self._noted)

    # Which devices

    async def _follow_wanted(self) -> None:
        database = self._gate.database
        async with database.read() as connection:
            seq = await outbox.newest(connection)
            rows = await connection.execute(select(DeviceRow.id, DeviceRow.parent_id).where(DeviceRow.connected))
            left_over = [(row.id, row.parent_id) for row in rows]
        await self._refresh()
        self._begun.set()
        for device_id, parent_id in left_over:
            if not self.online(device_id) and (parent_id is not None or device_id not in self._lines):
                self._presences.put_nowait(Presence(device_id, False))
        while True:
            heard = database.bell.rings
            async with database.read() as connection:
                changes = await outbox.following(connection, seq, [DeviceChanged.kind])
            if changes:
                seq = changes[-1].seq
                await self._refresh()
            else:
                await database.bell.wait(heard)

    async def _refresh(self) -> None:
        """Open and close lines until they are those of the wanted masters."""
        async with self._refreshing:
            await self._reline()

    async def _reline(self) -> None:
        way = DeviceRow.driver, DeviceRow.address, DeviceRow.port
        async with self._gate.database.read() as connection:
            statement = select(DeviceRow.id, DeviceRow.parent_id, DeviceRow.wanted, *way)
            rows = (await connection.execute(statement)).all()
        known, self._masters = self._masters, {row.id: row.parent_id or row.id for row in rows}
        self._slaves_online &= self._masters.keys()
        self._noted &= self._masters.keys()
        wanted = {
            row.id: (Target(row.id, row.address, row.port), self._drivers[row.driver])
            for row in rows
            if row.parent_id is None and row.wanted and row.driver in self._drivers
        }
        for device_id, line in list(self._lines.items()):
            if device_id not in wanted or wanted[device_id] != (line.target, line.driver):
                await self._close(line)
        for device_id, (target, driver) in wanted.items():
            if device_id not in self._lines:
                hearers = self._note_reading, self._lost_content
                kept = self._intake, self._images, self._gate.clock
                self._lines[device_id] = line = Line(target, driver, *kept, *hearers)
                self._crew.keep(f"connect {device_id}", partial(self._connect, line))
        for line in self._lines.values():
            line.attached &= known.keys()
            if line.online and line.attached != self._slaves_of(line.device_id):
                self._crew.keep(f"attach {line.device_id}", partial(self._attach, line))

    async def _attach(self, line: Line) -> None:
        """Have a master serve its slaves, until they are those that are registered."""
        while (slaves := self._slaves_of(line.device_id)) != line.attached:
            await line.attach(slaves)

    async def _connect(self, line: Line) -> None:
        """Ask the driver for the connection until it has been there once; from then on the driver keeps it."""
        while not line.online:
            try:
                await line.driver.connect(line.target)
            except DeviceError as error:
                log.info("device not connected", device=line.device_id, fault=error.fault.name)
                self._presences.put_nowait(Presence(line.device_id, False))
                line.tried.set()
            await asyncio.sleep(RETRY_SECONDS)

    async def _close(self, line: Line) -> None:
        del self._lines[line.device_id]
        line.tried.set()
        await self._crew.dismiss(*(f"{task} {line.device_id}" for task in ("connect", *_WHILE_CONNECTED)))
        await self._went(line)
        self._presences.put_nowait(Presence(line.device_id, False))
        try:
            await line.driver.disconnect(line.device_id)
        except DeviceError as error:
            log.info("device not let go", device=line.device_id, fault=error.fault.name)

    # What devices report

    async def _hear(self, driver: Driver) -> None:
        reports = driver.reports()
        try:
            async for report in reports:
                await self._take(report)
        finally:
            if isinstance(reports, AsyncGenerator):
                await reports.aclose()

    async def _take(self, report: Report) -> None:
        match report:
            case LogHint(record):
                line = self._lines.get(record.device_id)
                if line is not None:
                    line.hint(record)
            case DoorReport():
                self._door_reports.put_nowait(report)
            case LockTurned():
                self._said.put_nowait(report)
            case ConnectionChanged():
                await self._connection_changed(report)
            case ContentLost(device_id):
                await self._lost_content(device_id)

    async def _lost_content(self, device_id: int) -> None:
        for watcher in self._watchers:
            await watcher.lost_content(device_id)

    async def _connection_changed(self, report: ConnectionChanged) -> None:
        device_id = report.device_id
        line = self._lines.get(device_id)
        if line is not None:
            await (self._come(line) if report.connected else self._leave(line))
        elif (master := self._lines.get(self._masters.get(device_id, device_id))) is not None:
            (self._slaves_online.add if report.connected else self._slaves_online.discard)(device_id)
            if report.connected:
                self._crew.keep(f"greet {device_id}", partial(self._greet_slave, device_id, master))
        else:
            return
        self._presences.put_nowait(Presence(device_id, report.connected))

    async def _come(self, line: Line) -> None:
        if line.online:
            return
        line.online = True
        line.tried.set()
        self._crew.keep(f"greet {line.device_id}", partial(self._greet, line))
        self._crew.keep(f"attach {line.device_id}", partial(self._attach, line))
        self._crew.keep(f"pull {line.device_id}", line.pull)
        self._crew.keep(f"images {line.device_id}", line.keep_images)
        self._crew.keep(f"clock {line.device_id}", line.keep_clock)

    async def _leave(self, line: Line) -> None:
        await self._crew.dismiss(*(f"{task} {line.device_id}" for task in _WHILE_CONNECTED))
        await self._went(line)

    def _slaves_of(self, device_id: int) -> frozenset[int]:
        return frozenset(slave for slave, master in self._masters.items() if master == device_id != slave)

    async def _went(self, line: Line) -> None:
        self._slaves_online -= self._slaves_of(line.device_id)
        line.attached = frozenset()
        if line.online:
            line.online = False
            for watcher in self._watchers:
                await watcher.went(line.device_id)

    async def _greet(self, line: Line) -> None:
        info = await line.greet()
        for watcher in self._watchers:
            await watcher.came(info)
        self._said.put_nowait(info)
        for report in await line.doors():
            self._door_reports.put_nowait(report)

    async def _greet_slave(self, slave_id: int, line: Line) -> None:
        try:
            self._said.put_nowait(await line.driver.connect(Target(slave_id)))
        except DeviceError as error:
            log.info("slave gone again", device=slave_id, fault=error.fault.name)

    # What is written down

    async def _note_presences(self) -> None:
        while True:
            if not self._unnoted:
                self._unnoted = await _waiting(self._presences)
            await self._gate.run(CONTEXT, note_presence, tuple(self._unnoted))
            for presence in self._unnoted:
                (self._noted.add if presence.connected else self._noted.discard)(presence.device_id)
                if not presence.connected:
                    self._noted -= self._slaves_of(presence.device_id)
            self._unnoted = []
            async with self._turned:
                self._turned.notify_all()

    async def _note_reading(self, reading: Reading) -> None:
        await self._gate.run(CONTEXT, note_reading, reading)

    async def _note_said(self) -> None:
        while True:
            await self._gate.run(CONTEXT, note_said, tuple(await _waiting(self._said)))

    async def _pass_door_reports(self) -> None:
        while True:
            await self._on_door_reports(tuple(await _waiting(self._door_reports)))


async def _waiting(queue: asyncio.Queue[T]) -> Sequence[T]:
    return [await queue.get(), *(queue.get_nowait() for _ in range(queue.qsize()))]
