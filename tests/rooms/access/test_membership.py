"""Who is in which access group, by himself and through user groups; and operators limited to some."""

import pytest

from ostiary.access.groups import AccessGroupIds, NewAccessGroup, create_access_group, delete_access_groups
from ostiary.access.queries import list_access_groups, users_of_access_group
from ostiary.identity.access_groups import groups_through, members_of, own_groups_of, replace_groups
from ostiary.identity.model import AccessGroupNotFound, TooManyAccessGroups
from ostiary.identity.queries import users_by_id
from ostiary.kernel.context import Context, Kind
from ostiary.kernel.errors import Forbidden
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.paging import Search
from ostiary.kernel.trail import Method
from tests.rig.ground import SYSTEM
from tests.rooms.access.builders import Site, add_door_group, an_operator


@operation(module=(), right="write", verb="GROUPS", method=Method.UPDATE)
async def put_groups(work: Work, wanted: dict[str, tuple[int, ...]]) -> list[str]:
    """What the acts on people do with access groups; answers whom it changed."""
    people = await users_by_id(work.session, list(wanted))
    changed = await replace_groups(work, {people[user_id].key: ids for user_id, ids in wanted.items()})
    return sorted(user.user_id for user in people.values() if user.key in changed)


async def put(site: Site, context: Context = SYSTEM, **wanted: tuple[int, ...]) -> list[str]:
    """Put people (`u2` is user 2) into groups."""
    return await site.run(put_groups, {name[1:]: ids for name, ids in wanted.items()}, context)


class TestGroupsOf:
    """The access groups that count for a person."""

    async def test_his_own_come_first_then_those_of_his_user_groups(self, site: Site) -> None:
        above = await site.user_group("Above")
        below = await site.user_group("Below", above)
        await site.people("2", group=below)
        await site.people("3", group=above)
        of_below = await site.group("Of below", user_group_ids=(below,))
        of_above = await site.group("Of above", user_group_ids=(above,))
        own = await site.group("Own", user_ids=("2",))
        also_own = await site.group("Also own", user_ids=("2",), user_group_ids=(above,))
        assert await site.groups_of("2", "3", "1") == [
            (own, also_own, of_below, of_above),
            (of_above, also_own),
            (),
        ]

    async def test_everybody_is_answered_at_once(self, site: Site) -> None:
        await site.people("2", "3")
        id = await site.group(user_ids=("3",), user_group_ids=(1,))
        async with site.ground.database.read() as connection:
            people = await users_by_id(connection, ["1", "2", "3"])
            members = await members_of(connection, [id, 77])
        keys = frozenset(user.key for user in people.values())
        assert members == {id: keys, 77: frozenset()}
        assert await site.groups_of("1", "2", "3") == [(id,), (id,), (id,)]

    async def test_a_user_group_leads_to_the_groups_of_those_above_it(self, site: Site) -> None:
        above = await site.user_group("Above")
        below = await site.user_group("Below", above)
        id = await site.group(user_group_ids=(above,))
        async with site.ground.database.read() as connection:
            assert await groups_through(connection, below) == frozenset({id})
            assert await groups_through(connection, 1) == frozenset()


class TestReplaceGroups:
    """What a person's own change does."""

    async def test_he_is_in_exactly_these(self, site: Site) -> None:
        await site.people("2", "3")
        first, second = await site.group("First", user_ids=("2",)), await site.group("Second")
        assert await put(site, u2=(second, second), u3=()) == ["2"]
        assert await put(site, u2=(second,)) == []
        async with site.ground.database.read() as connection:
            key = (await users_by_id(connection, ["2"]))["2"].key
            assert await own_groups_of(connection, [key]) == {key: [(second, "Second")]}
        assert await site.ask(users_of_access_group, first) == []

    async def test_sixteen_at_most_and_known_ones_only(self, site: Site) -> None:
        await site.people("2")
        ids = tuple([await site.group(f"G{number}") for number in range(17)])
        with pytest.raises(TooManyAccessGroups):
            await put(site, u2=ids)
        with pytest.raises(AccessGroupNotFound):
            await put(site, u2=(77,))
        assert await put(site, u2=ids[:16]) == ["2"]

    async def test_groups_outside_the_operators_scope_stay(self, site: Site) -> None:
        await site.people("2")
        mine, other = await site.group("Mine"), await site.group("Other", user_ids=("2",))
        limited = an_operator({Kind.ACCESS_GROUP: [mine]})
        await put(site, limited, u2=(mine,))
        assert await site.groups_of("2") == [(mine, other)]
        await put(site, limited, u2=())
        assert await site.groups_of("2") == [(other,)]


