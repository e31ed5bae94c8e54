"""A site with its first people, and people with defaults."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from ostiary.access import guards as access_guards
from ostiary.credentials import guards as credentials_guards
from ostiary.credentials.cards import CardChoice
from ostiary.credentials.rules import NewCard
from ostiary.identity import guards as identity_guards
from ostiary.identity.levels import Level, rights_of
from ostiary.identity.queries import UserRecord, users_by_id
from ostiary.identity.user_groups import NewUserGroup, create_user_group
from ostiary.identity.users import UserChange
from ostiary.kernel.context import EVERYTHING, Kind, Module, Operator, Right, Scope
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.outbox import Fact
from ostiary.kernel.trail import Method
from ostiary.people.operations import Person, PersonChange, create_people, update_person
from ostiary.people.queries import PersonDetail, view_person
from ostiary.people.seed import seed
from ostiary.settings.model import CustomFieldRow
from tests.rig.ground import Gated, Ground

START = datetime(2020, 1, 1, tzinfo=UTC)
EXPIRY = datetime(2030, 12, 31, 23, 59, tzinfo=UTC)


@operation(module=(), right="write", verb="SEED", method=Method.ADD)
async def seed_site(work: Work, must_change: bool) -> bool:
    """The people of a new site."""
    return await seed(work, "hash", must_change=must_change)


def a_person(user_id: str, name: str = "Ada Byron", *, cards: Iterable[str | int] = (), **change: Any) -> Person:
    """A person to be made: in the root group, for ten years; `cards` are numbers of new ones or ids."""
    data: dict[str, Any] = {"name": name, "group_id": 1, "start": START, "expiry": EXPIRY}
    data |= {key: change.pop(key) for key in list(change) if key in UserChange.__dataclass_fields__}
    choices = tuple(CardChoice(card) if isinstance(card, int) else CardChoice(scanned=NewCard(card)) for card in cards)
    return Person(user_id, PersonChange(UserChange(**data), cards=choices or None, **change))


def a_change(user_id: str, **change: Any) -> Person:
    """A change of a person: members of `PersonChange` and of `UserChange` by name."""
    data = {key: change.pop(key) for key in list(change) if key in UserChange.__dataclass_fields__}
    return Person(user_id, PersonChange(UserChange(**data), **change))


def an_operator(
    level: int = 2,
    *,
    only: Mapping[Kind, Iterable[int]] | None = None,
    own_user: str | None = None,
    user_id: str = "90",
) -> Operator:
    """An operator who may read and write people, limited to some groups."""
    rights: frozenset[tuple[Module, Right]] = rights_of(Level(level, "", "", {Module.USER: "rw"}))
    scope = EVERYTHING
    if only or own_user:
        scope = Scope({kind: frozenset(ids) for kind, ids in (only or {}).items()}, own_user)
    return Operator(user_id, "Operator", level, rights, scope)


class Site(Gated):
    """A gate with a seeded site behind it."""

    async def enrol(self, *people: Person) -> list[UserRecord]:
        """Make people."""
        return await self.run(create_people, people)

    async def change(self, user_id: str, **change: Any) -> tuple[Fact, ...]:
        """Change a person; answers what was told."""
        return (await self.receipt(update_person, a_change(user_id, **change))).facts

    async def person(self, user_id: str) -> PersonDetail:
        """A person with everything."""
        return await self.ask(view_person, user_id)

    async def group(self, name: str, parent_id: int = 1) -> int:
        """The id of a new user group."""
        return (await self.run(create_user_group, NewUserGroup(name, parent_id))).id

    async def exists(self, user_id: str) -> bool:
        """Whether there is such a person."""
        async with self.ground.database.read() as connection:
            return bool(await users_by_id(connection, [user_id]))

    async def custom_field(self, name: str, type: int, position: int) -> int:
        """The id of a new custom field."""
        async with self.ground.database.write() as session:
            row = CustomFieldRow(name=name, type=type, position=position, options=[])
            session.add(row)
            await session.flush()
            return row.id


async def a_site(ground: Ground) -> Site:
    """A site as a new installation begins."""
    site = Site(ground, ground.gate({**identity_guards.GUARDS, **credentials_guards.GUARDS, **access_guards.GUARDS}))
    await site.run(seed_site, False)
    return site
