"""Moments, ids and cursors of our own API."""

from datetime import UTC, datetime

import pytest
from pydantic import TypeAdapter, ValidationError

from ostiary.api.native.values import Moment, Number, cursor_of, moment_of, position_of
from ostiary.kernel.errors import Invalid

moments: TypeAdapter[datetime] = TypeAdapter(Moment)
numbers: TypeAdapter[int] = TypeAdapter(Number)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class TestMoments:
    @pytest.mark.parametrize(
        "text",
        [
            "2026-11-23T12:00:00Z",
            "2026-11-23t12:00:00z",
            "2026-11-23 12:00:00.000Z",
            "2026-11-23T13:00:00.000000000+01:00",
            "2026-11-23T01:30:00-10:30",
        ],
    )
    def test_rfc_3339_is_read(self, text: str) -> None:
        assert moments.validate_python(text) == NOON
        assert moments.validate_python(text).tzinfo is UTC

    @pytest.mark.parametrize(
        "text",
        [
            *(
                "",
                "now",
                "1764000000",
                "2026-11-23",
                "2026-11-23T12:00Z",
                "2026-11-23T12:00:00",
                "2026-11-23T12:00:60Z",
            ),
            *("2026-11-23T24:00:01Z", "2026-02-30T12:00:00Z", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"),
            *("2026-11-23T12:00:00 01:00", "２０２６-11-23T12:00:00Z"),
        ],
    )
    def test_nothing_else_is(self, text: str) -> None:
        with pytest.raises(ValidationError):
            moments.validate_python(text)


class TestNumbers:
    @pytest.mark.parametrize("text", ["1", "9223372036854775807"])
    def test_digits_are_read(self, text: str) -> None:
        assert numbers.validate_python(text) == int(text)

    @pytest.mark.parametrize("text", ["", "0", "-1", "1_0", " 1", "1.0", "0x1", "9223372036854775808", "١"])
    def test_nothing_else_is(self, text: str) -> None:
        with pytest.raises(ValidationError):
            numbers.validate_python(text)


class TestCursors:
    @pytest.mark.parametrize("position", [(0,), (5,), (2**63 - 1, 1), (-3, 7)])
    def test_a_position_comes_back(self, position: tuple[int, ...]) -> None:
        assert position_of(cursor_of(*position), len(position)) == position

    @pytest.mark.parametrize("cursor", ["", "!", "AAAA", "MQ==x", "1", "Ñ", "MQ\n", cursor_of(1, 2), cursor_of(2**63)])
    def test_nothing_else_does(self, cursor: str) -> None:
        with pytest.raises(Invalid):
            position_of(cursor, 1)

    def test_a_moment_in_a_cursor_is_one_that_can_be(self) -> None:
        assert moment_of(0) == datetime(1970, 1, 1, tzinfo=UTC)
        for micros in (-1, 2**62):
            with pytest.raises(Invalid):
                moment_of(micros)
