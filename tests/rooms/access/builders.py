"""A site with people, doors, schedules, and levels and groups with defaults."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from ostiary.access import guards as access_guards
from ostiary.access.groups import AccessGroupChange, NewAccessGroup, create_access_group, update_access_group
from ostiary.access.levels import Item, NewLevel, create_level
from ostiary.access.queries import AccessGroupView, get_access_group
from ostiary.access.reactions import REACTIONS
from ostiary.credentials import guards as credentials_guards
from ostiary.devices import guards as device_guards
from ostiary.doors import guards as door_guards
from ostiary.doors.operations import Door, create_door
from ostiary.identity import guards as identity_guards
from ostiary.identity.access_groups import groups_of
from ostiary.identity.queries import users_by_id
from ostiary.identity.user_groups import NewUserGroup, create_user_group
from ostiary.identity.users import UserChange
from ostiary.kernel import tree
from ostiary.kernel.context import Context, Kind, Module, Operator, Right, Scope
from ostiary.kernel.operation import Receipt, Work, operation
from ostiary.kernel.trail import Method
from ostiary.people.operations import Person, PersonChange, create_people
from ostiary.people.seed import seed as seed_people
from ostiary.schedules.operations import NewSchedule, create_schedule
from ostiary.schedules.seed import seed as seed_schedules
from tests.rig.ground import SYSTEM, Gated, Ground

START, EXPIRY = datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 12, 31, 23, 59, tzinfo=UTC)


@operation(module=(), right="write", verb="SEED", method=Method.ADD)
async def seed_site(work: Work, _: None) -> None:
    """People, schedules and the root of the door groups."""
    await seed_people(work, "hash", must_change=False)
    await seed_schedules(work)
    await tree.plant(work.session, Kind.DOOR_GROUP, "All Doors")
    await tree.plant(work.session, Kind.DEVICE_GROUP, "All Devices")


@operation(module=(), right="write", verb="DOOR_GROUP", method=Method.ADD)
async def add_door_group(work: Work, name: str) -> int:
    """A door group."""
    return (await tree.create(work.session, Kind.DOOR_GROUP, name, tree.ROOT)).id


def an_operator(only: Mapping[Kind, Iterable[int]] | None = None, own_user: str | None = None) -> Operator:
    """An operator who reads and writes access rights and people, changes doors and devices, limited to some groups."""
    rights: frozenset[tuple[Module, Right]] = frozenset(
        {
            (Module.ACCESS, "read"),
            (Module.ACCESS, "write"),
            (Module.USER, "read"),
            (Module.USER, "write"),
            (Module.DOOR, "write"),
            (Module.DEVICE, "write"),
        }
    )
    return Operator(
        "90", "Op", 4, rights, Scope({kind: frozenset(ids) for kind, ids in (only or {}).items()}, own_user)
    )


class Site(Gated):
    """A gate with a seeded site behind it."""

    async def people(self, *user_ids: str, group: int = 1) -> None:
        """Make people in a user group."""
        made = [
            Person(id, PersonChange(UserChange(name=f"P{id}", group_id=group, start=START, expiry=EXPIRY)))
            for id in user_ids
        ]
        await self.run(create_people, made)

    async def user_group(self, name: str, parent: int = 1) -> int:
        """The id of a new user group."""
        return (await self.run(create_user_group, NewUserGroup(name, parent))).id

    async def door(self, name: str = "Front", group: int = 1) -> int:
        """The id of a new door."""
        return await self.run(create_door, Door(name, group))

    async def schedule(self, name: str = "Night") -> int:
        """The id of a new schedule."""
        return await self.run(create_schedule, NewSchedule(name))

    async def level(self, name: str = "Level", *doors: int, schedule: int = 1) -> int:
        """The id of a new level with one item."""
        return await self.run(create_level, NewLevel(name, items=(Item(doors=doors, schedule_id=schedule),)))

    async def group(self, name: str = "Group", **members: Any) -> int:
        """The id of a new access group."""
        return await self.run(create_access_group, NewAccessGroup(name, **members))

    async def change(self, id: int, context: Context = SYSTEM, **change: Any) -> Receipt[None]:
        """Change an access group."""
        return await self.receipt(update_access_group, AccessGroupChange(id, **change), context)

    async def view(self, id: int, context: Context = SYSTEM) -> AccessGroupView:
        """An access group as a list shows it."""
        return await self.ask(get_access_group, id, context)

    async def groups_of(self, *user_ids: str) -> list[tuple[int, ...]]:
        """The access groups that count for these people."""
        async with self.ground.database.read() as connection:
            people = await users_by_id(connection, user_ids)
            found = await groups_of(connection, [user.key for user in people.values()])
        return [found.get(people[user_id].key, ()) for user_id in user_ids]


async def a_site(ground: Ground) -> Site:
    """A seeded site."""
    guards = {
        **identity_guards.GUARDS,
        **credentials_guards.GUARDS,
        **device_guards.GUARDS,
        **door_guards.GUARDS,
        **access_guards.GUARDS,
    }
    site = Site(ground, ground.gate(guards, REACTIONS))
    await site.run(seed_site, None)
    return site
