"""Changing people, one by one and in bulk."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from ostiary.credentials.cards import CardChoice
from ostiary.credentials.faces import NewFace
from ostiary.credentials.fingers import NewFinger
from ostiary.credentials.rules import NewCard
from ostiary.events import names
from ostiary.identity.facts import MembershipChanged, PersonChanged, PersonState
from ostiary.identity.model import AccessGroupRow, AccessGroupUserGroupRow, DuplicateEmail, UserNotFound
from ostiary.identity.operators import LoginChange
from ostiary.identity.passwords import NewPassword
from ostiary.identity.queries import CustomValue, PrivateEntry
from ostiary.identity.user_rules import BadPeriod, PeriodReversed
from ostiary.kernel.context import Kind, Module, Operator
from ostiary.kernel.errors import Forbidden
from ostiary.kernel.trail import TrailRow
from ostiary.people.operations import (
    OwnPassword,
    TooManyAtOnce,
    change_own_password,
    update_people,
    update_person,
)
from ostiary.settings.model import BadCustomField, CustomFieldNotFound
from tests.rooms.people.builders import Site, a_change, a_person, an_operator

FINGER = NewFinger(b"one", b"two")
INFRARED = NewFace({"raw_image": "AAAA", "templates": [{"template": "AAAA"}]})
VISUAL = NewFace({"templates": [{"credential_bin_type": 9, "template_ex": "AAAA"}]})
FULL: dict[str, Any] = {
    "email": "ada@example.org",
    "phone": "+44 20 7946",
    "department": "Mathematics",
    "title": "Countess",
    "gender": "1",
    "pin": "1815",
    "photo": b"jpeg",
    "security_level": 3,
    "private_modes": (PrivateEntry(1, 4), PrivateEntry(0, -1, True)),
    "fingers": (FINGER,),
    "faces": (INFRARED,),
    "visual_faces": (VISUAL,),
}


async def access_group(site: Site, *, user_group: int | None = None) -> int:
    """The id of a new access group, perhaps with a user group in it."""
    async with site.ground.database.write() as session:
        row = AccessGroupRow(name=f"Group of {user_group}", description="")
        session.add(row)
        await session.flush()
        if user_group is not None:
            session.add(AccessGroupUserGroupRow(group_id=row.id, user_group_id=user_group))
        return row.id


class TestUpdatePerson:
    """What is not given is kept, what is empty is cleared."""

    async def test_only_what_is_given_changes(self, site: Site) -> None:
        await site.enrol(a_person("7", cards=["4242"], **FULL))
        before = await site.person("7")
        await site.change("7", name="Augusta")
        after = await site.person("7")
        assert after.row.user.name == "Augusta"
        assert (after.row.user.updated_count, after.row.user.last_modified > before.row.user.last_modified) == (1, True)
        assert (after.photo, after.private_modes, after.cards, after.fingers, after.faces) == (
            before.photo,
            before.private_modes,
            before.cards,
            before.fingers,
            before.faces,
        )
        assert (after.row.user.email, after.row.user.has_pin, after.row.user.security_level) == (
            "ada@example.org",
            True,
            3,
        )

    async def test_what_is_empty_is_cleared(self, site: Site) -> None:
        await site.enrol(a_person("7", cards=["4242"], **FULL))
        empty: dict[str, Any] = {
            "name": "",
            "email": "",
            "phone": "",
            "department": "",
            "title": "",
            "gender": "",
            "pin": "",
            "photo": b"",
            "private_modes": (),
            "cards": (),
            "fingers": (),
            "faces": (),
            "visual_faces": (),
        }
        await site.change("7", **empty)
        person = await site.person("7")
        user = person.row.user
        assert (user.name, user.email, user.phone, user.department, user.title, user.gender) == ("", *[None] * 5)
        assert not user.has_pin
        assert not user.has_photo
        assert (person.private_modes, person.cards, person.fingers, person.faces) == ((), (), (), ())

    async def test_faces_of_one_kind_leave_the_other(self, site: Site) -> None:
        await site.enrol(a_person("7", **FULL))
        await site.change("7", visual_faces=())
        assert [face.visual for face in (await site.person("7")).faces] == [False]

    async def test_a_fact_tells_the_state_before_and_after(self, site: Site) -> None:
        await site.enrol(a_person("7"))
        facts = await site.change("7", name="Bo", disabled=True)
        assert facts == (PersonChanged("7", PersonState("Ada Byron", 1, False), PersonState("Bo", 1, True)),)

    @pytest.mark.parametrize(
        "change",
        [
            {"pin": "4711"},
            {"security_level": 2},
            {"private_modes": (PrivateEntry(1, 2),)},
            {"cards": (CardChoice(scanned=NewCard("99")),)},
            {"fingers": (FINGER,)},
        ],
    )
    async def test_whatever_devices_hold_is_told(self, site: Site, change: dict[str, Any]) -> None:
        await site.enrol(a_person("7"))
        assert len(await site.change("7", **change)) == 1

    @pytest.mark.parametrize("change", [{"email": "a@b"}, {"phone": "1"}, {"name": "Ada Byron"}, {"cards": ()}])
    async def test_what_devices_do_not_hold_is_not_told(self, site: Site, change: dict[str, Any]) -> None:
        await site.enrol(a_person("7"))
        assert await site.change("7", **change) == ()

    async def test_a_period_is_checked_with_the_bound_that_stays(self, site: Site) -> None:
        await site.enrol(a_person("7"))
        with pytest.raises(PeriodReversed):
            await site.change("7", expiry=datetime(2019, 1, 1, tzinfo=UTC))
        with pytest.raises(BadPeriod):
            await site.change("7", expiry=datetime(2038, 1, 1, tzinfo=UTC))

    async def test_the_administrators_own_period_may_be_sent_back(self, site: Site) -> None:
        user = (await site.person("1")).row.user
        await site.change("1", start=user.start, expiry=user.expiry, name="Root")
        assert (await site.person("1")).row.user.name == "Root"

    async def test_one_keeps_ones_own_address(self, site: Site) -> None:
        await site.enrol(a_person("7", email="ada@example.org"), a_person("8", email="bo@example.org"))
        await site.change("7", email="ADA@example.org")
        with pytest.raises(DuplicateEmail):
            await site.change("7", email="BO@example.org")

    async def test_a_person_whom_nobody_knows_is_named(self, site: Site) -> None:
        with pytest.raises(UserNotFound):
            await site.change("99", name="Nobody")

    async def test_a_move_tells_the_access_groups_that_come_and_go(self, site: Site) -> None:
        old, new = await site.group("Old"), await site.group("New")
        left, joined = await access_group(site, user_group=old), await access_group(site, user_group=new)
        await site.enrol(a_person("7", group_id=old))
        facts = await site.change("7", group_id=new)
        assert MembershipChanged((left, joined), ("7",)) in facts

    async def test_own_access_groups_are_replaced(self, site: Site) -> None:
        first, second = await access_group(site), await access_group(site, user_group=2)
        await site.enrol(a_person("7", access_groups=(first,)))
        await site.change("7", access_groups=(second,))
        assert [id for id, _ in (await site.person("7")).row.access_groups] == [second]

    async def test_a_rename_is_recorded_for_the_log(self, site: Site) -> None:
        await site.enrol(a_person("7"))
        site.ground.clock.move(minutes=1)
        await site.change("7", name="Augusta")
        async with site.ground.database.read() as connection:
            now = await names.as_of(connection, names.USER, "7", site.ground.clock())
            then = await names.as_of(connection, names.USER, "7", datetime(2026, 11, 23, 12, 0, 30, tzinfo=UTC))
        assert (then.name, now.name) == ("Ada Byron", "Augusta")

    async def test_the_trail_has_the_change_and_no_secret(self, site: Site) -> None:
        await site.enrol(a_person("7"))
        await site.change("7", name="Augusta", pin="987654321", photo=b"secretjpeg", fingers=(FINGER,))
        async with site.ground.database.read() as connection:
            rows = (await connection.execute(select(TrailRow.change).order_by(TrailRow.id))).scalars().all()
        assert rows[-1]["before"]["name"] == "Ada Byron"
        assert rows[-1]["after"]["pin"] == "given"
        assert "987654321" not in str(rows)
        assert "secretjpeg" not in str(rows)


class TestCustomFields:
    """Values of the site's own fields."""

    async def test_a_given_list_replaces_all_values(self, site: Site) -> None:
        text, number = await site.custom_field("Car", 0, 1), await site.custom_field("Size", 1, 2)
        await site.enrol(a_person("7", custom={text: CustomValue("Blue"), number: CustomValue("42")}))
        await site.change("7", custom={number: CustomValue("43")})
        assert [(held.name, held.value.text) for held in (await site.person("7")).values] == [("Size", "43")]

    async def test_a_file_keeps_its_content_when_only_its_name_is_sent(self, site: Site) -> None:
        file = await site.custom_field("Contract", 3, 1)
        await site.enrol(a_person("7", custom={file: CustomValue("a.txt", b"content", "text/plain")}))
        await site.change("7", custom={file: CustomValue("a.txt", b"", "text/plain")})
        assert (await site.person("7")).values[0].value == CustomValue("a.txt", b"content", "text/plain")

    @pytest.mark.parametrize(
        ("type", "value"),
        [
            (0, CustomValue("x" * 33)),
            (1, CustomValue("many")),
            (1, CustomValue("4294967296")),
            (3, CustomValue("a.txt")),
            (3, CustomValue("../a.txt", b"x")),
            (3, CustomValue("a.txt", b"x" * (2**20 + 1))),
        ],
    )
    async def test_a_value_that_does_not_fit_is_refused(self, site: Site, type: int, value: CustomValue) -> None:
        field = await site.custom_field("Field", type, 1)
        with pytest.raises(BadCustomField):
            await site.enrol(a_person("7", custom={field: value}))

    async def test_an_unknown_field_is_named(self, site: Site) -> None:
        with pytest.raises(CustomFieldNotFound):
            await site.enrol(a_person("7", custom={99: CustomValue("x")}))


