"""What can have happened to jobs."""

from dataclasses import dataclass

from ostiary.kernel.outbox import Fact


@dataclass(frozen=True)
class JobChanged(Fact):
    """A job was asked for, began, came further, is to end or has ended."""

    job_id: int
