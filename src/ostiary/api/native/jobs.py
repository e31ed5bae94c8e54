"""Jobs: long work with its progress; begun by the call that needs it, looked at and cancelled here."""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import Query, Response
from pydantic import BaseModel, Field

from ostiary.api.desk import AtDesk, Desk
from ostiary.api.native.route import page, reply
from ostiary.api.native.values import DIGITS, Cursor, Number, PathNumber, Person, cursor_of, position_of
from ostiary.api.sessions import Caller, needs
from ostiary.jobs.model import State
from ostiary.jobs.operations import cancel_job
from ostiary.jobs.queries import JobSearch, JobView, get_job, list_jobs
from ostiary.kernel.context import Operator
from ostiary.provisioning.operations import Syncing, begin_sync

router = page("Jobs")

StateName = Literal["waiting", "running", "done", "failed", "cancelled", "refused"]
NAMES: dict[State, StateName] = {
    State.WAITING: "waiting",
    State.RUNNING: "running",
    State.DONE: "done",
    State.FAILED: "failed",
    State.CANCELLED: "cancelled",
    State.REFUSED: "refused",
}
STATES = {name: state for state, name in NAMES.items()}


class JobOut(BaseModel):
    """A job. `step` says in a sentence what is being done; no `total`: nobody knows yet; no `asked_by`: the server
    itself. `error` is why it failed or was refused (whoever asked may not do it any more), `result` what came of it, as
    its kind has it.
    """

    id: int
    kind: str
    title: str
    state: StateName
    cancelling: bool
    asked_by: Person | None
    asked_at: datetime
    begun_at: datetime | None
    ended_at: datetime | None
    done: int
    total: int | None
    step: str | None
    error: str | None
    result: dict[str, Any] | None


class JobsOut(BaseModel):
    """A page of jobs, the newest first; no `next_cursor`: there are no more."""

    items: list[JobOut]
    next_cursor: str | None


class SyncBody(BaseModel):
    """Which devices are synchronised; none named = all within the operator's scope. `wipe`: after wiping them."""

    devices: Annotated[list[Number], Field(max_length=5000)] = []
    wipe: bool = False


@router.get("/native/jobs", response_model=JobsOut)
async def show_jobs(
    desk: AtDesk,
    caller: Caller,
    state: Annotated[list[StateName] | None, Query(max_length=6, description="In these states.")] = None,
    kind: Annotated[list[str] | None, Query(max_length=100, description="Of these kinds.")] = None,
    limit: Annotated[int, Query(ge=1, le=500), DIGITS] = 50,
    cursor: Cursor = None,
) -> Response:
    """Jobs: one's own, and those of the parts of the product in which one may read without limits of scope. A job is
    shown for thirty days after its end.
    """
    search = JobSearch(
        states=tuple(STATES[name] for name in state or ()),
        kinds=tuple(kind or ()),
        before=position_of(cursor, 1)[0] if cursor else None,
        limit=limit + 1,
    )
    jobs = await desk.gate.ask(caller, list_jobs, search)
    following = cursor_of(jobs[limit - 1].id) if len(jobs) > limit else None
    return reply(JobsOut(items=[job_out(job) for job in jobs[:limit]], next_cursor=following))


@router.get("/native/jobs/{id}", response_model=JobOut)
async def view_job(desk: AtDesk, caller: Caller, id: PathNumber) -> Response:
    """One job."""
    return await answer(desk, caller, id)


@router.post("/native/jobs/{id}/cancel", response_model=JobOut)
async def end_job(desk: AtDesk, caller: Caller, id: PathNumber) -> Response:
    """End a job before its time: `cancelling`, until it has ended. What it has done stays done."""
    await desk.gate.run(caller, cancel_job, id)
    return await answer(desk, caller, id)


@router.post("/native/devices/sync", response_model=JobOut, status_code=202, dependencies=needs(begin_sync))
async def sync(desk: AtDesk, caller: Caller, body: SyncBody) -> Response:
    """Compare what devices hold with what they should, and mend it: a job of kind `device_sync`. Its `result` has the
    code of each master in `codes`.
    """
    receipt = await desk.gate.run(caller, begin_sync, Syncing(tuple(dict.fromkeys(body.devices)), body.wipe))
    return await answer(desk, caller, receipt.result, 202)


async def answer(desk: Desk, caller: Operator, id: int, status: int = 200) -> Response:
    """A job as it stands."""
    return reply(job_out(await desk.gate.ask(caller, get_job, id)), status)


def job_out(job: JobView) -> JobOut:
    """A job as it leaves."""
    return JobOut(
        id=job.id,
        kind=job.kind,
        title=job.title,
        state=NAMES[job.state],
        cancelling=job.cancelling and job.ended_at is None,
        asked_by=Person(id=job.asked_by, name=job.asked_name) if job.asked_by else None,
        asked_at=job.asked_at,
        begun_at=job.begun_at,
        ended_at=job.ended_at,
        done=job.done,
        total=job.total,
        step=job.step or None,
        error=job.error or None,
        result=job.result,
    )
