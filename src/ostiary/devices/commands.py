"""Commands to devices: rows queued inside acts, sent by a dispatcher after the commit, and their outcomes.

A command is sent at most once, and never after it expired: it is marked as sent before it leaves, and one that was sent
when the server died counts as timed out.
"""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol

import structlog
from pydantic import TypeAdapter
from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from ostiary.devices.model import CommandRow, DeviceFailed
from ostiary.kernel.bell import POLL_SECONDS
from ostiary.kernel.clock import Clock
from ostiary.kernel.database import Database
from ostiary.kernel.errors import StorageFull
from ostiary.kernel.operation import Work
from ostiary.port.commands import (
    ClearPassback,
    Command,
    DeviceCommand,
    DeviceError,
    DoorCommand,
    Fault,
    Outcome,
    ScanCommand,
)

log = structlog.get_logger(__name__)

SECONDS = 10.0
"""How long a command may wait for its device."""
AT_ONCE = 32
"""Commands under way at one time, whatever their devices."""
BATCH = 200
FULL_SECONDS = 1.0
"""Before an outcome for which the disk had no room is written again."""

_KINDS: dict[str, TypeAdapter[Any]] = {
    kind.__name__: TypeAdapter(kind) for kind in (DoorCommand, ClearPassback, ScanCommand, DeviceCommand)
}


class Carrier(Protocol):
    """What carries a command to its device (`devices.connections`)."""

    async def run(self, device_id: int, command: Command) -> Outcome:
        """Carry it out; raises `DeviceError`."""
        ...


async def queue(work: Work, device_id: int, command: Command, seconds: float = SECONDS) -> int:
    """Queue a command within an act; answers its id. `device_id` is what carries it out: for doors always the master.

    Its time counts from when the act was asked for: raises `DeviceFailed` TIMED_OUT where the act came too late.
    """
    expires = (work.asked or work.now) + timedelta(seconds=seconds)
    if expires <= work.now:
        raise DeviceFailed(Fault.TIMED_OUT, "It could not be sent in time.")
    kind = type(command).__name__
    row = {
        "device_id": device_id,
        "body": {"kind": kind, **_KINDS[kind].dump_python(command, mode="json")},
        "queued": work.now,
        "expires": expires,
        "done": False,
    }
    id: int = (await work.session.execute(insert(CommandRow).values(row).returning(CommandRow.id))).scalar_one()
    work.commands.append(id)
    work.awaited = True
    return id


async def outcomes(database: Database, ids: Collection[int], seconds: float = SECONDS) -> dict[int, Outcome]:
    """How these commands ended, whichever process sends them. One that has not in `seconds` is TIMED_OUT here and goes
    on until it expires.
    """
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    statement = select(CommandRow.id, CommandRow.fault, CommandRow.outcome)
    while True:
        heard = database.bell.rings
        async with database.read() as connection:
            rows = await connection.execute(statement.where(CommandRow.id.in_(ids), CommandRow.done))
            ended = {row.id: _outcome(row.fault, row.outcome) for row in rows}
        left = deadline - loop.time()
        if len(ended) == len(set(ids)) or left <= 0:
            return {id: ended.get(id, Outcome(Fault.TIMED_OUT)) for id in ids}
        await database.bell.wait(heard, min(left, POLL_SECONDS))


async def forget(session: AsyncSession, before: datetime, limit: int) -> int:
    """Delete the oldest commands that expired before a moment and have an outcome, so many; answers how many."""
    ended = select(CommandRow.id).where(CommandRow.done, CommandRow.expires < before)
    ids = (await session.scalars(ended.order_by(CommandRow.id).limit(limit))).all()
    if ids:
        await session.execute(delete(CommandRow).where(CommandRow.id.in_(ids)))
    return len(ids)


