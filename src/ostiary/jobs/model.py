"""The table of jobs, and the errors of this room."""

from datetime import datetime
from enum import IntEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from ostiary.kernel.errors import DomainError, NotFound
from ostiary.kernel.schema import Base, Counted, Key, counted_id, ordered


class State(IntEnum):
    """Where a job stands."""

    WAITING = 0
    RUNNING = 1
    DONE = 2
    FAILED = 3
    CANCELLED = 4
    REFUSED = 5
    """Whoever asked for it may not do it any more."""


OPEN = (State.WAITING, State.RUNNING)


class JobRow(Counted, Base):
    """A job. Nothing in it is a secret: what needs one is kept elsewhere and named in `input`."""

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint("state BETWEEN 0 AND 5", name="state"),
        Index(None, "state", "kind"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = counted_id()
    kind: Mapped[str] = mapped_column(ordered(32))
    module: Mapped[str] = mapped_column(ordered(32))
    """Who may read in this part of the product, without limits of scope, sees the job; who may write, cancels it."""
    title: Mapped[str] = mapped_column(ordered())
    input: Mapped[dict[str, Any]]
    state: Mapped[int]
    asked_by: Mapped[str] = mapped_column(ordered(32))
    """User id; empty = the server itself."""
    asked_name: Mapped[str] = mapped_column(ordered())
    asker_key: Mapped[int | None] = mapped_column(Key)
    """The key of the operator's own row: it is his job, and of nobody who is given his user id later."""
    asker: Mapped[dict[str, Any]]
    """The context in which it was asked for. What it may do is looked up as it goes on."""
    asked_at: Mapped[datetime]
    begun_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    done: Mapped[int]
    total: Mapped[int | None]
    step: Mapped[str] = mapped_column(ordered())
    """What is being done, in a sentence."""
    checkpoint: Mapped[dict[str, Any] | None]
    """Where it goes on after whatever kills the server."""
    place: Mapped[str] = mapped_column(ordered(32))
    """The folder in which its files lie: only a server that has it does the job. Empty: it has none."""
    result: Mapped[dict[str, Any] | None]
    error: Mapped[str] = mapped_column(ordered())
    cancelling: Mapped[bool]
    owner: Mapped[str] = mapped_column(ordered(32))
    lease: Mapped[datetime | None]
    """Until then it is its owner's; afterwards it is anybody's."""
    attempts: Mapped[int]
    """How often it was begun since its last checkpoint."""


class JobNotFound(NotFound):
    """No such job, or none that one may see."""


class JobEnded(DomainError):
    """The job has ended: there is nothing to cancel, or it was cancelled and there is nothing to wait for."""
