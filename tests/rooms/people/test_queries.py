"""Lists of people, and what devices hold of them."""

from collections.abc import Iterable

import pytest

from ostiary.credentials.faces import NewFace
from ostiary.credentials.fingers import NewFinger
from ostiary.identity.model import UserNotFound
from ostiary.identity.queries import PrivateEntry, UserSearch, next_user_id
from ostiary.kernel.context import Context, Kind
from ostiary.kernel.errors import Forbidden
from ostiary.kernel.paging import Condition, Operator, Order, Search, Window
from ostiary.people import pin
from ostiary.people.queries import (
    Finding,
    find_people,
    list_people,
    list_user_groups,
    user_contents,
    view_oneself,
    view_person,
)
from ostiary.policy.authmode import Factor, PrivateMode
from ostiary.port.content import CardContent, FaceContent, FingerContent, UserContent, pin_hash
from tests.rig.ground import SYSTEM
from tests.rooms.people.builders import EXPIRY, START, Site, a_person, an_operator


async def found(site: Site, context: Context = SYSTEM, **wanted: object) -> list[str]:
    """The ids of a page."""
    return (await page(site, UserSearch(**wanted), context))[0]  # type: ignore[arg-type]


async def page(site: Site, wanted: UserSearch, context: Context = SYSTEM) -> tuple[list[str], int]:
    """The ids of a page, and how many there are in all."""
    found = await site.ask(find_people, Finding(wanted), context)
    rows = await site.ask(list_people, [stamp.key for stamp in found.stamps], context)
    return [row.user.user_id for row in rows], found.total


def contains(column: str, *values: str) -> Search:
    """A search for parts of a text."""
    return Search((Condition(column, Operator.CONTAINS, values),))


class TestListPeople:
    """Pages of people."""

    async def test_ids_are_in_the_order_of_numbers(self, site: Site) -> None:
        await site.enrol(a_person("10"), a_person("9"), a_person("100"))
        assert await found(site) == ["1", "9", "10", "100"]
        assert await found(site, search=Search(orders=(Order("user_id", True),))) == ["100", "10", "9", "1"]

    async def test_a_page_tells_how_many_there_are_in_all(self, site: Site) -> None:
        await site.enrol(a_person("7"), a_person("8"))
        assert await page(site, UserSearch(Search(window=Window(1, 1)))) == (["7"], 3)

    async def test_a_group_includes_the_groups_below_it(self, site: Site) -> None:
        upper = await site.group("Upper")
        lower = await site.group("Lower", upper)
        await site.enrol(a_person("7", group_id=upper), a_person("8", group_id=lower))
        assert await found(site, group_id=upper) == ["7", "8"]
        assert await found(site, group_id=1) == ["1", "7", "8"]
        assert await found(site, group_id=99) == []

    async def test_changes_since_a_number_are_found(self, site: Site) -> None:
        await site.enrol(a_person("7"), a_person("8"))
        await site.change("7", name="Bo")
        number = (await site.person("7")).row.user.last_modified
        assert await found(site, changed_since=number) == ["7"]

    @pytest.mark.parametrize("text", ["émile", "ZOLA", "e@ex", "0171"])
    async def test_a_text_is_sought_whatever_its_case(self, site: Site, text: str) -> None:
        await site.enrol(a_person("7", "Émile Zola", email="E@example.org", phone="0171-55"), a_person("8"))
        assert await found(site, text=text) == ["7"]

    @pytest.mark.parametrize("text", ["%", "_", "\\", "' or 1=1 --"])
    async def test_wildcards_mean_themselves(self, site: Site, text: str) -> None:
        await site.enrol(a_person("7"))
        assert await found(site, text=text) == []

    async def test_conditions_hold(self, site: Site) -> None:
        await site.enrol(a_person("7", "Ada"), a_person("8", "Bo", disabled=True))
        assert await found(site, search=contains("name", "AD", "x")) == ["1", "7"]
        off = Search((Condition("disabled", Operator.ONE_OF, (True,)),))
        assert await found(site, search=off) == ["8"]

    async def test_names_give_the_order(self, site: Site) -> None:
        await site.enrol(a_person("7", "Zed"), a_person("8", "Bo"))
        assert await found(site, search=Search(orders=(Order("name"),))) == ["1", "8", "7"]

    async def test_an_operator_sees_his_groups_only(self, site: Site) -> None:
        own = await site.group("Own")
        await site.enrol(a_person("7", group_id=own), a_person("8"))
        operator = an_operator(only={Kind.USER_GROUP: [own]})
        assert await found(site, operator) == ["7"]
        assert await found(site, operator, group_id=1) == ["7"]
        with pytest.raises(Forbidden):
            await site.ask(view_person, "8", operator)

    async def test_a_mere_user_sees_himself_only(self, site: Site) -> None:
        await site.enrol(a_person("7"), a_person("8"))
        himself = an_operator(255, own_user="7", user_id="7")
        assert await found(site, himself) == ["7"]
        assert (await site.ask(view_oneself, None, himself)).row.user.user_id == "7"
        with pytest.raises(Forbidden):
            await site.ask(view_person, "8", himself)
        assert [view.group.id for view in await site.ask(list_user_groups, None, himself)] == [1]

    async def test_nobody_is_named_when_there_is_nobody(self, site: Site) -> None:
        with pytest.raises(UserNotFound):
            await site.ask(view_person, "99")


