"""What the work of a job is handed: who asked, where it stopped the last time, and how to say how far it is.

A checkpoint is stored in the transaction of what it vouches for (`Progress.run`), and only while the job is still its
owner's: whoever lost it cannot do anything twice.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, TypeVar

from sqlalchemy import CursorResult, update
from sqlalchemy.ext.asyncio import AsyncSession

from ostiary.jobs.facts import JobChanged
from ostiary.jobs.model import JobRow, State
from ostiary.kernel import outbox
from ostiary.kernel.context import Context
from ostiary.kernel.operation import Gate, Operation, Query, Work

In = TypeVar("In")
Out = TypeVar("Out")

Permit = Callable[[Context], Awaitable[Context]]
"""(the asker of a job, as he was) -> as he is now. Raises `Forbidden` where he may not have such a job any more."""

Checkpoint = dict[str, Any] | Callable[[Out], dict[str, Any]]

LEASE_SECONDS = 10.0


class JobLostError(Exception):
    """Another process has taken the job over."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A job that is one's own until its lease ends."""

    id: int
    owner: str
    lease_seconds: float


class Progress:
    """The handle of one job under way. `checkpoint` is what was stored last; None = it begins. `context`: in whose name
    it acts, as he was when it was last looked.
    """

    def __init__(
        self, gate: Gate, claim: Claim, context: Context, checkpoint: dict[str, Any] | None, permit: Permit
    ) -> None:
        self.gate = gate
        self.context = context
        self.checkpoint = checkpoint
        self._permit = permit
        self._claim = claim
        self._told: dict[str, Any] = {}
        self._stored: dict[str, Any] = {}
        """What was told, and what of it is surely stored and was told as a fact."""

    @property
    def id(self) -> int:
        """Of the job."""
        return self._claim.id

    def tell(self, step: str | None = None, *, done: int | None = None, total: int | None = None) -> None:
        """Say how far it is; stored within a second, or with the next checkpoint."""
        said = {"step": step, "done": done, "total": total}
        self._told |= {name: value for name, value in said.items() if value is not None}

    async def permit(self) -> None:
        """Look whether the asker may go on, with the rights and the scope that he has now: before every step that `run`
        and `ask` do not do. Raises `Forbidden`.
        """
        self.context = await self._permit(self.context)

    async def ask(self, query: Query[In, Out], input: In) -> Out:
        """Read something as the asker may read it now. Raises `Forbidden`."""
        await self.permit()
        return await self.gate.ask(self.context, query, input)

    async def save(self, checkpoint: dict[str, Any]) -> None:
        """Store where to go on. Raises `JobLostError`."""
        async with self.gate.database.write() as session:
            told = await self._keep(session, checkpoint)
            if told != self._stored:
                await self._tell(session)
        self.checkpoint, self._stored = checkpoint, told

    async def run(self, operation: Operation[In, Out], input: In, checkpoint: Checkpoint[Out]) -> Out:
        """Carry out an act in the asker's name, as he may now, and store where to go on after it, both or neither.
        `checkpoint` may be made of what the act answers. Raises `Forbidden`.
        """
        await self.permit()

        told = self._stored

        async def perform(work: Work, input: In) -> Out:
            nonlocal told
            result = await operation.act(work, input)
            told = await self._keep(work.session, checkpoint(result) if callable(checkpoint) else checkpoint)
            if told != self._stored:
                work.tell(JobChanged(self.id))
            return result

        receipt = await self.gate.run(self.context, replace(operation, perform=perform), input)
        self._stored = told
        self.checkpoint = checkpoint(receipt.result) if callable(checkpoint) else checkpoint
        return receipt.result

    async def beat(self, at_least: bool) -> None:
        """Store what was told; `at_least`: the lease, even if nothing was. Raises `JobLostError`."""
        if at_least or self._told != self._stored:
            async with self.gate.database.write() as session:
                told = await self._store(session)
                if told != self._stored:
                    await self._tell(session)
            self._stored = told

    async def end(self, state: State, *, result: dict[str, Any] | None = None, error: str = "") -> None:
        """Store how it ended. Raises `JobLostError`."""
        async with self.gate.database.write() as session:
            await self._store(session, state=state, ended_at=self.gate.clock(), result=result, error=error)
            await self._tell(session)

    async def release(self) -> None:
        """Let another process have it at once. Raises `JobLostError`."""
        async with self.gate.database.write() as session:
            await self._store(session, state=State.WAITING)
            await self._tell(session)

    async def _tell(self, session: AsyncSession) -> None:
        await outbox.tell(self.gate.database, session, [JobChanged(self.id)], self.gate.clock())

    async def _keep(self, session: AsyncSession, checkpoint: dict[str, Any]) -> dict[str, Any]:
        return await self._store(session, checkpoint=checkpoint, attempts=0)

    async def _store(self, session: AsyncSession, **values: Any) -> dict[str, Any]:
        """Write to the job's row within a transaction, if the job is still one's own; answers what was told by then."""
        told = dict(self._told)
        lease = self.gate.clock() + timedelta(seconds=self._claim.lease_seconds)
        own = JobRow.id == self.id, JobRow.owner == self._claim.owner, JobRow.state == State.RUNNING
        result = await session.execute(update(JobRow).where(*own).values(lease=lease, **told, **values))
        if isinstance(result, CursorResult) and result.rowcount == 0:
            raise JobLostError(f"job {self.id}")
        return told
