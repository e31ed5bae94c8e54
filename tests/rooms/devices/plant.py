"""A plant: a simulated fleet and the devices room that looks after it, on a database of the test."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Row, select

from ostiary.devices.commands import Commands
from ostiary.devices.connections import Connections
from ostiary.devices.crew import Crew
from ostiary.devices.guards import GUARDS
from ostiary.devices.model import DeviceRow
from ostiary.devices.operations import NewDevice, register_devices
from ostiary.drivers.simulated.local import Local
from ostiary.events.intake import Intake
from ostiary.kernel import tree
from ostiary.kernel.context import Kind, System
from ostiary.kernel.operation import Gate, Guard, Within
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


@dataclass
class Plant:
    """Everything a test of devices needs at hand."""

    ground: Ground
    gate: Gate
    fleet: Fleet
    clock: VirtualClock
    intake: Intake
    connections: Connections
    commands: Commands
    door_reports: list[DoorReport] = field(default_factory=list)

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

    async def take_door_reports(told: tuple[DoorReport, ...]) -> None:
        reports.extend(told)

    connections = Connections(gate, {"simulated": Local(fleet)}, intake, take_door_reports)
    commands = Commands(ground.database, ground.clock, connections)
    plant = Plant(ground, gate, fleet, clock, intake, connections, commands, reports)
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
