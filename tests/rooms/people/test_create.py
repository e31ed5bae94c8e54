"""Making people."""

import pytest

from ostiary.credentials.model import CardAssigned, CardNotFound
from ostiary.identity.facts import PersonChanged, PersonState
from ostiary.identity.model import AccessGroupNotFound, DuplicateEmail, DuplicateUser
from ostiary.kernel.context import Kind
from ostiary.kernel.errors import Forbidden
from ostiary.kernel.tree import GroupNotFound
from ostiary.people.operations import create_people
from tests.rooms.people.builders import Site, a_person, an_operator


class TestSeed:
    """What a new site begins with."""

    async def test_the_administrator_signs_in_as_admin_with_level_1(self, site: Site) -> None:
        user = (await site.person("1")).row
        assert (user.user.name, user.user.login_id, user.user.level_id) == ("Administrator", "admin", 1)
        assert user.group_name == "All Users"


class TestCreatePeople:
    """One request makes one person or many."""

    async def test_a_person_is_made_with_a_scanned_card(self, site: Site) -> None:
        (made,) = await site.enrol(a_person("7", cards=["4242"]))
        assert made.name == "Ada Byron"
        person = await site.person("7")
        assert [card.number for card in person.cards] == ["4242"]
        assert person.row.counts.cards == 1

    async def test_a_fact_tells_of_each(self, site: Site) -> None:
        receipt = await site.receipt(create_people, [a_person("7"), a_person("8", "Bo")])
        assert receipt.facts == (
            PersonChanged("7", None, PersonState("Ada Byron", 1, False)),
            PersonChanged("8", None, PersonState("Bo", 1, False)),
        )

    async def test_one_who_is_refused_keeps_all_from_being_made(self, site: Site) -> None:
        with pytest.raises(DuplicateUser):
            await site.enrol(a_person("7"), a_person("8"), a_person("1"))
        assert not await site.exists("7")

    async def test_the_same_id_twice_is_a_duplicate(self, site: Site) -> None:
        with pytest.raises(DuplicateUser):
            await site.enrol(a_person("7"), a_person("7"))

    async def test_an_address_belongs_to_one(self, site: Site) -> None:
        await site.enrol(a_person("7", email="Ada@example.org"))
        with pytest.raises(DuplicateEmail):
            await site.enrol(a_person("8", email="ada@EXAMPLE.org"))

    async def test_a_card_belongs_to_one(self, site: Site) -> None:
        await site.enrol(a_person("7", cards=["4242"]))
        with pytest.raises(CardAssigned):
            await site.enrol(a_person("8", cards=["4242"]))

    async def test_an_unknown_group_is_named(self, site: Site) -> None:
        with pytest.raises(GroupNotFound):
            await site.enrol(a_person("7", group_id=99))

    async def test_an_unknown_access_group_is_named(self, site: Site) -> None:
        with pytest.raises(AccessGroupNotFound):
            await site.enrol(a_person("7", access_groups=(99,)))

    async def test_an_unknown_card_is_named(self, site: Site) -> None:
        with pytest.raises(CardNotFound):
            await site.enrol(a_person("7", cards=[99]))

    async def test_nobody_is_put_into_a_group_outside_the_scope(self, site: Site) -> None:
        own = await site.group("Own")
        operator = an_operator(only={Kind.USER_GROUP: [own]})
        await site.run(create_people, [a_person("7", group_id=own)], operator)
        with pytest.raises(Forbidden):
            await site.run(create_people, [a_person("8", group_id=1)], operator)
