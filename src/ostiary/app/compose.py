"""The one page that wires everything: what the house is made of, in which order it opens and closes."""

from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI

from ostiary import __version__
from ostiary.access import guards as access_guards
from ostiary.access import reactions as access_reactions
from ostiary.access.everybody import Everybody
from ostiary.api import health, http
from ostiary.api.biostar import (
    access_groups,
    access_levels,
    authorization,
    cards,
    devices,
    door_control,
    door_groups,
    doors,
    events,
    holiday_groups,
    permissions,
    scans,
    schedules,
    setting,
    stream,
    user_groups,
    users,
)
from ostiary.api.desk import Desk
from ostiary.api.health import Vitals
from ostiary.api.native import events as native_events
from ostiary.api.native import explain as native_explain
from ostiary.api.native import openings as native_openings
from ostiary.api.reference.viewer import reference
from ostiary.app import seeding
from ostiary.app.config import Config
from ostiary.app.demo.load import load_demo
from ostiary.app.demo.site import plans
from ostiary.credentials import guards as credential_guards
from ostiary.devices import guards as device_guards
from ostiary.devices.captures import Captures
from ostiary.devices.commands import Commands
from ostiary.devices.connections import Connections
from ostiary.devices.crew import Crew
from ostiary.doors import guards as door_guards
from ostiary.doors import reactions as door_reactions
from ostiary.doors.state import report_doors
from ostiary.drivers.simulated.local import Local
from ostiary.drivers.simulated.remote import Remote
from ostiary.events import journal
from ostiary.events.intake import Intake
from ostiary.identity import guards as identity_guards
from ostiary.kernel import outbox, vault
from ostiary.kernel.clock import now
from ostiary.kernel.context import System
from ostiary.kernel.database import Database
from ostiary.kernel.operation import Gate, Guard, Within
from ostiary.live.broadcast import Broadcast
from ostiary.port.driver import Driver
from ostiary.port.reports import DoorReport
from ostiary.provisioning.provisioner import Provisioner
from ostiary.simulator.access_token import FILE_NAME, ensure_token, read_token
from ostiary.simulator.fleet import Fleet
from ostiary.simulator.plan import DevicePlan
from ostiary.simulator.service import STORE_NAME, ControlServer

PAGES: tuple[APIRouter, ...] = tuple(
    page.router
    for page in (
        authorization,
        permissions,
        users,
        user_groups,
        cards,
        access_groups,
        access_levels,
        schedules,
        holiday_groups,
        devices,
        scans,
        doors,
        door_control,
        door_groups,
        events,
        stream,
        setting,
        native_explain,
        native_openings,
        native_events,
        health,
    )
)
GUARDS: Mapping[str, Guard] = {
    **identity_guards.GUARDS,
    **credential_guards.GUARDS,
    **device_guards.GUARDS,
    **door_guards.GUARDS,
    **access_guards.GUARDS,
}
REACTIONS: tuple[Within, ...] = (*door_reactions.REACTIONS, *access_reactions.REACTIONS)

Announce = Callable[[str | None], None]
"""Told once, when everything is open: the generated password of `admin`, or None."""


class House:
    """Everything that one process runs. `devices` are simulated ones beside those of the demo site."""

    def __init__(self, config: Config, announce: Announce, devices: Iterable[DevicePlan] = ()) -> None:
        self.config = config
        self._announce = announce
        self.database = Database(config.database)
        self.gate = Gate(self.database, vault.load(config.data_dir / "key"), now, GUARDS, REACTIONS)
        self.intake = Intake(self.database, now)
        self.fleet = self._fleet(tuple(devices))
        self.control: ControlServer | None = None
        self.connections = Connections(self.gate, self._drivers(), self.intake, self._doors_reported)
        self.commands = Commands(self.database, now, self.connections)
        self.provisioner = Provisioner(self.gate, self.connections, config.proof_minutes)
        self.everybody = Everybody(self.database)
        self.broadcast = Broadcast(self.database, now)
        self._crew = Crew()
        self.desk = Desk(
            gate=self.gate,
            database=self.database,
            clock=now,
            settling=self.provisioner.settle,
            awaiting=self.commands.outcome,
            running=Captures(self.connections).run,
            turning=self.connections.turned,
            syncing=self.provisioner.sync,
            inspecting=self.provisioner.inspect,
            everybody=self.everybody,
        )
        self.vitals = Vitals(self._check, self._measure)

    def _fleet(self, devices: tuple[DevicePlan, ...]) -> Fleet | None:
        wanted = (*plans(), *devices) if self.config.demo else devices
        store = self.config.data_dir / STORE_NAME
        if self.config.simulator != "inside" or not (wanted or store.exists()):
            return None
        return Fleet(store, wanted)

    def _drivers(self) -> dict[str, Driver]:
        if self.fleet is not None:
            return {"simulated": Local(self.fleet)}
        if self.config.simulator == "apart":
            return {"simulated": Remote(lambda: read_token(self.config.data_dir / FILE_NAME), self.config.gateway_port)}
        return {}

    async def _doors_reported(self, reports: tuple[DoorReport, ...]) -> None:
        await self.gate.run(System("door reports"), report_doors, reports)

    async def open(self) -> None:
        """Start everything, lowest first."""
        await self.database.start()
        password = await seeding.seed(self.gate, self.config)
        if self.config.demo:
            await self.gate.run(System("demo"), load_demo, None)
        if self.fleet is not None:
            await self.fleet.start()
            token = ensure_token(self.config.data_dir / FILE_NAME)
            self.control = ControlServer(self.fleet, token, self.config.simulator_port)
            await self.control.start()
        await self.broadcast.start()
        await self.commands.recover()
        self._crew.keep("commands", self.commands.dispatch)
        await self.provisioner.start()
        await self.connections.start()
        self._announce(password)

    async def close(self) -> None:
        """Stop everything, highest first. What was acknowledged is stored."""
        await self.broadcast.stop()
        self.everybody.forget()
        await self._crew.stop()
        await self.provisioner.stop()
        await self.connections.stop()
        if self.control is not None:
            await self.control.stop()
        if self.fleet is not None:
            await self.fleet.stop()
        await self.database.stop()

    async def _check(self) -> Mapping[str, str]:
        try:
            async with self.database.read() as connection:
                await outbox.newest(connection)
        except Exception as error:  # noqa: BLE001 -- whatever it is, the answer is "not ready"
            return {"database": type(error).__name__}
        return {"database": ""}

    async def _measure(self) -> Mapping[str, float]:
        async with self.database.read() as connection:
            return {
                "fact_seq": float(await outbox.newest(connection)),
                "event_id": float(await journal.newest(connection)),
                "live_clients": float(self.broadcast.clients),
            }


def application(house: House) -> FastAPI:
    """The web application of a house; opens it at start and closes it at the end."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.desk = house.desk
        app.state.broadcast = house.broadcast
        await house.open()
        try:
            yield
        finally:
            await house.close()

    app = http.make(
        (*PAGES, reference("/openapi.json")),
        lifespan,
        __version__,
        max_body=house.config.max_body,
        origins=house.config.origins,
        secure=not house.config.http,
    )
    app.state.vitals = house.vitals
    return app
