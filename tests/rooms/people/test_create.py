"""Making people."""

import pytest

from ostiary.access import guards as access_guards
from ostiary.credentials.model import CardAssigned, CardNotFound
from ostiary.identity import guards as identity_guards
from ostiary.identity.facts import PersonChanged, PersonState
from ostiary.identity.model import (
    AccessGroupNotFound,
    AccessGroupRow,
    DuplicateEmail,
    DuplicateUser,
    TooManyAccessGroups,
)
from ostiary.identity.queries import next_user_id
from ostiary.identity.user_rules import BadUserId
from ostiary.kernel.context import Kind
from ostiary.kernel.errors import Forbidden
from ostiary.kernel.tree import GroupNotFound
from ostiary.people.operations import create_people
from ostiary.people.queries import Finding, find_people, list_people, view_person
from ostiary.settings.model import SettingRow
from ostiary.settings.queries import SERVER
from tests.rig.ground import SYSTEM, Ground
from tests.rooms.people.builders import Site, a_person, an_operator, seed_site


class TestSeed:
    """What a new site begins with."""

    async def test_the_administrator_signs_in_as_admin_with_level_1(self, site: Site) -> None:
        user = (await site.person("1")).row
        assert (user.user.name, user.user.login_id, user.user.level_id) == ("Administrator", "admin", 1)
        assert user.group_name == "All Users"

    async def test_beginning_again_changes_nothing(self, site: Site) -> None:
        await site.change("1", name="Root")
        assert await site.run(seed_site, True) is False
        assert (await site.person("1")).row.user.name == "Root"

    async def test_a_generated_password_has_to_be_changed(self, ground: Ground) -> None:
        gate = ground.gate({**identity_guards.GUARDS, **access_guards.GUARDS})
        assert (await gate.run(SYSTEM, seed_site, True)).result is True
        assert (await gate.ask(SYSTEM, view_person, "1")).row.user.must_change_password


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

    async def test_letters_are_taken_as_ids_where_the_site_allows_them(self, site: Site) -> None:
        with pytest.raises(BadUserId):
            await site.enrol(a_person("x4"))
        async with site.ground.database.write() as session:
            session.add(SettingRow(name=SERVER, document={"alphanumeric_ids": True}))
        await site.enrol(a_person("x4"), a_person("4x"), a_person("3"))
        found = await site.ask(find_people, Finding())
        rows = await site.ask(list_people, [stamp.key for stamp in found.stamps])
        assert [row.user.user_id for row in rows] == ["1", "3", "4x", "x4"]
        assert await site.ask(next_user_id, None) == 4

    async def test_an_unknown_group_is_named(self, site: Site) -> None:
        with pytest.raises(GroupNotFound):
            await site.enrol(a_person("7", group_id=99))

    async def test_an_unknown_access_group_is_named(self, site: Site) -> None:
        with pytest.raises(AccessGroupNotFound):
            await site.enrol(a_person("7", access_groups=(99,)))

    async def test_sixteen_access_groups_are_the_most(self, site: Site) -> None:
        async with site.ground.database.write() as session:
            session.add_all([AccessGroupRow(name=f"Group {number}", description="") for number in range(17)])
        await site.enrol(a_person("7", access_groups=tuple(range(1, 17))))
        with pytest.raises(TooManyAccessGroups):
            await site.enrol(a_person("8", access_groups=tuple(range(1, 18))))

    async def test_an_unknown_card_is_named(self, site: Site) -> None:
        with pytest.raises(CardNotFound):
            await site.enrol(a_person("7", cards=[99]))

    async def test_nobody_is_put_into_a_group_outside_the_scope(self, site: Site) -> None:
        own = await site.group("Own")
        operator = an_operator(only={Kind.USER_GROUP: [own]})
        await site.run(create_people, [a_person("7", group_id=own)], operator)
        with pytest.raises(Forbidden):
            await site.run(create_people, [a_person("8", group_id=1)], operator)
