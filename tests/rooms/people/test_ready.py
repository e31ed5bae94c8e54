"""Rows kept ready: the same as if they were written anew, whatever happens in between."""

from datetime import datetime, timedelta

import pytest

from ostiary.identity.queries import UserSearch
from ostiary.identity.user_groups import UserGroupChange, change_user_group
from ostiary.kernel import outbox
from ostiary.kernel.context import Kind, Operator
from ostiary.people.operations import delete_people
from ostiary.people.queries import PersonRow
from ostiary.people.ready import ReadyRows
from tests.rooms.people.builders import Site, a_person, an_operator

MANAGER = an_operator()


class Lists:
    """Lists of people by their ready rows; notes who is written anew."""

    def __init__(self, site: Site, capacity: int = 100) -> None:
        self.site = site
        self.ready = ReadyRows(site.gate, capacity)
        self.anew: list[str] = []
        self.render = self._render

    def _render(self, row: PersonRow, now: datetime) -> bytes:
        self.anew.append(row.user.user_id)
        expired = " expired" if row.user.expiry < now else ""
        return f"{row.user.name} in {row.group_name} with {row.counts.cards}{expired}".encode()

    async def show(self, caller: Operator = MANAGER) -> list[str]:
        """Everybody but the administrator."""
        stamps, _ = await self.ready.find(caller, UserSearch())
        written = await self.ready.written(caller, stamps, self.render)
        return [row.decode() for row in written if not row.startswith(b"Administrator")]

    async def written_anew(self) -> list[str]:
        """Whose rows had to be written for one more list."""
        self.anew.clear()
        await self.show()
        return list(self.anew)


@pytest.fixture
async def group(site: Site) -> int:
    """A user group with two people, one of whom has a card."""
    id = await site.group("Research")
    await site.enrol(a_person("7", "Ada", group_id=id, cards=["4242"]), a_person("8", "Bo", group_id=id))
    return id


@pytest.mark.usefixtures("group")
class TestReadyRows:
    async def test_a_second_list_writes_nothing(self, site: Site) -> None:
        lists = Lists(site)
        assert await lists.show() == ["Ada in Research with 1", "Bo in Research with 0"]
        assert await lists.written_anew() == []
        assert await lists.show() == ["Ada in Research with 1", "Bo in Research with 0"]

    async def test_who_is_changed_is_written_anew(self, site: Site) -> None:
        lists = Lists(site)
        await lists.show()
        await site.change("8", name="Cy")
        assert await lists.written_anew() == ["8"]
        assert (await lists.show())[1] == "Cy in Research with 0"

    async def test_who_is_gone_is_not_shown(self, site: Site) -> None:
        lists = Lists(site)
        await lists.show()
        await site.run(delete_people, ["7"])
        assert await lists.show() == ["Bo in Research with 0"]

    async def test_a_renamed_group_is_shown_by_its_new_name(self, site: Site, group: int) -> None:
        lists = Lists(site)
        await lists.show()
        await site.run(change_user_group, UserGroupChange(group, "Science"))
        assert await lists.show() == ["Ada in Science with 1", "Bo in Science with 0"]

    async def test_also_when_the_fact_that_says_so_is_gone(self, site: Site, group: int) -> None:
        lists = Lists(site)
        await lists.show()
        await site.run(change_user_group, UserGroupChange(group, "Science"))
        await site.change("8", email="bo@example.org")
        async with site.ground.database.write() as session:
            await outbox.forget(session, site.gate.clock() + timedelta(days=1), 10**9, 100)
        assert await lists.show() == ["Ada in Science with 1", "Bo in Science with 0"]

    async def test_who_expires_is_shown_so(self, site: Site) -> None:
        lists = Lists(site)
        await site.change("7", expiry=site.gate.clock() + timedelta(days=1))
        await lists.show()
        later = site.gate.clock() + timedelta(days=2)
        site.gate.clock = lambda: later
        assert await lists.show() == ["Ada in Research with 1 expired", "Bo in Research with 0"]

    async def test_each_scope_has_rows_of_its_own(self, site: Site, group: int) -> None:
        lists = Lists(site)
        await lists.show()
        assert await lists.show(an_operator(only={Kind.USER_GROUP: [group]})) == await lists.show()
        assert await lists.show(an_operator(own_user="8")) == ["Bo in Research with 0"]
        assert lists.anew.count("8") == 3

    async def test_the_oldest_make_room(self, site: Site) -> None:
        lists = Lists(site, capacity=2)
        await lists.show()
        assert await lists.written_anew() == ["1"]
