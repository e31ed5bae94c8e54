"""Lines of the trail go for their age, a few at a time; where the chain goes on is kept (`kernel.trail`)."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import takewhile

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from ostiary.kernel.context import Module
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.trail import Method, Trail, TrailRow


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
    """Delete lines and have a line say which, with the digest of the last; answers how many."""
    columns = select(TrailRow.id, TrailRow.at, TrailRow.digest).order_by(TrailRow.id).limit(aged.limit)
    rows = list(takewhile(lambda row: row.at < aged.before, await work.session.execute(columns)))
    if rows:
        first, last = rows[0], rows[-1]
        digest = "" if last.digest is None else last.digest.hex()
        work.note("audit trail", before={"count": len(rows), "first": first.id, "last": last.id, "digest": digest})
        work.at_last(partial(Trail(work.vault).forget, work.session, last.id))
    return len(rows)
