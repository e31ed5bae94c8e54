"""Preferences: defaults, whose they are, and what they may be."""

from typing import Any

import pytest
from sqlalchemy import func, select

from ostiary.identity.model import PreferenceNotFound, PreferenceRow, UserNotFound
from ostiary.identity.preferences import TIME_ZONES, Preference, PreferenceChange, change_preference, view_preference
from ostiary.kernel.context import Context
from ostiary.kernel.errors import Forbidden, Invalid, LimitReached, TooLarge
from ostiary.kernel.trail import TrailRow
from ostiary.people.operations import delete_people
from tests.rooms.identity_operators.desk import SYSTEM, Office, as_operator


async def change(office: Office, user_id: str = "1", context: Context = SYSTEM, **given: Any) -> None:
    """Change somebody's preference."""
    await office.gate.run(context, change_preference, PreferenceChange(user_id, **given))


async def seen(office: Office, user_id: str = "1", context: Context = SYSTEM) -> Preference:
    """What somebody likes."""
    return await office.gate.ask(context, view_preference, user_id)


class TestPreference:
    """What somebody likes."""

    async def test_without_one_there_are_the_defaults(self, office: Office) -> None:
        assert await seen(office) == Preference("", "", "", "", "13", 0, 0, True, {})

    async def test_what_is_not_given_is_kept_and_anew_it_is_the_default(self, office: Office) -> None:
        await change(office, language="ko", time_zone="23+1")
        await change(office, depend_on_os=False, dst1=3)
        assert await seen(office) == Preference("ko", time_zone="23+1", dst1=3, depend_on_os=False)
        await change(office, date_format="dd.MM.yyyy", anew=True)
        assert await seen(office) == Preference(date_format="dd.MM.yyyy")

    async def test_it_goes_with_its_user(self, office: Office) -> None:
        await office.person("7")
        await change(office, "7", language="ko")
        await office.gate.run(SYSTEM, delete_people, ["7"])
        async with office.ground.database.read() as connection:
            left = (await connection.execute(select(func.count(PreferenceRow.user_key)))).scalar_one()
        assert left == 0

    async def test_a_bad_value_is_refused(self, office: Office) -> None:
        for given in (
            {"language": "e"},
            {"language": "en us"},
            {"language": "x" * 17},
            {"date_format": "y" * 33},
            {"console": {"tabs": float("nan")}},
            {"console": {"tabs": "a\0b"}},
            {"console": {"tabs": "\ud800"}},
            {"time_long_format": "HH\nmm"},
            {"time_zone": "33"},
            {"time_zone": "13+1"},
            {"dst1": -1},
            {"dst2": 2**31},
        ):
            with pytest.raises(Invalid):
                await change(office, **given)
        assert await seen(office) == Preference()

    async def test_what_the_console_keeps_has_limits(self, office: Office) -> None:
        full = {"tabs": {"log": [r"\u0000", "가" * 21_000]}}
        await change(office, console=full)
        with pytest.raises(TooLarge):
            await change(office, console={"tabs": "가" * 22_000})
        deep: Any = "bottom"
        for _ in range(9):
            deep = [deep]
        with pytest.raises(LimitReached):
            await change(office, console={"tabs": deep})
        assert (await seen(office)).console == full
        await change(office, language="ko", anew=True)
        assert (await seen(office)).console == full

    def test_there_are_forty_time_zones(self) -> None:
        assert len(TIME_ZONES) == 40

    async def test_an_unknown_user_has_none(self, office: Office) -> None:
        with pytest.raises(PreferenceNotFound):
            await seen(office, "77")
        with pytest.raises(PreferenceNotFound):
            await change(office, "77", language="ko")
        with pytest.raises(UserNotFound):
            await change(office, "77", language="ko", anew=True)

    async def test_the_trail_has_before_and_after(self, office: Office) -> None:
        await change(office, language="ko", console={"theme": "dark"})
        await change(office, language="ko", console={"theme": "light"})
        lines = select(TrailRow.target, TrailRow.change).where(TrailRow.verb == "PREFERENCE_UPDATE")
        async with office.ground.database.read() as connection:
            rows = (await connection.execute(lines)).all()
        assert rows == [("Administrator(1)", {"before": {"language": ""}, "after": {"language": "ko"}})]


class TestWhoMay:
    """One's own; an administrator anybody's."""

    async def test_ones_own_and_as_an_administrator_anybodys(self, office: Office) -> None:
        await office.person("7")
        himself = as_operator(255, "7")
        await change(office, "7", himself, language="ko")
        assert (await seen(office, "7", himself)).language == "ko"
        await change(office, "7", as_operator(1), language="de")
        assert (await seen(office, "7", as_operator(1))).language == "de"

    async def test_anothers_is_refused_whether_or_not_he_is_there(self, office: Office) -> None:
        for user_id in ("1", "77"):
            with pytest.raises(Forbidden):
                await seen(office, user_id, as_operator(2, "7"))
            with pytest.raises(Forbidden):
                await change(office, user_id, as_operator(2, "7"), language="ko")
