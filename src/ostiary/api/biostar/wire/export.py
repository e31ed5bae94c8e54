"""Exports as the dialect asks for them: which columns under which headers, and the answer that names the file."""

from collections.abc import Mapping, Sequence
from typing import Annotated, ClassVar, Final

from fastapi import Query
from pydantic import Field

from ostiary.api.biostar.wire.columns import Columns
from ostiary.api.biostar.wire.envelope import Answer
from ostiary.api.biostar.wire.message import Message
from ostiary.api.biostar.wire.query import Question, SearchBody, listed
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

    def chosen(self, known: Mapping[str, str], usual: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The room's names of the columns, and their headers; what is usual, or all, where nothing is chosen. Raises
        `Invalid`.
        """
        columns = self.columns or list(usual or known)
        unknown = next((column for column in columns if column not in known), None)
        if unknown is not None:
            raise Invalid(f"there is no column {unknown[:64]}, only {', '.join(known)}", "columns")
        return tuple(known[column] for column in columns), tuple(self.headers or columns)


class ExportBody(SearchBody):
    """`{"Query": {...}}`. Each page derives its own, and says in `written` which columns may stand in a file, from the
    wire's name to the room's own; in `usual` those that do where none are chosen, if not all.
    """

    written: ClassVar[Mapping[str, str]] = {}
    usual: ClassVar[Sequence[str]] = ()

    Query: ExportQuestion = Field(default_factory=ExportQuestion)

    def table(
        self,
        minutes: int,
        searched: Columns | None = None,
        written: Mapping[str, str] | None = None,
        words: Mapping[str, Mapping[str, str]] | None = None,
    ) -> Table:
        """What the file is to hold. `searched` and `written`: the same columns, read and called as of now; `words` as
        of `Table`. Raises `Invalid`.
        """
        columns, headers = self.Query.chosen(self.written if written is None else written, self.usual)
        return Table(self.search(searched), columns, headers, minutes, words or {})

    @classmethod
    def described(cls) -> str:
        """What a client may ask for."""
        usual = f" Where none are chosen: {listed(cls.usual)}." if cls.usual else ""
        return f"{super().described()} Columns of the file: {listed(cls.written)}.{usual}"


class FileOut(Message):
    """A file that can be fetched at `/download/` with this session, for an hour."""

    uri: Text


class FileAnswer(Answer):
    """The file that was written."""

    File: FileOut
