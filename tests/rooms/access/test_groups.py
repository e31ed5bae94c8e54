"""Access groups: who is in them, and which levels they have."""

from typing import Any

import pytest
from sqlalchemy import select

from ostiary.access.facts import GroupLevelsChanged
from ostiary.access.groups import AccessGroupIds, NewAccessGroup, create_access_group, delete_access_groups
from ostiary.access.model import AccessLevelNotFound, TooManyLevels
from ostiary.access.queries import access_groups, list_access_groups, users_of_access_group
from ostiary.identity.facts import AccessGroupChanged, MembershipChanged
from ostiary.identity.model import (
    AccessGroupNotFound,
    AccessGroupRow,
    AccessGroupsFull,
    DuplicateAccessGroup,
    TooManyAccessGroups,
    UserNotFound,
)
from ostiary.kernel.errors import Invalid
from ostiary.kernel.paging import Condition, Operator, Order, Search, Window
from ostiary.kernel.trail import TrailRow
from ostiary.kernel.tree import GroupNotFound
from ostiary.policy.access import AccessGroup
from tests.rooms.access.builders import Site


class TestCreate:
    """Making an access group."""

    async def test_it_has_people_user_groups_and_levels(self, site: Site) -> None:
        staff = await site.user_group("Staff")
        await site.people("2", "10")
        await site.people("3", group=staff)
        level = await site.level("Day")
        new = NewAccessGroup(" Day ", "All day", ("10", "2", "10"), (staff,), (level,))
        receipt = await site.receipt(create_access_group, new)
        assert receipt.facts == (
            GroupLevelsChanged(1, (), (level,)),
            AccessGroupChanged(1, None, "Day"),
            MembershipChanged((1,), ("2", "10", "3")),
        )
        view = await site.view(receipt.result)
        assert (view.name, view.description) == ("Day", "All day")
        assert view.users == [("2", "P2"), ("10", "P10")]
        assert [(group.id, group.name, group.people) for group in view.user_groups] == [(staff, "Staff", 1)]
        assert view.levels == [(level, "Day", "")]

    async def test_a_refusal_stores_nothing(self, site: Site) -> None:
        await site.group("Staff")
        for new, refusal in (
            (NewAccessGroup("Staff"), DuplicateAccessGroup),
            (NewAccessGroup("  "), Invalid),
            (NewAccessGroup("New", user_ids=("77",)), UserNotFound),
            (NewAccessGroup("New", user_group_ids=(77,)), GroupNotFound),
            (NewAccessGroup("New", level_ids=(77,)), AccessLevelNotFound),
            (NewAccessGroup("New", level_ids=tuple(range(129))), TooManyLevels),
        ):
            with pytest.raises(refusal):
                await site.run(create_access_group, new)
        assert (await site.ask(list_access_groups, Search()))[1] == 1

    async def test_there_are_2048_at_most(self, site: Site) -> None:
        async with site.ground.database.write() as session:
            session.add_all(AccessGroupRow(name=f"G{number}", description="") for number in range(2048))
        with pytest.raises(AccessGroupsFull):
            await site.group("One more")

    async def test_a_person_is_in_sixteen_at_most(self, site: Site) -> None:
        await site.people("2")
        for number in range(16):
            await site.group(f"G{number}", user_ids=("2",))
        with pytest.raises(TooManyAccessGroups):
            await site.group("One more", user_ids=("2",))


