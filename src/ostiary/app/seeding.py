"""What every site begins with: roots of the groups, schedule Always, operator levels, the administrator."""

from ostiary.app.config import Config, ConfigError
from ostiary.identity import passwords
from ostiary.identity.model import ADMINISTRATOR
from ostiary.identity.queries import users_by_id
from ostiary.kernel import tree
from ostiary.kernel.context import Kind, Module, System
from ostiary.kernel.operation import Gate, View, Work, operation, query
from ostiary.kernel.trail import Method
from ostiary.kernel.vault import Vault
from ostiary.people import seed as people
from ostiary.schedules import seed as schedules
from ostiary.settings.model import SettingRow

KEY = "key"
ROOTS = {
    Kind.DEVICE_GROUP: "All Devices",
    Kind.DOOR_GROUP: "All Doors",
    Kind.ELEVATOR_GROUP: "All Elevators",
    Kind.MAP_GROUP: "All Graphic Maps",
}


@operation(module=Module.SETTING, right="write", verb="SEED", method=Method.ADD)
async def make_beginning(work: Work, first: tuple[str, bool]) -> bool:
    """Make what is missing; `first` is the administrator's password hash and whether it must be changed.

    Answers whether the administrator is new.
    """
    for kind, name in ROOTS.items():
        if not await tree.find(work.session, kind, [tree.ROOT]):
            await tree.plant(work.session, kind, name)
    await schedules.seed(work)
    password_hash, must_change = first
    return await people.seed(work, password_hash, must_change=must_change)


def mark(of: Vault) -> str:
    """What tells one key from another without telling it."""
    return of.mark(b"ostiary", KEY).hex()


@query(module=Module.SETTING)
async def has_begun(view: View, _: None) -> bool:
    """Whether there is an administrator already."""
    return bool(await users_by_id(view.connection, [ADMINISTRATOR]))


async def prove_key(gate: Gate) -> None:
    """Refuse a key that is not the one under which this database's secrets are sealed; the first key is noted.

    With another key nothing could be opened: devices would keep what they hold, and nobody's rights would be taken.
    """
    own = mark(gate.vault)
    async with gate.database.write() as session:
        known = await session.get(SettingRow, KEY)
        if known is None:
            session.add(SettingRow(name=KEY, document={"mark": own}))
        elif known.document["mark"] != own:
            raise ConfigError("the key in the data directory is not that of the database: restore the right one")


async def seed(gate: Gate, config: Config) -> str | None:
    """Make the beginning; answers the administrator's password where it was generated just now.

    Raises `ConfigError` for a first password that is a common one, unless what weakens the server is obeyed.
    """
    password, hash = config.admin_password or passwords.generated(), ""
    if not await gate.ask(System("first start"), has_begun, None):
        if not config.obey_weak_settings and passwords.is_common(password):
            raise ConfigError("admin_password: it is one of the hundred most common passwords")
        hash = await passwords.hashed(password)
    receipt = await gate.run(System("first start"), make_beginning, (hash, not config.admin_password))
    return password if receipt.result and not config.admin_password else None
