"""Changing the settings: what is kept, what is refused, what is written down, and what is obeyed of it."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import select

from ostiary.kernel.errors import Invalid, NotSupported
from ostiary.kernel.operation import Receipt
from ostiary.kernel.trail import TrailRow
from ostiary.settings.facts import UserSyncChanged
from ostiary.settings.operations import SettingsChange, change_settings, obey_weak_settings
from ostiary.settings.queries import Settings, read_settings
from ostiary.settings.security import RANGES, Security, SecurityChange
from ostiary.settings.server import Server, ServerChange, UserSync
from ostiary.settings.shown import ABSENT
from tests.rig.ground import SYSTEM, Ground


async def change(ground: Ground, change: SettingsChange) -> Receipt[None]:
    """Change settings."""
    return await ground.gate().run(SYSTEM, change_settings, change)


async def seen(ground: Ground) -> Settings:
    """Every setting."""
    return await ground.gate().ask(SYSTEM, read_settings, None)


class TestChange:
    """What is given changes."""

    async def test_the_rest_is_kept_member_by_member(self, ground: Ground) -> None:
        await change(ground, SettingsChange(SecurityChange(failures=3), ServerChange(alphanumeric_ids=True)))
        await change(ground, SettingsChange(shown={"backup": {"cycle": 2, "path": "x"}, "upgrade_when": 1}))
        await change(ground, SettingsChange(SecurityChange(locked_minutes=20), shown={"backup": {"path": "y"}}))
        assert await seen(ground) == Settings(
            Security(failures=3, locked_minutes=20),
            Server(alphanumeric_ids=True),
            {"backup": {"cycle": 2, "path": "y"}, "upgrade_when": 1},
        )

    async def test_changes_at_once_all_count(self, ground: Ground) -> None:
        members = [f"member {number}" for number in range(6)]
        await asyncio.gather(*(change(ground, SettingsChange(shown={member: 1})) for member in members))
        assert (await seen(ground)).shown == dict.fromkeys(members, 1)

    async def test_the_trail_has_before_and_after_of_what_differs(self, ground: Ground) -> None:
        first = SettingsChange(SecurityChange(failures=5, locked_minutes=20), shown={"backup": {"cycle": 2}})
        await change(ground, first)
        await change(ground, first)
        await change(ground, SettingsChange(shown={"backup": {"cycle": 3}}))
        async with ground.database.read() as connection:
            lines = select(TrailRow.verb, TrailRow.target, TrailRow.change).order_by(TrailRow.id)
            rows = (await connection.execute(lines)).all()
        assert rows == [
            ("SETTING_UPDATE", "security", {"before": {"locked_minutes": 10}, "after": {"locked_minutes": 20}}),
            ("SETTING_UPDATE", "shown", {"before": {}, "after": {"backup.cycle": 2}}),
            ("SETTING_UPDATE", "shown", {"before": {"backup.cycle": 2}, "after": {"backup.cycle": 3}}),
        ]

    async def test_a_refusal_leaves_everything_as_it_was(self, ground: Ground) -> None:
        kept = SecurityChange(failures=7)
        cases: list[tuple[SettingsChange, type[Exception]]] = [
            (SettingsChange(kept, ServerChange(user_sync_method=2)), Invalid),
            (SettingsChange(kept, ServerChange(user_sync_method=3, user_by_device_sync_method=1)), Invalid),
            (SettingsChange(kept, ServerChange(user_sync_method=0, user_by_device_sync_method=1)), Invalid),
            (SettingsChange(kept, ServerChange(log_sync_method=2)), Invalid),
            (SettingsChange(kept, ServerChange(language="x" * 17)), Invalid),
            (SettingsChange(kept, shown={"log": {"path": "x" * 513}}), Invalid),
        ]
        cases += [(SettingsChange(kept, shown=switched_on(path)), NotSupported) for path in ABSENT]
        for refused, refusal in cases:
            with pytest.raises(refusal):
                await change(ground, refused)
        assert await seen(ground) == Settings(Security(), Server())

    def test_a_value_out_of_range_is_refused(self) -> None:
        for name, (_, allowed) in RANGES.items():
            for value in (allowed.start, allowed.stop - 1):
                security_change({name: value}).check()
            for value in (allowed.start - 1, allowed.stop):
                with pytest.raises(Invalid):
                    security_change({name: value}).check()


def security_change(given: dict[str, Any]) -> SecurityChange:
    """A change of these members."""
    return SecurityChange(**given)


def switched_on(path: str) -> dict[str, Any]:
    """The document in which one member is on."""
    part, _, name = path.partition(".")
    return {part: {name: True}}


class TestUserSync:
    """Which people go to which devices."""

    async def test_each_pair_is_one_mode_and_a_change_is_told(self, ground: Ground) -> None:
        before = Server().user_sync
        assert before is UserSync.EVERYBODY
        for sync in (*UserSync, list(UserSync)[-1]):
            receipt = await change(ground, SettingsChange(server=ServerChange(None, *sync.value)))
            assert (await seen(ground)).server.user_sync is sync
            assert receipt.facts == (() if sync is before else (UserSyncChanged(before.value, sync.value),))
            before = sync


class TestObeyed:
    """What of the security settings is obeyed."""

    @pytest.mark.parametrize(
        ("given", "pair", "login", "minutes"),
        [
            (Security(), 5, 100, 10),
            (Security(failures=3, locked_minutes=30), 3, 100, 30),
            (Security(failures=100, locked_minutes=1), 10, 100, 5),
            (Security(lock_logins=False, failures=3), 5, 100, 10),
            (Security(failures=500, locked_minutes=1, weak=True), 500, 500, 1),
            (Security(lock_logins=False, weak=True), 0, 0, 10),
        ],
    )
    def test_locks_stay_within_bounds(self, given: Security, pair: int, login: int, minutes: int) -> None:
        obeyed = given.failures_of_pair, given.failures_of_login, given.locked.total_seconds() / 60
        assert obeyed == (pair, login, minutes)

    @pytest.mark.parametrize(
        ("given", "hours"),
        [(Security(), 1), (Security(session_seconds=216_000), 24), (Security(session_seconds=216_000, weak=True), 60)],
    )
    def test_sessions_last_a_day_at_most(self, given: Security, hours: int) -> None:
        assert given.idle.total_seconds() / 3600 == hours

    async def test_only_the_configuration_lifts_the_bounds_and_it_is_written_down(self, ground: Ground) -> None:
        gate = ground.gate()
        for weak in (False, True, True, False):
            await gate.run(SYSTEM, obey_weak_settings, weak)
            assert (await seen(ground)).security.weak is weak
        async with ground.database.read() as connection:
            changes = (await connection.execute(select(TrailRow.change).order_by(TrailRow.id))).scalars().all()
        assert changes == [
            {"before": {"weak": False}, "after": {"weak": True}},
            {"before": {"weak": True}, "after": {"weak": False}},
        ]