class Commands:
    """Sends what is queued: in order for each device, at most 32 at a time in all."""

    def __init__(self, database: Database, clock: Clock, carrier: Carrier, at_once: int = AT_ONCE) -> None:
        self._database = database
        self._clock = clock
        self._carrier = carrier
        self._room = asyncio.Semaphore(at_once)
        self._lines: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._sending: set[asyncio.Task[None]] = set()

    async def recover(self) -> None:
        """What was sent when the server died counts as timed out: nobody knows. Called once, before `dispatch`."""
        lost = CommandRow.done.is_(False), CommandRow.sent.is_not(None)
        async with self._database.write() as session:
            await session.execute(update(CommandRow).where(*lost).values(_ending(Outcome(Fault.TIMED_OUT))))

    async def dispatch(self) -> None:
        """Send what is queued, for ever; when it is ended, what is under way is ended too."""
        try:
            while True:
                heard = self._database.bell.rings
                if not await self._send_next():
                    await self._database.bell.wait(heard)
        finally:
            for task in self._sending:
                task.cancel()
            await asyncio.gather(*self._sending, return_exceptions=True)

    async def _send_next(self) -> int:
        """Claim what waits and set it on its way; answers how many."""
        waiting = CommandRow.done.is_(False), CommandRow.sent.is_(None)
        statement = select(CommandRow.id, CommandRow.device_id, CommandRow.body, CommandRow.expires).where(*waiting)
        async with self._database.read() as connection:
            rows = (await connection.execute(statement.order_by(CommandRow.id).limit(BATCH))).all()
        if not rows:
            return 0
        now = self._clock()
        fresh = [row for row in rows if row.expires > now]
        async with self._database.write(urgent=True) as session:
            ids = [row.id for row in fresh]
            claim = update(CommandRow).where(CommandRow.id.in_(ids), *waiting).values(sent=now).returning(CommandRow.id)
            claimed = set(await session.scalars(claim)) if ids else set()
            late = [row.id for row in rows if row.expires <= now]
            if late:
                await self._database.wake(session)
                expired = update(CommandRow).where(CommandRow.id.in_(late), *waiting)
                await session.execute(expired.values(_ending(Outcome(Fault.TIMED_OUT))))
        for row in fresh:
            if row.id in claimed:
                task = asyncio.create_task(
                    self._send(row.id, row.device_id, row.body, row.expires), name=f"command {row.id}"
                )
                self._sending.add(task)
                task.add_done_callback(self._sending.discard)
        return len(rows)

    async def _send(self, id: int, device_id: int, body: Mapping[str, Any], expires: datetime) -> None:
        async with self._lines[device_id], self._room:
            left = (expires - self._clock()).total_seconds()
            if left <= 0:
                outcome = Outcome(Fault.TIMED_OUT)
            else:
                outcome = await self._carried_out(device_id, _command(body), left)
        while True:
            try:
                return await self._end(id, outcome)
            except StorageFull:
                await asyncio.sleep(FULL_SECONDS)

    async def _end(self, id: int, outcome: Outcome) -> None:
        async with self._database.write(urgent=True) as session:
            await session.execute(update(CommandRow).where(CommandRow.id == id).values(_ending(outcome)))
            await self._database.wake(session)

    async def _carried_out(self, device_id: int, command: Command, seconds: float) -> Outcome:
        try:
            async with asyncio.timeout(seconds):
                return await self._carrier.run(device_id, command)
        except DeviceError as error:
            return Outcome(error.fault)
        except TimeoutError:
            return Outcome(Fault.TIMED_OUT)
        except Exception as error:  # noqa: BLE001 -- a driver's bug is one command's failure
            log.error("command failed", device=device_id, error=type(error).__name__)
            return Outcome(Fault.UNKNOWN)


def _command(body: Mapping[str, Any]) -> Command:
    command: Command = _KINDS[body["kind"]].validate_python(
        {name: value for name, value in body.items() if name != "kind"}
    )
    return command


def _ending(outcome: Outcome) -> dict[str, Any]:
    doors = {str(door): int(fault) for door, fault in outcome.doors.items()}
    return {"done": True, "fault": int(outcome.fault), "outcome": {"doors": doors}}


def _outcome(fault: int, document: Mapping[str, Any]) -> Outcome:
    return Outcome(Fault(fault), {int(door): Fault(code) for door, code in document["doors"].items()})
