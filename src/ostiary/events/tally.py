"""The log by position: how many of the events that fit lie in each thousand of ids. So a row is found without passing
over all that are before it, and the number of rows is known without counting them again.
"""

import asyncio
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import ColumnElement, func, select

from ostiary.events.journal import selected
from ostiary.events.model import Event, EventRow
from ostiary.events.queries import COLUMNS
from ostiary.events.visibility import seen_by
from ostiary.kernel.context import Kind, Module, Operator, Scope
from ostiary.kernel.operation import Gate, View, query
from ostiary.kernel.paging import Condition
from ostiary.kernel.selection import where

STRIDE = 1000
"""So many ids are counted together."""
NARROW = 10 * STRIDE
"""Of fewer ids than this each is looked at, whatever else is asked for."""
MOST = 64
"""Questions whose counts are kept."""
KEPT_SECONDS = 600.0

_Key = tuple[str | None, tuple[tuple[Kind, tuple[int, ...]], ...], tuple[Condition, ...]]


@dataclass(frozen=True, slots=True)
class Counting:
    """Which events are counted: of the ids `first` to `last` those that fit."""

    first: int
    last: int
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where rows are: among the ids `first` to `last`, at most `limit` after the newest `skipped` of those that fit."""

    first: int
    last: int
    skipped: int
    limit: int
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of the log, the newest by id first; `total` of those that fit are not above `until_id`."""

    until_id: int
    total: int
    events: Sequence[Event]


@query(module=(Module.MONITORING, Module.TA))
async def tally_events(view: View, counting: Counting) -> Mapping[int, int]:
    """How many events fit and may be seen in each thousand of ids that has any; ids // 1000 -> their number."""
    thousand = EventRow.id // STRIDE
    fitting = _among(counting.first, counting.last), where(counting.conditions, COLUMNS), seen_by(view.scope)
    counted = select(thousand.label("thousand"), func.count().label("number")).where(*fitting).group_by(thousand)
    return {row.thousand: row.number for row in await view.connection.execute(counted)}


@query(module=(Module.MONITORING, Module.TA))
async def view_place(view: View, place: Place) -> Sequence[Event]:
    """The events in a place that fit and may be seen."""
    fitting = _among(place.first, place.last), where(place.conditions, COLUMNS), seen_by(view.scope)
    newest = EventRow.id.desc()
    ids = select(EventRow.id).where(*fitting).order_by(newest).limit(place.limit).offset(place.skipped)
    rows = await view.connection.execute(selected().where(EventRow.id.in_(ids)).order_by(newest))
    return [Event(*row) for row in rows]


@query(module=(Module.MONITORING, Module.TA))
async def find_ends(view: View, _: None) -> tuple[int, int]:
    """The lowest and the highest id in the log; 0 and 0 where it is empty."""
    ends = select(select(func.min(EventRow.id)).scalar_subquery(), select(func.max(EventRow.id)).scalar_subquery())
    lowest, highest = (await view.connection.execute(ends)).one()
    return lowest or 0, highest or 0


def _among(first: int, last: int) -> ColumnElement[bool]:
    """That an id is one of these; a few are listed, for SQLite would go through all that meets the other conditions."""
    between = EventRow.id.between(first, last)
    if last - first >= NARROW:
        return between
    return EventRow.id.in_(select(EventRow.id).where(between).limit(last - first + 1))


@dataclass(slots=True)
class _Tally:
    """What is counted for one question: whole thousands only, which change no more but where events go for their age.
    `sums` counts all that fit from the beginning of the log to the end of each of the `thousands`.
    """

    lowest: int
    since: float
    counted: int = 0
    """Every thousand below this one is counted."""
    thousands: list[int] = field(default_factory=list)
    sums: list[int] = field(default_factory=list)
    counting: asyncio.Lock = field(default_factory=asyncio.Lock)

    def add(self, numbers: Mapping[int, int], counted: int) -> None:
        """Take in what comes next."""
        sum_ = self.sums[-1] if self.sums else 0
        for thousand in sorted(numbers):
            sum_ += numbers[thousand]
            self.thousands.append(thousand)
            self.sums.append(sum_)
        self.counted = counted

    def below(self, thousand: int) -> int:
        """How many fit below a thousand."""
        index = bisect_left(self.thousands, thousand)
        return self.sums[index - 1] if index else 0

    def place(self, until_id: int, total: int, offset: int, limit: int) -> Place:
        """Where the rows are that have `offset` of all `total` up to `until_id` above them; there are some."""
        before = self.below(until_id // STRIDE)
        newest, oldest = total - 1 - offset, max(total - offset - limit, 0)
        last, above = until_id, 0
        if newest < before:
            index = bisect_right(self.sums, newest)
            last, above = (self.thousands[index] + 1) * STRIDE - 1, total - self.sums[index]
        first = until_id // STRIDE if oldest >= before else self.thousands[bisect_right(self.sums, oldest)]
        return Place(first * STRIDE, last, offset - above, limit)


class Tallies:
    """Finds rows of the log. One for each process: what it keeps can be counted anew at any time."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._kept: dict[_Key, _Tally] = {}

    async def part(
        self, caller: Operator, conditions: tuple[Condition, ...], until_id: int | None, offset: int, limit: int
    ) -> Part:
        """The rows from a position on of the events up to an id, None = that of now."""
        lowest, highest = await self._gate.ask(caller, find_ends, None)
        until_id = highest if until_id is None else min(until_id, highest)
        tally, whole = self._tally(caller.scope, conditions, lowest), until_id // STRIDE
        async with tally.counting:
            if tally.counted < whole:
                rest = Counting(tally.counted * STRIDE, whole * STRIDE - 1, conditions)
                tally.add(await self._gate.ask(caller, tally_events, rest), whole)
        tip = await self._gate.ask(caller, tally_events, Counting(whole * STRIDE, until_id, conditions))
        total = tally.below(whole) + tip.get(whole, 0)
        if offset >= total:
            return Part(until_id, total, ())
        place = replace(tally.place(until_id, total, offset, limit), conditions=conditions)
        return Part(until_id, total, await self._gate.ask(caller, view_place, place))

    def _tally(self, scope: Scope, conditions: tuple[Condition, ...], lowest: int) -> _Tally:
        """What is kept for a question, as the newest of all; something new where events have gone since."""
        key = scope.own_user, tuple(sorted((kind, tuple(sorted(ids))) for kind, ids in scope.only.items())), conditions
        now = asyncio.get_running_loop().time()
        kept = self._kept.pop(key, None)
        if kept is None or kept.lowest != lowest or now - kept.since > KEPT_SECONDS:
            kept = _Tally(lowest, now)
        self._kept[key] = kept
        if len(self._kept) > MOST:
            del self._kept[next(iter(self._kept))]
        return kept
