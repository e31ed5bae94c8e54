"""Does jobs: claims what waits and what a dead server left, keeps its lease, notices when a job is to end.

Of all processes that share a database one does each job. A runner knows some kinds only, so that what needs the devices
is done where they are looked after.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import structlog
from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.exc import DBAPIError

from ostiary.jobs.facts import JobChanged
from ostiary.jobs.kinds import Kind
from ostiary.jobs.model import OPEN, JobRow, State
from ostiary.jobs.operations import asker_of
from ostiary.jobs.progress import LEASE_SECONDS, Claim, JobLostError, Progress
from ostiary.kernel import outbox
from ostiary.kernel.context import Context, Operator
from ostiary.kernel.database import out_of_order
from ostiary.kernel.errors import DomainError, Forbidden, Unavailable
from ostiary.kernel.operation import Gate

log = structlog.get_logger(__name__)

AT_ONCE = 4
"""Jobs of one runner under way at one time."""
BEAT_SECONDS = 1.0
ATTEMPTS = 5
"""A job that was begun so often without coming to its next checkpoint is given up."""


Do = Callable[[Progress, Any], Awaitable[dict[str, Any] | None]]
"""Does a job from its last checkpoint to its end and answers its result. A domain error is how it fails."""

Undo = Callable[[Any], Awaitable[None]]
"""Removes, told the input of a job, what one leaves that was not done."""

Present = Callable[[Operator], Awaitable[Operator]]
"""An operator of then as he is now: without rights where he is none any more."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a job ends."""

    state: State
    result: dict[str, Any] | None = None
    error: str = ""


