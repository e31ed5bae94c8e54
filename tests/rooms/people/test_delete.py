"""Deleting people."""

import pytest

from ostiary.credentials.queries import CardSearch, list_cards
from ostiary.identity.facts import OperatorChanged, PersonChanged, PersonState
from ostiary.identity.model import AdministratorStays, UserNotFound
from ostiary.identity.operators import LoginChange
from ostiary.identity.passwords import NewPassword
from ostiary.kernel.errors import Forbidden, Invalid
from ostiary.people.operations import delete_people
from tests.rooms.people.builders import Site, a_person, an_operator


class TestDeletePeople:
    """Those who can go, go."""

    async def test_a_person_goes_with_everything_but_his_cards(self, site: Site) -> None:
        await site.enrol(a_person("7", cards=["4242"], pin="1815"))
        receipt = await site.receipt(delete_people, ["7"])
        assert receipt.facts == (PersonChanged("7", PersonState("Ada Byron", 1, False), None),)
        assert not await site.exists("7")
        ((card,), total) = await site.ask(list_cards, CardSearch())
        assert (card.card.number, card.owner, total) == ("4242", None, 1)

    async def test_who_cannot_go_is_named_and_the_others_go(self, site: Site) -> None:
        await site.enrol(a_person("7"))
        done = await site.run(delete_people, ["1", "7", "99"])
        assert done.done == ("7",)
        assert [(user_id, type(why)) for user_id, why in done.refused] == [
            ("1", AdministratorStays),
            ("99", UserNotFound),
        ]

    @pytest.mark.parametrize(
        ("user_ids", "error"), [(["1"], AdministratorStays), (["99"], UserNotFound), ([], Invalid)]
    )
    async def test_where_nobody_can_go_the_reason_is_raised(
        self, site: Site, user_ids: list[str], error: type[Exception]
    ) -> None:
        with pytest.raises(error):
            await site.run(delete_people, user_ids)

    async def test_only_administrators_delete_operators(self, site: Site) -> None:
        await site.enrol(a_person("7", login=LoginChange(2, "ada", NewPassword("", "hash"))))
        with pytest.raises(Forbidden):
            await site.run(delete_people, ["7"], an_operator(2))
        receipt = await site.receipt(delete_people, ["7"], an_operator(1))
        assert OperatorChanged("7") in receipt.facts

    async def test_an_id_may_be_given_again(self, site: Site) -> None:
        await site.enrol(a_person("7"))
        await site.run(delete_people, ["7"])
        await site.enrol(a_person("7", "Another"))
        assert (await site.person("7")).row.user.name == "Another"
