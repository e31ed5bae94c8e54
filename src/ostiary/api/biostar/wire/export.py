"""Exports as the dialect asks for them: which columns under which headers, and the answer that names the file."""

from collections.abc import Mapping
from typing import Annotated, Final

from fastapi import Query
from pydantic import Field

from ostiary.api.biostar.wire.columns import Columns
from ostiary.api.biostar.wire.envelope import Answer
from ostiary.api.biostar.wire.message import Message
from ostiary.api.biostar.wire.query import Question, SearchBody
from ostiary.api.biostar.wire.values import Rows, Text
from ostiary.kernel.errors import Invalid
from ostiary.transfer.asked import Table

DAY_MINUTES: Final = 24 * 60

Offset = Annotated[int, Query(alias="time_offset", ge=-DAY_MINUTES, le=DAY_MINUTES)]
"""Minutes east of UTC in which moments are printed."""


class ExportQuestion(Question):
    """A question, and which columns of what it finds stand in the file under which headers."""

    columns: Rows[Text] = Field(default_factory=list)
    headers: Rows[Text] = Field(default_factory=list)

    def chosen(self, known: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The room's names of the columns, and their headers; all that is known where nothing is chosen. Raises
        `Invalid`.
        """
        columns = self.columns or list(known)
        if not set(columns) <= set(known):
            raise Invalid("no such column", "columns")
        return tuple(known[column] for column in columns), tuple(self.headers or columns)


class ExportBody(SearchBody):
    """`{"Query": {...}}`."""

    Query: ExportQuestion = Field(default_factory=ExportQuestion)

    def table(
        self,
        searched: Columns,
        written: Mapping[str, str],
        minutes: int,
        words: Mapping[str, Mapping[str, str]] | None = None,
    ) -> Table:
        """What the file is to hold. `searched`: what may be sought by, `written`: what may stand in it, by the room's
        names; `words` as of `Table`. Raises `Invalid`.
        """
        columns, headers = self.Query.chosen(written)
        return Table(self.search(searched), columns, headers, minutes, words or {})


class FileOut(Message):
    """A file that can be fetched at `/download/` with this session, for an hour."""

    uri: Text


class FileAnswer(Answer):
    """The file that was written."""

    File: FileOut
