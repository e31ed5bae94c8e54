"""Registering, finding and deleting cards."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostiary.credentials.cards import CardChoice
from ostiary.credentials.facts import BlacklistChanged
from ostiary.credentials.model import (
    BadCardNumber,
    CardAssigned,
    CardNotFound,
    CardNumberMissing,
    CardRow,
    DuplicateCard,
    SecondMobileCard,
    TooManyCards,
    UnknownWiegandFormat,
)
from ostiary.credentials.operations import MOST_AT_ONCE, create_cards, delete_cards
from ostiary.credentials.queries import CardSearch, list_cards, view_card
from ostiary.credentials.rules import CSN, CSN_MOBILE, LARGEST_CSN, QR, SECURE, WIEGAND, NewCard, checked
from ostiary.identity.facts import PersonChanged, PersonState
from ostiary.kernel.context import Kind
from ostiary.kernel.errors import Forbidden, LimitReached, NotSupported
from ostiary.kernel.paging import Condition, Operator, Search, Window
from tests.rig.ground import SYSTEM
from tests.rooms.people.builders import Site, a_person, an_operator


def wiegand(number: str, format_id: int | None = 0) -> NewCard:
    """A Wiegand card."""
    return NewCard(number, WIEGAND, format_id)


async def numbers(site: Site, context: Any = SYSTEM, **wanted: Any) -> list[str]:
    """The numbers of a page."""
    views, _ = await site.ask(list_cards, CardSearch(**wanted), context)
    return [view.card.number for view in views]


class TestRules:
    """Which numbers there can be."""

    @given(st.integers(1, LARGEST_CSN))
    def test_a_serial_number_is_up_to_80_bits(self, number: int) -> None:
        assert checked(NewCard(str(number))).number == str(number)

    @pytest.mark.parametrize("number", ["0", "012", "12a", "-1", "1.0", "٣", str(LARGEST_CSN + 1), "1" * 33])
    @pytest.mark.parametrize("type_id", [CSN, CSN_MOBILE])
    def test_other_serial_numbers_are_refused(self, number: str, type_id: int) -> None:
        with pytest.raises(BadCardNumber):
            checked(NewCard(number, type_id))

    def test_a_wiegand_card_is_shown_with_its_facility_code(self) -> None:
        assert checked(wiegand("1320720")).display == "20-10000"
        assert checked(wiegand("1000002", 1)).display == "1000002"

    @pytest.mark.parametrize("number", ["0", str(2**24), "x"])
    def test_a_wiegand_number_fits_its_format(self, number: str) -> None:
        with pytest.raises(BadCardNumber):
            checked(wiegand(number))

    @pytest.mark.parametrize("format_id", [None, 5, 99])
    def test_a_wiegand_card_needs_a_format_that_is_defined(self, format_id: int | None) -> None:
        with pytest.raises(UnknownWiegandFormat):
            checked(wiegand("1", format_id))

    def test_a_number_is_needed(self) -> None:
        with pytest.raises(CardNumberMissing):
            checked(NewCard(""))

    @pytest.mark.parametrize("type_id", [SECURE, QR, 99])
    def test_what_a_device_writes_is_not_registered_by_number(self, type_id: int) -> None:
        with pytest.raises(NotSupported):
            checked(NewCard("1", type_id))


class TestCreateCards:
    """Registering cards, all or none."""

    async def test_many_are_answered_in_their_order(self, site: Site) -> None:
        made = await site.run(create_cards, [NewCard(str(number)) for number in range(7000, 2000, -1)])
        assert [card.number for card in made[:2]] == ["7000", "6999"]
        assert len({card.id for card in made}) == 5000

    async def test_a_number_is_registered_once(self, site: Site) -> None:
        await site.run(create_cards, [NewCard("7")])
        with pytest.raises(DuplicateCard):
            await site.run(create_cards, [NewCard("8"), NewCard("7")])
        with pytest.raises(DuplicateCard):
            await site.run(create_cards, [NewCard("8"), NewCard("8")])
        assert await numbers(site) == ["7"]

    async def test_more_than_five_thousand_are_refused(self, site: Site) -> None:
        with pytest.raises(LimitReached):
            await site.run(create_cards, [NewCard(str(number)) for number in range(1, MOST_AT_ONCE + 2)])


class TestAssigning:
    """Cards of people."""

    async def test_a_registered_card_is_given_by_id(self, site: Site) -> None:
        (card,) = await site.run(create_cards, [NewCard("7")])
        await site.enrol(a_person("7", cards=[card.id]))
        assert (await site.ask(view_card, card.id)).owner == ("7", "Ada Byron")

    async def test_a_scanned_card_that_nobody_has_is_given_by_number(self, site: Site) -> None:
        await site.run(create_cards, [NewCard("7")])
        await site.enrol(a_person("7", cards=["7", "8"]))
        assert await numbers(site, assigned=True) == ["7", "8"]

    async def test_a_card_that_is_taken_away_stays(self, site: Site) -> None:
        await site.enrol(a_person("7", cards=["7", "8"]))
        kept = (await site.person("7")).cards[1].id
        await site.change("7", cards=(CardChoice(id=kept),))
        assert await numbers(site, assigned=True) == ["8"]
        assert await numbers(site, assigned=False) == ["7"]
        await site.enrol(a_person("8", cards=["7"]))

    async def test_a_card_named_twice_counts_once(self, site: Site) -> None:
        await site.enrol(a_person("7", cards=["7"]))
        id = (await site.person("7")).cards[0].id
        assert await site.change("7", cards=(CardChoice(id=id), CardChoice(id=id))) == ()

    async def test_a_card_of_somebody_else_is_refused(self, site: Site) -> None:
        await site.enrol(a_person("7", cards=["7"]), a_person("8"))
        id = (await site.person("7")).cards[0].id
        with pytest.raises(CardAssigned):
            await site.change("8", cards=(CardChoice(id=id),))
        with pytest.raises(CardAssigned):
            await site.enrol(a_person("9", cards=["77"]), a_person("10", cards=["77"]))

    async def test_eight_are_the_most(self, site: Site) -> None:
        await site.enrol(a_person("7", cards=[str(number) for number in range(1, 9)]))
        with pytest.raises(TooManyCards):
            await site.enrol(a_person("8", cards=[str(number) for number in range(11, 20)]))

    async def test_one_mobile_card_is_the_most(self, site: Site) -> None:
        cards = tuple(CardChoice(scanned=NewCard(number, CSN_MOBILE)) for number in ("7", "8"))
        await site.enrol(a_person("7"))
        await site.change("7", cards=cards[:1])
        assert (await site.person("7")).row.counts.mobiles == 1
        with pytest.raises(SecondMobileCard):
            await site.change("7", cards=cards)


class TestListCards:
    """Finding cards."""

    async def test_types_formats_and_numbers_are_filters(self, site: Site) -> None:
        await site.run(create_cards, [NewCard("7"), wiegand("1320720"), wiegand("8", 1)])
        assert await numbers(site, types=(WIEGAND,)) == ["1320720", "8"]
        assert await numbers(site, types=(WIEGAND, CSN)) == ["7", "1320720", "8"]
        assert await numbers(site, format_id=1) == ["8"]
        assert await numbers(site, number="20-10000") == ["1320720"]
        assert await numbers(site, number="132072") == []

    async def test_a_page_tells_how_many_there_are_in_all(self, site: Site) -> None:
        await site.run(create_cards, [NewCard("7"), NewCard("8"), NewCard("9")])
        views, total = await site.ask(list_cards, CardSearch(Search(window=Window(1, 1))))
        assert ([view.card.number for view in views], total) == (["8"], 3)

    async def test_cards_are_found_by_their_owner(self, site: Site) -> None:
        await site.enrol(a_person("7", "Émile", cards=["7"]), a_person("8", cards=["8"]))
        by_name = Search((Condition("user_name", Operator.CONTAINS, ("éM",)),))
        assert await numbers(site, search=by_name) == ["7"]

    async def test_an_operator_sees_cards_of_his_people_and_of_nobody(self, site: Site) -> None:
        own = await site.group("Own")
        await site.enrol(a_person("7", group_id=own, cards=["7"]), a_person("8", cards=["8"]))
        await site.run(create_cards, [NewCard("9")])
        operator = an_operator(only={Kind.USER_GROUP: [own]})
        assert await numbers(site, operator) == ["7", "9"]
        hidden = (await site.person("8")).cards[0].id
        with pytest.raises(CardNotFound):
            await site.ask(view_card, hidden, operator)
        with pytest.raises(Forbidden):
            await site.run(delete_cards, [hidden], operator)

    async def test_a_mere_user_sees_his_own(self, site: Site) -> None:
        await site.enrol(a_person("7", cards=["7"]), a_person("8", cards=["8"]))
        await site.run(create_cards, [NewCard("9")])
        assert await numbers(site, an_operator(255, own_user="7")) == ["7"]


class TestDeleteCards:
    """Deleting cards."""

    async def test_a_card_goes_from_its_owner_too(self, site: Site) -> None:
        await site.enrol(a_person("7", cards=["7"]))
        before = await site.person("7")
        receipt = await site.receipt(delete_cards, [before.cards[0].id])
        state = PersonState("Ada Byron", 1, False)
        assert receipt.facts == (PersonChanged("7", state, state),)
        after = await site.person("7")
        assert after.cards == ()
        assert after.row.user.last_modified > before.row.user.last_modified

    async def test_unknown_ids_are_named_and_the_others_go(self, site: Site) -> None:
        (card,) = await site.run(create_cards, [NewCard("7")])
        deleted = await site.run(delete_cards, [card.id, 99])
        assert (deleted.done, [id for id, _ in deleted.refused]) == ((card.id,), [99])
        with pytest.raises(CardNotFound):
            await site.run(delete_cards, [card.id])

    async def test_a_listed_card_goes_from_the_blacklist(self, site: Site) -> None:
        (card,) = await site.run(create_cards, [NewCard("7")])
        async with site.ground.database.write() as session:
            row = await session.get(CardRow, card.id)
            assert row is not None
            row.blacklisted = True
        assert (await site.receipt(delete_cards, [card.id])).facts == (BlacklistChanged("7", False),)
