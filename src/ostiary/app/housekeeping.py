"""What would grow for ever is cut: facts and commands that are done with, failed logins, and lines of the audit trail
where they are kept for a time only.

A fact goes when it is a month old and every reader has had it. The devices are readers too; one that is away holds the
facts for a year, and is then treated as one that never held anything.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from ostiary.audit.expiry import EVERY, AgedLines, expire_lines, note_broken, oldest
from ostiary.devices import commands
from ostiary.identity.sessions import forget_failures
from ostiary.kernel import outbox
from ostiary.kernel.chain import TrailBroken
from ostiary.kernel.context import System
from ostiary.kernel.database import Database
from ostiary.kernel.errors import Unavailable
from ostiary.kernel.operation import Gate, in_order
from ostiary.provisioning.queries import least_position

log = structlog.get_logger(__name__)

CONTEXT = System("retention")
KEPT = timedelta(days=30)
KEPT_FOR_DEVICES = timedelta(days=365)
LOOK_SECONDS = 3600.0
BATCH = 500
PAUSE_SECONDS = 0.05
"""Between batches: whoever stores something goes first."""


async def watch(gate: Gate, audit_days: int) -> None:
    """Clean up when it is due, for ever. `audit_days`: how long lines of the trail are kept, 0 = for ever."""
    while True:
        try:
            await clean(gate, audit_days)
        except Unavailable:
            log.warning("housekeeping waits for the database")
        await asyncio.sleep(LOOK_SECONDS)


async def clean(gate: Gate, audit_days: int) -> None:
    """Delete what is due. Raises `Unavailable`."""
    now = gate.clock()
    with in_order("housekeeping"):
        facts = await _in_batches(gate.database, partial(_forget_facts, now=now))
        sent = await _in_batches(gate.database, partial(commands.forget, before=now - KEPT, limit=BATCH))
        async with gate.database.write() as session:
            await forget_failures(session, now)
        lines = await _forget_lines(gate, now - timedelta(days=audit_days)) if audit_days else 0
    if facts or sent or lines:
        log.info("cleaned up", facts=facts, commands=sent, audit_lines=lines)


async def _in_batches(database: Database, forget: Callable[[AsyncSession], Awaitable[int]]) -> int:
    """Delete batch by batch, each in a transaction of its own; answers how many in all."""
    gone = 0
    while True:
        async with database.write() as session:
            count = await forget(session)
        if not count:
            return gone
        gone += count
        await asyncio.sleep(PAUSE_SECONDS)


async def _forget_facts(session: AsyncSession, now: datetime) -> int:
    newest = await outbox.newest(session)
    held = await least_position(session)
    upto = newest if held is None else held
    return await outbox.forget(session, now - KEPT, upto, BATCH) or await outbox.forget(
        session, now - KEPT_FOR_DEVICES, newest, BATCH
    )


async def _forget_lines(gate: Gate, before: datetime) -> int:
    async with gate.database.read() as connection:
        first = await oldest(connection)
    if first is None or first >= before - EVERY:
        return 0
    gone = 0
    try:
        while count := (await gate.run(CONTEXT, expire_lines, AgedLines(before, BATCH))).result:
            gone += count
            await asyncio.sleep(PAUSE_SECONDS)
    except TrailBroken as broken:
        log.warning("the audit trail is broken, its oldest lines are kept", line=broken.line)
        await gate.run(CONTEXT, note_broken, broken.line)
    return gone
