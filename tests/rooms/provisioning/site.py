"""A site with doors, levels, groups and people over a plant of simulated devices, and the provisioner at work."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ostiary.access import guards as access_guards
from ostiary.access import reactions as access_reactions
from ostiary.access.groups import NewAccessGroup, create_access_group
from ostiary.access.levels import Item, NewLevel, create_level
from ostiary.credentials import guards as credential_guards
from ostiary.credentials.cards import CardChoice
from ostiary.credentials.fingers import NewFinger
from ostiary.credentials.rules import NewCard
from ostiary.devices import guards as device_guards
from ostiary.doors import guards as door_guards
from ostiary.doors.operations import Door, create_door
from ostiary.doors.wiring import Wiring
from ostiary.events import journal
from ostiary.events.model import Event
from ostiary.identity import guards as identity_guards
from ostiary.identity.user_groups import plant_root
from ostiary.identity.users import UserChange
from ostiary.kernel import tree
from ostiary.kernel.context import Kind
from ostiary.kernel.operation import Operation, Receipt, Work
from ostiary.people.operations import Person, PersonChange, create_people, delete_people, update_person
from ostiary.policy.schedule import ALWAYS
from ostiary.port.content import Family, Record, digest
from ostiary.provisioning.provisioner import Provisioner
from ostiary.schedules import seed as schedule_seed
from ostiary.simulator.plan import DevicePlan
from tests.rig.ground import Ground
from tests.rooms.devices.plant import CONTROLLER, ENTRANCE, INSIDE, OUTSIDE, PLANS, TEST, Plant, a_plant

GUARDS = {
    **identity_guards.GUARDS,
    **credential_guards.GUARDS,
    **device_guards.GUARDS,
    **door_guards.GUARDS,
    **access_guards.GUARDS,
}
START, EXPIRY = datetime(2001, 1, 1, tzinfo=UTC), datetime(2037, 12, 31, 23, 59, tzinfo=UTC)
SECONDS = 20.0


def a_person(
    user_id: str, *, cards: Sequence[str] = (), groups: Sequence[int] = (), fingers: Sequence[bytes] = (), **data: Any
) -> Person:
    """A person with cards by number and fingers by template."""
    choices = tuple(CardChoice(scanned=NewCard(number)) for number in cards)
    whole: dict[str, Any] = {"name": f"User {user_id}", "group_id": tree.ROOT, "start": START, "expiry": EXPIRY}
    scanned = tuple(NewFinger(template, template[::-1]) for template in fingers)
    own = UserChange(**whole | data)
    return Person(user_id, PersonChange(own, cards=choices, fingers=scanned, access_groups=tuple(groups)))


@dataclass
class Site:
    """What a test of provisioning works with. Each act happens a second after the one before."""

    plant: Plant
    provisioner: Provisioner
    doors: dict[str, int] = field(default_factory=dict)

    async def do(self, operation: Operation[Any, Any], input: Any) -> Receipt[Any]:
        """Carry out an act and wait until every device has it."""
        receipt = await self.act(operation, input)
        await self.provisioner.settle(receipt.seq, SECONDS)
        return receipt

    async def act(self, operation: Operation[Any, Any], input: Any) -> Receipt[Any]:
        """Carry out an act."""
        self.plant.ground.clock.move(seconds=1)
        return await self.plant.gate.run(TEST, operation, input)

    async def settled(self, receipt: Receipt[Any], seconds: float = SECONDS) -> dict[int, int]:
        """What `settle` says of an act: device -> code."""
        return dict(await self.provisioner.settle(receipt.seq, seconds))

    async def enrol(self, *people: Person) -> Receipt[Any]:
        """Make people and wait."""
        return await self.do(create_people, list(people))

    async def change(self, person: Person) -> Receipt[Any]:
        """Change a person and wait."""
        return await self.do(update_person, person)

    async def dismiss(self, *user_ids: str) -> Receipt[Any]:
        """Delete people and wait."""
        return await self.do(delete_people, list(user_ids))

    def held(self, device_id: int, family: Family) -> dict[str, Record]:
        """What a device really holds."""
        holdings = self.plant.fleet.device(device_id).holdings
        keys = holdings.digests(family)
        return dict(zip(keys, holdings.read(family, keys), strict=True))

    def marks(self, device_id: int) -> dict[Family, dict[str, bytes]]:
        """Digests of everything a device really holds."""
        return {
            family: {key: digest(record) for key, record in self.held(device_id, family).items()} for family in Family
        }

    async def events(self, code: int) -> list[Event]:
        """The events of this type, oldest first."""
        async with self.plant.ground.database.read() as connection:
            return [event for event in await journal.following(connection, 0, 10_000) if event.code == code]

    async def level(self, *device_ids: int) -> None:
        """Wait until everything these devices hold has been compared and mended."""
        rows, _ = await self.provisioner.sync(device_ids, SECONDS)
        assert all(code == 0 for _, code in rows)


@asynccontextmanager
async def a_site(ground: Ground, folder: Path, plans: tuple[DevicePlan, ...] = PLANS) -> AsyncIterator[Site]:
    """Two doors: the entrance alone, the office at the controller; a level with each, a group with each level."""
    made: list[Provisioner] = []

    async def prepare(plant: Plant) -> None:
        async with ground.database.write() as session:
            await tree.plant(session, Kind.DOOR_GROUP, "All Doors")
            work = Work(session, TEST, ground.clock(), ground.vault)
            await plant_root(work)
            await schedule_seed.seed(work)
        made.append(Provisioner(plant.gate, plant.connections, 60))
        await made[0].start()

    async with a_plant(ground, folder, plans, prepare, GUARDS, access_reactions.REACTIONS) as plant:
        site = Site(plant, made[0])
        for device_id in (plan.id for plan in plans if plan.parent_id is None):
            assert await plant.connections.turned(device_id, True, SECONDS)
        try:
            yield site
        finally:
            await made[0].stop()


async def furnish(site: Site) -> None:
    """The two doors, levels and groups."""
    wirings = {
        "Front": Wiring(entry_device_id=ENTRANCE, relay_device_id=ENTRANCE),
        "Office": Wiring(entry_device_id=INSIDE, exit_device_id=OUTSIDE, relay_device_id=CONTROLLER),
    }
    for name, wiring in wirings.items():
        site.doors[name] = (await site.do(create_door, Door(name, wiring=wiring))).result
    for name in wirings:
        level = await site.do(create_level, NewLevel(name, items=(Item(0, (site.doors[name],), ALWAYS),)))
        await site.do(create_access_group, NewAccessGroup(name, level_ids=(level.result,)))
