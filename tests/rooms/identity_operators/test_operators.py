"""Levels, logins and passwords of accounts."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from ostiary.identity.facts import OperatorChanged, SessionsEnded
from ostiary.identity.model import (
    AdministratorLevelFixed,
    AdministratorStays,
    BadLogin,
    DuplicateLogin,
    LevelNotFound,
    LoginLocked,
    UserNotFound,
)
from ostiary.identity.operators import (
    BadAddress,
    BadLoginId,
    BadLoginLength,
    LoginChange,
    PasswordReset,
    clear_login,
    initial_password,
    may_grant,
    reset_password,
)
from ostiary.identity.passwords import (
    BadPasswordLength,
    NewPassword,
    PasswordIsId,
    PasswordTooCommon,
    PasswordUnchanged,
    generated,
    hashed,
    matches,
    outdated,
    prepare,
)
from ostiary.identity.queries import users_by_id
from ostiary.identity.users import UserChange
from ostiary.kernel.context import System
from ostiary.kernel.errors import Forbidden, Unauthenticated
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.trail import Method, TrailRow
from ostiary.people.operations import Person, PersonChange, update_person
from ostiary.settings.operations import obey_weak_settings
from tests.rig.ground import NOON, Ground
from tests.rooms.identity_operators.desk import PASSWORD, SEVENTH, Office, an_office, as_operator, hash_of

NEW = "eight days a week"


@operation(module=(), right="write", verb="LOGIN_CLEAR", method=Method.UPDATE)
async def clear(work: Work, user_id: str) -> bool:
    """What the acts on people do when somebody is no operator any more."""
    return await clear_login(work, (await users_by_id(work.session, [user_id]))[user_id].key)


def password(text: str = NEW) -> NewPassword:
    """A prepared password."""
    return NewPassword(text, hash_of(text))


class TestPassword:
    """Rules and hashes."""

    @pytest.mark.parametrize("text", ["admin1234!", "zlwRzi7Kcpi1kiQ", "asdfasdfas~!2sdfsdfasdf", "x" * 8, "x" * 32])
    async def test_what_the_references_examples_use_is_taken(self, text: str) -> None:
        assert await matches((await prepare(text)).hash, text)

    @pytest.mark.parametrize("text", ["", "short12", "x" * 33])
    async def test_it_has_8_to_32_characters(self, text: str) -> None:
        with pytest.raises(BadPasswordLength):
            await prepare(text)

    async def test_the_hash_is_argon2id_of_todays_strength(self) -> None:
        made = await hashed("anything")
        assert made.startswith("$argon2id$")
        assert not outdated(made)

    @pytest.mark.parametrize("hash", [None, "", "no hash at all", "$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA"])
    async def test_nothing_matches_what_is_no_hash(self, hash: str | None) -> None:
        assert not await matches(hash, "anything")

    async def test_a_generated_one_fits_the_rules_and_is_new_each_time(self) -> None:
        assert initial_password() != generated()
        assert await matches((await prepare(text := initial_password())).hash, text)

    def test_it_never_shows_itself(self) -> None:
        assert NEW not in repr(LoginChange(1, "x", NewPassword(NEW, "hash of it")))
        assert "hash of it" not in repr(NewPassword(NEW, "hash of it"))


class TestSetLogin:
    """Changing an account."""

    async def test_level_login_and_password_make_an_operator(self, office: Office) -> None:
        await office.person("7")
        receipt = await office.change("7", LoginChange(2, "ada", password()))
        assert receipt.result
        assert receipt.facts == (OperatorChanged("7"),)
        assert (await office.log_in("ada", NEW)).operator.level == 2

    async def test_what_is_not_given_is_kept(self, office: Office) -> None:
        await office.an_operator("7")
        await office.change("7", LoginChange(level_id=3))
        session = await office.log_in("op7", "seven seas 77")
        assert session.operator.level == 3

    @pytest.mark.parametrize(
        ("given", "stored"),
        [
            ("::ffff:192.0.2.7", "192.0.2.7"),
            (" 192.0.2.7 ", "192.0.2.7"),
            ("2001:DB8:0::0:1", "2001:db8::1"),
            ("fe80::1%eth0", "fe80::1"),
        ],
    )
    async def test_an_address_is_kept_in_its_one_form(self, office: Office, given: str, stored: str) -> None:
        await office.an_operator("7", address_only=given)
        async with office.ground.database.read() as connection:
            user = (await users_by_id(connection, ["7"]))["7"]
        assert user.address_only == stored

    async def test_the_same_again_is_no_change(self, office: Office) -> None:
        await office.an_operator("7")
        receipt = await office.change("7", LoginChange(2, "op7", address_only=""))
        assert (receipt.result, receipt.facts) == (False, ())

    async def test_his_sessions_end(self, office: Office) -> None:
        await office.an_operator("7")
        session = await office.log_in("op7", "seven seas 77")
        receipt = await office.change("7", LoginChange(password=password()))
        assert receipt.facts == (SessionsEnded("7", (session.operator.session,)), OperatorChanged("7"))
        with pytest.raises(Unauthenticated):
            await office.find(session.id)

    async def test_his_own_session_goes_on_when_he_changes_his_password(self, office: Office) -> None:
        here, there = await office.log_in(), await office.log_in()
        await office.change("1", LoginChange(password=password()), here.operator)
        await office.find(here.id)
        with pytest.raises(Unauthenticated):
            await office.find(there.id)

    async def test_the_trail_says_that_a_password_changed_and_not_which(self, office: Office) -> None:
        await office.change("1", LoginChange(login_id="root", password=password()))
        async with office.ground.database.read() as connection:
            lines = select(TrailRow.target, TrailRow.change).where(TrailRow.verb == "LOGIN_CHANGE")
            rows = (await connection.execute(lines)).all()
        change = {"before": {"login_id": "admin"}, "after": {"login_id": "root", "password": "changed"}}
        assert rows == [("Administrator(1)", change)]

    async def test_a_bad_value_is_refused(self, office: Office) -> None:
        await office.an_operator("7")
        for change, refusal in (
            (LoginChange(level_id=77), LevelNotFound),
            (LoginChange(login_id="ADMIN"), DuplicateLogin),
            (LoginChange(login_id=""), BadLoginLength),
            (LoginChange(login_id="x" * 49), BadLoginLength),
            (LoginChange(login_id="two words"), BadLoginId),
            (LoginChange(login_id="bell\x07"), BadLoginId),
            (LoginChange(address_only="192.0.2.300"), BadAddress),
            (LoginChange(login_id="eight-eight", password=password("Eight-Eight")), PasswordIsId),
        ):
            with pytest.raises(refusal):
                await office.change("7", change)

    async def test_an_operator_has_a_login_id_and_a_password(self, office: Office) -> None:
        await office.person("7")
        with pytest.raises(BadLoginLength):
            await office.change("7", LoginChange(level_id=2))
        with pytest.raises(BadPasswordLength):
            await office.change("7", LoginChange(level_id=2, login_id="ada"))

    async def test_the_administrator_keeps_his_level(self, office: Office) -> None:
        with pytest.raises(AdministratorLevelFixed):
            await office.change("1", LoginChange(level_id=2))

    async def test_clearing_takes_everything_and_ends_his_sessions(self, office: Office) -> None:
        await office.an_operator("7")
        session = await office.log_in("op7", "seven seas 77")
        receipt = await office.gate.run(System("tests"), clear, "7")
        assert SessionsEnded("7", (session.operator.session,)) in receipt.facts
        with pytest.raises(BadLogin):
            await office.log_in("op7", "seven seas 77")
        assert not (await office.gate.run(System("tests"), clear, "7")).result

    async def test_the_administrator_is_never_cleared(self, office: Office) -> None:
        with pytest.raises(AdministratorLevelFixed):
            await office.gate.run(System("tests"), clear, "1")


class TestWhoMayChangeIt:
    """Only level 1 makes operators and changes the login of others."""

    async def test_another_level_does_not(self, office: Office) -> None:
        await office.an_operator("7")
        for change in (LoginChange(level_id=3), LoginChange(login_id="x"), LoginChange(password=password())):
            with pytest.raises(Forbidden):
                await office.change("7", change, as_operator(2))

    async def test_he_may_send_back_what_is_there(self, office: Office) -> None:
        await office.an_operator("7")
        assert not (await office.change("7", LoginChange(2, "op7"), as_operator(2))).result

    async def test_his_own_password_and_login_id_he_may_change_but_not_his_level(self, office: Office) -> None:
        await office.an_operator("7")
        himself = as_operator(2, "7")
        assert (await office.change("7", LoginChange(login_id="me", password=password()), himself)).result
        with pytest.raises(Forbidden):
            await office.change("7", LoginChange(level_id=1), himself)
        with pytest.raises(Forbidden):
            await office.change("7", LoginChange(address_only="192.0.2.1"), himself)

    def test_the_server_and_administrators_may(self) -> None:
        assert may_grant(System("any"))
        assert may_grant(as_operator(1))
        assert not may_grant(as_operator(2))


class TestGeneratedPassword:
    """The first password has to be changed for another one."""

    async def test_the_same_is_no_change(self, ground: Ground) -> None:
        office = await an_office(ground, must_change=True)
        with pytest.raises(PasswordUnchanged):
            await office.change("1", LoginChange(password=password(PASSWORD)), as_operator(1, "1"))

    async def test_a_common_one_is_refused_at_first_unless_weak_settings_are_obeyed(self, ground: Ground) -> None:
        office = await an_office(ground, must_change=True)
        common = LoginChange(password=password("PassWord1"))
        with pytest.raises(PasswordTooCommon):
            await office.change("1", common, as_operator(1, "1"))
        await office.change("1", LoginChange(password=password()), as_operator(1, "1"))
        await office.change("1", common, as_operator(1, "1"))
        await office.gate.run(System("cli"), reset_password, PasswordReset(hash_of(NEW)))
        await office.gate.run(System("configuration"), obey_weak_settings, True)
        await office.change("1", common, as_operator(1, "1"))

    async def test_after_the_change_he_may_work(self, ground: Ground) -> None:
        office = await an_office(ground, must_change=True)
        session = await office.log_in()
        await office.change("1", LoginChange(password=password()), session.operator)
        assert (await office.operator(session.id)).user_id == "1"


class TestReset:
    """Somebody at the machine lets the administrator in again."""

    async def test_the_new_password_opens_and_has_to_be_changed(self, office: Office) -> None:
        receipt = await office.gate.run(System("cli"), reset_password, PasswordReset(hash_of(NEW)))
        assert receipt.result == "admin"
        assert (await office.log_in(password=NEW)).must_change_password
        with pytest.raises(BadLogin):
            await office.log_in(password=PASSWORD)

    async def test_it_unlocks(self, office: Office) -> None:
        for _ in range(5):
            with pytest.raises(BadLogin):
                await office.log_in(password="wrong")
        with pytest.raises(LoginLocked):
            await office.log_in()
        await office.gate.run(System("cli"), reset_password, PasswordReset(hash_of(NEW)))
        await office.log_in(password=NEW)

    async def test_nobody_is_reset_who_is_not_there(self, office: Office) -> None:
        with pytest.raises(UserNotFound):
            await office.gate.run(System("cli"), reset_password, PasswordReset(hash_of(NEW), "77"))

    async def test_an_operator_of_another_level_may_not(self, office: Office) -> None:
        with pytest.raises(Forbidden):
            await office.gate.run(as_operator(2), reset_password, PasswordReset(hash_of(NEW)))


class TestAccountOfAnother:
    @pytest.mark.parametrize(
        "change", [UserChange(disabled=True), UserChange(expiry=NOON - timedelta(days=1)), UserChange(pin="1234")]
    )
    async def test_is_closed_and_opened_by_administrators_only(self, office: Office, change: UserChange) -> None:
        await office.an_operator("7", level=3)
        wanted = Person("7", PersonChange(change))
        with pytest.raises(Forbidden):
            await office.gate.run(as_operator(2), update_person, wanted)
        await office.gate.run(as_operator(1), update_person, wanted)

    @pytest.mark.parametrize("user_id", ["1", "90"])
    async def test_nobody_closes_his_own_or_the_administrators(self, office: Office, user_id: str) -> None:
        await office.an_operator("90", level=1)
        closed = Person(user_id, PersonChange(UserChange(disabled=True)))
        with pytest.raises(AdministratorStays):
            await office.gate.run(as_operator(1), update_person, closed)

    async def test_its_sessions_are_over_for_good(self, office: Office) -> None:
        await office.an_operator("7")
        session = await office.log_in("op7", SEVENTH)
        for disabled in (True, False):
            wanted = Person("7", PersonChange(UserChange(disabled=disabled)))
            await office.gate.run(as_operator(1), update_person, wanted)
        with pytest.raises(Unauthenticated):
            await office.find(session.id)
