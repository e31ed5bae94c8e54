"""User groups: a tree that everybody is in."""

import pytest
from sqlalchemy import func, select

from ostiary.events import names
from ostiary.identity.facts import MembershipChanged, UserGroupChanged
from ostiary.identity.model import (
    AccessGroupRow,
    AccessGroupUserGroupRow,
    ParentNotSet,
    UserGroupNotEmpty,
)
from ostiary.identity.user_groups import (
    NewUserGroup,
    UserGroupChange,
    change_user_group,
    create_user_group,
    delete_user_groups,
)
from ostiary.identity.user_rules import BadName
from ostiary.kernel.context import Kind
from ostiary.kernel.errors import Forbidden, Invalid, Predefined
from ostiary.kernel.naming import NameTooLong
from ostiary.kernel.tree import Circular, DuplicateGroup, GroupNotFound, ParentNotFound, TooDeep
from tests.rooms.people.builders import Site, a_person, an_operator


async def access_group_with(site: Site, user_group: int) -> int:
    """The id of a new access group with a user group in it."""
    async with site.ground.database.write() as session:
        row = AccessGroupRow(name=f"Of {user_group}", description="")
        session.add(row)
        await session.flush()
        session.add(AccessGroupUserGroupRow(group_id=row.id, user_group_id=user_group))
        return row.id


class TestCreate:
    """Making groups."""

    async def test_a_group_stands_below_its_parent(self, site: Site) -> None:
        upper = await site.run(create_user_group, NewUserGroup("Upper", 1))
        lower = await site.run(create_user_group, NewUserGroup(" Lower ", upper.id))
        assert (lower.parent_id, lower.depth, lower.name) == (upper.id, 2, "Lower")

    @pytest.mark.parametrize(
        ("name", "parent_id", "error"),
        [
            ("Group", None, ParentNotSet),
            ("Group", 99, ParentNotFound),
            ("Taken", 1, DuplicateGroup),
            ("a/b", 1, BadName),
            ("x" * 49, 1, NameTooLong),
            (" ", 1, Invalid),
        ],
    )
    async def test_a_breach_has_its_own_error(
        self, site: Site, name: str, parent_id: int | None, error: type[Exception]
    ) -> None:
        await site.group("Taken")
        with pytest.raises(error):
            await site.run(create_user_group, NewUserGroup(name, parent_id))

    async def test_eight_levels_are_the_most(self, site: Site) -> None:
        parent = 1
        for depth in range(1, 9):
            parent = await site.group(f"Level {depth}", parent)
        with pytest.raises(TooDeep):
            await site.group("Level 9", parent)

    async def test_an_operator_makes_groups_below_his_own_only(self, site: Site) -> None:
        own = await site.group("Own")
        operator = an_operator(only={Kind.USER_GROUP: [own]})
        await site.run(create_user_group, NewUserGroup("Mine", own), operator)
        with pytest.raises(Forbidden):
            await site.run(create_user_group, NewUserGroup("Another's", 1), operator)


class TestChange:
    """Renaming and moving groups."""

    async def test_a_rename_is_recorded_for_the_log(self, site: Site) -> None:
        group = await site.group("Old")
        await site.run(change_user_group, UserGroupChange(group, "New"))
        async with site.ground.database.read() as connection:
            named = await names.as_of(connection, names.USER_GROUP, str(group), site.ground.clock())
        assert named.name == "New"

    async def test_a_move_tells_whom_it_brings_into_access_groups_and_out(self, site: Site) -> None:
        old, new = await site.group("Old"), await site.group("New")
        moved = await site.group("Moved", old)
        below = await site.group("Below", moved)
        left, joined = await access_group_with(site, old), await access_group_with(site, new)
        await site.enrol(a_person("7", group_id=moved), a_person("8", group_id=below), a_person("9", group_id=old))
        receipt = await site.receipt(change_user_group, UserGroupChange(moved, parent_id=new))
        assert receipt.facts == (
            UserGroupChanged(moved, "Moved", "Moved"),
            MembershipChanged((left, joined), ("7", "8")),
        )

    async def test_a_rename_tells_of_no_membership(self, site: Site) -> None:
        group = await site.group("Old")
        await access_group_with(site, group)
        await site.enrol(a_person("7", group_id=group))
        facts = (await site.receipt(change_user_group, UserGroupChange(group, "New"))).facts
        assert facts == (UserGroupChanged(group, "Old", "New"),)

    @pytest.mark.parametrize(
        ("change", "error"),
        [
            (UserGroupChange(99, "New"), GroupNotFound),
            (UserGroupChange(1, "New"), Predefined),
            (UserGroupChange(2, "Taken"), DuplicateGroup),
            (UserGroupChange(2, parent_id=4), Circular),
            (UserGroupChange(2, parent_id=99), ParentNotFound),
        ],
    )
    async def test_a_breach_has_its_own_error(
        self, site: Site, change: UserGroupChange, error: type[Exception]
    ) -> None:
        group = await site.group("Group")
        await site.group("Taken")
        await site.group("Below", group)
        with pytest.raises(error):
            await site.run(change_user_group, change)


class TestDelete:
    """Deleting groups that are empty."""

    async def test_an_empty_group_goes_from_access_groups_too(self, site: Site) -> None:
        group = await site.group("Group")
        await access_group_with(site, group)
        await site.run(delete_user_groups, [group])
        async with site.ground.database.read() as connection:
            left = select(func.count()).select_from(AccessGroupUserGroupRow)
            assert (await connection.execute(left)).scalar_one() == 0

    async def test_a_group_goes_together_with_those_below(self, site: Site) -> None:
        upper = await site.group("Upper")
        lower = await site.group("Lower", upper)
        with pytest.raises(UserGroupNotEmpty):
            await site.run(delete_user_groups, [upper])
        await site.run(delete_user_groups, [upper, lower])

    async def test_a_group_with_people_keeps_only_those_above_it(self, site: Site) -> None:
        upper, empty = await site.group("Upper"), await site.group("Empty")
        lower = await site.group("Lower", upper)
        await site.enrol(a_person("7", group_id=lower))
        deleted = await site.run(delete_user_groups, [upper, lower, empty, 99, 1])
        assert deleted.done == (empty,)
        reasons = {id: type(error) for id, error in deleted.refused}
        assert reasons == {upper: UserGroupNotEmpty, lower: UserGroupNotEmpty, 99: GroupNotFound, 1: Predefined}

    async def test_a_group_with_people_stays(self, site: Site) -> None:
        group = await site.group("Group")
        await site.enrol(a_person("7", group_id=group))
        with pytest.raises(UserGroupNotEmpty):
            await site.run(delete_user_groups, [group])

    @pytest.mark.parametrize(("id", "error"), [(1, Predefined), (99, GroupNotFound)])
    async def test_the_root_and_unknown_groups_are_refused(self, site: Site, id: int, error: type[Exception]) -> None:
        with pytest.raises(error):
            await site.run(delete_user_groups, [id])
