"""A site with two of everything that operators are limited in: one has the number 2, the other 3, whatever it is."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from ostiary.access.groups import AccessGroupChange, NewAccessGroup, create_access_group, update_access_group
from ostiary.access.levels import Item, NewLevel, create_level
from ostiary.app.compose import GUARDS, REACTIONS
from ostiary.app.schema import METADATA
from ostiary.app.seeding import make_beginning
from ostiary.credentials.cards import CardChoice
from ostiary.credentials.operations import create_cards
from ostiary.credentials.rules import NewCard
from ostiary.devices.clocks import Reading, note_reading
from ostiary.devices.operations import NewDevice, register_devices
from ostiary.doors.groups import create_group
from ostiary.doors.operations import Door, create_door
from ostiary.doors.wiring import Wiring
from ostiary.events import journal
from ostiary.events.groups import NewGroup
from ostiary.identity.user_groups import NewUserGroup, create_user_group
from ostiary.identity.users import UserChange
from ostiary.kernel import tree
from ostiary.kernel.context import EVERYTHING, Context, Kind, Module, Operator, Right, Scope, System
from ostiary.kernel.operation import Gate, Work, operation
from ostiary.kernel.trail import Method, TrailRow
from ostiary.people.operations import Person, PersonChange, create_people
from ostiary.people.seed import EXPIRY, START
from ostiary.policy.schedule import HolidaySlots
from ostiary.schedules.holidays import NewHolidayGroup, create_holiday_group
from ostiary.schedules.operations import NewSchedule, create_schedule
from ostiary.schedules.plans import PlanChange
from tests.rig.ground import Ground

INSIDE, OUTSIDE = 2, 3
WORDS = {INSIDE: "Hither", OUTSIDE: "Yonder"}
"""What the names of things begin with; nothing else is called so."""
BIOSTATION = 46
CUSTOM_LEVEL = 4
SYSTEM = System("matrix")
LIMITED_TO = (
    Kind.USER_GROUP,
    Kind.DEVICE_GROUP,
    Kind.DOOR_GROUP,
    Kind.ELEVATOR_GROUP,
    Kind.ACCESS_GROUP,
    Kind.MAP_GROUP,
)
WITHIN = Scope({kind: frozenset({INSIDE}) for kind in LIMITED_TO})
ALL_RIGHTS: frozenset[tuple[Module, Right]] = frozenset(
    pair for module in Module for pair in ((module, "read"), (module, "write"))
)


def operator(
    rights: frozenset[tuple[Module, Right]] = ALL_RIGHTS, scope: Scope = EVERYTHING, level: int = CUSTOM_LEVEL
) -> Operator:
    """An operator with these rights."""
    return Operator("1", "Ada", level, rights, scope)


LIMITED = operator(scope=WITHIN)


@operation(module=(), right="write", verb="MATRIX", method=Method.ADD)
async def furnish(work: Work, _: None) -> None:
    """Begin a database, and fill it."""
    await make_beginning.act(work, ("hash", False))
    await populate.act(work, None)


@operation(module=(), right="write", verb="MATRIX", method=Method.ADD)
async def populate(work: Work, _: None) -> None:
    """Make one thing of each kind to begin with, and then the two."""
    await create_cards.act(work, [NewCard("100001"), NewCard("100002"), NewCard("100003")])
    await create_door.act(work, Door("Yonder too"))
    await create_access_group.act(work, NewAccessGroup("Yonder too"))
    await create_level.act(work, NewLevel("Yonder level too", items=(Item(doors=(1,), schedule_id=1),)))
    await create_holiday_group.act(work, NewHolidayGroup("Fair"))
    for number, word in WORDS.items():
        await tree.create(work.session, Kind.DEVICE_GROUP, f"{word} devices", tree.ROOT)
        await create_group.act(work, NewGroup(f"{word} doors"))
        await create_user_group.act(work, NewUserGroup(f"{word} people", tree.ROOT))
        await register_devices.act(work, (NewDevice(number, f"{word} reader", BIOSTATION, number),))
        await note_reading.act(work, Reading(number, timedelta(), 1, 0))
        await create_door.act(work, Door(f"{word} door", number, wiring=Wiring(number, relay_device_id=number)))
        await create_holiday_group.act(work, NewHolidayGroup(f"Feast {number}"))
        counting = PlanChange(holidays=(HolidaySlots(number, ()),))
        await create_schedule.act(work, NewSchedule(f"Shift {number}", plan=counting))
        items = (Item(doors=(number,), schedule_id=number),)
        await create_level.act(work, NewLevel(f"{word} level", items=items))
        await create_access_group.act(work, NewAccessGroup(f"{word} group", level_ids=(number,)))
        data = UserChange(name=f"{word} person", group_id=number, start=START, expiry=EXPIRY)
        await create_people.act(work, [Person(str(number), PersonChange(data, cards=(CardChoice(number),)))])
        await update_access_group.act(work, AccessGroupChange(number, joining=(str(number),)))
        journal.record(work, 4102, device_id=number, door_id=number, user_id=str(number))
        journal.record(work, 22016, device_id=number, door_id=number)


@dataclass
class Estate:
    """The site."""

    ground: Ground
    gate: Gate

    async def content(self) -> dict[str, list[Any]]:
        """Everything in the database but the trail."""
        async with self.ground.database.read() as connection:
            return {
                table.name: list((await connection.execute(select(table).order_by(*table.primary_key))).all())
                for table in METADATA.sorted_tables
                if table is not TrailRow.__table__
            }

    async def refusals(self) -> list[str]:
        """The verbs of the refused acts in the trail, oldest first."""
        statement = select(TrailRow.verb).where(TrailRow.outcome.startswith("refused")).order_by(TrailRow.id)
        async with self.ground.database.read() as connection:
            return list((await connection.execute(statement)).scalars())

    async def ask(self, read: Any, input: Any, context: Context = SYSTEM) -> Any:
        """Ask something."""
        return await self.gate.ask(context, read, input)


async def furnished(ground: Ground) -> Estate:
    """The site on fresh ground, with the guards and the reactions of the product."""
    gate = ground.gate(GUARDS, REACTIONS)
    await gate.run(SYSTEM, furnish, None)
    return Estate(ground, gate)
