"""Exports whose answer names the file: a job writes it, and the answer waits, for as long as the client does."""

from contextlib import suppress

from fastapi import Request

from ostiary.api.attended import attended
from ostiary.api.desk import Desk
from ostiary.jobs.model import JobEnded, State
from ostiary.jobs.operations import cancel_job
from ostiary.jobs.queries import JobView
from ostiary.kernel.context import Operator
from ostiary.kernel.errors import DomainError, Unavailable
from ostiary.kernel.operation import Operation
from ostiary.transfer.asked import Table
from ostiary.transfer.exports import NewExport


async def exported(
    request: Request, desk: Desk, caller: Operator, begin: Operation[NewExport, int], table: Table
) -> str:
    """The name of the file, once it is written. The job is cancelled where nobody waits for it any more. Raises
    `Forbidden` where the caller has lost the right meanwhile, `JobEnded` where somebody cancelled it, `Unavailable`
    where it was not written.
    """
    id = (await desk.gate.run(caller, begin, NewExport(table, desk.downloads.place))).result
    job: JobView | None = None
    try:
        job = await attended(request, desk.ended(caller, id))
    finally:
        if job is None:
            with suppress(DomainError):
                await desk.gate.run(caller, cancel_job, id)
    if job.state == State.CANCELLED:
        raise JobEnded("The export was cancelled.")
    if job.state != State.DONE or job.result is None:
        raise Unavailable(job.error)
    return str(job.result["file"])
