"""Reads of jobs: everybody sees his own; those of a part of the product also whoever may read there without limits of
scope.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, or_, select, true

from ostiary.jobs.model import JobNotFound, JobRow, State
from ostiary.kernel.context import Context, Module, Operator, Right
from ostiary.kernel.operation import View, query


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as it is shown. No `total`: nobody knows yet. No `asked_by`: the server itself."""

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
    )
