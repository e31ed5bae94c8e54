"""Exports: jobs that write a CSV file of events or of the audit trail. It is fetched at `/download/` with the session
that asked, for an hour after it was written; `/native/jobs` shows how far it is.
"""

from typing import Annotated, Literal

from fastapi import Response
from pydantic import BaseModel, Field

from ostiary.api.desk import AtDesk
from ostiary.api.native.events import Among, conditions_of
from ostiary.api.native.jobs import JobOut, answer
from ostiary.api.native.route import page
from ostiary.api.native.values import Key, Moment, Number
from ostiary.api.sessions import Caller, needs
from ostiary.audit.subjects import Subject
from ostiary.events.types import Class
from ostiary.kernel.paging import Order, Search
from ostiary.kernel.trail import Method
from ostiary.transfer.asked import Table
from ostiary.transfer.exports import NewExport, begin_event_export, begin_trail_export

router = page("Exports")

DAY_MINUTES = 24 * 60
MOST = 500

Written = Annotated[str, Field(min_length=1, max_length=300, pattern="^[^\\x00]*$")]
"""A name with its id as the audit trail writes them: `Name(id)`."""

EventColumn = Literal[
    "at",
    "device_id",
    "device",
    "door",
    "type",
    "person",
    "user_group",
    "tna_key",
    "id",
    "code",
    "reason",
    "temperature",
    "fahrenheit",
]
TrailColumn = Literal["at", "person", "level", "address", "subject", "target", "method", "content", "id"]
EVENT_COLUMNS: tuple[EventColumn, ...] = ("at", "type", "device", "door", "person", "user_group", "reason")
TRAIL_COLUMNS: tuple[TrailColumn, ...] = ("at", "person", "level", "address", "subject", "target", "method", "content")


class ExportBody(BaseModel):
    """What a file is to hold: of which time, which first, and in which zone moments are printed."""

    since: Moment | None = Field(None, description="Not before this moment.")
    until: Moment | None = Field(None, description="Not after this moment.")
    order: Literal["newest", "oldest"] = "oldest"
    utc_offset_minutes: Annotated[int, Field(ge=-DAY_MINUTES, le=DAY_MINUTES)] = 0
    headers: Annotated[list[str], Field(max_length=50)] | None = Field(
        None, description="As many as columns, of 200 characters at most; none = their names."
    )

    def orders(self) -> tuple[Order, ...]:
        """The order of the rows."""
        return (Order("at", self.order == "newest"),)


class EventExportBody(ExportBody):
    """Which events; none named = of all."""

    codes: Annotated[list[Number], Field(max_length=MOST)] = []
    classes: Annotated[list[Class], Field(max_length=10)] = []
    devices: Annotated[list[Number], Field(max_length=MOST)] = []
    doors: Annotated[list[Number], Field(max_length=MOST)] = []
    people: Annotated[list[Key], Field(max_length=MOST)] = []
    columns: Annotated[list[EventColumn], Field(min_length=1, max_length=50)] = list(EVENT_COLUMNS)


class TrailExportBody(ExportBody):
    """Which lines of the audit trail; none named = about everything, from anywhere, by anybody."""

    subjects: Annotated[list[Subject], Field(max_length=MOST)] = []
    addresses: Annotated[list[Key], Field(max_length=MOST)] = []
    people: Annotated[list[Written], Field(max_length=MOST)] = []
    targets: Annotated[list[Written], Field(max_length=MOST)] = []
    methods: Annotated[list[Method], Field(max_length=MOST)] = []
    columns: Annotated[list[TrailColumn], Field(min_length=1, max_length=50)] = list(TRAIL_COLUMNS)


@router.post("/native/exports/events", response_model=JobOut, status_code=202, dependencies=needs(begin_event_export))
async def export_events(desk: AtDesk, caller: Caller, body: EventExportBody) -> Response:
    """Write events into a file: a job of kind `event_export`. Its `result` has the `file`, and how many `rows`."""
    among: Among = {"code": body.codes, "device_id": body.devices, "door_id": body.doors, "user_id": body.people}
    search = Search(conditions_of(among, body.since, body.until, body.classes), body.orders())
    table = Table(search, tuple(body.columns), tuple(body.headers or body.columns), body.utc_offset_minutes)
    new = NewExport(table, desk.downloads.place)
    return await answer(desk, caller, (await desk.gate.run(caller, begin_event_export, new)).result, 202)


@router.post("/native/exports/audit", response_model=JobOut, status_code=202, dependencies=needs(begin_trail_export))
async def export_trail(desk: AtDesk, caller: Caller, body: TrailExportBody) -> Response:
    """Write lines of the audit trail into a file: a job of kind `audit_export`, with the same `result`."""
    among: Among = {
        "subject": body.subjects,
        "address": body.addresses,
        "person": body.people,
        "target": body.targets,
        "method": body.methods,
    }
    search = Search(conditions_of(among, body.since, body.until), body.orders())
    table = Table(search, tuple(body.columns), tuple(body.headers or body.columns), body.utc_offset_minutes)
    new = NewExport(table, desk.downloads.place)
    return await answer(desk, caller, (await desk.gate.run(caller, begin_trail_export, new)).result, 202)
