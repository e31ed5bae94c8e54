"""What a request says about a list: query strings (`limit`, `offset`, `order_by`, `id`) and `Query` bodies.

In a route, as FastAPI parameters (shown in OpenAPI, all optional, `?limit` and `?limit=` mean "not given"):

    async def list_doors(window: Paged, orders: Annotated[Orders, Depends(ordered_by(COLUMNS))]) -> Response: ...
    async def delete_doors(ids: Ids) -> Response: ...          # ?id=1+2, ?id=1 2, ?id=1,2, ?id=1&id=2
    class EventSearchBody(SearchBody):                         # {"Query": {"limit": 51, "conditions": [...], ...}}
        columns = COLUMNS                                      # the only ones; OpenAPI names them
    async def list_events(body: EventSearchBody) -> Response:
        search = body.search()

A v2 search body (`limit`, `offset`, `order_by` and the page's own members) derives from `ListBody` in the same way.
"""

import re
from collections.abc import Awaitable, Callable, Iterable
from typing import Annotated, Any, ClassVar

from fastapi import Depends, Path
from fastapi import Query as Parameter
from pydantic import Field, TypeAdapter, ValidationError

from ostiary.api.biostar.wire.columns import EQUAL, Columns, condition, order
from ostiary.api.biostar.wire.message import Message
from ostiary.api.biostar.wire.values import Flag, Number, Rows, Text
from ostiary.kernel.errors import Invalid
from ostiary.kernel.paging import Order, Search, Window

Orders = tuple[Order, ...]

SEPARATORS = re.compile("[+, ]+")
SEPARATED = re.compile("([:,])")
WORDS = {"true": True, "false": False, "1": True, "0": False, "desc": True, "asc": False}
LARGEST_LIMIT = 10_000_000

_number: TypeAdapter[int] = TypeAdapter(Number)


def window_of(limit: int | None, offset: int | None) -> Window:
    """A window from numbers of the wire: no limit, or 0, is everything; below zero is `Invalid` (800)."""
    if (limit or 0) < 0 or (offset or 0) < 0:
        raise Invalid("The limit and the offset are not below zero.")
    return Window(min(limit, LARGEST_LIMIT) if limit else None, offset or 0)


def orders_of(text: str | None, columns: Columns) -> Orders:
    """`a:false`, `a,false`, `a` and `a:true,b:false`; the word after a column tells whether it is descending."""
    found: list[Order] = []
    separator = ""
    for part in SEPARATED.split(text or ""):
        word = part.strip()
        descending = WORDS.get(word.lower())
        if word in {":", ","}:
            separator = word
        elif descending is not None and found:
            found[-1] = Order(found[-1].column, descending)
        elif descending is None and word and separator == ":":
            raise Invalid("after a column comes true (descending) or false", "order_by")
        elif descending is None and word:
            found.append(order(columns, word, descending=False))
    return tuple(found)


def keys_of(texts: list[str]) -> tuple[str, ...]:
    """The ids of a query string, each once, in the order given. `+` arrives as a space; commas are taken as well."""
    return tuple(dict.fromkeys(key for text in texts for key in SEPARATORS.split(text) if key))


async def _paged(
    limit: Annotated[str | None, Parameter(description="How many rows; none or 0 for all.")] = None,
    offset: Annotated[str | None, Parameter(description="How many rows to pass over first.")] = None,
) -> Window:
    return window_of(whole(limit, "limit"), whole(offset, "offset"))


def whole(text: str | None, field: str) -> int | None:
    """A number of the query string; none where it was not given."""
    if not text:
        return None
    try:
        return _number.validate_python(text)
    except ValidationError as error:
        raise Invalid("It should be a whole number.", field) from error


async def _keys(
    id: Annotated[list[str] | None, Parameter(description="One id, or several joined by + or a comma.")] = None,
) -> tuple[str, ...]:
    if any("\0" in text for text in id or ()):
        raise Invalid("It holds a character that no text has.", "id")
    return keys_of(id or [])


