"""A site for the tests of doors: registered devices, the roots of the trees, a gate with the guards of the rooms."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import DeclarativeBase

from ostiary.access import guards as access_guards
from ostiary.devices import guards as device_guards
from ostiary.devices.operations import NewDevice, register_devices
from ostiary.doors import guards as door_guards
from ostiary.doors import reactions
from ostiary.doors.commands import Commanded, Commanding, command_doors
from ostiary.doors.groups import create_group
from ostiary.doors.model import DoorRow
from ostiary.doors.operations import Door, DoorChange, DoorIds, create_door, delete_doors, update_door
from ostiary.doors.queries import DoorSearch, DoorView, list_doors
from ostiary.doors.state import report_doors
from ostiary.doors.wiring import NOT_WIRED, Wiring
from ostiary.events.groups import NewGroup
from ostiary.identity import guards as identity_guards
from ostiary.identity.model import AccessGroupRow
from ostiary.kernel import outbox, tree
from ostiary.kernel.context import EVERYTHING, Context, Kind, Module, Operator, Scope, System
from ostiary.kernel.operation import Gate, Receipt
from ostiary.kernel.outbox import Fact
from ostiary.kernel.trail import TrailRow
from ostiary.policy.door import Alarm, Flag
from ostiary.port.commands import DoorVerb
from ostiary.port.reports import DoorReport
from tests.rig.ground import Ground

READER, SECOND, CONTROLLER, SLAVE_IN, SLAVE_OUT = 1001, 1002, 2000, 2001, 2002
CORESTATION, XPASS, BUS_DEVICE = 14, 26, 128
"""Types: 8 relays and inputs, one relay and two inputs, nobody knows how many."""
UNKNOWN = 9999
SYSTEM = System("test")


def operator(scope: Scope = EVERYTHING) -> Operator:
    """An operator of doors."""
    return Operator("7", "Ada", 4, frozenset({(Module.DOOR, "read"), (Module.DOOR, "write")}), scope)


def limited(*groups: int) -> Operator:
    """An operator who may see only these door groups."""
    return operator(Scope({Kind.DOOR_GROUP: frozenset(groups)}))


def by(reader: int, **wiring: Any) -> Wiring:
    """A door at this reader, by default with the reader's own relay."""
    return Wiring(**{"entry_device_id": reader, "relay_device_id": reader, **wiring})


@dataclass
class Premises:
    """The site."""

    ground: Ground
    gate: Gate

    async def run(self, operation: Any, input: Any, context: Context = SYSTEM) -> Receipt[Any]:
        """Carry out an act."""
        receipt: Receipt[Any] = await self.gate.run(context, operation, input)
        return receipt

    async def a_door(self, name: str = "Front door", wiring: Wiring = NOT_WIRED, **members: Any) -> int:
        """Make a door."""
        id: int = (await self.run(create_door, Door(name, wiring=wiring, **members))).result
        return id

    async def change(self, id: int, context: Context = SYSTEM, **values: Any) -> Receipt[Any]:
        """Change a door."""
        return await self.run(update_door, DoorChange(id, values), context)

    async def delete(self, *ids: int) -> Receipt[Any]:
        """Delete doors."""
        return await self.run(delete_doors, DoorIds(ids))

    async def a_group(self, name: str, parent_id: int = tree.ROOT) -> int:
        """Make a door group."""
        id: int = (await self.run(create_group, NewGroup(name, parent_id))).result.id
        return id

    async def access_groups(self, *names: str) -> list[int]:
        """Access groups of these names."""
        async with self.ground.database.write() as session:
            rows = [AccessGroupRow(name=name, description="") for name in names]
            session.add_all(rows)
            await session.flush()
            return [row.id for row in rows]

    async def command(self, verb: DoorVerb, *ids: int, context: Context = SYSTEM) -> Receipt[Commanded]:
        """Command doors."""
        return await self.run(command_doors, Commanding(verb, ids), context)

    async def report(self, door_id: int, device_id: int = READER, **state: Any) -> Receipt[Any]:
        """Have a device report how a door stands; by default closed, locked and quiet."""
        quiet = {"unlocked": False, "open": False, "locked_by": Flag.NONE, "unlocked_by": Flag.NONE}
        report = DoorReport(device_id, door_id, **{**quiet, "alarms": Alarm.NONE, **state})
        return await self.run(report_doors, (report,))

    async def found(self, search: DoorSearch = DoorSearch(), context: Context = SYSTEM) -> list[DoorView]:  # noqa: B008
        """The doors that a search finds."""
        page = await self.gate.ask(context, list_doors, search)
        return list(page.doors)

    async def door(self, id: int) -> Row[Any]:
        """What is stored of a door."""
        async with self.ground.database.read() as connection:
            return (await connection.execute(select(DoorRow.__table__).where(DoorRow.id == id))).one()

    async def rows(self, model: type[DeclarativeBase]) -> list[Row[Any]]:
        """Every row of a table."""
        async with self.ground.database.read() as connection:
            table = model.__table__
            return list((await connection.execute(select(table).order_by(*table.primary_key))).all())

    async def facts(self) -> list[Fact]:
        """Every fact of this room."""
        async with self.ground.database.read() as connection:
            stored = await outbox.following(connection, 0)
        return [one.fact for one in stored if one.fact.kind.startswith("doors.")]

    async def trail(self) -> list[Row[Any]]:
        """The lines of the trail about doors."""
        return [line for line in await self.rows(TrailRow) if line.verb.startswith("DOOR")]


async def made(ground: Ground) -> Premises:
    """Two readers of their own, and a controller with two slaves."""
    async with ground.database.write() as session:
        await tree.plant(session, Kind.DOOR_GROUP, "All Doors")
        await tree.plant(session, Kind.DEVICE_GROUP, "All Devices")
    guards = {**access_guards.GUARDS, **identity_guards.GUARDS, **device_guards.GUARDS, **door_guards.GUARDS}
    gate = ground.gate(guards, reactions.REACTIONS)
    devices = (
        NewDevice(READER, "Reader", CORESTATION),
        NewDevice(SECOND, "Second reader", CORESTATION),
        NewDevice(CONTROLLER, "Controller", CORESTATION),
        NewDevice(SLAVE_IN, "Slave in", XPASS, parent_id=CONTROLLER),
        NewDevice(SLAVE_OUT, "Slave out", XPASS, parent_id=CONTROLLER),
    )
    await gate.run(SYSTEM, register_devices, devices)
    return Premises(ground, gate)
