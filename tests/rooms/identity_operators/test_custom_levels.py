"""Custom operator levels: what they may be, who makes them, and that a change counts at once."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select

from ostiary.identity.custom_levels import (
    CUSTOM,
    MOST_IN_FILTER,
    LevelChange,
    LevelData,
    LevelIds,
    ModuleRight,
    create_operator_level,
    delete_operator_levels,
    update_operator_level,
)
from ostiary.identity.facts import LevelChanged, OperatorChanged, SessionsEnded
from ostiary.identity.levels import Level, list_levels
from ostiary.identity.model import (
    AccessGroupNotFound,
    AdministratorLevelFixed,
    DuplicateLevel,
    FilterTooLong,
    LevelInUse,
    LevelNotFound,
    LevelRow,
    LevelsFull,
    LevelStays,
    UserNotFound,
)
from ostiary.identity.operators import BadLoginLength
from ostiary.identity.user_groups import NewUserGroup, UserGroupChange, change_user_group, create_user_group
from ostiary.kernel.context import Context, Kind, Module, Operator
from ostiary.kernel.errors import Forbidden, Invalid
from ostiary.kernel.naming import DescriptionTooLong, NameTooLong
from ostiary.kernel.operation import Receipt
from ostiary.kernel.trail import TrailRow
from ostiary.kernel.tree import GroupNotFound
from tests.rooms.identity_operators.desk import SEVENTH, SYSTEM, Office

READ, WRITE = ModuleRight(read=True), ModuleRight(write=True)


async def make(office: Office, name: str = "Guards", **given: Any) -> int:
    """The id of a new level."""
    return (await office.gate.run(SYSTEM, create_operator_level, LevelData(name, **given))).result[0]


async def change(office: Office, id: int, context: Context = SYSTEM, **given: Any) -> Receipt[None]:
    """Change a level."""
    return await office.gate.run(context, update_operator_level, LevelChange(id, LevelData(**given)))


async def levels(office: Office) -> dict[int, Level]:
    """Every level."""
    return {view.level.id: view.level for view in await office.gate.ask(SYSTEM, list_levels, None)}


async def holders(office: Office, id: int) -> list[str]:
    """Who has a level."""
    (view,) = [view for view in await office.gate.ask(SYSTEM, list_levels, None) if view.level.id == id]
    return [user_id for user_id, _ in view.operators]


async def group(office: Office, name: str, parent: int = 1) -> int:
    """The id of a new user group."""
    return (await office.gate.run(SYSTEM, create_user_group, NewUserGroup(name, parent))).result.id


class TestCreate:
    """Making a level."""

    async def test_ids_are_given_from_4_on_and_not_again_at_once(self, office: Office) -> None:
        assert [await make(office, name) for name in ("a", "b", "c")] == [4, 5, 6]
        await office.gate.run(SYSTEM, delete_operator_levels, LevelIds((4, 5)))
        assert await make(office, "d") == 7

    async def test_the_last_id_is_252_and_then_the_free_ones_are_used(self, office: Office) -> None:
        row = {"description": "", "rights": {}, "filters": {}}
        async with office.ground.database.write() as session:
            session.add_all(LevelRow(id=id, name=f"Level {id}", **row) for id in CUSTOM if id != 9)
        assert await make(office) == 9
        with pytest.raises(LevelsFull):
            await make(office, "one too many")

    async def test_it_begins_without_rights_and_without_limits(self, office: Office) -> None:
        id = await make(office, " Guards ")
        assert (await levels(office))[id] == Level(id, "Guards", "", {}, {})

    async def test_it_has_what_is_given(self, office: Office) -> None:
        north = await group(office, "North")
        rights = {Module.USER: WRITE, Module.DOOR: READ, Module.ZONE: ModuleRight(read=False, write=False)}
        filters = {
            Kind.USER_GROUP: (north, north),
            Kind.DOOR_GROUP: (),
            Kind.DEVICE_GROUP: (1,),
            Kind.ZONE_TYPE: (3, 2),
            Kind.ACCESS_GROUP: (0,),
        }
        id = await make(office, description="At night", rights=rights, filters=filters)
        kept = {Kind.USER_GROUP: (north,), Kind.DOOR_GROUP: (), Kind.ZONE_TYPE: (2, 3)}
        assert (await levels(office))[id] == Level(
            id, "Guards", "At night", {Module.USER: "rw", Module.DOOR: "r"}, kept
        )

    async def test_a_bad_value_is_refused(self, office: Office) -> None:
        await make(office)
        too_many = tuple(range(2, MOST_IN_FILTER + 3))
        cases: list[tuple[LevelData, type[Exception]]] = [
            (LevelData(), Invalid),
            (LevelData("  "), Invalid),
            (LevelData("x" * 49), NameTooLong),
            (LevelData("x", "y" * 129), DescriptionTooLong),
            (LevelData("Guards"), DuplicateLevel),
            (LevelData("Administrator"), DuplicateLevel),
            (LevelData("x", filters={Kind.USER_GROUP: (77,)}), GroupNotFound),
            (LevelData("x", filters={Kind.DOOR_GROUP: (2,)}), GroupNotFound),
            (LevelData("x", filters={Kind.ACCESS_GROUP: (2,)}), AccessGroupNotFound),
            (LevelData("x", filters={Kind.ZONE_TYPE: (-2,)}), Invalid),
            (LevelData("x", filters={Kind.ZONE_TYPE: too_many}), FilterTooLong),
            (LevelData("x", operators=("77",)), UserNotFound),
        ]
        before = await levels(office)
        for data, refusal in cases:
            with pytest.raises(refusal):
                await office.gate.run(SYSTEM, create_operator_level, data)
        assert await levels(office) == before


class TestRights:
    """What a change makes of a right."""

    @pytest.mark.parametrize(
        ("before", "given", "after"),
        [
            ("", ModuleRight(), ""),
            ("r", ModuleRight(), "r"),
            ("rw", ModuleRight(), "rw"),
            ("", ModuleRight(read=True), "r"),
            ("", ModuleRight(write=True), "rw"),
            ("", ModuleRight(read=False, write=True), "rw"),
            ("rw", ModuleRight(read=True), "rw"),
            ("rw", ModuleRight(read=False), ""),
            ("rw", ModuleRight(write=False), "r"),
            ("rw", ModuleRight(read=False, write=False), ""),
            ("", ModuleRight(write=False), ""),
            ("r", ModuleRight(read=False), ""),
        ],
    )
    def test_write_implies_read_and_no_read_means_no_write(self, before: str, given: ModuleRight, after: str) -> None:
        assert given.letters(before) == after


class TestChange:
    """Changing a level."""

    async def test_what_is_not_given_is_kept(self, office: Office) -> None:
        north = await group(office, "North")
        filters = {Kind.USER_GROUP: (north,), Kind.ZONE_TYPE: (1,)}
        id = await make(office, description="At night", rights={Module.USER: WRITE, Module.DOOR: READ}, filters=filters)
        receipt = await change(office, id, rights={Module.DOOR: WRITE}, filters={Kind.ZONE_TYPE: (-1,)})
        kept = {Module.USER: "rw", Module.DOOR: "rw"}
        assert (await levels(office))[id] == Level(id, "Guards", "At night", kept, {Kind.USER_GROUP: (north,)})
        assert receipt.facts == (LevelChanged(id, "Guards", "Guards"),)
        await change(office, id, name="Night guards", description="")
        assert (await levels(office))[id].name == "Night guards"
        assert (await change(office, id, name="Night guards")).facts == ()

    async def test_a_filter_may_go_on_naming_a_group_that_is_gone(self, office: Office) -> None:
        await office.level(4, {Kind.USER_GROUP: (50,)})
        await change(office, 4, filters={Kind.USER_GROUP: (50, 1)})
        await office.level(5, {Kind.USER_GROUP: (50,)})
        await change(office, 5, name="Five", filters={Kind.USER_GROUP: (50,)})
        with pytest.raises(GroupNotFound):
            await change(office, 5, filters={Kind.USER_GROUP: (50, 51)})

    async def test_it_counts_for_open_sessions_with_their_next_request(self, office: Office) -> None:
        north = await group(office, "North")
        id = await make(office, rights={Module.USER: READ})
        await office.an_operator("7", level=id)
        session = await office.log_in("op7", SEVENTH)
        await change(office, id, rights={Module.USER: WRITE}, filters={Kind.USER_GROUP: (north,)})
        operator = await office.operator(session.id)
        assert (Module.USER, "write") in operator.rights
        assert operator.scope.limit(Kind.USER_GROUP) == frozenset({north})

    async def test_groups_below_a_filter_are_those_that_are_there_now(self, office: Office) -> None:
        north, south = await group(office, "North"), await group(office, "South")
        await office.an_operator("7", level=await make(office, filters={Kind.USER_GROUP: (north,)}))
        session = await office.log_in("op7", SEVENTH)

        async def seen() -> frozenset[int] | None:
            return (await office.operator(session.id)).scope.limit(Kind.USER_GROUP)

        below = await group(office, "Below", north)
        assert await seen() == frozenset({north, below})
        await office.gate.run(SYSTEM, change_user_group, UserGroupChange(below, parent_id=south))
        assert await seen() == frozenset({north})
        await office.gate.run(SYSTEM, change_user_group, UserGroupChange(south, parent_id=north))
        assert await seen() == frozenset({north, south, below})

    async def test_the_trail_has_before_and_after(self, office: Office) -> None:
        id = await make(office, rights={Module.USER: READ})
        await change(office, id, rights={Module.USER: WRITE})
        await office.gate.run(SYSTEM, delete_operator_levels, LevelIds((id,)))
        lines = select(TrailRow.verb, TrailRow.target, TrailRow.change).where(TrailRow.verb.like("OPERATOR_LEVEL%"))
        async with office.ground.database.read() as connection:
            rows = (await connection.execute(lines.order_by(TrailRow.id))).all()
        made = {"name": "Guards", "description": "", "rights": {"User": "r"}, "filters": {}}
        assert rows == [
            ("OPERATOR_LEVEL_CREATE", "Guards(4)", {"before": {}, "after": made}),
            (
                "OPERATOR_LEVEL_UPDATE",
                "Guards(4)",
                {"before": {"rights": {"User": "r"}}, "after": {"rights": {"User": "rw"}}},
            ),
            ("OPERATOR_LEVEL_DELETE", "Guards(4)", {"before": {"rights": {"User": "rw"}, "filters": {}}, "after": {}}),
        ]


class TestOperators:
    """Whoever is named has the level, and nobody else."""

    async def test_who_is_named_joins_and_who_is_not_is_no_operator_any_more(self, office: Office) -> None:
        for user_id in ("7", "8", "9"):
            await office.an_operator(user_id)
        id = await make(office, operators=("7", "8"))
        assert await holders(office, id) == ["7", "8"]
        session = await office.log_in("op7", SEVENTH)
        receipt = await change(office, id, operators=("8", "9", "8"))
        assert await holders(office, id) == ["8", "9"]
        assert SessionsEnded("7", (session.operator.session,)) in receipt.facts
        assert {fact.user_id for fact in receipt.facts if isinstance(fact, OperatorChanged)} == {"7", "9"}
        await change(office, id, name="Others")
        assert await holders(office, id) == ["8", "9"]

    async def test_who_cannot_be_an_operator_of_it_is_refused(self, office: Office) -> None:
        await office.person("7")
        for operators, refusal in ((("7",), BadLoginLength), (("1",), AdministratorLevelFixed)):
            with pytest.raises(refusal):
                await make(office, operators=operators)
        assert len(await levels(office)) == 7


class TestDelete:
    """Deleting levels."""

    async def test_one_that_an_operator_has_stays_and_the_others_go(self, office: Office) -> None:
        used, unused = await make(office, "used"), await make(office, "unused")
        await office.an_operator("7", level=used)
        with pytest.raises(LevelInUse):
            await office.gate.run(SYSTEM, delete_operator_levels, LevelIds((used,)))
        receipt = await office.gate.run(SYSTEM, delete_operator_levels, LevelIds((unused, used, unused)))
        assert receipt.facts == (LevelChanged(unused, "unused", None),)
        assert [id for id, _ in receipt.result.refused] == [used]
        assert used in await levels(office)
        assert unused not in await levels(office)

    async def test_given_and_deleted_at_once_it_is_one_or_the_other(self, office: Office) -> None:
        id = await make(office)
        given, deleted = await asyncio.gather(
            office.an_operator("7", level=id),
            office.gate.run(SYSTEM, delete_operator_levels, LevelIds((id,))),
            return_exceptions=True,
        )
        if isinstance(deleted, LevelInUse):
            assert (given, await holders(office, id)) == (None, ["7"])
        else:
            assert isinstance(given, LevelNotFound)
            assert id not in await levels(office)

    async def test_nothing_and_the_unknown_are_refused(self, office: Office) -> None:
        for ids, refusal in (((), Invalid), ((4,), LevelNotFound), ((99999,), LevelNotFound)):
            with pytest.raises(refusal):
                await office.gate.run(SYSTEM, delete_operator_levels, LevelIds(ids))


class TestPredefined:
    """1 to 3, 253 to 255 and 100000 stay as they are."""

    async def test_they_can_be_neither_changed_nor_deleted(self, office: Office) -> None:
        for id in (1, 2, 3, 253, 254, 255, 100000):
            with pytest.raises(LevelStays):
                await change(office, id, name="Mine")
            with pytest.raises(LevelStays):
                await office.gate.run(SYSTEM, delete_operator_levels, LevelIds((id,)))


class TestWhoMay:
    """Only administrators."""

    async def test_the_right_to_write_settings_is_not_enough(self, office: Office) -> None:
        id = await make(office)
        clerk = Operator("90", "Clerk", id, frozenset({(Module.SETTING, "write"), (Module.USER, "write")}))
        before = await levels(office)
        with pytest.raises(Forbidden):
            await office.gate.run(clerk, create_operator_level, LevelData("x"))
        with pytest.raises(Forbidden):
            await change(office, id, clerk, rights={Module.SETTING: WRITE})
        with pytest.raises(Forbidden):
            await office.gate.run(clerk, delete_operator_levels, LevelIds((id,)))
        assert await levels(office) == before

    async def test_an_administrator_may(self, office: Office) -> None:
        administrator = (await office.log_in()).operator
        made = (await office.gate.run(administrator, create_operator_level, LevelData("x"))).result
        await change(office, made[0], administrator, name="y")
        await office.gate.run(administrator, delete_operator_levels, LevelIds((made[0],)))
        assert len(await levels(office)) == 7
