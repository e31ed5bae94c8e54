"""Conditions, orders and windows of a list as SQL, for any room: bound values, columns from the room's own mapping.

What follows from them is the same on both engines: text is sought without regard to case (of all letters where a column
keeps the folded text, else of A to Z), nothing stands before everything in an order, and a text without wildcards means
itself.
"""

import string
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Integer, Select, and_, false, func, or_, select, tuple_, type_coerce
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import InstrumentedAttribute

from ostiary.kernel.errors import Invalid, LimitReached
from ostiary.kernel.paging import Condition, Operator, Order, Search, Value, Window

Column = InstrumentedAttribute[Any] | ColumnElement[Any]
Columns = Mapping[str, Column]
"""A room's column names -> SQL columns. What is not in here cannot be asked for."""

ESCAPE = "\\"
MOST_VALUES = 20_000
"""How many values a search may compare with: SQLite binds 32,766."""
LONGEST_TEXT = 256
"""What is longer is in no column of ours."""
MOST_PARTS, MOST_CONDITIONS, MOST_ORDERS = 100, 100, 10
"""How many parts of texts, conditions and orders a search may have."""
_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def fold(text: str) -> str:
    """The form in which texts are compared whatever the case, the same on both engines.

    Raises `Invalid` for a text longer than any that is kept: normalising takes time by the square of the length.
    """
    if len(text) > LONGEST_TEXT:
        raise Invalid(f"A text has {LONGEST_TEXT} characters at most.")
    return unicodedata.normalize("NFKC", text).casefold()


def _pattern(text: str, *, wild: bool) -> str:
    text = text.replace(ESCAPE, ESCAPE * 2).replace("_", ESCAPE + "_")
    return text if wild else text.replace("%", ESCAPE + "%")


def _like(column: Column, folded: Column | None, value: Value, pattern: str, *, wild: bool) -> ColumnElement[bool]:
    """Whether the text fits `pattern`, in which {} stands for the value."""
    if len(str(value)) > LONGEST_TEXT:
        return false()
    text = str(value).translate(_LOWER) if folded is None else fold(str(value))
    sought = func.lower(column) if folded is None else folded
    return sought.like(pattern.format(_pattern(text, wild=wild)), escape=ESCAPE)


def _holds(column: Column, folded: Column | None, condition: Condition) -> ColumnElement[bool]:
    values = condition.values
    match condition.operator:
        case Operator.ONE_OF:
            return column.in_(values)
        case Operator.NONE_OF:
            return or_(column.not_in(values), column.is_(None))
        case Operator.CONTAINS:
            return or_(*(_like(column, folded, value, "%{}%", wild=False) for value in values))
        case Operator.LIKE:
            return _like(column, folded, values[0], "{}", wild=True)
        case Operator.BETWEEN:
            return and_(column >= values[0], column <= values[1])
        case Operator.GREATER:
            return column > values[0]
        case Operator.LESS:
            return column < values[0]


def _comparable(column: Column) -> Column:
    """The column, compared with numbers of 64 bits even where it holds only 32."""
    small = isinstance(column.type, Integer) and not isinstance(column.type, BigInteger)
    return type_coerce(column, BigInteger) if small else column


def where(conditions: Sequence[Condition], columns: Columns, folded: Columns | None = None) -> ColumnElement[bool]:
    """All conditions as one. `folded`: columns that hold the folded form of a text."""
    if sum(len(condition.values) for condition in conditions) > MOST_VALUES:
        raise LimitReached(f"a search compares with {MOST_VALUES} values at most")
    parts = sum(len(each.values) for each in conditions if each.operator is Operator.CONTAINS)
    if len(conditions) > MOST_CONDITIONS or parts > MOST_PARTS:
        raise LimitReached(f"a search has {MOST_CONDITIONS} conditions and {MOST_PARTS} parts of texts at most")
    stored = folded or {}
    return and_(
        True, *(_holds(_comparable(columns[item.column]), stored.get(item.column), item) for item in conditions)
    )


def _sorted(column: Column, *, descending: bool) -> ColumnElement[Any]:
    if not getattr(column, "nullable", True):
        return column.desc() if descending else column.asc()
    return column.desc().nulls_last() if descending else column.asc().nulls_first()


def arranged(
    statement: Select[*tuple[Any, ...]], orders: Sequence[Order], window: Window, columns: Columns, key: Column
) -> Select[*tuple[Any, ...]]:
    """The statement in order, its key last so that pages neither repeat nor skip, and only the window."""
    if len(orders) > MOST_ORDERS:
        raise LimitReached(f"a list has {MOST_ORDERS} orders at most")
    for order in orders:
        statement = statement.order_by(_sorted(columns[order.column], descending=order.descending))
    statement = statement.order_by(key)
    if window.offset:
        statement = statement.offset(window.offset)
    return statement if window.limit is None else statement.limit(window.limit)


def beyond(orders: Sequence[Order], after: Sequence[Value], columns: Columns) -> ColumnElement[bool]:
    """What comes after the row with these values, in columns of which none is null and the last is unique."""
    sorting = [columns[order.column] for order in orders]
    if len({order.descending for order in orders}) == 1:
        here = tuple_(*sorting)
        return here < tuple(after) if orders[0].descending else here > tuple(after)
    choices = []
    for position, order in enumerate(orders):
        same = (column == value for column, value in zip(sorting[:position], after, strict=False))
        column, value = sorting[position], after[position]
        choices.append(and_(*same, column < value if order.descending else column > value))
    return or_(*choices)


async def page(
    connection: AsyncConnection,
    statement: Select[*tuple[Any, ...]],
    search: Search,
    columns: Columns,
    key: Column,
    folded: Columns | None = None,
) -> tuple[Sequence[Any], int]:
    """The rows of the window and how many there are in all."""
    chosen = statement.where(where(search.conditions, columns, folded))
    rows = (await connection.execute(arranged(chosen, search.orders, search.window, columns, key))).all()
    if search.window.offset == 0 and (search.window.limit is None or len(rows) < search.window.limit):
        return rows, len(rows)
    total = await connection.execute(select(func.count()).select_from(chosen.order_by(None).subquery()))
    return rows, total.scalar_one()
