"""A plant: a simulated fleet and the devices room that looks after it, on a database of the test."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import Row, select

from ostiary.devices import guards as device_guards
from ostiary.devices.commands import Commands
from ostiary.devices.connections import Connections
from ostiary.devices.crew import Crew
from ostiary.devices.model import DeviceRow
from ostiary.devices.operations import NewDevice, register_devices
from ostiary.doors import guards as door_guards
from ostiary.drivers.simulated.local import Local
from ostiary.events.intake import Intake
from ostiary.kernel import tree
from ostiary.kernel.bell import Bell
from ostiary.kernel.context import Kind, System
from ostiary.kernel.operation import Gate, Guard, Within
from ostiary.port.commands import DeviceError, DoorCommand, DoorVerb, Fault
from ostiary.port.content import Family, Record, key_of
from ostiary.port.driver import Refused
from ostiary.port.reports import DoorReport
from ostiary.simulator.clock import VirtualClock
from ostiary.simulator.fleet import Fleet
from ostiary.simulator.models import model
from ostiary.simulator.plan import DevicePlan
from tests.rig.ground import NOON, Ground

ENTRANCE, WAREHOUSE = 542190001, 542190002
CONTROLLER, INSIDE, OUTSIDE = 542190010, 542190011, 542190012
PLANS = (
    DevicePlan(ENTRANCE, "Entrance", "BioStation 3"),
    DevicePlan(WAREHOUSE, "Warehouse", "BioEntry W2"),
    DevicePlan(CONTROLLER, "Controller", "CoreStation 40"),
    DevicePlan(INSIDE, "Inside", "XPass D2 keypad", parent_id=CONTROLLER),
    DevicePlan(OUTSIDE, "Outside", "BioEntry R2", parent_id=CONTROLLER),
)
TEST = System("test")
GUARDS: Mapping[str, Guard] = {**device_guards.GUARDS, **door_guards.GUARDS}


class Noting(Local):
    """The driver of the fleet, which notes what is written and deleted, and refuses what a test wants refused."""

    def __init__(self, fleet: Fleet) -> None:
        super().__init__(fleet)
        self.written: list[tuple[int, Family, tuple[str, ...]]] = []
        self.deleted: list[tuple[int, Family, tuple[str, ...]]] = []
        self.refusing: dict[tuple[Family, str], Fault] = {}
        self.forgetting: set[tuple[Family, str]] = set()
        """Records that it says it has taken, and has not."""
        self.unseen = 0
        """How often it does not hand out a picture."""

    def people_written(self, device_id: int) -> list[tuple[str, ...]]:
        """The people written to a device, call by call."""
        return [keys for device, family, keys in self.written if (device, family) == (device_id, Family.USERS)]

    async def write(self, device_id: int, family: Family, records: Sequence[Record]) -> Sequence[Refused]:
        """Write what is not to be refused."""
        self.written.append((device_id, family, tuple(key_of(record) for record in records)))
        keys = {key_of(record) for record in records}
        refused = [Refused(key, self.refusing[family, key]) for key in keys if (family, key) in self.refusing]
        left = self.refusing.keys() | self.forgetting
        rest = [record for record in records if (family, key_of(record)) not in left]
        return [*refused, *await super().write(device_id, family, rest)]

    async def picture(self, device_id: int, epoch: int, index: int) -> bytes:
        """Hand out a picture, unless it is not to be."""
        if self.unseen:
            self.unseen -= 1
            raise DeviceError(Fault.TIMED_OUT)
        return await super().picture(device_id, epoch, index)

    async def delete(self, device_id: int, family: Family, keys: Sequence[str]) -> Sequence[Refused]:
        """Delete."""
        if keys:
            self.deleted.append((device_id, family, tuple(keys)))
        return await super().delete(device_id, family, keys)


@dataclass
class Plant:
    """Everything a test of devices needs at hand."""

    ground: Ground
    gate: Gate
    fleet: Fleet
    clock: VirtualClock
    intake: Intake
    driver: Noting
    connections: Connections
    commands: Commands
    door_reports: list[DoorReport] = field(default_factory=list)
    door_bell: Bell = field(default_factory=Bell)

    async def told_of_door(self, door_id: int) -> DoorReport:
        """The latest report on a door; waits for one where there is none yet."""
        while True:
            found = [report for report in self.door_reports if report.door_id == door_id]
            if found:
                return found[-1]
            await self.door_bell.wait(self.door_bell.rings)

    async def failure_of(self, device_id: int) -> Fault:
        """How a command to a device fails at once."""
        with pytest.raises(DeviceError) as failure:
            await self.connections.run(device_id, DoorCommand(DoorVerb.OPEN, (1,)))
        return failure.value.fault

    async def register(self, *plans: DevicePlan) -> None:
        """Register simulated devices with the server."""
        devices = tuple(
            NewDevice(plan.id, plan.name, model(plan.model).type_id, parent_id=plan.parent_id) for plan in plans
        )
        await self.gate.run(TEST, register_devices, devices)

    async def row(self, device_id: int) -> Row[tuple[object, ...]]:
        """What is stored of a device."""
        async with self.ground.database.read() as connection:
            statement = select(*DeviceRow.__table__.columns).where(DeviceRow.id == device_id)
            return (await connection.execute(statement)).one()


async def nothing(_: Plant) -> None:
    """Do nothing."""


@asynccontextmanager
async def a_plant(
    ground: Ground,
    folder: Path,
    plans: tuple[DevicePlan, ...] = PLANS,
    prepare: Callable[[Plant], Awaitable[None]] = nothing,
    guards: Mapping[str, Guard] = GUARDS,
    reactions: Iterable[Within] = (),
) -> AsyncIterator[Plant]:
    """A plant with its devices registered and the room at work; `prepare` before anything is connected."""
    clock = VirtualClock(NOON)
    fleet = Fleet(folder / "fleet.db", plans, clock=clock)
    await fleet.start()
    clock.advance(1)
    await fleet.settled()
    ground.clock.at = clock.now()
    gate = ground.gate(guards, reactions)
    intake = Intake(ground.database, ground.clock)
    reports: list[DoorReport] = []
    door_bell = Bell()

    async def take_door_reports(told: tuple[DoorReport, ...]) -> None:
        reports.extend(told)
        door_bell.ring()

    driver = Noting(fleet)
    connections = Connections(gate, {"simulated": driver}, intake, take_door_reports)
    commands = Commands(ground.database, ground.clock, connections)
    plant = Plant(ground, gate, fleet, clock, intake, driver, connections, commands, reports, door_bell)
    async with ground.database.write() as session:
        await tree.plant(session, Kind.DEVICE_GROUP, "All Devices")
    await plant.register(*plans)
    await prepare(plant)
    crew = Crew()
    crew.keep("commands", commands.dispatch)
    await connections.start()
    try:
        yield plant
    finally:
        await connections.stop()
        await crew.stop()
        await fleet.stop()
