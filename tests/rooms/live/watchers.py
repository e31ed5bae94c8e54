"""Operators with open sessions, for the tests of what is told to screens."""

from datetime import timedelta

from ostiary.identity.levels import seed_levels
from ostiary.identity.model import LevelRow, SessionRow, UserRow
from ostiary.kernel import tree
from ostiary.kernel.context import EVERYTHING, Kind, Module, Operator
from ostiary.kernel.operation import Work
from tests.rig.ground import NOON, Ground
from tests.rooms.events.builders import SYSTEM

SEEN = 2
"""The door group that the guard sees."""
GUARD_LEVEL = 100


async def open_sessions(ground: Ground) -> None:
    """Sessions 1 and 2 of an administrator, 3 of a guard who sees one door group; the roots of the trees."""
    period = {"start": NOON - timedelta(days=1), "expiry": NOON + timedelta(days=1)}
    async with ground.database.write() as session:
        await seed_levels(Work(session, SYSTEM, NOON, ground.vault))
        for kind in (Kind.DOOR_GROUP, Kind.DEVICE_GROUP):
            await tree.plant(session, kind, "All")
        rights = {module.value: "r" for module in (Module.DOOR, Module.DEVICE, Module.MONITORING)}
        filters = {Kind.DOOR_GROUP.value: [SEEN]}
        session.add(LevelRow(id=GUARD_LEVEL, name="Guards", description="", rights=rights, filters=filters))
        await session.flush()
        for key, name, level in ((1, "Ada", 1), (2, "Bob", GUARD_LEVEL)):
            user = UserRow(
                key=key, user_id=str(key), user_number=key, name=name, name_fold=name.casefold(), group_id=1,
                disabled=False, made=NOON, last_modified=1, level_id=level, **period,
            )  # fmt: skip
            session.add(user)
        await session.flush()
        for key, user_key in ((1, 1), (2, 1), (3, 2)):
            mark = bytes([key])
            session.add(SessionRow(key=key, digest=mark, user_key=user_key, address="", started=NOON, last_used=NOON))


def an_operator(session: int) -> Operator:
    """Who is behind a session of the administrator; what he may do is looked up."""
    return Operator("1", "Ada", 1, frozenset({(Module.MONITORING, "read")}), EVERYTHING, session=session)
