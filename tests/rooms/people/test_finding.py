"""Finding people by what somebody types, and the words that are kept for it."""

import pytest
from sqlalchemy import select

from ostiary.identity.model import NameWordRow, UserRow
from ostiary.identity.name_words import forget_words
from ostiary.identity.operators import LoginChange
from ostiary.identity.passwords import NewPassword
from ostiary.kernel.context import Context, Kind
from ostiary.kernel.words import words_of
from ostiary.people import finding
from ostiary.people.finding import Sought, find_called, name_user_groups
from ostiary.people.operations import delete_people, update_people
from tests.rig.ground import SYSTEM
from tests.rooms.people.builders import Site, a_change, a_person, an_operator


async def found(site: Site, typed: str, limit: int = 10, context: Context = SYSTEM) -> list[str]:
    """The ids of those who are found."""
    return [person.id for _, person in await site.ask(find_called, Sought(typed, limit), context)]


async def is_true(site: Site) -> None:
    """The index has just the words of the names there are."""
    async with site.ground.database.read() as connection:
        people = (await connection.execute(select(UserRow.key, UserRow.name))).all()
        kept = {tuple(row) for row in await connection.execute(select(NameWordRow.word, NameWordRow.user_key))}
    assert kept == {(word, person.key) for person in people for word in words_of(person.name)}


class TestFinding:
    async def test_by_words_in_any_order(self, site: Site) -> None:
        await site.enrol(
            a_person("7", "Mina Laboratory"),
            a_person("8", "Émile Lab"),
            a_person("9", "홍길동"),
            a_person("10", "Mina Park"),
        )
        for typed, ids in {
            "mi lab": ["7"],
            "LAB MI": ["7"],
            "mina": ["7", "10"],
            "lab": ["8", "7"],
            "emile": ["8"],
            "홍길": ["9"],
            "ㅎㄱㄷ": ["9"],
            "ina": [],
            "mina kim": [],
            "": [],
        }.items():
            assert await found(site, typed) == ids, typed

    async def test_by_id_login_id_mail_and_the_whole_number_of_a_card(self, site: Site) -> None:
        login = LoginChange(2, "Countess", NewPassword("", "hash"))
        await site.enrol(
            a_person("701", "Ada", email="Ada.B@Example.org", login=login, cards=["77001"]),
            a_person("7", "Seven"),
            a_person("77", "Bob 7"),
        )
        for typed, ids in {
            "7": ["7", "77", "701"],
            "70": ["701"],
            "count": ["701"],
            "ada.b@ex": ["701"],
            "77001": ["701"],
            "ada 77001": ["701"],
            "7700": [],
            "bob 77001": [],
        }.items():
            assert await found(site, typed) == ids, typed

    async def test_what_is_shown(self, site: Site) -> None:
        group = await site.group("Engineers")
        await site.enrol(a_person("7", "Ada Byron", group_id=group, photo=b"\xff\xd8\xff\xe0\xff\xd9"))
        ((_, ada),) = await site.ask(find_called, Sought("ada"))
        assert (ada.name, ada.detail, ada.photo) == ("Ada Byron", "Engineers", True)

    async def test_only_within_the_scope(self, site: Site) -> None:
        group = await site.group("Engineers")
        await site.enrol(a_person("7", "Ada"), a_person("8", "Ada", group_id=group, cards=["77001"]))
        inside = an_operator(only={Kind.USER_GROUP: [group]})
        assert await found(site, "ada", context=inside) == ["8"]
        assert await found(site, "7", context=inside) == []
        assert await found(site, "ada", context=an_operator(own_user="7")) == ["7"]
        assert await found(site, "77001", context=an_operator(own_user="7")) == []
        groups = await site.ask(name_user_groups, None, inside)
        assert [(each.name, each.detail) for each in groups] == [("Engineers", "")]
        assert await site.ask(name_user_groups, None, an_operator(own_user="7")) == []

    async def test_hostile_texts_find_nobody(self, site: Site) -> None:
        await site.enrol(a_person("7", "Ada"))
        for typed in ("%", "_", "'", '"', "_da", "' OR 1=1 --", "\\", "\0", "\ud800", "\U0010ffff"):
            assert await found(site, typed) == [], typed
        assert await found(site, "ad%") == await found(site, "ad\0") == await found(site, "% ad") == ["7", "1"]

    async def test_many_candidates(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(finding, "CANDIDATES", 3)
        group = await site.group("Engineers")
        await site.enrol(
            *(a_person(str(100 + n), f"Mina Kim {n}", email=f"m{n}@example.org") for n in range(5)),
            *(a_person(str(200 + n), f"Mira Lee {n}") for n in range(5)),
            a_person("300", "Zora Mink Kimberly", group_id=group),
            a_person("301", "Mira Kim"),
        )
        assert await found(site, "zora mi") == ["300"]
        assert await found(site, "mi kim", context=an_operator(only={Kind.USER_GROUP: [group]})) == ["300"]
        assert len(await found(site, "mi")) == 3
        assert len(await found(site, "mi", limit=2)) == 2
        several = await found(site, "mi le")
        assert several
        assert set(several) <= {str(200 + n) for n in range(5)}


class TestIndex:
    async def test_is_kept_by_every_act(self, site: Site) -> None:
        await site.enrol(a_person("7", "Ada Byron"), a_person("8", "Bob"), a_person("9", "홍길동"))
        await is_true(site)
        await site.change("7", name="Ada King Lovelace")
        await site.change("8", phone="1")
        await is_true(site)
        assert await found(site, "byron") == []
        assert await found(site, "love") == ["7"]
        people = [a_change("8", name="Bert"), a_change("9", name="x" * 49), a_change("77", name="Nobody")]
        outcomes = await site.run(update_people, people)
        assert [bool(refused) for _, refused in outcomes] == [False, True, True]
        await is_true(site)
        await site.run(delete_people, ["7", "9"])
        await is_true(site)
        assert await found(site, "ada") == []

    async def test_of_nobody_forgets_nothing(self, site: Site) -> None:
        async with site.ground.database.write() as session:
            await forget_words(session, {})
        await is_true(site)
