"""Events go for their age, a few at a time, so that nobody waits for it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from ostiary.events.facts import EventsExpired
from ostiary.events.model import EventRow
from ostiary.kernel.context import Module
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.trail import Method


@dataclass(frozen=True, slots=True)
class Aged:
    """The oldest events from before a moment, so many of them."""

    before: datetime
    limit: int


async def oldest(session: AsyncSession) -> datetime | None:
    """When the oldest event happened; None = there are none."""
    return await session.scalar(select(func.min(EventRow.at)))


async def older(connection: AsyncConnection, before: datetime) -> int:
    """How many events are from before a moment."""
    return await connection.scalar(select(func.count()).where(EventRow.at < before)) or 0


@operation(module=Module.SETTING, right="write", verb="EVENT_EXPIRE", method=Method.DELETE)
async def expire_events(work: Work, aged: Aged) -> int:
    """Delete events, with the alerts that they became; answers how many."""
    aged_ids = select(EventRow.id).where(EventRow.at < aged.before).order_by(EventRow.at, EventRow.id)
    ids = (await work.session.scalars(aged_ids.limit(aged.limit))).all()
    if ids:
        await work.session.execute(delete(EventRow).where(EventRow.id.in_(ids)))
        work.tell(EventsExpired(len(ids)))
    return len(ids)
