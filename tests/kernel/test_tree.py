"""Groups of every kind: made, moved, found by descent, refused where the domain says so."""

import pytest

from ostiary.kernel import tree
from ostiary.kernel.context import Kind, Scope
from ostiary.kernel.errors import Predefined
from tests.rig.ground import Ground

DOORS = Kind.DOOR_GROUP


async def planted(ground: Ground, *names: str) -> None:
    """A root and a chain of groups below it, ids from 2."""
    async with ground.database.write() as session:
        await tree.plant(session, DOORS, "All Doors")
        for parent, name in enumerate(names, start=1):
            await tree.create(session, DOORS, name, parent)


class TestCreate:
    async def test_counts_from_two_below_the_root(self, ground: Ground) -> None:
        await planted(ground, "Ground floor")
        async with ground.database.read() as connection:
            group = await tree.get(connection, DOORS, 2)
        assert (group.parent_id, group.name, group.path, group.depth) == (1, "Ground floor", "/1/2/", 1)

    async def test_refuses_the_same_name_below_the_same_parent(self, ground: Ground) -> None:
        await planted(ground, "Ground floor")
        with pytest.raises(tree.DuplicateGroup):
            async with ground.database.write() as session:
                await tree.create(session, DOORS, "Ground floor", 1)

    async def test_refuses_a_ninth_level(self, ground: Ground) -> None:
        await planted(ground, *"abcdefgh")
        with pytest.raises(tree.TooDeep):
            async with ground.database.write() as session:
                await tree.create(session, DOORS, "i", 9)

    async def test_refuses_an_unknown_parent(self, ground: Ground) -> None:
        await planted(ground)
        with pytest.raises(tree.ParentNotFound):
            async with ground.database.write() as session:
                await tree.create(session, DOORS, "x", 77)


class TestChange:
    async def test_moves_everything_below_it(self, ground: Ground) -> None:
        await planted(ground, "a", "b", "c")
        async with ground.database.write() as session:
            await tree.create(session, DOORS, "elsewhere", 1)
            await tree.change(session, DOORS, 3, None, 5)
        async with ground.database.read() as connection:
            assert await tree.descend(connection, DOORS, [5]) == {5, 3, 4}
            assert await tree.descend(connection, DOORS, [2]) == {2}

    async def test_refuses_to_stand_below_itself(self, ground: Ground) -> None:
        await planted(ground, "a", "b")
        with pytest.raises(tree.Circular):
            async with ground.database.write() as session:
                await tree.change(session, DOORS, 2, None, 3)

    async def test_refuses_to_take_what_is_below_too_deep(self, ground: Ground) -> None:
        await planted(ground, *"abcdefg")
        async with ground.database.write() as session:
            top = await tree.create(session, DOORS, "top", 1)
            await tree.create(session, DOORS, "leaf", top.id)
        with pytest.raises(tree.TooDeep):
            async with ground.database.write() as session:
                await tree.change(session, DOORS, top.id, None, 8)
        async with ground.database.write() as session:
            await tree.change(session, DOORS, top.id, None, 7)
            assert (await tree.get(session, DOORS, top.id + 1)).depth == tree.MAX_DEPTH

    async def test_leaves_groups_of_other_kinds_and_similar_ids_alone(self, ground: Ground) -> None:
        async with ground.database.write() as session:
            for kind in (DOORS, Kind.DEVICE_GROUP):
                await tree.plant(session, kind, "All")
                for number in range(2, 22):
                    await tree.create(session, kind, f"Group {number}", 1)
                await tree.create(session, kind, "Below 2", 2)
                await tree.create(session, kind, "Below 20", 20)
            await tree.change(session, DOORS, 2, None, 3)
            assert await tree.descend(session, DOORS, [2]) == {2, 22}
            assert await tree.descend(session, DOORS, [20]) == {20, 23}
            assert (await tree.get(session, Kind.DEVICE_GROUP, 22)).path == "/1/2/22/"

    async def test_refuses_the_root(self, ground: Ground) -> None:
        await planted(ground)
        with pytest.raises(Predefined):
            async with ground.database.write() as session:
                await tree.change(session, DOORS, 1, "x", None)


class TestFind:
    async def test_shows_only_what_is_within_the_scope(self, ground: Ground) -> None:
        await planted(ground, "a", "b")
        async with ground.database.read() as connection:
            found = await tree.find(connection, DOORS, scope=Scope({DOORS: frozenset({3})}))
        assert [group.id for group in found] == [3]

    async def test_leaves_out_what_nobody_knows(self, ground: Ground) -> None:
        await planted(ground, "a")
        async with ground.database.read() as connection:
            assert await tree.descend(connection, DOORS, [2, 77]) == {2}
            assert await tree.descend(connection, DOORS, [77]) == frozenset()
            with pytest.raises(tree.GroupNotFound):
                await tree.get(connection, DOORS, 77)


class TestRemove:
    async def test_refuses_the_root(self, ground: Ground) -> None:
        await planted(ground)
        with pytest.raises(Predefined):
            async with ground.database.write() as session:
                await tree.remove(session, DOORS, tree.ROOT)

    async def test_gives_no_id_again(self, ground: Ground) -> None:
        await planted(ground, "a")
        async with ground.database.write() as session:
            await tree.hold(session, DOORS, [2])
            await tree.remove(session, DOORS, 2)
            assert (await tree.create(session, DOORS, "a", 1)).id == 3
