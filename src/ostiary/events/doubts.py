"""Moments that are doubtful because the device's clock was wrong: stretches of its log, kept beside the events."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from ostiary.events.model import DoubtRow, Event
from ostiary.kernel.context import Module
from ostiary.kernel.database import upsert
from ostiary.kernel.operation import View, query

MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A stretch of a device's log that was made by a clock which was off by `drift` in the end."""

    device_id: int
    epoch: int
    first: int
    last: int
    drift: timedelta


async def record(session: AsyncSession, doubts: Sequence[Doubt], found: datetime) -> None:
    """Keep them; one that begins where a known one does replaces it."""
    rows = [
        {
            "device_id": doubt.device_id,
            "epoch": doubt.epoch,
            "first": doubt.first,
            "last": doubt.last,
            "drift": doubt.drift // MILLISECOND,
            "found": found,
        }
        for doubt in doubts
        if doubt.first <= doubt.last
    ]
    await upsert(session, DoubtRow, rows, ["device_id", "epoch", "first"])


@query(module=(Module.MONITORING, Module.TA))
async def find_drifts(view: View, events: Sequence[Event]) -> Mapping[int, timedelta]:
    """Event id -> by how much the clock that stamped it was found ahead, for those whose moment is doubtful."""
    return await drifts_of(view.connection, events)


async def drifts_of(connection: AsyncConnection, events: Sequence[Event]) -> Mapping[int, timedelta]:
    """As `find_drifts`, whoever asks."""
    logged = [event for event in events if event.source_id]
    if not logged:
        return {}
    devices, indexes = {event.source_id for event in logged}, [event.log_index for event in logged]
    statement = select(*DoubtRow.__table__.columns).where(
        DoubtRow.device_id.in_(devices), DoubtRow.first <= max(indexes), DoubtRow.last >= min(indexes)
    )
    rows = (await connection.execute(statement.order_by(DoubtRow.found))).all()
    return {
        event.id: row.drift * MILLISECOND
        for row in rows
        for event in logged
        if (event.source_id, event.epoch) == (row.device_id, row.epoch) and row.first <= event.log_index <= row.last
    }