class TestNextUserId:
    """The next number that is free."""

    async def test_it_is_one_more_than_the_largest(self, site: Site) -> None:
        await site.enrol(a_person("41"))
        assert await site.ask(next_user_id, None) == 42

    async def test_after_the_last_number_it_is_the_first_gap(self, site: Site) -> None:
        await site.enrol(a_person("2"), a_person("4294967295"))
        assert await site.ask(next_user_id, None) == 3


class TestUserGroups:
    """Groups with their counts."""

    async def test_counts_include_what_is_below(self, site: Site) -> None:
        upper = await site.group("Upper")
        lower = await site.group("Lower", upper)
        face = NewFace({"templates": [{"template": "AAAA"}]})
        await site.enrol(a_person("7", group_id=lower, faces=(face,)), a_person("8", group_id=upper))
        views = {view.group.id: view for view in await site.ask(list_user_groups, None)}
        assert {id: (view.users, view.faces) for id, view in views.items()} == {1: (3, 1), upper: (2, 1), lower: (1, 1)}
        assert views[upper].parent == (1, "All Users")
        assert views[upper].children == ((lower, "Lower"),)

    async def test_groups_are_asked_for_by_id(self, site: Site) -> None:
        await site.group("Upper")
        assert [view.group.id for view in await site.ask(list_user_groups, [2, 99])] == [2]


class TestUserContents:
    """What devices hold."""

    async def contents(self, site: Site, user_ids: Iterable[str] | None = None, after: str = "") -> list[UserContent]:
        async with site.ground.database.read() as connection:
            chosen = None if user_ids is None else list(user_ids)
            return await user_contents(connection, site.ground.vault, chosen, after, 2)

    async def test_a_person_is_whole(self, site: Site) -> None:
        await site.enrol(
            a_person(
                "7",
                cards=["4242"],
                pin="1815",
                security_level=3,
                private_modes=(PrivateEntry(1, 4), PrivateEntry(0, -1, True)),
                fingers=(NewFinger(b"one", b"two"), NewFinger(b"three", b"four", True)),
                visual_faces=(NewFace({"templates": [{"credential_bin_type": "9", "template_ex": "AAAA"}]}),),
            )
        )
        (content,) = await self.contents(site, ["7", "99"])
        assert content == UserContent(
            "7",
            "Ada Byron",
            START,
            EXPIRY,
            security_level=3,
            pin_hash=pin_hash("1815", pin.site_key(site.ground.vault)),
            cards=(CardContent("4242"),),
            fingers=(FingerContent(0, (b"one", b"two")), FingerContent(1, (b"three", b"four"), True)),
            faces=(FaceContent(0, ((9, b"\0\0\0"),)),),
            private_modes=(PrivateMode(Factor.CARD, 4), PrivateMode(Factor.ID, -1, True)),
        )

    async def test_everybody_comes_in_pieces(self, site: Site) -> None:
        await site.enrol(a_person("10"), a_person("9"))
        first = await self.contents(site)
        assert [user.user_id for user in first] == ["1", "10"]
        assert [user.user_id for user in await self.contents(site, after="10")] == ["9"]