class Runner:
    """Does the jobs of some kinds in this process, those whose files lie in this place."""

    def __init__(
        self,
        gate: Gate,
        works: Mapping[Kind[Any], Do],
        present: Present,
        lease_seconds: float = LEASE_SECONDS,
        *,
        place: str = "",
        undo: Undo | None = None,
    ) -> None:
        self._gate = gate
        self._present = present
        self._place = place
        self._undo = undo
        self._works = {kind.name: (kind, do) for kind, do in works.items()}
        self._lease_seconds = lease_seconds
        self._owner = uuid4().hex
        self._doing: dict[int, asyncio.Task[None]] = {}
        self._ending: set[int] = set()
        """Those that were told to end, and those that end: nobody tells them again."""

    async def run(self) -> None:
        """Do jobs for ever; when it is ended, others may have at once what is under way."""
        bell = self._gate.database.bell
        try:
            while True:
                heard = bell.rings
                try:
                    await self._look()
                except (Unavailable, DBAPIError, OSError) as error:
                    log.warning("jobs wait for the database", error=type(error).__name__)
                    await asyncio.sleep(BEAT_SECONDS)
                await bell.wait(heard)
        finally:
            for task in self._doing.values():
                task.cancel()
            await asyncio.gather(*self._doing.values(), return_exceptions=True)

    async def _look(self) -> None:
        """End what is to end, begin what can be begun."""
        statement = select(JobRow.id, JobRow.cancelling, self._is_free().label("free"))
        mine = JobRow.kind.in_(self._works), JobRow.place == self._place, JobRow.state.in_(OPEN)
        statement = statement.where(*mine).order_by(JobRow.id)
        async with self._gate.database.read() as connection:
            rows = (await connection.execute(statement)).all()
        for row in rows:
            if row.cancelling and row.id in self._doing and row.id not in self._ending:
                self._ending.add(row.id)
                self._doing[row.id].cancel()
        room = AT_ONCE - len(self._doing)
        free = [row.id for row in rows if row.free and row.id not in self._doing]
        for claimed in await self._claim(free[:room]) if free and room > 0 else ():
            task = asyncio.create_task(self._do(claimed), name=f"job {claimed.id}")
            self._doing[claimed.id] = task
            task.add_done_callback(partial(self._forget, claimed.id))

    def _forget(self, id: int, _: asyncio.Task[None]) -> None:
        del self._doing[id]
        self._ending.discard(id)
        self._gate.database.bell.ring()

    def _is_free(self) -> ColumnElement[bool]:
        """Waiting, or left by whoever had it. On SQLite nobody else can be at it."""
        expired = JobRow.lease <= self._gate.clock()
        left = or_(expired, JobRow.owner != self._owner) if self._gate.database.sqlite else expired
        return or_(JobRow.state == State.WAITING, and_(JobRow.state == State.RUNNING, left))

    async def _claim(self, ids: Sequence[int]) -> list[JobRow]:
        """Make these one's own, but for what another process has taken meanwhile."""
        now = self._gate.clock()
        waiting = select(JobRow).where(JobRow.id.in_(ids), self._is_free()).order_by(JobRow.id)
        async with self._gate.database.write() as session:
            rows = (await session.scalars(waiting.with_for_update(skip_locked=True))).all()
            for row in rows:
                row.begun_at = row.begun_at or now
                row.state, row.owner, row.attempts = State.RUNNING, self._owner, row.attempts + 1
                row.lease = now + timedelta(seconds=self._lease_seconds)
            if rows:
                await outbox.tell(self._gate.database, session, [JobChanged(row.id) for row in rows], now)
        return list(rows)

    async def _do(self, row: JobRow) -> None:
        kind, do = self._works[row.kind]
        input = kind.input(row.input)
        claim = Claim(row.id, self._owner, self._lease_seconds)
        permit = partial(self._permit, kind, input)
        progress = Progress(self._gate, claim, asker_of(row.asker), row.checkpoint, permit)
        work = asyncio.current_task()
        beating = asyncio.create_task(self._beat(progress, work), name=f"beat of job {row.id}")
        try:
            with contextlib.suppress(JobLostError):
                ending = self._given_up(row) or await self._carry_out(progress, do, input)
                self._ending.add(row.id)
                if self._undo is not None and ending.state != State.DONE:
                    await self._undo(input)
                await progress.end(ending.state, result=ending.result, error=ending.error)
        except (Unavailable, DBAPIError, OSError) as error:
            log.warning("job interrupted", job=row.id, kind=row.kind, error=type(error).__name__)
        finally:
            beating.cancel()

    async def _permit(self, kind: Kind[Any], input: Any, context: Context) -> Context:
        """Who asked for a job as he is now. What the server does of itself needs nobody's right."""
        if isinstance(context, Operator):
            context = await self._present(context)
            await self._gate.check(context, kind.act, input)
        return context

    def _given_up(self, row: JobRow) -> Ending | None:
        """How one ends that is not begun again."""
        if row.cancelling:
            return Ending(State.CANCELLED)
        if row.attempts > ATTEMPTS:
            return Ending(State.FAILED, error=f"It was begun {ATTEMPTS} times and came nowhere.")
        return None

    async def _carry_out(self, progress: Progress, do: Do, input: Any) -> Ending:
        try:
            await progress.permit()
            return Ending(State.DONE, await do(progress, input))
        except asyncio.CancelledError:
            if progress.id not in self._ending:
                await progress.release()
                raise
            return Ending(State.CANCELLED)
        except (JobLostError, Unavailable, OSError):
            raise
        except Forbidden as refusal:
            return Ending(State.REFUSED, error=f"Whoever asked for it may not do it any more: {refusal.detail}.")
        except DomainError as error:
            return Ending(State.FAILED, error=error.detail or type(error).__name__)
        except Exception as error:
            if isinstance(error, DBAPIError) and out_of_order(error):
                raise
            log.error("job failed", job=progress.id, error=type(error).__name__)
            return Ending(State.FAILED, error=f"Something went wrong here: {type(error).__name__}.")

    async def _beat(self, progress: Progress, work: asyncio.Task[None] | None) -> None:
        """Keep the lease for as long as the work lasts; end the work where another has the job."""
        beats = max(1, int(self._lease_seconds / BEAT_SECONDS / 3))
        pause = min(BEAT_SECONDS, self._lease_seconds / 3)
        count = 0
        while True:
            await asyncio.sleep(pause)
            count += 1
            try:
                await progress.beat(at_least=count % beats == 0)
            except JobLostError:
                if work is not None:
                    work.cancel()
                return
            except (Unavailable, DBAPIError, OSError) as error:
                log.warning("lease not kept", job=progress.id, error=type(error).__name__)
