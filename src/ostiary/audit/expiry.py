"""Lines of the trail go for their age, a few at a time; where the chain goes on is kept (`kernel.trail`). Where the
chain is broken they stay, and a line says so once a day.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import takewhile
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from ostiary.kernel.context import Module
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.trail import Method, Trail, TrailRow

EVERY: Final = timedelta(days=1)
"""Lines of the trail go once a day, since each time leaves a line."""


@dataclass(frozen=True, slots=True)
class AgedLines:
    """The oldest lines from before a moment, so many of them."""

    before: datetime
    limit: int


async def oldest(connection: AsyncConnection) -> datetime | None:
    """When the oldest line was written; None = there are none."""
    return await connection.scalar(select(TrailRow.at).order_by(TrailRow.id).limit(1))


@operation(module=Module.SETTING, right="write", verb="AUDIT_EXPIRE", method=Method.DELETE)
async def expire_lines(work: Work, aged: AgedLines) -> int:
    """Delete lines and have a line say which, with the digest of the last; answers how many. Raises `TrailBroken`."""
    columns = select(TrailRow.id, TrailRow.at, TrailRow.digest).order_by(TrailRow.id).limit(aged.limit)
    rows = list(takewhile(lambda row: row.at < aged.before, await work.session.execute(columns)))
    if rows:
        first, last = rows[0], rows[-1]
        digest = "" if last.digest is None else last.digest.hex()
        work.note("audit trail", before={"count": len(rows), "first": first.id, "last": last.id, "digest": digest})
        work.at_last(partial(Trail(work.vault).forget, work.session, last.id))
    return len(rows)


@operation(module=Module.SETTING, right="write", verb="AUDIT_EXPIRE_STOP", method=Method.ACTION)
async def note_broken(work: Work, line: int) -> None:
    """Have a line say, once a day, that nothing goes because a line does not follow from what is before it."""
    said = select(TrailRow.id).where(TrailRow.at > work.now - EVERY, TrailRow.verb == note_broken.verb)
    if await work.session.scalar(said.limit(1)) is None:
        work.note("audit trail", after={"broken": line})
