"""Searches find on both engines exactly what a naive evaluation in Python finds, in the same order, page by page."""

import re
import string
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from functools import cmp_to_key
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import BigInteger, Boolean, Column, Integer, MetaData, Table, insert, select

from ostiary.kernel.errors import Invalid, LimitReached
from ostiary.kernel.paging import Condition, Operator, Order, Search, Value, Window
from ostiary.kernel.schema import Moment, ordered
from ostiary.kernel.selection import (
    LONGEST_TEXT,
    MOST_CONDITIONS,
    MOST_ORDERS,
    MOST_PARTS,
    MOST_VALUES,
    Columns,
    fold,
    page,
    where,
)
from tests.rig.ground import NOON, Ground

THINGS = Table(
    "thing",
    MetaData(),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", ordered(), nullable=False),
    Column("name_fold", ordered(), nullable=False),
    Column("code", ordered(), nullable=False),
    Column("level", Integer, nullable=False),
    Column("owner", BigInteger),
    Column("at", Moment),
    Column("active", Boolean, nullable=False),
)
COLUMNS: Columns = {name: THINGS.c[name] for name in ("id", "name", "code", "level", "owner", "at", "active")}
FOLDED: Columns = {"name": THINGS.c.name_fold}
TEXTS = (
    *("Main Gate", "main gate", "École", "ÉCOLE", "ecole", "100%", "100 %", "a_b", "aXb", "a\\b", "", "Z"),
    *("Straße", "STRASSE", "٣", "ﬁn"),
)


@dataclass(frozen=True)
class Thing:
    """A row as Python has it."""

    id: int
    name: str
    code: str
    level: int
    owner: int | None
    at: datetime | None
    active: bool


STOCK = tuple(
    Thing(
        id=number,
        name=TEXTS[number % len(TEXTS)],
        code=TEXTS[number * 7 % len(TEXTS)],
        level=number % 5,
        owner=None if number % 3 == 0 else number % 4,
        at=None if number % 7 == 0 else NOON + timedelta(minutes=number % 6),
        active=number % 2 == 0,
    )
    for number in range(1, 41)
)


async def stock(ground: Ground) -> None:
    """Make the table and fill it."""
    async with ground.database.write() as session:
        await (await session.connection()).run_sync(THINGS.create)
        rows = [{field.name: getattr(thing, field.name) for field in fields(Thing)} for thing in STOCK]
        await session.execute(insert(THINGS), [{**row, "name_fold": fold(row["name"])} for row in rows])


def in_its_case(column: str, text: Value) -> str:
    """The text as a column is compared: a column with a folded form by all letters, another by A to Z."""
    if column == "name":
        return fold(str(text))
    return "".join(letter.lower() if letter in string.ascii_uppercase else letter for letter in str(text))


def fits(thing: Thing, condition: Condition) -> bool:
    """Whether a condition holds, naively."""
    value: Any = getattr(thing, condition.column)
    values: tuple[Any, ...] = condition.values
    if condition.operator is Operator.NONE_OF:
        return value not in values
    if value is None:
        return False
    match condition.operator:
        case Operator.ONE_OF:
            return value in values
        case Operator.CONTAINS:
            text = in_its_case(condition.column, value)
            return any(in_its_case(condition.column, part) in text for part in values)
        case Operator.LIKE:
            parts = in_its_case(condition.column, values[0]).split("%")
            pattern = ".*".join(re.escape(part) for part in parts)
            return re.fullmatch(pattern, in_its_case(condition.column, value), re.DOTALL) is not None
        case Operator.BETWEEN:
            return bool(values[0] <= value <= values[1])
        case Operator.GREATER:
            return bool(value > values[0])
        case Operator.LESS:
            return bool(value < values[0])


def compared(orders: Iterable[Order]) -> Any:
    """The order of two things, nothing before everything, the id last."""

    def compare(one: Thing, other: Thing) -> int:
        for order in orders:
            left, right = (
                (value is not None, value) for value in (getattr(one, order.column), getattr(other, order.column))
            )
            if left != right:
                return (-1 if left < right else 1) * (-1 if order.descending else 1)
        return one.id - other.id

    return cmp_to_key(compare)


def expected(search: Search) -> tuple[list[int], int]:
    """The ids of the window and the total, naively."""
    chosen = [thing for thing in STOCK if all(fits(thing, condition) for condition in search.conditions)]
    ids = [thing.id for thing in sorted(chosen, key=compared(search.orders))]
    start, limit = search.window.offset, search.window.limit
    return ids[start : None if limit is None else start + limit], len(ids)


async def found(ground: Ground, search: Search) -> tuple[list[int], int]:
    """The ids of the window and the total, by the database."""
    async with ground.database.read() as connection:
        rows, total = await page(connection, select(THINGS.c.id), search, COLUMNS, THINGS.c.id, FOLDED)
    return [row.id for row in rows], total


