"""Rows of lists of people as they leave, kept ready for as long as they would be written the same again.

A row is a person as of one change number, with the names of his groups and his operator level, as a reader's scope
shows him. What renames one of those is a fact, and forgets every row.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ostiary.identity.facts import AccessGroupChanged, LevelChanged, UserGroupChanged
from ostiary.identity.queries import Stamp
from ostiary.kernel import outbox
from ostiary.kernel.context import Operator, Scope
from ostiary.kernel.operation import Gate, View, query
from ostiary.people.queries import PersonRow, list_people

CAPACITY = 20_000
"""Rows kept; one has about a kilobyte."""
TOO_FAR = 2_000
"""With more facts than this to look through, every row is forgotten: that is quicker."""
_RENAMING = (UserGroupChanged.kind, AccessGroupChanged.kind, LevelChanged.kind)

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

    async def written(self, caller: Operator, stamps: Sequence[Stamp], render: Render) -> list[bytes]:
        """The rows of these people, in this order."""
        await self._forget_renamed(caller)
        generation = self._generation
        now, mark = self._gate.clock(), _mark(caller.scope)
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

    async def _forget_renamed(self, caller: Operator) -> None:
        newest, renamed = await self._gate.ask(caller, renamed_since, self._seen)
        if renamed:
            self._rows.clear()
            self._generation += 1
        self._seen = max(self._seen, newest)


@query(module=())
async def renamed_since(view: View, seen: int) -> tuple[int, bool]:
    """The seq of the newest fact, and whether one after `seen` may have renamed what rows of people show."""
    newest = await outbox.newest(view.connection)
    if newest - seen > TOO_FAR:
        return newest, True
    return newest, newest > seen and bool(await outbox.following(view.connection, seen, _RENAMING, 1))


def _mark(scope: Scope) -> object:
    """Equal for equal scopes."""
    return scope.own_user, frozenset(scope.only.items())