class TestScope:
    """An operator limited to some access groups, people or doors."""

    async def test_limited_to_some_access_groups(self, site: Site) -> None:
        mine, other = await site.group("Mine"), await site.group("Other")
        limited = an_operator({Kind.ACCESS_GROUP: [mine]})
        found, total = await site.ask(list_access_groups, Search(), limited)
        assert ([group.id for group in found], total) == ([mine], 1)
        await site.change(mine, limited, name="Ours")
        with pytest.raises(Forbidden):
            await site.view(other, limited)
        with pytest.raises(Forbidden):
            await site.change(other, limited, name="Ours too")
        with pytest.raises(Forbidden):
            await site.run(delete_access_groups, AccessGroupIds((mine, other)), limited)
        with pytest.raises(Forbidden):
            await site.run(create_access_group, NewAccessGroup("New"), limited)

    async def test_limited_to_some_people_he_neither_sees_nor_moves_others(self, site: Site) -> None:
        mine = await site.user_group("Mine")
        await site.people("2", "4")
        await site.people("3", group=mine)
        id = await site.group(user_ids=("2", "3"), user_group_ids=(1, mine))
        limited = an_operator({Kind.USER_GROUP: [mine]})
        view = await site.view(id, limited)
        assert (view.users, [group.id for group in view.user_groups]) == ([("3", "P3")], [mine])
        await site.change(id, limited, user_ids=(), user_group_ids=())
        after = await site.view(id)
        assert (after.users, [group.id for group in after.user_groups]) == ([("2", "P2")], [1])
        for change in ({"joining": ("4",)}, {"leaving": ("2",)}, {"user_ids": ("4",)}, {"user_group_ids": (1,)}):
            with pytest.raises(Forbidden):
                await site.change(id, limited, **change)

    async def test_limited_to_some_doors_he_neither_gives_nor_takes_levels_with_others(self, site: Site) -> None:
        group = await site.run(add_door_group, "Mine")
        own = await site.level("Own", await site.door("Inside", group))
        other = await site.level("Other", await site.door("Outside"))
        id = await site.group(level_ids=(other,))
        limited = an_operator({Kind.DOOR_GROUP: [group]})
        await site.change(id, limited, level_ids=(other, own))
        with pytest.raises(Forbidden):
            await site.change(id, limited, level_ids=(own,))
        with pytest.raises(Forbidden):
            await site.run(create_access_group, NewAccessGroup("New", level_ids=(other,)), limited)

    async def test_limited_to_some_people_he_does_not_decide_for_others(self, site: Site) -> None:
        mine = await site.user_group("Mine")
        await site.people("2")
        level = await site.level("Level", await site.door())
        direct = await site.group("Direct", user_ids=("2",), level_ids=(level,))
        through = await site.group("Through", user_group_ids=(1,), level_ids=(level,))
        limited = an_operator({Kind.USER_GROUP: [mine]})
        for id in (direct, through):
            with pytest.raises(Forbidden):
                await site.change(id, limited, level_ids=())
            with pytest.raises(Forbidden):
                await site.run(delete_access_groups, AccessGroupIds((id,)), limited)

    async def test_limited_to_some_doors_he_deletes_no_group_that_opens_others(self, site: Site) -> None:
        group = await site.run(add_door_group, "Mine")
        own = await site.group("Own", level_ids=(await site.level("Own", await site.door("Inside", group)),))
        other = await site.group("Other", level_ids=(await site.level("Other", await site.door("Outside")),))
        limited = an_operator({Kind.DOOR_GROUP: [group]})
        await site.run(delete_access_groups, AccessGroupIds((own,)), limited)
        with pytest.raises(Forbidden):
            await site.run(delete_access_groups, AccessGroupIds((other,)), limited)

    async def test_a_mere_user_sees_his_own_groups_and_nobody_else_in_them(self, site: Site) -> None:
        await site.people("2", "3")
        own = await site.group("Own", user_ids=("2", "3"), user_group_ids=(1,))
        await site.group("Other", user_ids=("3",))
        himself = an_operator(own_user="2")
        found, _ = await site.ask(list_access_groups, Search(), himself)
        assert [(group.id, group.users, group.user_groups) for group in found] == [(own, [("2", "P2")], [])]
