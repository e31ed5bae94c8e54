"""Values of our own API in paths and queries: ids, moments, how many, and the cursors of lists."""

import base64
import binascii
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import Path, Query
from pydantic import AwareDatetime, BaseModel, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from ostiary.kernel.clock import from_micros, to_micros
from ostiary.kernel.errors import Invalid
from ostiary.policy.schedule import Segment

LARGEST = 2**63 - 1
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
EARLIEST, LATEST = datetime(1970, 1, 2, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)
_LATEST_MICROS = to_micros(LATEST)
_POSITION = re.compile(r"-?\d{1,19}(\.-?\d{1,19}){0,3}", re.ASCII)


def _digits(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch("[0-9]{1,19}", value):
        raise PydanticCustomError("number", "should be a whole number above zero")
    return value


def _moment(value: object) -> object:
    if not isinstance(value, str) or not RFC_3339.fullmatch(value):
        text = "should be a moment of RFC 3339, as 2026-11-23T12:00:00Z; a + is written %2B in a URL"
        raise PydanticCustomError("moment", text)
    moment = datetime.fromisoformat(value.upper())
    if not EARLIEST.timestamp() <= moment.timestamp() <= LATEST.timestamp():
        raise PydanticCustomError("moment", "should lie between 1970 and 9000")
    return moment.astimezone(UTC)


DIGITS = BeforeValidator(_digits)
Number = Annotated[int, Field(ge=1, le=LARGEST), DIGITS]
"""An id that is a number."""
Key = Annotated[str, Field(min_length=1, max_length=64, pattern="^[^\\x00]*$")]
"""An id that is text."""
Moment = Annotated[AwareDatetime, BeforeValidator(_moment)]
"""A moment with its offset; UTC for the program."""

PathNumber = Annotated[Number, Path(description="The id.")]
PathKey = Annotated[Key, Path(description="The id.")]
At = Annotated[Moment | None, Query(description="The moment that is asked about; none = now.")]
Cursor = Annotated[
    str | None, Query(max_length=100, description="Where to go on: `next_cursor` of the page before, as it is.")
]


Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Named(BaseModel):
    """A thing with its id and its name."""

    id: int
    name: str


class Person(BaseModel):
    """A person with his id and his name."""

    id: str
    name: str


class Interval(BaseModel):
    """Minutes of a day at the wall, 0 to 1440: from `start` until before `end`."""

    start: int
    end: int


def intervals_of(segments: Iterable[Segment]) -> list[Interval]:
    """Segments of a day as they are shown."""
    return [Interval(start=each.start, end=each.end) for each in segments]


def cursor_of(*position: int) -> str:
    """A position in a list, so that nobody takes it apart."""
    return base64.urlsafe_b64encode(".".join(map(str, position)).encode()).decode().rstrip("=")


def position_of(cursor: str, parts: int) -> tuple[int, ...]:
    """The position of a cursor; raises `Invalid` for what is none."""
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, ValueError) as error:
        raise Invalid("This is no cursor.", "cursor") from error
    position = tuple(map(int, text.split("."))) if _POSITION.fullmatch(text) else ()
    if len(position) != parts or any(abs(part) > LARGEST for part in position):
        raise Invalid("This is no cursor of this list.", "cursor")
    return position


def moment_of(micros: int) -> datetime:
    """The moment in a cursor; raises `Invalid` for none that can be."""
    if not 0 <= micros <= _LATEST_MICROS:
        raise Invalid("This is no cursor of this list.", "cursor")
    return from_micros(micros)
