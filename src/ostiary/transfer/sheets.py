"""What can be exported: the columns of events and of the audit trail, and how their rows are read in stretches."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final, Protocol, TypeVar

from ostiary.audit import queries as trail
from ostiary.audit.queries import Entry, TrailSearch, search_trail
from ostiary.events import queries as log
from ostiary.events.model import Event, who
from ostiary.events.queries import EventSearch, count_events, search_events
from ostiary.events.types import type_of
from ostiary.identity.levels import list_levels
from ostiary.jobs.progress import Progress
from ostiary.kernel.errors import Invalid
from ostiary.kernel.paging import Search, Window
from ostiary.transfer.asked import Rest, Table

STRETCH: Final = 1000
"""Rows that are read at once."""
HEADER_LENGTH: Final = 200

Row = TypeVar("Row")
Cells = Mapping[str, Callable[[Row], str]]


class Sheet(Protocol[Row]):
    """A kind of rows."""

    name: ClassVar[str]
    """What the names of files begin with."""
    columns: ClassVar[Sequence[str]]

    def prove(self, search: Search) -> None:
        """Raise `Invalid` or `LimitReached` for what cannot be asked."""

    async def cells(self, progress: Progress, table: Table) -> Cells[Row]:
        """What writes each column."""

    async def count(self, progress: Progress, search: Search) -> int:
        """How many rows a search finds."""

    async def read(self, progress: Progress, rest: Rest) -> tuple[Sequence[Row], Rest | None]:
        """The next stretch, and what is left; None = that was all."""


def proven(sheet: Sheet[Any], table: Table) -> Table:
    """The table, whose file can be written. Raises `Invalid` or `LimitReached`."""
    if not set(table.columns) <= set(sheet.columns):
        raise Invalid(f"only {', '.join(sheet.columns)}", "columns")
    if len(table.headers) != len(table.columns):
        raise Invalid("as many headers as columns", "headers")
    if any(len(header) > HEADER_LENGTH or not _can_be_written(header) for header in table.headers):
        raise Invalid(f"text of {HEADER_LENGTH} characters at most, on one line", "headers")
    sheet.prove(table.search)
    return table


def _can_be_written(text: str) -> bool:
    """Whether it is text of no control characters, and no half of a character."""
    return not any(unicodedata.category(character) in {"Cc", "Cs"} for character in text)


def clock_text(moment: datetime, minutes: int) -> str:
    """A moment in a zone that is so far east."""
    return f"{moment + timedelta(minutes=minutes):%Y-%m-%d %H:%M:%S}"


def _degrees(hundredths: int | None, *, celsius: bool) -> str:
    if hundredths is None:
        return ""
    return f"{hundredths / 100 if celsius else hundredths * 9 / 500 + 32:.2f}"


class EventSheet:
    """Events. Elevators and zones are not there yet: no event has one."""

    name: ClassVar[str] = "Report"
    columns: ClassVar[Sequence[str]] = (
        *("at", "device_id", "device", "door", "type", "person", "user_group", "tna_key", "id", "code", "reason"),
        *("temperature", "fahrenheit", "elevator", "zone", "stored_at", "index", "type_name", "door_id"),
        *("person_id", "person_name", "user_group_id"),
    )

    def prove(self, search: Search) -> None:
        """As `Sheet`."""
        log.prove(search)

    async def cells(self, progress: Progress, table: Table) -> Cells[Event]:
        """As `Sheet`."""
        return {
            "at": lambda event: clock_text(event.at, table.minutes),
            "device_id": lambda event: str(event.device_id or ""),
            "device": lambda event: event.device_name,
            "door": lambda event: event.door_name,
            "type": lambda event: type_of(event.code).description,
            "person": lambda event: who(event)[2],
            "user_group": lambda event: event.user_group_name,
            "tna_key": lambda event: str(event.tna_key or ""),
            "id": lambda event: str(event.id),
            "code": lambda event: str(event.code),
            "reason": lambda event: event.reason,
            "stored_at": lambda event: clock_text(event.stored_at, table.minutes),
            "index": lambda event: str(event.log_index),
            "type_name": lambda event: type_of(event.code).name,
            "door_id": lambda event: str(event.door_id or ""),
            "person_id": lambda event: who(event)[0],
            "person_name": lambda event: who(event)[1],
            "user_group_id": lambda event: str(event.user_group_id or ""),
            "elevator": lambda _: "",
            "zone": lambda _: "",
            "temperature": lambda event: _degrees(event.temperature, celsius=True),
            "fahrenheit": lambda event: _degrees(event.temperature, celsius=False),
        }

    async def count(self, progress: Progress, search: Search) -> int:
        """As `Sheet`."""
        return await progress.ask(count_events, search)

    async def read(self, progress: Progress, rest: Rest) -> tuple[Sequence[Event], Rest | None]:
        """As `Sheet`."""
        stretch = await progress.ask(search_events, EventSearch(rest.search, rest.after))
        return stretch.events, Rest(stretch.rest.search, stretch.rest.after) if stretch.rest else None


class TrailSheet:
    """Lines of the audit trail. Operator levels are called as they are now; one that is gone keeps its number."""

    name: ClassVar[str] = "Audit"
    columns: ClassVar[Sequence[str]] = (
        *("at", "person", "level", "address", "subject", "target", "method", "content", "id"),
    )

    def prove(self, search: Search) -> None:
        """As `Sheet`."""
        trail.prove(search)

    async def cells(self, progress: Progress, table: Table) -> Cells[Entry]:
        """As `Sheet`."""
        levels = {view.level.id: view.level.name for view in await progress.ask(list_levels, None)}
        subjects = table.words.get("subject", {})
        return {
            "at": lambda entry: clock_text(entry.at, table.minutes),
            "person": lambda entry: entry.person,
            "level": lambda entry: levels.get(entry.level, str(entry.level)) if entry.level else "",
            "address": lambda entry: entry.address,
            "subject": lambda entry: subjects.get(entry.subject, entry.subject),
            "target": lambda entry: entry.target,
            "method": lambda entry: entry.method.name.capitalize(),
            "content": trail.content_of,
            "id": lambda entry: str(entry.id),
        }

    async def count(self, progress: Progress, search: Search) -> int:
        """As `Sheet`."""
        first = TrailSearch(replace(search, window=Window(1)), counted=True)
        _, total = await progress.ask(search_trail, first)
        left = max((total or 0) - search.window.offset, 0)
        return left if search.window.limit is None else min(left, search.window.limit)

    async def read(self, progress: Progress, rest: Rest) -> tuple[Sequence[Entry], Rest | None]:
        """As `Sheet`."""
        window = rest.search.window
        limit = STRETCH if window.limit is None else min(window.limit, STRETCH)
        part = replace(rest.search, window=Window(limit, window.offset))
        entries, _ = await progress.ask(search_trail, TrailSearch(part, after=rest.after))
        left = None if window.limit is None else window.limit - len(entries)
        if len(entries) < limit or left == 0:
            return entries, None
        after = trail.position(part, entries[-1])
        return entries, Rest(replace(rest.search, window=Window(left)), after)


EVENTS: Final = EventSheet()
TRAIL: Final = TrailSheet()
