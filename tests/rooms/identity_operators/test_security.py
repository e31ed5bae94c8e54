"""What sessions, logins and passwords make of the security settings."""

from typing import Any

import pytest
from sqlalchemy import update

from ostiary.identity.facts import SessionsEnded
from ostiary.identity.model import BadLogin, LoginLocked, PasswordChangeRequired, UserRow
from ostiary.identity.operators import LoginChange
from ostiary.identity.passwords import (
    BadPasswordLength,
    NewPassword,
    PasswordChangedTooOften,
    PasswordIsId,
    PasswordRepeats,
    PasswordRuns,
    PasswordTooSimple,
    PasswordUnchanged,
    check_strength,
)
from ostiary.identity.sessions import open_operators
from ostiary.kernel.errors import Unauthenticated
from ostiary.kernel.outbox import following
from ostiary.settings.operations import SettingsChange, change_settings, obey_weak_settings
from ostiary.settings.security import SecurityChange
from tests.rooms.identity_operators.desk import PASSWORD, SEVENTH, SYSTEM, Office, as_operator, hash_of

THERE = "198.51.100.9"
ONE_ENGINE = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""What is decided without the database: `test_sessions` and `test_operators` have both."""


async def set_to(office: Office, **given: Any) -> None:
    """Change security settings."""
    await office.gate.run(SYSTEM, change_settings, SettingsChange(SecurityChange(**given)))


async def fail(office: Office, times: int, login_id: str = "admin") -> None:
    """Log in with a wrong password, over and over."""
    for _ in range(times):
        with pytest.raises(BadLogin):
            await office.log_in(login_id, "wrong password")


async def change_own(office: Office, text: str, user_id: str = "1") -> None:
    """Change one's own password."""
    change = LoginChange(password=NewPassword(text, hash_of(text)))
    await office.change(user_id, change, as_operator(1, user_id))


class TestIdle:
    """`session_timeout`."""

    async def test_a_session_ends_after_it_at_once(self, office: Office) -> None:
        session = await office.log_in()
        office.ground.clock.move(minutes=10)
        await set_to(office, session_seconds=300)
        with pytest.raises(Unauthenticated):
            await office.find(session.id)

    async def test_a_short_one_is_known_to_a_tenth(self, office: Office) -> None:
        await set_to(office, session_seconds=60)
        session = await office.log_in()
        for _ in range(5):
            office.ground.clock.move(seconds=55)
            await office.find(session.id)
        office.ground.clock.move(seconds=67)
        with pytest.raises(Unauthenticated):
            await office.find(session.id)

    async def test_it_lasts_a_day_at_most_unless_it_may_weaken_the_server(self, office: Office) -> None:
        await set_to(office, session_seconds=216_000)
        session = await office.log_in()
        office.ground.clock.move(hours=25)
        with pytest.raises(Unauthenticated):
            await office.find(session.id)
        await office.gate.run(SYSTEM, obey_weak_settings, True)
        await office.find(session.id)


class TestSimultaneous:
    """`use_allow_simultaneous_connection`."""

    async def test_switched_off_a_login_ends_the_earlier_session(self, office: Office) -> None:
        await office.an_operator("7")
        others = await office.log_in("op7", SEVENTH)
        await set_to(office, many_sessions=False)
        first = await office.log_in()
        second = await office.log_in(address=THERE)
        with pytest.raises(Unauthenticated):
            await office.find(first.id)
        await office.find(second.id, THERE)
        await office.find(others.id)

    async def test_whoever_watches_is_told(self, office: Office) -> None:
        first = await office.log_in()
        await set_to(office, many_sessions=False)
        await office.log_in()
        async with office.ground.database.read() as connection:
            operators = await open_operators(connection, [first.operator.session], office.ground.clock())
            facts = [stored.fact for stored in await following(connection, 0)]
        assert operators == {}
        assert SessionsEnded("1", (first.operator.session,)) in facts

    async def test_a_login_that_fails_ends_nothing(self, office: Office) -> None:
        await set_to(office, many_sessions=False)
        first = await office.log_in()
        await fail(office, 1)
        await office.find(first.id)


@ONE_ENGINE
class TestLock:
    """`allow_login_failed_*`."""

    async def test_fewer_failures_lock_sooner(self, office: Office) -> None:
        await set_to(office, failures=2)
        await fail(office, 2)
        with pytest.raises(LoginLocked):
            await office.log_in()

    async def test_more_than_ten_are_ten(self, office: Office) -> None:
        await set_to(office, failures=1000)
        await fail(office, 10)
        with pytest.raises(LoginLocked):
            await office.log_in()

    async def test_switched_off_five_still_lock(self, office: Office) -> None:
        await set_to(office, lock_logins=False)
        await fail(office, 5)
        with pytest.raises(LoginLocked):
            await office.log_in()

    async def test_it_lasts_as_long_as_it_says_and_five_minutes_at_least(self, office: Office) -> None:
        for minutes, obeyed in ((1, 5), (120, 120)):
            await set_to(office, failures=1, locked_minutes=minutes)
            await fail(office, 1)
            office.ground.clock.move(minutes=obeyed, seconds=-1)
            with pytest.raises(LoginLocked):
                await office.log_in()
            office.ground.clock.move(seconds=1)
            await office.log_in()

    async def test_where_it_may_weaken_the_server_it_can_be_off(self, office: Office) -> None:
        await office.gate.run(SYSTEM, obey_weak_settings, True)
        await set_to(office, lock_logins=False)
        await fail(office, 12)
        await office.log_in()