numbers = st.integers(-1, 6) | st.integers(-(2**63), 2**63 - 1)
moments = st.integers(-1, 7).map(lambda minutes: NOON + timedelta(minutes=minutes))
texts = st.sampled_from(TEXTS) | st.text(st.sampled_from("aAéÉ%_\\ bßS٣"), max_size=3)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "id": numbers,
    "level": numbers,
    "owner": numbers,
    "at": moments,
    "active": st.booleans(),
    "name": texts,
    "code": texts,
}
COUNTS = {Operator.BETWEEN: (2, 2), Operator.GREATER: (1, 1), Operator.LESS: (1, 1), Operator.LIKE: (1, 1)}


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    """A condition that makes sense of its column."""
    column = draw(st.sampled_from(sorted(VALUES)))
    operators = set(Operator)
    if column not in {"name", "code"}:
        operators -= {Operator.CONTAINS, Operator.LIKE}
    if column == "active":
        operators = {Operator.ONE_OF, Operator.NONE_OF}
    operator = draw(st.sampled_from(sorted(operators, key=lambda one: one.value)))
    least, most = COUNTS.get(operator, (1, 3))
    return Condition(column, operator, tuple(draw(st.lists(VALUES[column], min_size=least, max_size=most))))


searches = st.builds(
    Search,
    conditions=st.lists(conditions(), max_size=3).map(tuple),
    orders=st.lists(st.builds(Order, st.sampled_from(sorted(VALUES)), st.booleans()), max_size=3).map(tuple),
    window=st.builds(Window, limit=st.none() | st.integers(1, 12), offset=st.integers(0, 45)),
)


@pytest.fixture
async def stocked(ground: Ground) -> Ground:
    """A ground with the table in it."""
    await stock(ground)
    return ground


class TestPage:
    @settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(search=searches)
    async def test_finds_what_a_naive_evaluation_finds(self, stocked: Ground, search: Search) -> None:
        assert await found(stocked, search) == expected(search)

    async def test_asks_for_everything_by_default(self, stocked: Ground) -> None:
        assert await found(stocked, Search()) == ([thing.id for thing in STOCK], len(STOCK))

    async def test_pages_neither_repeat_nor_skip(self, stocked: Ground) -> None:
        seen: list[int] = []
        for offset in range(0, len(STOCK), 7):
            ids, total = await found(stocked, Search(orders=(Order("active"),), window=Window(7, offset)))
            assert total == len(STOCK)
            seen += ids
        assert sorted(seen) == [thing.id for thing in STOCK]


def naming(operator: Operator, text: str, column: str = "name") -> Search:
    """A search by one text."""
    return Search((Condition(column, operator, (text,)),))


class TestText:
    async def test_is_found_whatever_the_case_of_any_letter(self, stocked: Ground) -> None:
        _, total = await found(stocked, naming(Operator.CONTAINS, "école"))
        assert total == sum(thing.name in {"École", "ÉCOLE"} for thing in STOCK)

    async def test_is_found_in_its_own_case_where_nothing_is_folded(self, stocked: Ground) -> None:
        _, total = await found(stocked, naming(Operator.CONTAINS, "École", "code"))
        assert total == sum(thing.code in {"École", "ÉCOLE"} for thing in STOCK)
        assert await found(stocked, naming(Operator.CONTAINS, "école", "code")) == ([], 0)

    @pytest.mark.parametrize("text", ["%", "_", "\\"])
    async def test_wildcards_mean_themselves(self, stocked: Ground, text: str) -> None:
        _, total = await found(stocked, naming(Operator.CONTAINS, text))
        assert 0 < total == sum(text in thing.name for thing in STOCK) < len(STOCK)

    async def test_percent_stands_for_any_text_where_it_is_asked_for(self, stocked: Ground) -> None:
        _, total = await found(stocked, naming(Operator.LIKE, "main%"))
        assert total == sum(thing.name.startswith(("Main", "main")) for thing in STOCK)

    async def test_that_is_too_long_is_nowhere(self, stocked: Ground) -> None:
        assert await found(stocked, naming(Operator.CONTAINS, "a" * 60_000)) == ([], 0)
        assert await found(stocked, naming(Operator.CONTAINS, "%" * LONGEST_TEXT)) == ([], 0)


class TestLimits:
    async def test_as_many_values_as_may_be_are_taken(self, stocked: Ground) -> None:
        _, total = await found(stocked, Search((Condition("id", Operator.ONE_OF, tuple(range(MOST_VALUES))),)))
        assert total == len(STOCK)

    def test_more_values_are_refused(self) -> None:
        half = Condition("id", Operator.ONE_OF, tuple(range(MOST_VALUES // 2 + 1)))
        with pytest.raises(LimitReached):
            where((half, half), COLUMNS)

    def test_more_parts_of_texts_are_refused(self) -> None:
        parts = Condition("name", Operator.CONTAINS, ("a",) * (MOST_PARTS + 1))
        with pytest.raises(LimitReached):
            where((parts,), COLUMNS)

    def test_more_conditions_are_refused(self) -> None:
        with pytest.raises(LimitReached):
            where((Condition("id", Operator.GREATER, (1,)),) * (MOST_CONDITIONS + 1), COLUMNS)

    async def test_more_orders_are_refused(self, stocked: Ground) -> None:
        with pytest.raises(LimitReached):
            await found(stocked, Search(orders=(Order("id"),) * (MOST_ORDERS + 1)))

    def test_a_text_that_is_too_long_is_not_folded(self) -> None:
        with pytest.raises(Invalid):
            fold("a" * (LONGEST_TEXT + 1))
