"""The one page that wires everything: what the house is made of, in which order it opens and closes."""

import asyncio
import contextlib
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from fastapi import APIRouter, FastAPI

from ostiary import __version__
from ostiary.access import guards as access_guards
from ostiary.access import reactions as access_reactions
from ostiary.access.everybody import Everybody
from ostiary.api import health, http
from ostiary.api.biostar import (
    access_groups,
    access_levels,
    alerts,
    audit,
    authorization,
    cards,
    custom_fields,
    device_discovery,
    device_groups,
    device_people,
    device_screens,
    device_setup,
    device_upkeep,
    devices,
    door_control,
    door_groups,
    door_tree,
    doors,
    downloads,
    events,
    firmwares,
    holiday_groups,
    output_signals,
    permissions,
    preferences,
    scans,
    schedules,
    server_settings,
    stream,
    user_groups,
    users,
)
from ostiary.api.console.pages import console
from ostiary.api.desk import Desk
from ostiary.api.health import Vitals
from ostiary.api.native import audit as native_audit
from ostiary.api.native import clocks as native_clocks
from ostiary.api.native import content as native_content
from ostiary.api.native import event_types as native_event_types
from ostiary.api.native import events as native_events
from ostiary.api.native import explain as native_explain
from ostiary.api.native import exports as native_exports
from ostiary.api.native import find as native_find
from ostiary.api.native import jobs as native_jobs
from ostiary.api.native import live as native_live
from ostiary.api.native import me as native_me
from ostiary.api.native import openings as native_openings
from ostiary.api.native import schedules as native_schedules
from ostiary.api.native import simulated as native_simulated
from ostiary.api.native import site as native_site
from ostiary.api.reference.viewer import reference
from ostiary.app import first_password, housekeeping, retention, seeding
from ostiary.app.config import Config
from ostiary.app.demo.load import load_demo
from ostiary.app.demo.site import plans
from ostiary.app.plant import Hands, Plant
from ostiary.app.virtual import Simulator
from ostiary.audit.witness import Witness
from ostiary.credentials import guards as credential_guards
from ostiary.devices import clocks
from ostiary.devices import guards as device_guards
from ostiary.devices.commands import outcomes
from ostiary.devices.crew import Crew
from ostiary.devices.errands import Errands
from ostiary.devices.firmware import Folder
from ostiary.doors import guards as door_guards
from ostiary.doors import reactions as door_reactions
from ostiary.events import guards as event_guards
from ostiary.events import journal
from ostiary.events.tally import Tallies
from ostiary.identity import guards as identity_guards
from ostiary.identity.sessions import present
from ostiary.jobs.runner import Runner
from ostiary.kernel import counter, outbox, vault
from ostiary.kernel.clock import now
from ostiary.kernel.context import System
from ostiary.kernel.database import Database
from ostiary.kernel.duty import DEVICES, Duty, alone
from ostiary.kernel.errors import DomainError, StorageFull
from ostiary.kernel.operation import Gate, Guard, Within
from ostiary.live.broadcast import Broadcast
from ostiary.live.site_stream import SiteStream
from ostiary.people.ready import ReadyRows
from ostiary.settings.operations import obey_weak_settings
from ostiary.simulator.plan import DevicePlan
from ostiary.transfer import exports
from ostiary.transfer.downloads import Downloads

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
        device_people,
        firmwares,
        scans,
        device_discovery,
        device_screens,
        device_setup,
        device_upkeep,
        devices,
        device_groups,
        doors,
        downloads,
        door_control,
        door_groups,
        door_tree,
        events,
        alerts,
        audit,
        stream,
        custom_fields,
        output_signals,
        preferences,
        server_settings,
        native_me,
        native_find,
        native_explain,
        native_openings,
        native_schedules,
        native_events,
        native_clocks,
        native_jobs,
        native_exports,
        native_event_types,
        native_content,
        native_audit,
        native_simulated,
        native_site,
        native_live,
        health,
    )
)
GUARDS: Mapping[str, Guard] = {
    **identity_guards.GUARDS,
    **credential_guards.GUARDS,
    **device_guards.GUARDS,
    **door_guards.GUARDS,
    **event_guards.GUARDS,
    **access_guards.GUARDS,
}
REACTIONS: tuple[Within, ...] = (*door_reactions.REACTIONS, *access_reactions.REACTIONS)

Announce = Callable[[str], None]
"""Told the generated password of `admin`, once, as soon as it counts."""


class AlreadyServed(Exception):
    """Another server runs on this database, which only one can use."""


