"""Operator levels: rights, scopes and the list."""

import pytest

from ostiary.identity.levels import PREDEFINED, Level, list_levels, rights_of, scope_of, seed_levels
from ostiary.identity.user_groups import NewUserGroup, create_user_group
from ostiary.kernel.context import EVERYTHING, Kind, Module, Operator, Scope
from ostiary.kernel.errors import Forbidden
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.trail import Method
from tests.rooms.identity_operators.desk import SYSTEM, Office


@operation(module=(), right="write", verb="SEED", method=Method.ADD)
async def seed_again(work: Work, _: None) -> None:
    """Seed the levels once more."""
    await seed_levels(work)


def a_level(filters: dict[Kind, tuple[int, ...]], id: int = 4) -> Level:
    """A custom level."""
    return Level(id, "Custom", "", {Module.USER: "rw"}, filters)


class TestRights:
    """What the predefined levels may do."""

    def test_the_administrator_may_everything(self) -> None:
        assert len(rights_of(PREDEFINED[0])) == 2 * len(Module)

    @pytest.mark.parametrize(
        ("id", "writes", "reads_too"),
        [
            (2, {Module.USER}, set()),
            (
                3,
                {Module.MONITORING},
                {Module.DASHBOARD, Module.USER, Module.DEVICE, Module.DOOR, Module.ZONE, Module.ACCESS},
            ),
            (253, {Module.VIDEO}, set()),
            (254, {Module.TA}, {Module.USER}),
            (255, set(), {Module.USER, Module.TA}),
            (100000, {Module.VISITOR}, set()),
        ],
    )
    def test_the_others_may_what_their_name_says(self, id: int, writes: set[Module], reads_too: set[Module]) -> None:
        rights = rights_of(next(level for level in PREDEFINED if level.id == id))
        assert {module for module, right in rights if right == "write"} == writes
        assert {module for module, right in rights if right == "read"} == writes | reads_too


class TestScope:
    """What an operator of a level sees."""

    async def scope(self, office: Office, level: Level) -> Scope:
        """The scope of a level for user 7."""
        async with office.ground.database.read() as connection:
            return await scope_of(connection, level, "7")

    async def test_the_root_zero_and_minus_one_are_everything(self, office: Office) -> None:
        unlimited: tuple[dict[Kind, tuple[int, ...]], ...] = (
            {},
            {Kind.USER_GROUP: (1,)},
            {Kind.USER_GROUP: (5, 1)},
            {Kind.ACCESS_GROUP: (0,), Kind.ZONE_TYPE: (-1,)},
        )
        for filters in unlimited:
            assert await self.scope(office, a_level(filters)) == EVERYTHING

    async def test_a_group_brings_those_below_it(self, office: Office) -> None:
        above = (await office.gate.run(SYSTEM, create_user_group, NewUserGroup("Above", 1))).result.id
        below = (await office.gate.run(SYSTEM, create_user_group, NewUserGroup("Below", above))).result.id
        beside = (await office.gate.run(SYSTEM, create_user_group, NewUserGroup("Beside", 1))).result.id
        scope = await self.scope(office, a_level({Kind.USER_GROUP: (above,), Kind.ACCESS_GROUP: (3, 1)}))
        assert scope.limit(Kind.USER_GROUP) == frozenset({above, below})
        assert not scope.has(Kind.USER_GROUP, beside)
        assert scope.limit(Kind.ACCESS_GROUP) == frozenset({1, 3})
        assert scope.limit(Kind.DOOR_GROUP) is None

    async def test_an_empty_filter_lets_see_nothing(self, office: Office) -> None:
        assert (await self.scope(office, a_level({Kind.DOOR_GROUP: ()}))).limit(Kind.DOOR_GROUP) == frozenset()

    async def test_level_255_sees_himself_only(self, office: Office) -> None:
        assert (await self.scope(office, a_level({}, id=255))).own_user == "7"

    async def test_a_session_carries_it(self, office: Office) -> None:
        group = (await office.gate.run(SYSTEM, create_user_group, NewUserGroup("Guests", 1))).result.id
        await office.level(4, {Kind.USER_GROUP: (group,)}, User="r")
        await office.an_operator("7", level=4)
        session = await office.log_in("op7", "seven seas 77")
        operator = (await office.find(session.id)).operator
        assert operator.scope.limit(Kind.USER_GROUP) == frozenset({group})
        assert operator.rights == {(Module.USER, "read")}


class TestList:
    """The list of levels."""

    async def test_every_level_comes_with_its_operators(self, office: Office) -> None:
        await office.an_operator("7")
        await office.level(4, {}, Door="r")
        listed = await office.gate.ask(SYSTEM, list_levels, None)
        assert [view.level.id for view in listed] == [1, 2, 3, 4, 253, 254, 255, 100000]
        assert {view.level.id: list(view.operators) for view in listed if view.operators} == {
            1: [("1", "Administrator")],
            2: [("7", "Person 7")],
        }

    async def test_operators_outside_the_scope_are_not_shown(self, office: Office) -> None:
        await office.an_operator("7")
        scope = Scope({Kind.USER_GROUP: frozenset({99})})
        reader = Operator("90", "Reader", 4, frozenset({(Module.USER, "read")}), scope)
        listed = await office.gate.ask(reader, list_levels, None)
        assert len(listed) == 7
        assert not any(view.operators for view in listed)

    async def test_a_mere_user_sees_his_own(self, office: Office) -> None:
        await office.an_operator("7", level=255)
        himself = (await office.log_in("op7", "seven seas 77")).operator
        listed = await office.gate.ask(himself, list_levels, None)
        assert [(view.level.id, list(view.operators)) for view in listed] == [(255, [("7", "Person 7")])]

    async def test_who_may_read_neither_people_nor_settings_sees_none(self, office: Office) -> None:
        with pytest.raises(Forbidden):
            await office.gate.ask(Operator("90", "Video", 253, rights_of(PREDEFINED[3])), list_levels, None)

    async def test_seeding_again_changes_nothing(self, office: Office) -> None:
        before = await office.gate.ask(SYSTEM, list_levels, None)
        await office.gate.run(SYSTEM, seed_again, None)
        assert await office.gate.ask(SYSTEM, list_levels, None) == before