async def _ids(keys: Annotated[tuple[str, ...], Depends(_keys)]) -> tuple[int, ...]:
    try:
        return tuple(dict.fromkeys(_number.validate_python(key) for key in keys))
    except ValidationError as error:
        raise Invalid("Each id should be a whole number.", "id") from error


Paged = Annotated[Window, Depends(_paged)]
"""`limit` and `offset` of the query string."""

Keys = Annotated[tuple[str, ...], Depends(_keys)]
"""`id` of the query string where ids are text (users); empty when not given: the page decides what that means."""

Ids = Annotated[tuple[int, ...], Depends(_ids)]
"""`id` of the query string where ids are numbers; empty when not given."""

PathId = Annotated[Number, Path(description="The id of the object.")]
"""An id in the path that is a number: `"/api/doors/{id:int}"`, `async def view(id: PathId)`. Anything else is no path
of ours (103), a number that no id can be is refused with 800.
"""

PathKey = Annotated[Text, Path(description="The id of the user.")]
"""An id in the path that is text (users)."""


def listed(names: Iterable[str]) -> str:
    """Names as a description shows them."""
    return ", ".join(f"`{name}`" for name in names)


def ordered_by(columns: Columns) -> Callable[..., Awaitable[Orders]]:
    """A dependency that reads `order_by` of the query string with an allow-list of columns."""

    async def read(
        order_by: Annotated[
            str | None, Parameter(description=f"`column:descending`; one of {listed(columns)}.")
        ] = None,
    ) -> Orders:
        return orders_of(order_by, columns)

    return read


class ListBody(Message):
    """The members every v2 search body has; a page adds its own (`search_text`, a group's id) and says by which columns
    it orders.
    """

    columns: ClassVar[Columns] = {}

    limit: Number | None = None
    offset: Number | None = None
    order_by: Text | None = None

    def window(self) -> Window:
        """The part of the list that is wanted."""
        return window_of(self.limit, self.offset)

    def orders(self) -> Orders:
        """The orders that are wanted."""
        return orders_of(self.order_by, self.columns)

    @classmethod
    def described(cls) -> str:
        """What a client may ask for."""
        return f"`order_by` is `column:descending`, several with commas between; columns: {listed(cls.columns)}."


class QueryCondition(Message):
    """One condition: operator 0 equal, 1 not equal, 2 contains, 3 between, 4 like, 5 greater, 6 less.

    With several values 0 and 2 mean one of them, 1 none of them; 3 takes two, 5 and 6 take one. 2 looks for parts of
    free text; so does 4, where `%` may stand for anything. Which columns there are depends on the request.
    """

    column: Text
    operator: Number = EQUAL
    values: Rows[Any] = Field(default_factory=list)


class QueryOrder(Message):
    """One order."""

    column: Text
    descending: Flag = False


class Question(Message):
    """A question to a list, as a body says it."""

    limit: Number | None = None
    offset: Number | None = None
    conditions: Rows[QueryCondition] = Field(default_factory=list)
    orders: Rows[QueryOrder] = Field(default_factory=list)


class SearchBody(Message):
    """`{"Query": {...}}`; `offset` and `limit` may also stand beside `Query`. Each page derives its own, and says in
    `columns` which there are.
    """

    columns: ClassVar[Columns] = {}

    Query: Question = Field(default_factory=Question)
    limit: Number | None = None
    offset: Number | None = None

    def search(self, columns: Columns | None = None) -> Search:
        """The question, with columns from the allow-list, or from one that reads the same columns as of now; raises
        `Invalid` (800) for what is not in it.
        """
        asked = self.Query
        columns = self.columns if columns is None else columns
        return Search(
            tuple(condition(columns, item.column, item.operator, item.values) for item in asked.conditions),
            tuple(order(columns, item.column, descending=item.descending) for item in asked.orders),
            window_of(
                self.limit if asked.limit is None else asked.limit,
                self.offset if asked.offset is None else asked.offset,
            ),
        )

    @classmethod
    def described(cls) -> str:
        """What a client may ask for."""
        return f"Columns of conditions and orders: {listed(cls.columns)}."
