"""Reads of jobs: everybody sees his own; those of a part of the product also whoever may read there without limits of
scope.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, or_, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from ostiary.jobs.model import OPEN, JobNotFound, JobRow, State
from ostiary.kernel.context import Context, Module, Operator, Right
from ostiary.kernel.operation import View, query


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as it is shown. No `total`: nobody knows yet. No `asked_by`: the server itself. `module` and `asker_key`
    say who may see it.
    """

    id: int
    kind: str
    title: str
    state: State
    cancelling: bool
    asked_by: str
    asked_name: str
    asked_at: datetime
    begun_at: datetime | None
    ended_at: datetime | None
    done: int
    total: int | None
    step: str
    error: str
    result: dict[str, Any] | None
    module: str
    asker_key: int | None


@dataclass(frozen=True, slots=True)
class JobSearch:
    """Which jobs, the newest first: in these states, of these kinds, asked for before the one with this id."""

    states: tuple[State, ...] = ()
    kinds: tuple[str, ...] = ()
    before: int | None = None
    limit: int = 50


def within_sight(context: Context, right: Right) -> ColumnElement[bool]:
    """The jobs that are somebody's own, or of what he has this right in."""
    if not isinstance(context, Operator):
        return true()
    own = JobRow.asker_key == context.key
    if context.scope.only or context.scope.own_user is not None:
        return own
    return or_(own, JobRow.module.in_([module for module in Module if context.may((module,), right)]))


def job_sight(context: Context) -> Callable[[JobView], bool]:
    """Whether a job is seen: the same in memory."""
    if not isinstance(context, Operator):
        return lambda job: True
    limited = bool(context.scope.only) or context.scope.own_user is not None
    modules = frozenset() if limited else {module for module in Module if context.may((module,), "read")}
    return lambda job: job.asker_key == context.key or job.module in modules


async def jobs_by_id(connection: AsyncConnection, ids: Collection[int]) -> list[JobView]:
    """These jobs, whoever may see them."""
    rows = await connection.execute(select(*JobRow.__table__.columns).where(JobRow.id.in_(ids)).order_by(JobRow.id))
    return [_view(row) for row in rows]


async def recent_jobs(connection: AsyncConnection, since: datetime) -> list[JobView]:
    """The jobs that are open or have ended since then, whoever may see them."""
    recent = or_(JobRow.state.in_(OPEN), JobRow.ended_at >= since)
    rows = await connection.execute(select(*JobRow.__table__.columns).where(recent).order_by(JobRow.id))
    return [_view(row) for row in rows]


@query(module=())
async def list_jobs(view: View, wanted: JobSearch) -> Sequence[JobView]:
    """A page of jobs."""
    statement = select(*JobRow.__table__.columns).where(within_sight(view.context, "read"))
    if wanted.states:
        statement = statement.where(JobRow.state.in_(wanted.states))
    if wanted.kinds:
        statement = statement.where(JobRow.kind.in_(wanted.kinds))
    if wanted.before is not None:
        statement = statement.where(JobRow.id < wanted.before)
    rows = await view.connection.execute(statement.order_by(JobRow.id.desc()).limit(wanted.limit))
    return [_view(row) for row in rows]


@query(module=())
async def get_job(view: View, id: int) -> JobView:
    """One job."""
    statement = select(*JobRow.__table__.columns).where(JobRow.id == id, within_sight(view.context, "read"))
    row = (await view.connection.execute(statement)).one_or_none()
    if row is None:
        raise JobNotFound(f"There is no job {id}.")
    return _view(row)


def _view(row: Row[Any]) -> JobView:
    return JobView(
        id=row.id,
        kind=row.kind,
        title=row.title,
        state=State(row.state),
        cancelling=row.cancelling,
        asked_by=row.asked_by,
        asked_name=row.asked_name,
        asked_at=row.asked_at,
        begun_at=row.begun_at,
        ended_at=row.ended_at,
        done=row.done,
        total=row.total,
        step=row.step,
        error=row.error,
        result=row.result,
        module=row.module,
        asker_key=row.asker_key,
    )
