"""Moments: whole microseconds in the database, aware and in UTC everywhere else."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select
from sqlalchemy.exc import StatementError

from ostiary.kernel.clock import EPOCH, from_micros, now, to_micros
from ostiary.kernel.outbox import FactRow
from tests.rig.ground import Ground

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
EARLY, LATE = datetime(2, 1, 1), datetime(9998, 12, 31)  # noqa: DTZ001


class TestMicros:
    @given(st.datetimes(EARLY, LATE, timezones=ZONES))
    def test_are_the_same_moment(self, at: datetime) -> None:
        assert from_micros(to_micros(at)) == at
        assert from_micros(to_micros(at)).tzinfo is UTC

    def test_count_from_1970(self) -> None:
        assert to_micros(EPOCH) == 0
        assert to_micros(EPOCH + timedelta(seconds=1)) == 1_000_000

    def test_of_a_moment_without_a_zone_are_refused(self) -> None:
        with pytest.raises(TypeError):
            to_micros(datetime(2026, 11, 23))  # noqa: DTZ001

    def test_now_is_aware(self) -> None:
        assert now().tzinfo is UTC


class TestColumn:
    async def test_gives_back_what_it_was_given(self, ground: Ground) -> None:
        moments = [EPOCH - timedelta(microseconds=1), datetime(2026, 11, 23, 12, 0, 0, 123456, UTC)]
        async with ground.database.write() as session:
            await session.execute(insert(FactRow), [{"kind": "x", "at": at, "body": {}} for at in moments])
        async with ground.database.read() as connection:
            assert list((await connection.execute(select(FactRow.at).order_by(FactRow.seq))).scalars()) == moments

    async def test_refuses_a_moment_without_a_zone(self, ground: Ground) -> None:
        async with ground.database.write() as session:
            with pytest.raises(StatementError):
                await session.execute(insert(FactRow).values(kind="x", at=datetime(2026, 11, 23), body={}))  # noqa: DTZ001