class TestUpdate:
    """Changing an access group."""

    async def test_what_is_not_given_is_kept(self, site: Site) -> None:
        await site.people("2")
        level = await site.level()
        id = await site.group("Staff", user_ids=("2",), user_group_ids=(1,), level_ids=(level,))
        before = await site.view(id)
        receipt = await site.change(id, name="Guests")
        assert receipt.facts == (AccessGroupChanged(id, "Staff", "Guests"),)
        after = await site.view(id)
        assert after.name == "Guests"
        assert (after.users, after.user_groups, after.levels) == (before.users, before.user_groups, before.levels)

    async def test_people_come_and_go_beside_those_who_stay(self, site: Site) -> None:
        await site.people("2", "3", "4")
        id = await site.group(user_ids=("2", "3"))
        receipt = await site.change(id, joining=("4", "3"), leaving=("2",))
        assert receipt.facts == (MembershipChanged((id,), ("2", "4")),)
        assert await site.ask(users_of_access_group, id) == [("3", "P3"), ("4", "P4")]

    async def test_a_list_replaces_and_an_empty_one_clears(self, site: Site) -> None:
        await site.people("2", "3")
        id = await site.group(user_ids=("2",))
        await site.change(id, user_ids=("3",))
        assert await site.ask(users_of_access_group, id) == [("3", "P3")]
        await site.change(id, user_ids=())
        assert await site.ask(users_of_access_group, id) == []

    async def test_the_references_example_leaves_the_new_one_only(self, site: Site) -> None:
        await site.people("17", "9932", "2")
        id = await site.group(user_ids=("17",))
        await site.change(id, user_ids=("17", "9932", "2"), joining=("1",), leaving=("17", "9932", "2"))
        assert await site.ask(users_of_access_group, id) == [("1", "Administrator")]

    async def test_user_groups_and_levels_replace_those_before(self, site: Site) -> None:
        staff, guests = await site.user_group("Staff"), await site.user_group("Guests")
        await site.people("2", group=staff)
        await site.people("3", group=guests)
        day, night = await site.level("Day"), await site.level("Night")
        id = await site.group(user_group_ids=(staff,), level_ids=(day,))
        receipt = await site.change(id, user_group_ids=(guests,), level_ids=(night, day))
        assert receipt.facts == (
            GroupLevelsChanged(id, (day,), (day, night)),
            MembershipChanged((id,), ("2", "3")),
        )
        receipt = await site.change(id, user_group_ids=(), level_ids=())
        assert receipt.facts == (GroupLevelsChanged(id, (day, night), ()), MembershipChanged((id,), ("3",)))

    async def test_the_same_again_is_no_change(self, site: Site) -> None:
        await site.people("2")
        level = await site.level()
        members: dict[str, Any] = {"user_ids": ("2",), "user_group_ids": (1,), "level_ids": (level,)}
        id = await site.group("Staff", **members)
        receipt = await site.change(id, name="Staff", **members)
        assert (receipt.facts, receipt.seq) == ((), 0)

    async def test_a_thousand_people_are_told_in_one_fact_and_the_rest_in_the_next(self, site: Site) -> None:
        staff = await site.user_group("Staff")
        await site.people(*(str(number) for number in range(100, 1102)), group=staff)
        id = await site.group()
        facts = (await site.change(id, user_group_ids=(staff,))).facts
        assert [len(fact.user_ids) for fact in facts if isinstance(fact, MembershipChanged)] == [1000, 2]

    async def test_the_trail_shows_who_came_and_went(self, site: Site) -> None:
        await site.people("2", "3")
        id = await site.group("Staff", user_ids=("2",))
        await site.change(id, joining=("3",), leaving=("2",))
        async with site.ground.database.read() as connection:
            lines = select(TrailRow.target, TrailRow.change).where(TrailRow.verb == "ACCESS_GROUP_UPDATE")
            (row,) = (await connection.execute(lines)).all()
        assert row == (f"Staff({id})", {"before": {"users": ["2"]}, "after": {"users": ["3"]}})

    async def test_unknown_ones_are_refused(self, site: Site) -> None:
        await site.group("Staff")
        id = await site.group("Guests")
        with pytest.raises(AccessGroupNotFound):
            await site.change(77, name="X")
        with pytest.raises(DuplicateAccessGroup):
            await site.change(id, name="Staff")
        with pytest.raises(UserNotFound):
            await site.change(id, leaving=("77",))


class TestDelete:
    """Deleting access groups."""

    async def test_its_people_lose_it(self, site: Site) -> None:
        await site.people("2")
        level = await site.level()
        id = await site.group("Staff", user_ids=("2",), level_ids=(level,))
        receipt = await site.receipt(delete_access_groups, AccessGroupIds((id,)))
        assert receipt.facts == (
            GroupLevelsChanged(id, (level,), ()),
            MembershipChanged((id,), ("2",)),
            AccessGroupChanged(id, "Staff", None),
        )
        assert await site.groups_of("2") == [()]
        assert await site.group("Staff") == id + 1

    async def test_an_unknown_one_does_not_keep_the_others(self, site: Site) -> None:
        id = await site.group()
        deleted = await site.run(delete_access_groups, AccessGroupIds((77, id, id)))
        assert deleted.done == (id,)
        assert [(unknown, type(error)) for unknown, error in deleted.refused] == [(77, AccessGroupNotFound)]
        with pytest.raises(AccessGroupNotFound):
            await site.run(delete_access_groups, AccessGroupIds((id, 77)))


class TestRead:
    """Lists and one."""

    async def test_a_search_finds_by_name(self, site: Site) -> None:
        for name in ("Front desk", "Back office", "Front garden"):
            await site.group(name)
        named = Condition("name", Operator.CONTAINS, ("FRONT",))
        found, total = await site.ask(
            list_access_groups, Search((named,), (Order("name", descending=True),), Window(1))
        )
        assert ([group.name for group in found], total) == (["Front garden"], 2)

    async def test_a_user_group_comes_with_parent_depth_and_children(self, site: Site) -> None:
        above = await site.user_group("Above")
        below = await site.user_group("Below", above)
        deepest = await site.user_group("Deepest", below)
        (shown,) = (await site.view(await site.group(user_group_ids=(below,)))).user_groups
        assert (shown.parent_id, shown.parent_name, shown.depth) == (above, "Above", 2)
        assert shown.children == [(deepest, "Deepest")]

    async def test_an_unknown_group_has_no_people(self, site: Site) -> None:
        assert await site.ask(users_of_access_group, 77) == []
        with pytest.raises(AccessGroupNotFound):
            await site.view(77)

    async def test_decisions_see_groups_with_their_levels(self, site: Site) -> None:
        day, night = await site.level("Day"), await site.level("Night")
        await site.group("Staff", level_ids=(night, day))
        await site.group("Guests")
        async with site.ground.database.read() as connection:
            assert await access_groups(connection) == [
                AccessGroup(1, "Staff", (day, night)),
                AccessGroup(2, "Guests", ()),
            ]
