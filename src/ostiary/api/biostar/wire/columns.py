"""Which wire names of columns a page takes in searches and orders, and what their values are.

A page lists them once, from the wire's name to the room's own:

    COLUMNS = {
        "datetime": moments("at"),
        "device_id": numbers("device"), "device_id.id": numbers("device"),
        "user_id.user_id": keys("user"),
        "user_name": texts("user_name"),
    }
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from ostiary.api.biostar.wire.values import Flag, Moment, Number, Text
from ostiary.kernel.errors import Invalid
from ostiary.kernel.paging import Condition, Operator, Order, Value

Read = TypeVar("Read", int, str, bool, datetime)

_number: TypeAdapter[int] = TypeAdapter(Number)
_text: TypeAdapter[str] = TypeAdapter(Text)
_flag: TypeAdapter[bool] = TypeAdapter(Flag)
_moment: TypeAdapter[datetime] = TypeAdapter(Moment)


@dataclass(frozen=True, slots=True)
class Column:
    """A column that may be asked for: the room's name, how values are read, whether parts of its text may be sought,
    whether one value is greater than another.
    """

    name: str
    read: Callable[[Any], Value]
    searched_by_part: bool = False
    ordered: bool = True


Columns = Mapping[str, Column]


def numbers(name: str) -> Column:
    """A column of whole numbers or of ids that are numbers."""
    return Column(name, _reader(_number))


def keys(name: str) -> Column:
    """A column of ids that are text (users): "contains" means "one of"."""
    return Column(name, _reader(_text), searched_by_part=False)


def texts(name: str) -> Column:
    """A column of free text: "contains" and "like" look for parts."""
    return Column(name, _reader(_text), searched_by_part=True)


def flags(name: str) -> Column:
    """A column of flags."""
    return Column(name, _reader(_flag), ordered=False)


def moments(name: str) -> Column:
    """A column of points in time."""
    return Column(name, _reader(_moment))


def _reader(adapter: TypeAdapter[Read]) -> Callable[[Any], Read]:
    def read(value: Any) -> Read:
        try:
            return adapter.validate_python(value)
        except ValidationError as error:
            raise Invalid(f"a value {error.errors(include_input=False)[0]['msg']}") from error

    return read


SEVERAL = {0: Operator.ONE_OF, 1: Operator.NONE_OF}
SINGLE = {5: Operator.GREATER, 6: Operator.LESS}
EQUAL, CONTAINS, BETWEEN, LIKE = 0, 2, 3, 4
OPERATORS = "0 equal, 1 not equal, 2 contains, 3 between, 4 like, 5 greater, 6 less"
KNOWN = frozenset({*SEVERAL, *SINGLE, CONTAINS, BETWEEN, LIKE})


def condition(columns: Columns, name: str, operator: int, values: list[Any]) -> Condition:
    """Read one condition of the wire; raises `Invalid` (800) for an unknown column or operator and for unfit values."""
    column = _known(columns, name, "search by")
    if operator not in KNOWN:
        raise Invalid(f"there is no operator {operator}, only {OPERATORS}", name)
    if not values:
        raise Invalid("the condition has no values", name)
    try:
        read = tuple(column.read(value) for value in values)
    except Invalid as error:
        raise Invalid(error.detail, name) from error
    if operator in SEVERAL:
        return Condition(column.name, SEVERAL[operator], read)
    if operator == CONTAINS:
        return Condition(column.name, Operator.CONTAINS if column.searched_by_part else Operator.ONE_OF, read)
    if operator == LIKE:
        return _like(column, name, read)
    if operator == BETWEEN and len(read) == 2 and column.ordered:
        return Condition(column.name, Operator.BETWEEN, read)
    if operator in SINGLE and len(read) == 1 and column.ordered:
        return Condition(column.name, SINGLE[operator], read)
    if not column.ordered:
        raise Invalid("of this column no value is greater than another", name)
    raise Invalid("between takes two values, greater and less take one", name)


def _like(column: Column, name: str, values: tuple[Value, ...]) -> Condition:
    """LIKE takes one text; without a wildcard it looks for a part."""
    text = values[0]
    if len(values) != 1 or not isinstance(text, str):
        raise Invalid("like takes one text, and a column of text", name)
    return Condition(column.name, Operator.LIKE if "%" in text else Operator.CONTAINS, values)


def order(columns: Columns, name: str, *, descending: bool) -> Order:
    """Read one order of the wire; raises `Invalid` (800) for an unknown column."""
    return Order(_known(columns, name, "order by").name, descending)


def _known(columns: Columns, name: str, purpose: str) -> Column:
    column = columns.get(name)
    if column is None:
        raise Invalid(f"there is no such column to {purpose}, only {', '.join(columns)}", name[:64])
    return column
