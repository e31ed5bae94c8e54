"""What a caller wants of a list: which rows, in which order, how many. No wire knowledge, no SQL.

The reception turns query strings and bodies into these; a room's queries turn them into WHERE, ORDER BY and LIMIT.
Columns are the room's own names (the reception's allow-lists map wire names to them), values are already `int`, `str`,
`bool` or an aware `datetime`, as the column is.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

Value = int | str | bool | datetime


class Operator(Enum):
    """How a column is compared with the values of a condition."""

    ONE_OF = "one of"
    """Equal to any of the values (one or more)."""
    NONE_OF = "none of"
    """Equal to none of the values (one or more)."""
    CONTAINS = "contains"
    """A text that holds one of the values somewhere, whatever the case; wildcards mean themselves."""
    LIKE = "like"
    """A text that fits the one value, in which `%` stands for any text; whatever the case."""
    BETWEEN = "between"
    """Not below the first and not above the second of exactly two values."""
    GREATER = "greater"
    """Above the one value."""
    LESS = "less"
    """Below the one value."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One test of one column. A list's conditions must all hold."""

    column: str
    operator: Operator
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """A column to sort by. Earlier orders win; the room adds its key last, so that pages never repeat or skip."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of a sorted list: `limit` rows (None = all) after the first `offset`."""

    limit: int | None = None
    offset: int = 0


EVERYTHING = Window()


@dataclass(frozen=True, slots=True)
class Search:
    """A whole question to a list. The default asks for everything in the list's natural order."""

    conditions: tuple[Condition, ...] = ()
    orders: tuple[Order, ...] = ()
    window: Window = EVERYTHING