class TestStrength:
    """`password_strength`."""

    @pytest.mark.parametrize(
        ("text", "strength", "refusal"),
        [
            ("seven seas", 1, PasswordTooSimple),
            ("77777777", 1, PasswordTooSimple),
            ("sevens 777", 1, PasswordRepeats),
            ("my abcd 77", 1, PasswordRuns),
            ("my ytrEWQ 7", 1, PasswordRuns),
            ("sea 3210 x", 1, PasswordRuns),
            ("Ada and 77 more", 1, PasswordIsId),
            ("user 4711 x", 1, PasswordIsId),
            ("Short 7!x", 2, BadPasswordLength),
            ("seven seas 77!", 2, PasswordTooSimple),
            ("SEVEN SEAS 77!", 2, PasswordTooSimple),
            ("SevenSeas77x", 2, PasswordTooSimple),
        ],
    )
    def test_what_is_too_weak_is_refused(self, text: str, strength: int, refusal: type[Exception]) -> None:
        with pytest.raises(refusal):
            check_strength(text, strength, "4711", "ada")

    @pytest.mark.parametrize(("text", "strength"), [("anything", 0), ("seven seas 77", 1), ("Seven Seas 77!", 2)])
    def test_what_is_strong_enough_is_taken(self, text: str, strength: int) -> None:
        check_strength(text, strength, "4711", "ada", None)

    @ONE_ENGINE
    async def test_it_counts_for_new_passwords(self, office: Office) -> None:
        await set_to(office, password_strength=2)
        await office.log_in()
        for text, refusal in (("seven seas 77", PasswordTooSimple), ("My Seas 77 admin!", PasswordIsId)):
            with pytest.raises(refusal):
                await change_own(office, text)
        await change_own(office, "Seven Seas 77!")
        with pytest.raises(PasswordUnchanged):
            await change_own(office, "Seven Seas 77!")


@ONE_ENGINE
class TestAge:
    """`password_update_cycle`."""

    async def test_an_old_password_has_to_be_changed_before_anything_else(self, office: Office) -> None:
        await set_to(office, passwords_age=True, password_days=30)
        office.ground.clock.move(days=30)
        assert not (await office.log_in()).must_change_password
        office.ground.clock.move(seconds=1)
        session = await office.log_in()
        assert session.must_change_password
        with pytest.raises(PasswordChangeRequired):
            await office.operator(session.id)
        async with office.ground.database.read() as connection:
            assert await open_operators(connection, [session.operator.session], office.ground.clock()) == {}
        with pytest.raises(PasswordUnchanged):
            await change_own(office, PASSWORD)
        await change_own(office, "Seven Seas 77!")
        assert not (await office.log_in(password="Seven Seas 77!")).must_change_password

    async def test_one_of_unknown_age_is_old(self, office: Office) -> None:
        async with office.ground.database.write() as session:
            await session.execute(update(UserRow).values(password_changed=None))
        assert not (await office.log_in()).must_change_password
        await set_to(office, passwords_age=True)
        assert (await office.log_in()).must_change_password


@ONE_ENGINE
class TestChangesADay:
    """`allow_password_change_count`."""

    async def test_nobody_changes_his_own_oftener(self, office: Office) -> None:
        await set_to(office, limit_changes=True, password_changes=2)
        await change_own(office, "first of them 1")
        await change_own(office, "second of them 2")
        with pytest.raises(PasswordChangedTooOften):
            await change_own(office, "third of them 3")
        office.ground.clock.move(days=1)
        await change_own(office, "third of them 3")

    async def test_what_others_set_does_not_count_and_a_generated_one_may_be_changed(self, office: Office) -> None:
        await set_to(office, limit_changes=True)
        await office.an_operator("7")
        await change_own(office, "first of them 1", "7")
        await office.change("7", LoginChange(password=NewPassword("of another 2", hash_of("of another 2"))))
        async with office.ground.database.write() as session:
            await session.execute(update(UserRow).where(UserRow.user_id == "7").values(must_change_password=True))
        await change_own(office, "second of them 2", "7")
        assert (await office.log_in("op7", "second of them 2")).operator.user_id == "7"