class House:
    """Everything that one process runs. `devices` are simulated ones beside those of the demo site."""

    def __init__(self, config: Config, announce: Announce, devices: Iterable[DevicePlan] = ()) -> None:
        self.config = config
        self._announce = announce
        self._devices = (*plans(), *devices) if config.demo else tuple(devices)
        self.database = Database(config.database)
        self.gate = Gate(self.database, vault.load(config.data_dir / "key"), now, GUARDS, REACTIONS)
        self.everybody = Everybody(self.database)
        self.broadcast = Broadcast(self.database, now)
        self.site_stream = SiteStream(self.database, now)
        self._errands = Errands(self.database, self.gate.vault, now)
        self._duty = Duty(self.database, DEVICES)
        self._crew = Crew()
        self._jobs = Runner(self.gate, {retention.EXPIRY: retention.expire}, partial(present, self.gate))
        self._downloads = Downloads(config.data_dir / "downloads", self.gate)
        self._simulator = Simulator(config)
        self._working: Plant | None = None
        self.at_work = asyncio.Event()
        """Set while this process looks after the devices."""
        hands = Hands(self.gate, self._errands, lambda: self._working)
        self.desk = Desk(
            gate=self.gate,
            database=self.database,
            clock=now,
            settling=hands.settle,
            awaiting=partial(outcomes, self.database),
            running=hands.scan,
            turning=hands.turn,
            syncing=hands.sync,
            clearing=hands.clear_logs,
            viewing=hands.roster,
            reading=hands.read_people,
            removing=hands.remove_people,
            discovering=hands.discover,
            searching=hands.search,
            calling=hands.waiting,
            placing=hands.place,
            showing=hands.show,
            firmware=Folder(config.data_dir / "firmware"),
            inspecting=hands.inspect,
            examining=hands.examine,
            simulating=self._simulator.ask,
            everybody=self.everybody,
            people=ReadyRows(self.gate),
            tallies=Tallies(self.gate),
            witness=Witness(self.gate, config.data_dir),
            downloads=self._downloads,
        )
        self.vitals = Vitals(self._check, self._measure)

    @property
    def plant(self) -> Plant:
        """The devices, where this process looks after them."""
        if self._working is None:
            raise RuntimeError("another process looks after the devices")
        return self._working

    async def open(self) -> None:
        """Start everything, lowest first; the devices too, unless another process looks after them.

        Raises `AlreadyServed` where another server runs on the same SQLite file, `ConfigError` where the key is another
        than that of the database, and what the database raises.
        """
        await self.database.start()
        if not await self._duty.take() and self.database.sqlite:
            raise AlreadyServed(f"another server runs on {self.database.url.database}")
        async with alone(self.database):
            await seeding.prove_key(self.gate)
            password = await seeding.seed(self.gate, self.config)
            await self.gate.run(System("configuration"), obey_weak_settings, self.config.obey_weak_settings)
            if self.config.demo:
                await self.gate.run(System("demo"), load_demo, None)
        if password is not None:
            self._announce(password)
        await self.broadcast.start()
        await self.site_stream.start()
        if self._duty.held:
            await self._begin()
        self._crew.keep("duty", self._serve_duty)
        self._crew.keep("jobs", self._jobs.run)
        self._crew.keep("retention", partial(retention.watch, self.gate))
        self._crew.keep("housekeeping", partial(housekeeping.watch, self.gate, self.config.audit_days))
        self._crew.keep("audit witness", self.desk.witness.watch)
        self._crew.keep("downloads", self._downloads.watch)
        self._crew.keep("exports", exports.runner(self.gate, self._downloads, partial(present, self.gate)).run)
        first = self.config.data_dir / first_password.FILE_NAME
        self._crew.keep("first password", partial(first_password.forget_when_changed, first, self.database))

    async def close(self) -> None:
        """Stop everything, highest first. What was acknowledged is stored."""
        await self.site_stream.stop()
        await self.broadcast.stop()
        self.everybody.forget()
        await self._crew.stop()
        await self._simulator.close()
        await self._end()
        await self._duty.give_up()
        with contextlib.suppress(DomainError):
            await self.desk.witness.look()
        await self.database.stop()

    async def _serve_duty(self) -> None:
        """Look after the devices whenever the duty is this process's."""
        while True:
            if self._working is None:
                await self._duty.wait()
                await self._begin()
            await self._duty.lost.wait()
            await self._end()

    async def _begin(self) -> None:
        plant = Plant(self.config, self.gate, self._errands, self._devices)
        try:
            await plant.start()
        except BaseException:
            await plant.stop()
            raise
        self._working = plant
        self.at_work.set()

    async def _end(self) -> None:
        self.at_work.clear()
        plant, self._working = self._working, None
        if plant is not None:
            await plant.stop()

    async def _check(self) -> Mapping[str, str]:
        try:
            async with self.database.read() as connection:
                await outbox.newest(connection)
        except Exception as error:  # noqa: BLE001 -- whatever it is, the answer is "not ready"
            return {"database": type(error).__name__}
        return {"database": "", "disk": "full" if await self._is_full() else ""}

    async def _is_full(self) -> bool:
        """Whether the disk is full: tried out where it was."""
        if self.database.full:
            with contextlib.suppress(StorageFull):
                async with self.database.write() as session:
                    await counter.take(session, "room")
        return self.database.full

    async def _measure(self) -> Mapping[str, float]:
        async with self.database.read() as connection:
            measured = {
                "disk_full": float(self.database.full),
                "fact_seq": float(await outbox.newest(connection)),
                "facts_set_aside": float(await outbox.set_aside(connection)),
                "event_id": float(await journal.newest(connection)),
                "live_clients": float(self.broadcast.clients + self.site_stream.clients),
                **await clocks.measures(connection),
            }
        return measured if self._working is None else {**measured, **self._working.provisioner.measures()}


def application(house: House) -> FastAPI:
    """The web application of a house, which whoever serves it opens and closes."""
    return seat(house, reception(house.config))


def reception(config: Config) -> FastAPI:
    """The web application before it serves a house. It can serve one after another: its routes are made ready once."""
    return http.make(
        (*PAGES, reference(), console()),
        __version__,
        max_body=config.max_body,
        origins=config.origins,
        secure=config.certificate is not None,
        proxies=config.proxies,
    )


def seat(house: House, app: FastAPI) -> FastAPI:
    """Let the reception serve this house from now on."""
    app.state.desk = house.desk
    app.state.broadcast = house.broadcast
    app.state.site_stream = house.site_stream
    app.state.vitals = house.vitals
    return app
