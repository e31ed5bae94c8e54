"""Door groups: a tree whose branches go with everything on them."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select

from ostiary.doors import guards, reactions
from ostiary.doors.facts import DoorChanged
from ostiary.doors.groups import create_group, delete_groups, list_groups, update_group
from ostiary.doors.model import DoorInUse, DoorRow
from ostiary.doors.operations import DoorIds, delete_doors
from ostiary.events import names
from ostiary.events.groups import GroupChange, GroupIds, NewGroup
from ostiary.kernel import tree
from ostiary.kernel.context import Context, Kind
from ostiary.kernel.errors import Forbidden, Invalid, Predefined
from ostiary.kernel.naming import NameTooLong
from ostiary.kernel.operation import Work, within
from ostiary.kernel.tree import DuplicateGroup, GroupNotFound, ParentNotFound, TooDeep
from tests.rooms.doors.premises import READER, SYSTEM, Premises, by, limited


async def groups(premises: Premises, context: Context = SYSTEM) -> dict[int, tuple[str, int]]:
    """Group -> its name and parent."""
    found = await premises.gate.ask(context, list_groups, None)
    return {group.id: (group.name, group.parent_id) for group in found}


async def rename(premises: Premises, id: int, context: Context = SYSTEM, **values: Any) -> None:
    """Change a group."""
    await premises.run(update_group, GroupChange(id, **values), context)


async def remove(premises: Premises, *ids: int, context: Context = SYSTEM) -> None:
    """Delete groups."""
    await premises.run(delete_groups, GroupIds(ids), context)


class TestCreate:
    async def test_counts_from_two_below_the_root(self, premises: Premises) -> None:
        assert await premises.a_group(" North ") == 2
        assert await premises.a_group("East", 2) == 3
        assert await groups(premises) == {1: ("All Doors", 0), 2: ("North", 1), 3: ("East", 2)}

    async def test_notes_it_and_records_the_name(self, premises: Premises) -> None:
        id = await premises.a_group("North")
        (line,) = await premises.trail()
        assert (line.verb, line.target) == ("DOOR_GROUP_CREATE", "North(2)")
        async with premises.ground.database.read() as connection:
            named = await names.as_of(connection, "door_group", str(id), premises.ground.clock())
        assert named.name == "North"

    async def test_refuses_a_bad_name(self, premises: Premises) -> None:
        for error, name in ((Invalid, ""), (Invalid, "  "), (NameTooLong, "x" * 49)):
            with pytest.raises(error):
                await premises.a_group(name)

    async def test_refuses_a_name_twice_below_one_parent_only(self, premises: Premises) -> None:
        north = await premises.a_group("North")
        with pytest.raises(DuplicateGroup):
            await premises.a_group("North")
        await premises.a_group("North", north)

    async def test_refuses_an_unknown_parent(self, premises: Premises) -> None:
        with pytest.raises(ParentNotFound):
            await premises.a_group("North", 77)

    async def test_refuses_a_ninth_level(self, premises: Premises) -> None:
        parent = tree.ROOT
        for depth in range(tree.MAX_DEPTH):
            parent = await premises.a_group(f"Level {depth}", parent)
        with pytest.raises(TooDeep):
            await premises.a_group("Too deep", parent)

    async def test_needs_the_parent_within_the_scope(self, premises: Premises) -> None:
        mine = await premises.a_group("Mine")
        await premises.run(create_group, NewGroup("Below mine", mine), limited(mine))
        with pytest.raises(Forbidden):
            await premises.run(create_group, NewGroup("Elsewhere"), limited(mine))


class TestUpdate:
    async def test_renames_and_moves_and_keeps_what_is_not_given(self, premises: Premises) -> None:
        north, east = await premises.a_group("North"), await premises.a_group("East")
        await rename(premises, east, parent_id=north)
        await rename(premises, east, name="Far east")
        assert (await groups(premises))[east] == ("Far east", north)
        line = (await premises.trail())[-1]
        assert line.change["before"]["name"] == "East"
        assert line.change["after"]["name"] == "Far east"

    async def test_what_is_below_follows(self, premises: Premises) -> None:
        north, east = await premises.a_group("North"), await premises.a_group("East")
        leaf = await premises.a_group("Leaf", east)
        await rename(premises, east, parent_id=north)
        async with premises.ground.database.read() as connection:
            assert await tree.descend(connection, Kind.DOOR_GROUP, [north]) == frozenset({north, east, leaf})

    async def test_refuses_the_root_and_unknown_groups(self, premises: Premises) -> None:
        with pytest.raises(Predefined):
            await rename(premises, tree.ROOT, name="x")
        with pytest.raises(GroupNotFound):
            await rename(premises, 77, name="x")

    async def test_needs_the_group_and_its_new_parent_within_the_scope(self, premises: Premises) -> None:
        mine, other = await premises.a_group("Mine"), await premises.a_group("Other")
        await rename(premises, mine, limited(mine), name="Still mine")
        for id, values in ((other, {"name": "x"}), (mine, {"parent_id": other})):
            with pytest.raises(Forbidden):
                await rename(premises, id, limited(mine), **values)

    async def test_two_groups_do_not_end_below_each_other(self, premises: Premises) -> None:
        north, east = await premises.a_group("North"), await premises.a_group("East")
        results = await asyncio.gather(
            rename(premises, north, parent_id=east), rename(premises, east, parent_id=north), return_exceptions=True
        )
        assert [type(result) for result in results if result is not None] == [tree.Circular]


class TestDelete:
    async def test_takes_the_groups_and_doors_below(self, premises: Premises) -> None:
        north, east = await premises.a_group("North"), await premises.a_group("East")
        leaf = await premises.a_group("Leaf", north)
        gone = {
            await premises.a_door("In north", by(READER), group_id=north),
            await premises.a_door("In leaf", group_id=leaf),
        }
        kept = await premises.a_door("In east", group_id=east)
        await remove(premises, north)
        assert await groups(premises) == {1: ("All Doors", 0), east: ("East", 1)}
        assert [row.id for row in await premises.rows(DoorRow)] == [kept]
        told = [fact for fact in await premises.facts() if isinstance(fact, DoorChanged) and fact.after is None]
        assert {fact.door_id for fact in told} == gone
        targets = {line.target for line in await premises.trail() if line.verb == "DOOR_GROUP_DELETE"}
        assert targets == {"North(2)", "Leaf(4)", "In north(1)", "In leaf(2)"}

    async def test_of_a_group_and_one_below_it_takes_both(self, premises: Premises) -> None:
        north = await premises.a_group("North")
        leaf = await premises.a_group("Leaf", north)
        await remove(premises, leaf, north, leaf)
        assert list(await groups(premises)) == [1]

    async def test_refuses_the_root_and_unknown_groups(self, premises: Premises) -> None:
        with pytest.raises(Predefined):
            await remove(premises, tree.ROOT)
        with pytest.raises(GroupNotFound):
            await remove(premises, 77)

    async def test_keeps_those_that_cannot_go_and_takes_the_others(self, premises: Premises) -> None:
        north = await premises.a_group("North")
        deleted = (await premises.run(delete_groups, GroupIds((tree.ROOT, north, 77)))).result
        assert deleted.done == (north,)
        assert {id: type(error) for id, error in deleted.refused} == {tree.ROOT: Predefined, 77: GroupNotFound}
        assert list(await groups(premises)) == [tree.ROOT]

    async def test_needs_the_group_within_the_scope(self, premises: Premises) -> None:
        mine, other = await premises.a_group("Mine"), await premises.a_group("Other")
        with pytest.raises(Forbidden):
            await remove(premises, mine, other, context=limited(mine))
        await remove(premises, mine, context=limited(mine))

    async def test_a_door_that_an_upper_room_keeps_keeps_its_group(self, premises: Premises) -> None:
        """Whoever has a say in deleting doors has it here too."""

        @within(delete_doors)
        async def keep(work: Work, doors: DoorIds) -> None:
            raise DoorInUse("a zone uses it")

        north = await premises.a_group("North")
        await premises.a_door(group_id=north)
        gate = premises.ground.gate(guards.GUARDS, [*reactions.REACTIONS, keep])
        with pytest.raises(DoorInUse):
            await gate.run(SYSTEM, delete_groups, GroupIds((north,)))
        assert north in await groups(premises)

    async def test_no_door_is_left_in_a_group_that_goes(self, premises: Premises) -> None:
        north = await premises.a_group("North")
        await asyncio.gather(
            *(premises.a_door(f"Door {number}", group_id=north) for number in range(5)),
            remove(premises, north),
            return_exceptions=True,
        )
        async with premises.ground.database.read() as connection:
            inside = (await connection.execute(select(DoorRow.id).where(DoorRow.group_id == north))).all()
        assert not inside
        assert north not in await groups(premises)


class TestList:
    async def test_shows_only_what_is_within_the_scope(self, premises: Premises) -> None:
        mine = await premises.a_group("Mine")
        await premises.a_group("Other")
        assert list(await groups(premises, limited(mine))) == [mine]
