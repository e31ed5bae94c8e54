"""Exports as the dialect asks for them: which columns under which headers, and the answer that names the file."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Annotated, Final, TypeVar

from fastapi import Query
from pydantic import Field

from ostiary.api.biostar.wire.envelope import Answer
from ostiary.api.biostar.wire.message import Message
from ostiary.api.biostar.wire.query import Question, SearchBody
from ostiary.api.biostar.wire.values import Rows, Text
from ostiary.kernel.errors import Invalid

T = TypeVar("T")
DAY_MINUTES: Final = 24 * 60

Offset = Annotated[int, Query(alias="time_offset", ge=-DAY_MINUTES, le=DAY_MINUTES)]
"""Minutes east of UTC in which moments are printed."""


class ExportQuestion(Question):
    """A question, and which columns of what it finds stand in the file under which headers."""

    columns: Rows[Text] = Field(default_factory=list)
    headers: Rows[Text] = Field(default_factory=list)

    def chosen(self, known: Mapping[str, Callable[[T], str]]) -> tuple[list[str], list[Callable[[T], str]]]:
        """The headers, and what writes each cell; all that is known where nothing is chosen. Raises `Invalid`."""
        columns = self.columns or list(known)
        unknown = [column for column in columns if column not in known]
        if unknown:
            raise Invalid("no such column", "columns")
        if self.headers and len(self.headers) != len(columns):
            raise Invalid("as many headers as columns", "headers")
        return list(self.headers or columns), [known[column] for column in columns]


class ExportBody(SearchBody):
    """`{"Query": {...}}`."""

    Query: ExportQuestion = Field(default_factory=ExportQuestion)


class FileOut(Message):
    """A file that can be fetched at `/download/` with this session, for an hour."""

    uri: Text


class FileAnswer(Answer):
    """The file that was written."""

    File: FileOut


def clock_text(moment: datetime, minutes: int) -> str:
    """A moment in a zone that is so far east."""
    return f"{moment + timedelta(minutes=minutes):%Y-%m-%d %H:%M:%S}"


def cells(rows: Sequence[T], writers: Sequence[Callable[[T], str]]) -> list[list[str]]:
    """What stands in the lines of a file."""
    return [[write(row) for write in writers] for row in rows]
