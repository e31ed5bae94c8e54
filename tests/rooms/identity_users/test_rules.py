"""What a person's data must look like."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ostiary.identity import user_rules as rules
from ostiary.kernel.errors import DomainError, Invalid

NUMERIC = ["1", "42", "4294967295"]
ALPHANUMERIC = [*NUMERIC, "007", "x4", "a.b-c_d", "A" * 32, "9" * 32]


def at(text: str) -> datetime:
    """A moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


class TestUserId:
    """Numbers, or letters where the site allows them."""

    @pytest.mark.parametrize("user_id", NUMERIC)
    def test_numbers_are_taken(self, user_id: str) -> None:
        rules.check_user_id(user_id, numeric=True)

    @pytest.mark.parametrize("user_id", ["0", "007", "4294967296", "x4", "-1", " 1", "٣"])
    def test_other_ids_are_refused(self, user_id: str) -> None:
        with pytest.raises(rules.BadUserId):
            rules.check_user_id(user_id, numeric=True)

    @pytest.mark.parametrize("user_id", ALPHANUMERIC)
    def test_letters_are_taken_where_allowed(self, user_id: str) -> None:
        rules.check_user_id(user_id, numeric=False)

    @pytest.mark.parametrize("user_id", ["0", "000", "a b", "a/b", "é", "a+b", *sorted(rules.CALLS)])
    def test_other_characters_and_the_names_of_calls_are_refused(self, user_id: str) -> None:
        with pytest.raises(rules.BadUserId):
            rules.check_user_id(user_id, numeric=False)

    @pytest.mark.parametrize("user_id", ["", "9" * 33])
    def test_its_length_is_1_to_32(self, user_id: str) -> None:
        with pytest.raises(rules.BadUserIdLength):
            rules.check_user_id(user_id, numeric=False)

    @given(st.integers(1, rules.LARGEST_ID))
    def test_a_number_is_known_as_such(self, number: int) -> None:
        assert rules.number_of(str(number)) == number


class TestName:
    """Up to 48 characters of any script."""

    @pytest.mark.parametrize(
        "name", ["", "Ada Byron", "Ł. 王小明", "O\u2019Neill", "~!@#$%^&()-_=+[]{};,.", "नि\u200dत्या", "x" * 48]
    )
    def test_names_are_taken(self, name: str) -> None:
        rules.check_name(name)

    @pytest.mark.parametrize("character", list("\"'`*/\\|<>?:\n\x00\u202e"))
    def test_some_characters_are_refused(self, character: str) -> None:
        with pytest.raises(rules.BadName):
            rules.check_name(f"a{character}b")

    def test_it_has_48_characters_at_most(self) -> None:
        with pytest.raises(rules.NameTooLong):
            rules.check_name("x" * 49)


class TestPeriod:
    """Within 2001-2037, at most 30 years."""

    @pytest.mark.parametrize(
        ("start", "expiry"),
        [
            ("2001-01-01T00:00", "2030-12-31T23:59"),
            ("2001-01-01T00:00", "2037-12-31T23:59"),
            ("2007-12-31T23:59:59", "2037-12-31T23:59:59"),
            ("2026-01-01T00:00", "2026-01-01T00:00"),
        ],
    )
    def test_periods_are_taken(self, start: str, expiry: str) -> None:
        rules.check_period(at(start), at(expiry))

    @pytest.mark.parametrize(
        ("start", "expiry"),
        [
            ("2000-12-31T23:59", "2030-12-31T23:59"),
            ("2026-01-01T00:00", "2038-01-01T00:00"),
            ("2001-01-02T00:00", "2037-12-31T23:59"),
            ("2001-01-01T00:00", "2031-12-31T23:59"),
        ],
    )
    def test_periods_out_of_range_or_too_long_are_refused(self, start: str, expiry: str) -> None:
        with pytest.raises(rules.BadPeriod):
            rules.check_period(at(start), at(expiry))

    def test_the_end_is_not_before_the_start(self) -> None:
        with pytest.raises(rules.PeriodReversed):
            rules.check_period(at("2026-01-02T00:00"), at("2026-01-01T00:00"))


class TestOtherMembers:
    """PIN, e-mail, telephone and the rest."""

    @pytest.mark.parametrize(
        ("check", "value", "error"),
        [
            (rules.check_pin, "123", rules.BadPinLength),
            (rules.check_pin, "1" * 33, rules.BadPinLength),
            (rules.check_pin, "12a4", rules.BadPin),
            (rules.check_pin, "١٢٣٤", rules.BadPin),
            (rules.check_email, "nobody", rules.BadEmail),
            (rules.check_email, "a b@c", rules.BadEmail),
            (rules.check_email, "a" * 250 + "@b.cd", rules.BadEmailLength),
            (rules.check_phone, "call me", rules.BadPhone),
            (rules.check_phone, "1" * 33, rules.BadPhoneLength),
            (rules.check_security_level, 6, rules.BadSecurityLevel),
            (rules.check_security_level, -1, rules.BadSecurityLevel),
            (rules.check_photo, b"x" * (rules.PHOTO_BYTES + 1), rules.PhotoTooLarge),
            (rules.check_gender, "neither nor", Invalid),
        ],
    )
    def test_a_breach_has_its_own_error(
        self, check: Callable[[object], None], value: object, error: type[DomainError]
    ) -> None:
        with pytest.raises(error):
            check(value)

    @pytest.mark.parametrize(
        ("check", "value"),
        [
            (rules.check_pin, ""),
            (rules.check_pin, "0000"),
            (rules.check_pin, "1" * 32),
            (rules.check_email, ""),
            (rules.check_email, "ada@example.org"),
            (rules.check_phone, "+44 (20) 7946-0018"),
            (rules.check_security_level, 5),
        ],
    )
    def test_what_fits_is_taken(self, check: Callable[[object], None], value: object) -> None:
        check(value)

    def test_titles_have_64_characters_at_most(self) -> None:
        rules.check_title("x" * 64, "department")
        with pytest.raises(rules.BadTitleLength):
            rules.check_title("x" * 65, "department")

    @pytest.mark.parametrize("entry", [(4, 2), (-1, 2), (1, 50)])
    def test_modes_are_known(self, entry: tuple[int, int]) -> None:
        rules.check_private_modes([(1, 2)], {2})
        with pytest.raises(Invalid):
            rules.check_private_modes([entry], {2})
