"""What a file is to hold: a search, columns and headers; and how the row of a job keeps that."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any

from pydantic import PlainSerializer, PlainValidator

from ostiary.kernel.paging import Condition, Operator, Order, Search, Value, Window

_MOMENT = "moment"


def _plain(value: Value) -> Any:
    return {_MOMENT: value.isoformat()} if isinstance(value, datetime) else value


def _value(document: Any) -> Value:
    found: Value = datetime.fromisoformat(document[_MOMENT]) if isinstance(document, dict) else document
    return found


def _document(search: Search) -> dict[str, Any]:
    return {
        "conditions": [
            [each.column, each.operator.value, [_plain(value) for value in each.values]] for each in search.conditions
        ],
        "orders": [[each.column, each.descending] for each in search.orders],
        "window": [search.window.limit, search.window.offset],
    }


def _search(document: Any) -> Search:
    if isinstance(document, Search):
        return document
    return Search(
        tuple(
            Condition(column, Operator(operator), tuple(_value(value) for value in values))
            for column, operator, values in document["conditions"]
        ),
        tuple(Order(column, descending) for column, descending in document["orders"]),
        Window(*document["window"]),
    )


KeptValue = Annotated[Value, PlainSerializer(_plain), PlainValidator(_value)]
KeptSearch = Annotated[Search, PlainSerializer(_document), PlainValidator(_search)]


@dataclass(frozen=True, slots=True)
class Table:
    """Which rows stand in a file, in which columns under which headers. Moments are printed so many minutes east of
    UTC. `words`: what is written for a value, by column, where it is not the value itself.
    """

    search: KeptSearch
    columns: tuple[str, ...]
    headers: tuple[str, ...]
    minutes: int = 0
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of a search: `after` is where its last stretch ended."""

    search: KeptSearch
    after: tuple[KeptValue, ...] | None = None
