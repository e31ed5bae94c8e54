"""A site whose administrator can sign in, and what tests of operators ask of it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from ostiary.access import guards as access_guards
from ostiary.credentials import guards as credentials_guards
from ostiary.identity import guards
from ostiary.identity.levels import Level, rights_of
from ostiary.identity.model import LevelRow
from ostiary.identity.operators import LoginChange, set_login
from ostiary.identity.passwords import HASHER, NewPassword
from ostiary.identity.queries import users_by_id
from ostiary.identity.sessions import Login, Session, find_operator, find_session, log_in
from ostiary.identity.users import UserChange
from ostiary.kernel.context import Context, Kind, Module, Operator, System
from ostiary.kernel.operation import Gate, Receipt, Work, operation
from ostiary.kernel.trail import Method
from ostiary.people.operations import Person, PersonChange, create_people
from ostiary.people.seed import seed
from tests.rig.ground import Ground

PASSWORD = "a quiet harbour 42"
SEVENTH = "seven seas 77"
HERE = "192.0.2.7"
SYSTEM = System("tests")


@cache
def hash_of(password: str) -> str:
    """A hash, made once for all tests."""
    return HASHER.hash(password)


@operation(module=(), right="write", verb="SEED", method=Method.ADD)
async def seed_site(work: Work, must_change: bool) -> bool:
    """A new site with the administrator."""
    return await seed(work, hash_of(PASSWORD), must_change=must_change)


@operation(module=(), right="write", verb="LOGIN_CHANGE", method=Method.UPDATE)
async def change_login(work: Work, change: tuple[str, LoginChange]) -> bool:
    """What the acts on people do with a login."""
    user = (await users_by_id(work.session, [change[0]]))[change[0]]
    return await set_login(work, user.key, change[1])


@operation(module=(), right="write", verb="LEVEL_ADD", method=Method.ADD)
async def add_level(work: Work, level: Level) -> None:
    """A custom level."""
    rights = {module.value: letters for module, letters in level.rights.items()}
    filters = {kind.value: list(ids) for kind, ids in level.filters.items()}
    row = LevelRow(id=level.id, name=level.name, description="", rights=rights, filters=filters)
    work.session.add(row)


@dataclass
class Office:
    """A gate with a seeded site behind it."""

    ground: Ground
    gate: Gate

    async def log_in(self, login_id: str = "admin", password: str = PASSWORD, address: str = HERE) -> Session:
        """Sign in."""
        return await log_in(self.gate, Login(login_id, password, address))

    async def find(self, id: str, address: str = HERE) -> Session:
        """The session of an id."""
        return await find_session(self.gate, id, address)

    async def operator(self, id: str) -> Operator:
        """Who is behind a session id."""
        return await find_operator(self.gate, id, HERE)

    async def person(self, user_id: str) -> None:
        """Make a person."""
        start, expiry = datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 12, 31, 23, 59, tzinfo=UTC)
        change = UserChange(name=f"Person {user_id}", group_id=1, start=start, expiry=expiry)
        await self.gate.run(SYSTEM, create_people, [Person(user_id, PersonChange(change))])

    async def change(self, user_id: str, change: LoginChange, context: Context = SYSTEM) -> Receipt[bool]:
        """Change somebody's login."""
        return await self.gate.run(context, change_login, (user_id, change))

    async def an_operator(
        self, user_id: str = "7", level: int = 2, password: str = SEVENTH, address_only: str | None = None
    ) -> None:
        """Make a person who may sign in as `op<user_id>`."""
        await self.person(user_id)
        change = LoginChange(level, f"op{user_id}", NewPassword(password, hash_of(password)), address_only)
        await self.change(user_id, change)

    async def level(self, id: int, filters: dict[Kind, tuple[int, ...]], **rights: str) -> None:
        """Make a custom level."""
        level = Level(id, f"Level {id}", "", {Module(name): letters for name, letters in rights.items()}, filters)
        await self.gate.run(SYSTEM, add_level, level)


def as_operator(level: int, user_id: str = "90") -> Operator:
    """An operator of a predefined level who has not signed in."""
    return Operator(user_id, "Operator", level, rights_of(Level(level, "", "", {Module.USER: "rw"})))


async def an_office(ground: Ground, *, must_change: bool = False) -> Office:
    """A seeded site."""
    office = Office(ground, ground.gate({**guards.GUARDS, **credentials_guards.GUARDS, **access_guards.GUARDS}))
    await office.gate.run(SYSTEM, seed_site, must_change)
    return office
