"""Reads of the trail. Whoever is limited to a part of the site sees of it only what he did himself: not what
another did who had his user id before.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Select, and_, case, false, func, select, true, type_coerce

from ostiary.audit.subjects import Subject, subject
from ostiary.kernel import selection
from ostiary.kernel.context import Module, Operator
from ostiary.kernel.operation import View, query
from ostiary.kernel.paging import EVERYTHING, Condition, Order, Search, Value, Window
from ostiary.kernel.paging import Operator as Compares
from ostiary.kernel.trail import Method, TrailRow

PERSON: Final = case(
    (TrailRow.user_id == "", TrailRow.user_name), else_=TrailRow.user_name + "(" + TrailRow.user_id + ")"
)
"""Name and id of whoever acted; what is no user has a name only."""

COLUMNS: Final[dict[str, Any]] = {
    "id": TrailRow.id,
    "at": TrailRow.at,
    "person": PERSON,
    "level": type_coerce(TrailRow.level, BigInteger),
    "address": TrailRow.address,
    "subject": subject(),
    "target": TrailRow.target,
    "method": type_coerce(TrailRow.method, BigInteger),
}
"""What can be asked for and sorted by."""

NEWEST_FIRST: Final = (Order("at", descending=True),)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the trail. `level` 0: no operator; `outcome` is empty for what was done and else names the refusal."""

    id: int
    at: datetime
    person: str
    level: int
    address: str
    subject: Subject
    target: str
    method: Method
    verb: str
    outcome: str
    change: dict[str, Any]


@dataclass(frozen=True, slots=True)
class TrailSearch:
    """A question to the trail; `counted`: also how many lines fit in all. `after`: what `position` answers for the last
    line before, or None.
    """

    search: Search
    counted: bool = False
    after: tuple[Value, ...] | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Part of a list of what occurs in the trail; `part`: of the texts that hold it, whatever the case."""

    part: str = ""
    window: Window = EVERYTHING


@query(module=Module.SETTING)
async def search_trail(view: View, asked: TrailSearch) -> tuple[Sequence[Entry], int | None]:
    """The lines that fit, the newest first unless the search has orders; how many in all, where that is asked."""
    search = asked.search
    orders = _orders(search)
    columns = (TrailRow.verb, TrailRow.outcome, TrailRow.change)
    statement = select(*COLUMNS.values(), *columns).where(_seen_by(view))
    if asked.after is not None:
        statement = statement.where(selection.beyond(orders, asked.after, COLUMNS))
    if asked.counted:
        sorted_ = replace(search, orders=orders)
        rows, total = await selection.page(view.connection, statement, sorted_, COLUMNS, TrailRow.id.desc())
    else:
        fitting = statement.where(selection.where(search.conditions, COLUMNS))
        arranged = selection.arranged(fitting, orders, search.window, COLUMNS, TrailRow.id.desc())
        rows, total = (await view.connection.execute(arranged)).all(), None
    return [_entry(*row) for row in rows], total


def position(search: Search, entry: Entry) -> tuple[Value, ...]:
    """Where a line stands in the order of a search."""
    return tuple(getattr(entry, order.column) for order in _orders(search))


def prove(search: Search) -> None:
    """Raise `LimitReached` for what cannot be asked of the trail."""
    selection.where(search.conditions, COLUMNS)
    selection.arranged(select(TrailRow.id), search.orders, search.window, COLUMNS, TrailRow.id.desc())


def content_of(entry: Entry) -> str:
    """What was done, as JSON."""
    said = {"act": entry.verb, **entry.change, **({"outcome": entry.outcome} if entry.outcome else {})}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _orders(search: Search) -> tuple[Order, ...]:
    """The orders of a search and the last one, which is of what is unique."""
    return (*(search.orders or NEWEST_FIRST), Order("id", descending=True))


def _entry(
    id: int,
    at: datetime,
    person: str,
    level: int,
    address: str,
    about: str,
    target: str,
    method: int,
    verb: str,
    outcome: str,
    change: dict[str, Any],
) -> Entry:
    return Entry(id, at, person, level, address, Subject(about), target, Method(method), verb, outcome, change)


@query(module=Module.SETTING)
async def list_persons(view: View, wanted: Wanted) -> tuple[Sequence[str], int]:
    """Who has left lines, in the order of the texts, and how many in all."""
    return await _occurring(view, "person", wanted)


@query(module=Module.SETTING)
async def list_addresses(view: View, wanted: Wanted) -> tuple[Sequence[str], int]:
    """From which addresses lines were left."""
    return await _occurring(view, "address", wanted)


@query(module=Module.SETTING)
async def list_targets(view: View, wanted: Wanted) -> tuple[Sequence[str], int]:
    """To what things something was done."""
    return await _occurring(view, "target", wanted)


@query(module=Module.SETTING)
async def list_acting_levels(view: View, _: None) -> Sequence[int]:
    """The operator levels, by id, of those who have left lines."""
    levels = select(TrailRow.level).distinct().where(TrailRow.level != 0, _seen_by(view)).order_by(TrailRow.level)
    return (await view.connection.execute(levels)).scalars().all()


async def _occurring(view: View, name: str, wanted: Wanted) -> tuple[Sequence[str], int]:
    column = COLUMNS[name]
    conditions = (Condition(name, Compares.CONTAINS, (wanted.part,)),) if wanted.part else ()
    fitting = selection.where(conditions, COLUMNS)
    texts: Select[str] = select(column.label("text")).distinct().where(column != "", fitting, _seen_by(view))
    total = await view.connection.scalar(select(func.count()).select_from(texts.subquery()))
    part = texts.order_by("text").offset(wanted.window.offset).limit(wanted.window.limit)
    return (await view.connection.execute(part)).scalars().all(), total or 0


def _seen_by(view: View) -> ColumnElement[bool]:
    scope = view.scope
    if not scope.only and scope.own_user is None:
        return true()
    himself = view.context
    if not isinstance(himself, Operator) or himself.since is None:
        return false()
    return and_(TrailRow.user_id == himself.user_id, TrailRow.at >= himself.since)