class TestUpdatePeople:
    """Many at once, each by himself."""

    async def test_one_who_is_refused_does_not_keep_the_others(self, site: Site) -> None:
        await site.enrol(a_person("7"), a_person("8"))
        changes = [
            a_change("7", name="One"),
            a_change("99", name="Nobody"),
            a_change("8", name="Two", cards=(CardChoice(id=99),)),
        ]
        receipt = await site.receipt(update_people, changes)
        assert [(user_id, type(error).__name__) for user_id, error in receipt.result] == [
            ("7", "NoneType"),
            ("99", "UserNotFound"),
            ("8", "CardNotFound"),
        ]
        assert [fact.user_id for fact in receipt.facts if isinstance(fact, PersonChanged)] == ["7"]
        assert ((await site.person("7")).row.user.name, (await site.person("8")).row.user.name) == ("One", "Ada Byron")

    async def test_a_hundred_are_the_most(self, site: Site) -> None:
        with pytest.raises(TooManyAtOnce):
            await site.run(update_people, [a_change(str(number)) for number in range(2, 103)])


class TestScope:
    """An operator who is limited to some groups."""

    async def test_he_changes_only_people_of_his_groups(self, site: Site) -> None:
        own = await site.group("Own")
        await site.enrol(a_person("7", group_id=own), a_person("8"))
        operator = an_operator(only={Kind.USER_GROUP: [own]})
        await site.run(update_person, a_change("7", name="Mine"), operator)
        with pytest.raises(Forbidden):
            await site.run(update_person, a_change("8", name="Mine"), operator)

    async def test_he_takes_no_card_of_others(self, site: Site) -> None:
        own = await site.group("Own")
        await site.enrol(a_person("7", group_id=own), a_person("8", cards=["4242"]))
        card = (await site.person("8")).cards[0].id
        with pytest.raises(Forbidden):
            await site.run(
                update_person, a_change("7", cards=(CardChoice(id=card),)), an_operator(only={Kind.USER_GROUP: [own]})
            )


