"""How things were at an earlier moment: acts of the trail taken back one after the other, the newest first."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from ostiary.kernel.operation import Operation
from ostiary.kernel.trail import Method, TrailRow

_KEY: Final = re.compile(r"\(([^()]*)\)$")

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Act:
    """What was done to one thing, by its key; `before` and `after` hold what the act changed of it."""

    id: int
    at: datetime
    verb: str
    method: Method
    key: str
    before: Document
    after: Document


async def acts_since(
    connection: AsyncConnection, moment: datetime, of: Iterable[Operation[Any, Any]], keys: Sequence[object] = ()
) -> list[Act]:
    """What was done by these operations after a moment, the newest first; with keys only to the things that have one of
    them.
    """
    statement = (
        select(TrailRow.id, TrailRow.at, TrailRow.verb, TrailRow.method, TrailRow.target, TrailRow.change)
        .where(TrailRow.at > moment, TrailRow.verb.in_({each.verb for each in of}), TrailRow.outcome == "")
        .order_by(TrailRow.id.desc())
    )
    if keys:
        statement = statement.where(or_(*(TrailRow.target.endswith(f"({key})", autoescape=True) for key in keys)))
    return [
        Act(row.id, row.at, row.verb, Method(row.method), _key(row.target), row.change["before"], row.change["after"])
        for row in await connection.execute(statement)
    ]


def before(documents: Mapping[str, Document], acts: Iterable[Act]) -> dict[str, Document]:
    """Key -> document of things before acts on them, the newest first, were done: what was made is not there yet, what
    was deleted still is, as far as its line tells of it.
    """
    found = dict(documents)
    for act in acts:
        if act.method is Method.ADD:
            found.pop(act.key, None)
        elif act.method is Method.DELETE:
            found[act.key] = act.before
        elif act.key in found:
            found[act.key] = {**found[act.key], **act.before}
    return found


def _key(target: str) -> str:
    found = _KEY.search(target)
    return found[1] if found else ""
