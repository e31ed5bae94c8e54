"""Logging in and out, and how long a session lives."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from ostiary.events.model import EventRow
from ostiary.identity.facts import SessionsEnded
from ostiary.identity.model import (
    AddressNotAllowed,
    BadLogin,
    LoginFailureRow,
    LoginLocked,
    PasswordChangeRequired,
    SessionRow,
    UserRow,
)
from ostiary.identity.operators import LoginChange, failure_mark
from ostiary.identity.sessions import digest_of, keep_alive, log_out, open_operators, present
from ostiary.kernel.context import Module
from ostiary.kernel.errors import Unauthenticated
from ostiary.kernel.trail import TrailRow
from ostiary.people.operations import delete_people
from tests.rig.ground import Ground
from tests.rooms.identity_operators.desk import HERE, PASSWORD, SEVENTH, SYSTEM, Office, an_office

THERE = "198.51.100.9"


async def fail(office: Office, times: int, login_id: str = "admin", address: str = HERE) -> None:
    """Fail to sign in so many times."""
    for _ in range(times):
        with pytest.raises(BadLogin):
            await office.log_in(login_id, "wrong password", address)


async def count(office: Office, column: object) -> int:
    """How many rows a table has."""
    async with office.ground.database.read() as connection:
        return (await connection.execute(select(func.count(column)))).scalar_one()  # type: ignore[arg-type]


class TestLogIn:
    """Login id and password open a session."""

    async def test_the_session_has_the_operator_with_his_rights(self, office: Office) -> None:
        session = await office.log_in()
        found = await office.find(session.id)
        assert (found.operator.user_id, found.operator.level, found.operator.address) == ("1", 1, HERE)
        assert len(found.operator.rights) == 26

    async def test_the_id_is_32_hexadecimal_digits_and_only_its_digest_is_stored(self, office: Office) -> None:
        session = await office.log_in()
        assert len(session.id) == 32
        assert set(session.id) <= set("0123456789abcdef")
        async with office.ground.database.read() as connection:
            stored = (await connection.execute(select(SessionRow.digest))).scalars().all()
        assert stored == [digest_of(session.id)]

    async def test_the_case_of_a_login_id_does_not_matter(self, office: Office) -> None:
        assert (await office.log_in("ADMIN")).operator.user_id == "1"

    async def test_one_operator_may_have_many_sessions(self, office: Office) -> None:
        first, second = await office.log_in(), await office.log_in()
        assert first.id != second.id
        assert (await office.find(first.id)).operator.session != (await office.find(second.id)).operator.session

    async def test_anything_else_is_refused_alike(self, office: Office) -> None:
        for login_id, password in (("admin", "wrong"), ("nobody", PASSWORD), ("", ""), ("admin", "")):
            with pytest.raises(BadLogin):
                await office.log_in(login_id, password)

    async def test_who_has_no_level_is_refused(self, office: Office) -> None:
        await office.an_operator("7")
        async with office.ground.database.write() as session:
            await session.execute(update(UserRow).where(UserRow.user_id == "7").values(level_id=None))
        with pytest.raises(BadLogin):
            await office.log_in("op7", "seven seas 77")

    async def test_who_is_outside_his_period_is_refused(self, office: Office) -> None:
        await office.an_operator("7")
        for days in (-4000, 8000):
            office.ground.clock.move(days=days)
            with pytest.raises(BadLogin):
                await office.log_in("op7", "seven seas 77")

    async def test_it_is_written_down_who_logged_in_and_who_failed_to(self, office: Office) -> None:
        await office.log_in()
        await fail(office, 1)
        await fail(office, 1, "correct horse battery")
        async with office.ground.database.read() as connection:
            lines = select(TrailRow.verb, TrailRow.user_id, TrailRow.target, TrailRow.address)
            rows = (await connection.execute(lines.where(TrailRow.verb.like("LOGIN%")).order_by(TrailRow.id))).all()
        assert rows == [
            ("LOGIN", "1", "Administrator(1)", HERE),
            ("LOGIN_FAILED", "", "Administrator(1)", HERE),
            ("LOGIN_FAILED", "", "unknown login id", HERE),
        ]


class TestAnotherOfTheSameId:
    """A user id that is given again."""

    async def test_whoever_has_it_now_began_when_he_was_made(self, office: Office) -> None:
        await office.an_operator()
        first = (await office.log_in("op7", SEVENTH)).operator
        office.ground.clock.move(minutes=1)
        await office.gate.run(SYSTEM, delete_people, ["7"])
        await office.an_operator()
        second = (await office.log_in("op7", SEVENTH)).operator
        assert first.since is not None
        assert second.since == office.ground.clock() > first.since
        assert second.key != first.key


class TestAddress:
    """An operator may be bound to one address."""

    async def test_he_signs_in_from_it_and_from_no_other(self, office: Office) -> None:
        await office.an_operator("7", address_only=HERE)
        session = await office.log_in("op7", "seven seas 77")
        with pytest.raises(AddressNotAllowed):
            await office.log_in("op7", "seven seas 77", THERE)
        with pytest.raises(Unauthenticated):
            await office.find(session.id, THERE)

    @pytest.mark.parametrize(("address", "left"), [(HERE, 1), (THERE, 0)])
    async def test_a_new_address_ends_what_is_watched_from_another(
        self, office: Office, address: str, left: int
    ) -> None:
        await office.an_operator("7", level=1)
        himself = (await office.log_in("op7", SEVENTH)).operator
        await office.change("7", LoginChange(address_only=address), himself)
        async with office.ground.database.read() as connection:
            found = await open_operators(connection, [himself.session], office.ground.clock())
        assert len(found) == left

    async def test_a_wrong_password_from_elsewhere_tells_nothing_of_it(self, office: Office) -> None:
        await office.an_operator("7", address_only=HERE)
        with pytest.raises(BadLogin):
            await office.log_in("op7", "wrong", THERE)


class TestLock:
    """Too many failures."""

    @pytest.mark.parametrize("login_id", ["admin", "nobody"])
    async def test_five_from_one_address_lock_the_pair_for_ten_minutes(self, office: Office, login_id: str) -> None:
        await fail(office, 5, login_id)
        office.ground.clock.move(minutes=9, seconds=59)
        with pytest.raises(LoginLocked):
            await office.log_in(login_id, PASSWORD)
        office.ground.clock.move(seconds=1)
        await fail(office, 1, login_id)

    async def test_afterwards_it_takes_five_more(self, office: Office) -> None:
        await fail(office, 5)
        office.ground.clock.move(minutes=10)
        await fail(office, 4)
        assert (await office.log_in()).operator.user_id == "1"

    async def test_another_address_is_not_locked(self, office: Office) -> None:
        await fail(office, 5)
        assert (await office.log_in(address=THERE)).operator.user_id == "1"

    async def test_a_success_clears_the_count(self, office: Office) -> None:
        await fail(office, 4)
        await office.log_in()
        await fail(office, 4)
        await office.log_in()

    async def test_a_hundred_from_anywhere_lock_the_login(self, office: Office) -> None:
        mark = failure_mark(office.ground.vault, "admin")
        async with office.ground.database.write() as session:
            session.add_all(
                LoginFailureRow(login_fold=mark, address=f"203.0.113.{number}", at=office.ground.clock())
                for number in range(100)
            )
        with pytest.raises(LoginLocked):
            await office.log_in(address=THERE)
        office.ground.clock.move(minutes=10)
        await office.log_in(address=THERE)

    async def test_guesses_made_at_once_do_not_get_past_it(self, office: Office) -> None:
        guesses = (office.log_in("admin", f"wrong {number}") for number in range(9))
        answers = await asyncio.gather(*guesses, office.log_in(), return_exceptions=True)
        assert [type(answer) for answer in answers] == [BadLogin] * 5 + [LoginLocked] * 5

    async def test_an_event_tells_of_it_once(self, office: Office) -> None:
        await fail(office, 5)
        with pytest.raises(LoginLocked):
            await office.log_in()
        async with office.ground.database.read() as connection:
            rows = (await connection.execute(select(EventRow.code, EventRow.user_id))).all()
        assert rows == [(4001, "1")]

    async def test_old_failures_are_forgotten(self, office: Office) -> None:
        await fail(office, 3)
        office.ground.clock.move(hours=1, seconds=1)
        await fail(office, 1)
        assert await count(office, LoginFailureRow.id) == 1


class TestSession:
    """A session ends by logout, by idleness, or with what made its owner an operator."""

    async def test_an_unknown_id_is_nobody(self, office: Office) -> None:
        for id in ("", "x" * 32, "0" * 32, "0" * 31, "A" * 32, "é" * 32):
            with pytest.raises(Unauthenticated):
                await office.find(id)

    async def test_it_lives_an_hour_after_its_last_use(self, office: Office) -> None:
        session = await office.log_in()
        office.ground.clock.move(minutes=60)
        await office.find(session.id)
        office.ground.clock.move(minutes=60)
        await office.find(session.id)
        office.ground.clock.move(minutes=60, seconds=1)
        with pytest.raises(Unauthenticated):
            await office.find(session.id)

    async def test_its_use_is_written_once_a_minute_at_most(self, office: Office) -> None:
        session = await office.log_in()
        began = office.ground.clock()
        office.ground.clock.move(seconds=59)
        await office.find(session.id)
        assert (await office.find(session.id)).last_used == began
        office.ground.clock.move(seconds=1)
        await office.find(session.id)
        assert (await office.find(session.id)).last_used == began + timedelta(minutes=1)

    async def test_a_bound_socket_keeps_it_alive(self, office: Office) -> None:
        session = await office.log_in()
        for _ in range(3):
            office.ground.clock.move(minutes=50)
            await keep_alive(office.ground.database, [session.operator.session], office.ground.clock())
        await office.find(session.id)

    async def test_a_logout_ends_it_and_no_other(self, office: Office) -> None:
        first, second = await office.log_in(), await office.log_in()
        receipt = await office.gate.run(first.operator, log_out, None)
        assert receipt.facts == (SessionsEnded("1", (first.operator.session,)),)
        with pytest.raises(Unauthenticated):
            await office.find(first.id)
        await office.find(second.id)

    async def test_it_is_over_when_its_owner_is_disabled(self, office: Office) -> None:
        await office.an_operator("7")
        session = await office.log_in("op7", "seven seas 77")
        async with office.ground.database.write() as writing:
            await writing.execute(update(UserRow).where(UserRow.user_id == "7").values(disabled=True))
        with pytest.raises(Unauthenticated):
            await office.find(session.id)

    async def test_those_that_are_over_are_cleared_at_the_next_login(self, office: Office) -> None:
        await office.log_in()
        office.ground.clock.move(hours=2)
        await office.log_in()
        assert await count(office, SessionRow.key) == 1

    async def test_a_socket_learns_which_of_its_sessions_are_open(self, office: Office) -> None:
        first, second = await office.log_in(), await office.log_in()
        await office.gate.run(first.operator, log_out, None)
        keys = [first.operator.session, second.operator.session, 999]
        async with office.ground.database.read() as connection:
            found = await open_operators(connection, keys, office.ground.clock())
        assert found == {second.operator.session: second.operator}


class TestGeneratedPassword:
    """Who has a generated password changes it before anything else."""

    async def test_he_signs_in_but_may_not_work(self, ground: Ground) -> None:
        office = await an_office(ground, must_change=True)
        session = await office.log_in()
        assert session.must_change_password
        assert (await office.find(session.id)).must_change_password
        with pytest.raises(PasswordChangeRequired):
            await office.operator(session.id)
        async with ground.database.read() as connection:
            assert await open_operators(connection, [session.operator.session], ground.clock()) == {}


class TestPresent:
    """An operator of a while ago as he is now."""

    async def test_with_the_level_that_he_has_now(self, office: Office) -> None:
        await office.an_operator()
        then = (await office.log_in("op7", SEVENTH)).operator
        assert await present(office.gate, then) == then
        await office.change("7", LoginChange(level_id=253))
        now = await present(office.gate, then)
        video = frozenset({(Module.VIDEO, "read"), (Module.VIDEO, "write")})
        assert (now.rights, now.level, now.address) == (video, 253, HERE)

    async def test_without_his_session_once_it_is_over(self, office: Office) -> None:
        then = (await office.log_in()).operator
        await office.gate.run(then, log_out, None)
        assert await present(office.gate, then) == replace(then, session=0)

    async def test_without_any_right_where_he_is_none_any_more(self, office: Office) -> None:
        await office.an_operator()
        then = (await office.log_in("op7", SEVENTH)).operator
        gone = replace(then, rights=frozenset(), session=0)
        async with office.ground.database.write() as writing:
            await writing.execute(update(UserRow).where(UserRow.user_id == "7").values(disabled=True))
        assert await present(office.gate, then) == gone
        await office.gate.run(SYSTEM, delete_people, ["7"])
        assert await present(office.gate, then) == gone
        await office.an_operator(level=1)
        assert await present(office.gate, then) == gone
