"""The devices and all that works at them: looked after by one process of those that share a database.

`Plant` is that work, begun anew each time the duty comes to this process; `Hands` are the reception's ways to it,
straight or by errand.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Any, Final, TypeVar

from sqlalchemy import select

from ostiary.app import addresses
from ostiary.app.config import Config
from ostiary.devices.captures import Captures
from ostiary.devices.clearing import clear_logs
from ostiary.devices.commands import Commands
from ostiary.devices.connections import Connections
from ostiary.devices.crew import Crew
from ostiary.devices.discovery import SECONDS as DISCOVERY_SECONDS
from ostiary.devices.discovery import discover, place, search, waiting
from ostiary.devices.errands import Errand, Errands, Said, Work
from ostiary.devices.firmware import UPGRADE as UPGRADE_JOB
from ostiary.devices.firmware import Folder, upgrade_devices
from ostiary.devices.model import DeviceFailed, DeviceRow
from ostiary.devices.screens import show
from ostiary.doors.state import report_doors
from ostiary.drivers.simulated.local import Local
from ostiary.drivers.simulated.remote import Remote
from ostiary.events.intake import Intake
from ostiary.identity.sessions import present
from ostiary.jobs.runner import Runner
from ostiary.kernel.context import System
from ostiary.kernel.operation import Gate
from ostiary.kernel.paging import Window
from ostiary.port.commands import Fault, Outcome, ScanCommand, ScreenCommand
from ostiary.port.content import UserContent, UserSummary
from ostiary.port.discovery import Bus, Found, Lan, Quest
from ostiary.port.driver import Driver
from ostiary.port.reports import DoorReport
from ostiary.provisioning.content import DeviceContent
from ostiary.provisioning.inspection import Inspection, Subject
from ostiary.provisioning.operations import SYNC as SYNC_JOB
from ostiary.provisioning.provisioner import EXAMINE_SECONDS, Provisioner
from ostiary.provisioning.roster import Roster
from ostiary.provisioning.syncing import sync_devices
from ostiary.simulator.access_token import FILE_NAME, ensure_token, read_token
from ostiary.simulator.fleet import Fleet
from ostiary.simulator.plan import DevicePlan
from ostiary.simulator.responder import Responder
from ostiary.simulator.service import STORE_NAME, ControlServer

In = TypeVar("In")
Out = TypeVar("Out")
Codes = list[tuple[int, int]]

SETTLE: Final = Errand("settle", Said[tuple[int, float]], Said[Codes])
SCAN: Final = Errand("scan", Said[tuple[int, ScanCommand]], Said[Outcome], attended=True)
TURN: Final = Errand("turn", Said[tuple[int, bool, float]], Said[bool])
SYNC: Final = Errand("sync", Said[tuple[list[int], float, bool]], Said[tuple[Codes, list[int]]])
ROSTER: Final = Errand("roster", Said[tuple[int, list[str], Window]], Said[tuple[int, list[UserSummary]]])
READ_PEOPLE: Final = Errand("read people", Said[tuple[int, list[str]]], Said[list[UserContent]])
REMOVE_PEOPLE: Final = Errand("remove people", Said[tuple[int, list[str] | None, list[str]]], Said[None])
CLEAR_LOGS: Final = Errand("clear logs", Said[tuple[list[int], float]], Said[Codes])
DISCOVER: Final = Errand("discover", Said[tuple[int, Bus]], Said[list[Found]])
SEARCH: Final = Errand("search", Said[Quest], Said[list[Found]])
WAITING: Final = Errand("waiting", Said[None], Said[list[Found]])
PLACE: Final = Errand("place", Said[tuple[int, Lan]], Said[None])
SHOW: Final = Errand("show", Said[tuple[list[int], ScreenCommand, float]], Said[Codes])
EXAMINE: Final = Errand("examine", Said[int], Said[DeviceContent | None])
SCAN_SECONDS = 65.0
ROSTER_SECONDS = 60.0
"""How long a device with many people may take to tell of them all."""


class Plant:
    """Connections, commands, content; and the simulated devices, where they live in this process."""

    def __init__(self, config: Config, gate: Gate, errands: Errands, devices: Sequence[DevicePlan]) -> None:
        self._config = config
        self._gate = gate
        self._errands = errands
        self._crew = Crew()
        self._control: ControlServer | None = None
        self._found = ExitStack()
        self._responder: Responder | None = None
        self.fleet = self._fleet(devices)
        self.intake = Intake(gate.database, gate.clock)
        self._ways = self._drivers()
        self.connections = Connections(gate, self._ways, self.intake, self._doors_reported)
        self.commands = Commands(gate.database, gate.clock, self.connections)
        self.provisioner = Provisioner(gate, self.connections, config.proof_minutes)
        self._captures = Captures(self.connections)
        self._roster = Roster(self.connections, self.provisioner)
        upgrade = partial(upgrade_devices, connections=self.connections, folder=Folder(config.data_dir / "firmware"))
        sync = partial(sync_devices, provisioner=self.provisioner)
        self._jobs = Runner(gate, {SYNC_JOB: sync, UPGRADE_JOB: upgrade}, partial(present, gate))

    @property
    def works(self) -> Mapping[Errand[Any, Any], Work]:
        """What can be asked of it."""
        return {
            SETTLE: lambda said: self.provisioner.settle(*said),
            SCAN: lambda said: self._captures.run(*said),
            TURN: lambda said: self.connections.turned(*said),
            SYNC: lambda said: self.provisioner.sync(*said),
            ROSTER: lambda said: self._roster.view(*said),
            READ_PEOPLE: lambda said: self._roster.read(*said),
            REMOVE_PEOPLE: lambda said: self._roster.remove(*said),
            CLEAR_LOGS: lambda said: clear_logs(self.connections, *said),
            DISCOVER: lambda said: discover(self.connections, *said),
            SEARCH: lambda quest: search(self._ways.values(), quest),
            WAITING: lambda _: waiting(self._ways.values()),
            PLACE: lambda said: place(self._ways.values(), *said),
            SHOW: lambda said: show(self.connections, *said),
            EXAMINE: self.provisioner.examine,
        }

    async def start(self) -> None:
        """Begin, lowest first."""
        if self.fleet is not None:
            await self.fleet.start()
            token = ensure_token(self._config.data_dir / FILE_NAME)
            self._control = ControlServer(self.fleet, token, self._config.simulator_port)
            with _at_port(self._config.simulator_port):
                await self._control.start()
            self._found.enter_context(
                addresses.kept(self._config.data_dir / addresses.SIMULATOR, self._control.address)
            )
        if self._responder is not None:
            with _at_port(self._config.simulator_port):
                await self._responder.start()
        await self.commands.recover()
        self._crew.keep("commands", self.commands.dispatch)
        self._crew.keep("errands", lambda: self._errands.serve(self.works))
        await self.provisioner.start()
        await self.connections.start()
        self._crew.keep("jobs at devices", self._jobs.run)

    async def stop(self) -> None:
        """Stop, highest first. What was acknowledged is stored."""
        await self._crew.stop()
        await self.provisioner.stop()
        await self.connections.stop()
        if self._responder is not None:
            await self._responder.stop()
        self._found.close()
        if self._control is not None:
            await self._control.stop()
        if self.fleet is not None:
            await self.fleet.stop()

    def _fleet(self, devices: Sequence[DevicePlan]) -> Fleet | None:
        store = self._config.data_dir / STORE_NAME
        if self._config.simulator != "inside" or not (devices or store.exists()):
            return None
        return Fleet(store, devices)

    def _drivers(self) -> dict[str, Driver]:
        search_port = self._config.simulator_port
        if self.fleet is not None:
            self._responder = responder = Responder(self.fleet, search_port)
            return {"simulated": Local(self.fleet, lambda: responder.port)}
        if self._config.simulator == "apart":
            token = self._config.data_dir / FILE_NAME
            way = self._config.gateway_port
            return {"simulated": Remote(lambda: read_token(token), way, search_port=search_port)}
        return {}

    async def _doors_reported(self, reports: tuple[DoorReport, ...]) -> None:
        await self._gate.run(System("door reports"), report_doors, reports)


class Hands:
    """What the reception asks of the devices, whichever process looks after them. `plant` answers None elsewhere."""

    def __init__(self, gate: Gate, errands: Errands, plant: Callable[[], Plant | None]) -> None:
        self._gate = gate
        self._errands = errands
        self._plant = plant

    async def settle(self, seq: int, seconds: float) -> Codes:
        """As `Provisioner.settle`; where nobody answers in time, no device holds it yet."""
        try:
            return await self._do(SETTLE, (seq, seconds), seconds)
        except DeviceFailed:
            async with self._gate.database.read() as connection:
                masters = await connection.scalars(select(DeviceRow.id).where(DeviceRow.parent_id.is_(None)))
                return [(id, Fault.TIMED_OUT) for id in masters]

    async def scan(self, device_id: int, command: ScanCommand) -> Outcome:
        """As `Captures.run`."""
        return await self._do(SCAN, (device_id, command), SCAN_SECONDS)

    async def turn(self, device_id: int, connected: bool, seconds: float) -> bool:
        """As `Connections.turned`."""
        try:
            return await self._do(TURN, (device_id, connected, seconds), seconds)
        except DeviceFailed:
            return False

    async def sync(self, device_ids: Sequence[int], seconds: float, wipe: bool) -> tuple[Codes, list[int]]:
        """As `Provisioner.sync`."""
        try:
            return await self._do(SYNC, (list(device_ids), seconds, wipe), seconds)
        except DeviceFailed as failure:
            return [(id, failure.fault) for id in device_ids], []

    async def roster(self, device_id: int, hidden: Sequence[str], window: Window) -> tuple[int, list[UserSummary]]:
        """As `Roster.view`."""
        return await self._do(ROSTER, (device_id, list(hidden), window), ROSTER_SECONDS)

    async def read_people(self, device_id: int, user_ids: Sequence[str]) -> list[UserContent]:
        """As `Roster.read`."""
        return await self._do(READ_PEOPLE, (device_id, list(user_ids)), ROSTER_SECONDS)

    async def remove_people(self, device_id: int, user_ids: Sequence[str] | None, spared: Sequence[str]) -> None:
        """As `Roster.remove`."""
        named = None if user_ids is None else list(user_ids)
        await self._do(REMOVE_PEOPLE, (device_id, named, list(spared)), ROSTER_SECONDS)

    async def clear_logs(self, device_ids: Sequence[int], seconds: float) -> Codes:
        """As `devices.clearing.clear_logs`."""
        try:
            return await self._do(CLEAR_LOGS, (list(device_ids), seconds), seconds)
        except DeviceFailed as failure:
            return [(id, failure.fault) for id in device_ids]

    async def discover(self, master_id: int, bus: Bus) -> Sequence[Found]:
        """As `devices.discovery.discover`."""
        return await self._do(DISCOVER, (master_id, bus), DISCOVERY_SECONDS)

    async def search(self, quest: Quest) -> Sequence[Found]:
        """As `devices.discovery.search`."""
        return await self._do(SEARCH, quest, quest.seconds + DISCOVERY_SECONDS)

    async def waiting(self) -> Sequence[Found]:
        """As `devices.discovery.waiting`."""
        return await self._do(WAITING, None, DISCOVERY_SECONDS)

    async def place(self, device_id: int, lan: Lan) -> None:
        """As `devices.discovery.place`."""
        await self._do(PLACE, (device_id, lan), DISCOVERY_SECONDS)

    async def show(self, device_ids: Sequence[int], command: ScreenCommand, seconds: float) -> Codes:
        """As `devices.screens.show`."""
        try:
            return await self._do(SHOW, (list(device_ids), command, seconds), seconds)
        except DeviceFailed as failure:
            return [(id, failure.fault) for id in device_ids]

    async def inspect(self, device_id: int, subject: Subject) -> Inspection | None:
        """As `Provisioner.inspect`; None where another process looks after the devices."""
        plant = self._plant()
        return None if plant is None else await plant.provisioner.inspect(device_id, subject)

    async def examine(self, device_id: int) -> DeviceContent | None:
        """As `Provisioner.examine`; None also where nobody answers."""
        try:
            return await self._do(EXAMINE, device_id, EXAMINE_SECONDS)
        except DeviceFailed:
            return None

    async def _do(self, errand: Errand[In, Out], input: In, seconds: float) -> Out:
        plant = self._plant()
        if plant is None:
            return await self._errands.ask(errand, input, seconds)
        done: Out = await plant.works[errand](input)
        return done


@contextmanager
def _at_port(port: int) -> Iterator[None]:
    """Say of what cannot listen that it is the simulator, and how that is mended. Raises `OSError`."""
    try:
        yield
    except OSError as error:
        told = (
            f"cannot listen on port {port} for the simulator (OSTIARY_SIMULATOR_PORT): {os.strerror(error.errno or 0)}"
        )
        raise OSError(error.errno, told) from error