class TestAccounts:
    """Who may change whose login."""

    async def test_only_administrators_make_operators(self, site: Site) -> None:
        await site.enrol(a_person("7"))
        login = LoginChange(2, "ada", NewPassword("", "hash"))
        with pytest.raises(Forbidden):
            await site.run(update_person, a_change("7", login=login), an_operator(2))
        await site.run(update_person, a_change("7", login=login), an_operator(1))
        assert (await site.person("7")).row.user.level_id == 2

    async def test_an_operator_is_made_none_again(self, site: Site) -> None:
        await site.enrol(a_person("7", login=LoginChange(2, "ada", NewPassword("", "hash"))))
        await site.change("7", no_operator=True)
        user = (await site.person("7")).row.user
        assert (user.level_id, user.login_id, user.has_password) == (None, None, False)

    async def test_everybody_changes_his_own_password(self, site: Site) -> None:
        await site.enrol(a_person("7", login=LoginChange(255, "ada", NewPassword("", "hash"))))
        own = OwnPassword("7", NewPassword("", "other"))
        weak = Operator("7", "Ada", 255, frozenset({(Module.USER, "read")}))
        await site.run(change_own_password, own, weak)
        with pytest.raises(Forbidden):
            await site.run(change_own_password, OwnPassword("1", own.password), weak)
