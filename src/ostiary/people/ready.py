"""Rows of lists of people as they leave, kept ready for as long as they would be written the same again.

A row is a person as of one change number, with the names of his groups and his operator level, as a reader's scope
shows him. What renames one of those is a fact, and forgets every row.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ostiary.identity.queries import Stamp, UserSearch
from ostiary.kernel.context import Operator, Scope
from ostiary.kernel.operation import Gate
from ostiary.people.queries import Finding, PersonRow, find_people, list_people

CAPACITY = 20_000
"""Rows kept; one has about a kilobyte."""

Render = Callable[[PersonRow, datetime], bytes]
"""(a person, now) -> his row."""


@dataclass(frozen=True, slots=True)
class _Row:
    stamp: Stamp
    expired: bool
    text: bytes


class ReadyRows:
    """The rows kept in this process."""

    def __init__(self, gate: Gate, capacity: int = CAPACITY) -> None:
        self._gate = gate
        self._capacity = capacity
        self._rows: OrderedDict[tuple[object, ...], _Row] = OrderedDict()
        self._seen = 0
        self._generation = 0
        """Counts how often everything was forgotten: what was read before then is not kept."""

    async def find(self, caller: Operator, wanted: UserSearch) -> tuple[Sequence[Stamp], int]:
        """Whom a page shows, and how many there are in all."""
        found = await self._gate.ask(caller, find_people, Finding(wanted, self._seen))
        if found.renamed:
            self._rows.clear()
            self._generation += 1
        self._seen = max(self._seen, found.seq)
        return found.stamps, found.total

    async def written(self, caller: Operator, stamps: Sequence[Stamp], render: Render) -> list[bytes]:
        """The rows of these people, who were found just now, in this order."""
        generation, now, mark = self._generation, self._gate.clock(), _mark(caller.scope)
        texts: dict[int, bytes] = {}
        for stamp in stamps:
            row = self._rows.get((render, mark, stamp.key))
            if row is not None and row.stamp == stamp and row.expired == (stamp.expiry < now):
                texts[stamp.key] = row.text
        missing = {stamp.key: stamp for stamp in stamps if stamp.key not in texts}
        if missing:
            for person in await self._gate.ask(caller, list_people, list(missing)):
                key = person.user.key
                texts[key] = render(person, now)
                if generation == self._generation:
                    self._keep((render, mark, key), _Row(missing[key], missing[key].expiry < now, texts[key]))
        return [texts[stamp.key] for stamp in stamps if stamp.key in texts]

    def _keep(self, place: tuple[object, ...], row: _Row) -> None:
        self._rows[place] = row
        self._rows.move_to_end(place)
        if len(self._rows) > self._capacity:
            self._rows.popitem(last=False)


def _mark(scope: Scope) -> object:
    """Equal for equal scopes."""
    return scope.own_user, frozenset(scope.only.items())
