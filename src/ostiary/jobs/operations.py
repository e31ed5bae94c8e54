"""How a job is asked for, within an act of the room that knows it; and how it is cancelled."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import delete, insert, select

from ostiary.jobs.facts import JobChanged
from ostiary.jobs.kinds import Kind
from ostiary.jobs.model import OPEN, JobEnded, JobNotFound, JobRow, State
from ostiary.jobs.queries import within_sight
from ostiary.kernel.context import Context, Operator
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.trail import Method, actor

In = TypeVar("In")

KEPT = timedelta(days=30)
"""How long a job is shown after its end."""
_CONTEXTS: TypeAdapter[Context] = TypeAdapter(Context)


async def ask_for(work: Work, kind: Kind[In], input: In, title: str, place: str = "") -> int:
    """Put down a job within the act that may have it; answers its id. `title` says what it does, such as "Synchronise
    12 devices"; `place` is the folder where its files lie, if it has any. It begins after the commit.
    """
    await work.session.execute(delete(JobRow).where(JobRow.state.not_in(OPEN), JobRow.ended_at < work.now - KEPT))
    user_id, name, _ = actor(work.context)
    row = {
        "kind": kind.name,
        "module": kind.modules[0],
        "title": title,
        "input": kind.document(input),
        "state": State.WAITING,
        "asked_by": user_id,
        "asked_name": name,
        "asker_key": (work.context.key or None) if isinstance(work.context, Operator) else None,
        "asker": _document(work.context),
        "asked_at": work.now,
        "done": 0,
        "step": "",
        "place": place,
        "error": "",
        "cancelling": False,
        "owner": "",
        "attempts": 0,
    }
    id: int = (await work.session.execute(insert(JobRow).values(row).returning(JobRow.id))).scalar_one()
    work.tell(JobChanged(id))
    return id


def _document(context: Context) -> dict[str, Any]:
    plain = replace(context, scope=replace(context.scope, only=dict(context.scope.only)))
    document: dict[str, Any] = _CONTEXTS.dump_python(plain, mode="json")
    return document


def asker_of(document: Mapping[str, Any]) -> Context:
    """Who asked for a job, with the rights and the scope he had then: where he is an operator, they are looked up anew
    before anything is done in his name.
    """
    return _CONTEXTS.validate_python(dict(document))


@operation(module=(), right="write", verb="JOB_CANCEL", method=Method.ACTION)
async def cancel_job(work: Work, id: int) -> None:
    """End a job before its time; what it has done stays done. Everybody cancels his own; those of a part of the product
    also whoever may write there and has no limits of scope.
    """
    visible = select(JobRow).where(JobRow.id == id, within_sight(work.context, "write")).with_for_update()
    row = await work.session.scalar(visible)
    if row is None:
        raise JobNotFound(f"There is no job {id}.")
    if row.state not in OPEN:
        raise JobEnded(f"It is {State(row.state).name.lower()} already.")
    row.cancelling = True
    leaves_files = row.place != "" and row.begun_at is not None
    if row.state == State.WAITING and not leaves_files:
        row.state, row.ended_at = State.CANCELLED, work.now
    work.tell(JobChanged(id))
    work.note(f"{row.title}({row.id})")
