"""The people a new site begins with: the root of the user groups, and the administrator."""

from datetime import UTC, datetime

from ostiary.events import names
from ostiary.identity.facts import PersonChanged
from ostiary.identity.levels import seed_levels
from ostiary.identity.model import ADMINISTRATOR
from ostiary.identity.operators import ADMINISTRATOR_LOGIN, LoginChange, set_login, set_password_hash
from ostiary.identity.passwords import NewPassword
from ostiary.identity.queries import users_by_id
from ostiary.identity.user_groups import plant_root
from ostiary.identity.users import NewUser, UserChange, insert_users, state_of
from ostiary.kernel import tree
from ostiary.kernel.context import ADMINISTRATOR_LEVEL
from ostiary.kernel.operation import Work

NAME = "Administrator"
START = datetime(2001, 1, 1, tzinfo=UTC)
EXPIRY = datetime(2037, 12, 31, 23, 59, tzinfo=UTC)


async def seed(work: Work, password_hash: str, *, must_change: bool) -> bool:
    """Make what is missing of levels, root group and administrator; answers whether the administrator is new."""
    await seed_levels(work)
    await plant_root(work)
    if await users_by_id(work.session, [ADMINISTRATOR]):
        return False
    data = UserChange(name=NAME, group_id=tree.ROOT, start=START, expiry=EXPIRY)
    user = (await insert_users(work, [NewUser(ADMINISTRATOR, data)]))[ADMINISTRATOR]
    password = NewPassword("", password_hash)
    await set_login(work, user.key, LoginChange(ADMINISTRATOR_LEVEL, ADMINISTRATOR_LOGIN, password))
    await set_password_hash(work, user.key, password_hash, must_change=must_change)
    await names.record(work, names.USER, ADMINISTRATOR, NAME, tree.ROOT)
    work.tell(PersonChanged(ADMINISTRATOR, None, state_of(user)))
    return True
