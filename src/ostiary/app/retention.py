"""How long events are kept: once a day a job deletes those that are older than the settings say."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog
from sqlalchemy import func, select

from ostiary.events.expiry import Aged, expire_events, older, oldest
from ostiary.jobs.kinds import Kind
from ostiary.jobs.model import JobRow
from ostiary.jobs.operations import ask_for
from ostiary.jobs.progress import Progress
from ostiary.kernel.context import Module, System
from ostiary.kernel.errors import Unavailable
from ostiary.kernel.operation import Gate, Work, operation
from ostiary.kernel.trail import Method
from ostiary.settings import queries

log = structlog.get_logger(__name__)

CONTEXT = System("retention")
LOOK_SECONDS = 3600.0
EVERY = timedelta(days=1)
BATCH = 500
PAUSE_SECONDS = 0.05
"""Between batches: whoever stores something goes first."""


@dataclass(frozen=True, slots=True)
class Expiring:
    """Delete events from before a moment."""

    before: datetime


@dataclass(frozen=True, slots=True)
class Expired:
    """So many events from before a moment were deleted."""

    before: datetime
    count: int


EXPIRY = Kind("event_expiry", Expiring, (Module.SETTING,), "write")


@operation(module=Module.SETTING, right="write", verb="EVENT_EXPIRY_BEGIN", method=Method.ACTION)
async def begin_expiry(work: Work, _: None) -> int | None:
    """Ask for the job, if events are kept for a time only, some are older, and it has not been done today."""
    server, security = await queries.server(work.session), await queries.security(work.session)
    kept = server.events_kept(weak=security.weak)
    last = await work.session.scalar(select(func.max(JobRow.asked_at)).where(JobRow.kind == EXPIRY.name))
    if kept is None or (last is not None and last > work.now - EVERY):
        return None
    before = work.now - kept
    oldest_at = await oldest(work.session)
    if oldest_at is None or oldest_at >= before:
        return None
    work.note("events", after={"before": before.isoformat()})
    return await ask_for(work, EXPIRY, Expiring(before), f"Delete events from before {before:%Y-%m-%d}")


@operation(module=Module.SETTING, right="write", verb="EVENT_EXPIRY", method=Method.DELETE)
async def note_expiry(work: Work, expired: Expired) -> None:
    """Have the trail say what was deleted."""
    work.note("events", before={"before": expired.before.isoformat(), "count": expired.count})


async def expire(progress: Progress, expiring: Expiring) -> dict[str, Any]:
    """Delete what is older, batch by batch; answers `{"deleted": count}`."""
    deleted: int = (progress.checkpoint or {}).get("deleted", 0)
    async with progress.gate.database.read() as connection:
        left = await older(connection, expiring.before)
    progress.tell("Deleting events.", done=deleted, total=deleted + left)
    aged = Aged(expiring.before, BATCH)
    while count := await progress.run(expire_events, aged, partial(_after, deleted)):
        deleted += count
        progress.tell(done=deleted)
        await asyncio.sleep(PAUSE_SECONDS)
    await progress.run(note_expiry, Expired(expiring.before, deleted), {"deleted": deleted})
    return {"deleted": deleted}


def _after(before: int, count: int) -> dict[str, Any]:
    return {"deleted": before + count}


async def watch(gate: Gate) -> None:
    """Ask for the job when it is due, for ever."""
    while True:
        try:
            await gate.run(CONTEXT, begin_expiry, None)
        except Unavailable:
            log.warning("retention waits for the database")
        await asyncio.sleep(LOOK_SECONDS)
