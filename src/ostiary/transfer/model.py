"""Downloads: files in the data directory, each with a row that says whose it is."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from ostiary.kernel.errors import NotFound
from ostiary.kernel.schema import Base, Counted, Key, counted_id, ordered


class DownloadRow(Counted, Base):
    """A file of one session; it goes with it, or when it has expired."""

    __tablename__ = "download"
    __table_args__ = (Index(None, "session_key"), Index(None, "expires"), {"sqlite_autoincrement": True})

    id: Mapped[int] = counted_id()
    name: Mapped[str] = mapped_column(ordered(64), unique=True)
    session_key: Mapped[int] = mapped_column(Key, ForeignKey("session.key", ondelete="CASCADE"))
    expires: Mapped[datetime]
    modules: Mapped[list[Any]]
    """Whoever may read in any of them may fetch it."""
    sight: Mapped[str] = mapped_column(ordered(64))
    """Stands for the scope it was written under."""


class DownloadNotFound(NotFound):
    """No such file, or it is another session's, or it has expired, or he may not see any more
    what is in it: nobody is told which.
    """
