"""What a person's data must look like: each rule a pure function, each breach an error of its own."""

import re
import unicodedata
from collections.abc import Container, Sequence
from datetime import UTC, datetime, timedelta

from ostiary.kernel.errors import Invalid, LimitReached, Predefined

ID_LENGTH = 32
LARGEST_ID = 4_294_967_295
NAME_LENGTH = 48
TITLE_LENGTH = 64
PHONE_LENGTH = 32
EMAIL_LENGTH = 254
GENDER_LENGTH = 8
MOST_MODES = 64
PIN_LENGTHS = range(4, 33)
SECURITY_LEVELS = range(6)
PHOTO_BYTES = 5 * 2**20
EARLIEST = datetime(2001, 1, 1, tzinfo=UTC)
LATEST = datetime(2038, 1, 1, tzinfo=UTC)
"""The first moment that is too late: a period may end at 2037-12-31 23:59:59."""
THIRTY_YEARS = timedelta(days=30 * 365 + 8)
CALLS = frozenset({"absence", "advance_search", "bulk", "check", "next_user_id", "remove", "report", "search"})
CALLS |= frozenset({"csv_export", "csv_import", "csv_option", "data_export", "data_import", "export"})
"""What stands in the place of a user's id in paths of the reference: nobody may be called so."""

_NUMBER = re.compile(r"[1-9][0-9]{0,9}", re.ASCII)
_ALPHANUMERIC = re.compile(r"[A-Za-z0-9._-]*[A-Za-z1-9._-][A-Za-z0-9._-]*", re.ASCII)
_PHONE = re.compile(r"[0-9 +()./#*-]*", re.ASCII)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_NAME_REFUSED = frozenset("\"'`*/\\|<>?:")
_JOINERS = frozenset("\u200c\u200d")


class BadUserIdLength(Invalid):
    """A user id is missing or longer than 32 characters."""


class BadUserId(Invalid):
    """A user id has other characters than the server takes, is no number of the range, or is the name of a call."""


class UserIdFixed(Predefined):
    """A user keeps the id he was made with."""


class NameTooLong(Invalid):
    """A name has at most 48 characters."""


class BadName(Invalid):
    """A name has a character that names do not have."""


class BadTitleLength(Invalid):
    """Department and title have at most 64 characters."""


class BadPhoneLength(Invalid):
    """A telephone number has at most 32 characters."""


class BadPhone(Invalid):
    """A telephone number has other characters than digits, blanks and signs."""


class BadEmailLength(Invalid):
    """An e-mail address has at most 254 characters."""


class BadEmail(Invalid):
    """Not an e-mail address."""


class BadPinLength(Invalid):
    """A PIN has 4 to 32 digits."""


class BadPin(Invalid):
    """A PIN has digits only."""


class BadPeriod(Invalid):
    """A period is missing, lies outside 2001-2037, or is longer than 30 years."""


class PeriodReversed(Invalid):
    """A period ends before it starts."""


class BadSecurityLevel(Invalid):
    """A security level is 0 to 5."""


class PhotoTooLarge(LimitReached):
    """A photo has at most 5 MB."""


def check_user_id(user_id: str, *, numeric: bool) -> None:
    """A number of 1 to 4294967295 without leading zeros; or, where the site allows it, letters, digits and `.-_`. Never
    the name of a call.
    """
    if not 0 < len(user_id) <= ID_LENGTH:
        raise BadUserIdLength(f"1 to {ID_LENGTH} characters", "user_id")
    if numeric and number_of(user_id) is None:
        raise BadUserId(f"a number of 1 to {LARGEST_ID}", "user_id")
    if not _ALPHANUMERIC.fullmatch(user_id):
        raise BadUserId("letters, digits and . - _, not only zeros", "user_id")
    if user_id in CALLS:
        raise BadUserId("a call has this name", "user_id")


def number_of(user_id: str) -> int | None:
    """The number that a user id is; None where it is none of the range."""
    if _NUMBER.fullmatch(user_id) and int(user_id) <= LARGEST_ID:
        return int(user_id)
    return None


def check_name(name: str) -> None:
    """Up to 48 characters of any script; of the ASCII signs not quotes, slashes, `*`, `|`, `<`, `>`, `?` and `:`."""
    if len(name) > NAME_LENGTH:
        raise NameTooLong(f"at most {NAME_LENGTH} characters", "name")
    if any(character in _NAME_REFUSED or _is_control(character) for character in name):
        raise BadName("", "name")


def _is_control(character: str) -> bool:
    return unicodedata.category(character)[0] == "C" and character not in _JOINERS


def check_title(text: str, field: str) -> None:
    """Up to 64 characters."""
    if len(text) > TITLE_LENGTH:
        raise BadTitleLength(f"at most {TITLE_LENGTH} characters", field)


def check_phone(phone: str) -> None:
    """Up to 32 digits, blanks and `+ - ( ) . / # *`."""
    if len(phone) > PHONE_LENGTH:
        raise BadPhoneLength(f"at most {PHONE_LENGTH} characters", "phone")
    if not _PHONE.fullmatch(phone):
        raise BadPhone("", "phone")


def check_email(email: str) -> None:
    """Something before and after one @; empty is none."""
    if len(email) > EMAIL_LENGTH:
        raise BadEmailLength(f"at most {EMAIL_LENGTH} characters", "email")
    if email and not _EMAIL.fullmatch(email):
        raise BadEmail("", "email")


def check_pin(pin: str) -> None:
    """4 to 32 digits; empty is none."""
    if pin and not (pin.isascii() and pin.isdecimal()):
        raise BadPin("digits only", "pin")
    if pin and len(pin) not in PIN_LENGTHS:
        raise BadPinLength(f"{PIN_LENGTHS[0]} to {PIN_LENGTHS[-1]} digits", "pin")


def check_period(start: datetime, expiry: datetime) -> None:
    """Within 2001-2037, in order, and at most 30 years long unless it is the whole range (how "always" is written)."""
    for moment, name in ((start, "start_datetime"), (expiry, "expiry_datetime")):
        if not EARLIEST <= moment < LATEST:
            raise BadPeriod("2001-01-01 00:00 to 2037-12-31 23:59", name)
    if expiry < start:
        raise PeriodReversed("", "expiry_datetime")
    whole = start == EARLIEST and expiry >= LATEST - timedelta(days=1)
    if expiry - start > THIRTY_YEARS and not whole:
        raise BadPeriod("at most 30 years, or the whole range", "expiry_datetime")


def check_security_level(level: int) -> None:
    """0 to 5."""
    if level not in SECURITY_LEVELS:
        raise BadSecurityLevel("0 to 5", "security_level")


def check_gender(gender: str) -> None:
    """A short word or code of the client's own; nothing decides on it."""
    if len(gender) > GENDER_LENGTH:
        raise Invalid(f"at most {GENDER_LENGTH} characters", "gender")


def check_photo(photo: bytes) -> None:
    """At most 5 MB."""
    if len(photo) > PHOTO_BYTES:
        raise PhotoTooLarge("at most 5 MB")


def check_private_modes(modes: Sequence[tuple[int, int]], known: Container[int]) -> None:
    """Methods are 0 to 3 (id, card, finger, face); `known` are the codes of modes."""
    if len(modes) > MOST_MODES:
        raise Invalid(f"at most {MOST_MODES}", "private_operation_modes")
    for method, mode in modes:
        if method not in range(4) or mode not in known:
            raise Invalid("an unknown method or mode", "private_operation_modes")
