"""Exports: a job writes a file of events or of the audit trail, for the session that asked for it.

Batch by batch it reads what the asker may see now, adds it to a draft, and stores where it stands: what is beyond that
in the draft does not count, so that after kill -9 no row is missing and none is there twice.
"""

import secrets
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from pydantic import TypeAdapter

from ostiary.jobs.kinds import Kind
from ostiary.jobs.operations import ask_for
from ostiary.jobs.progress import Progress
from ostiary.jobs.runner import Present, Runner
from ostiary.kernel.context import Module, Operator
from ostiary.kernel.errors import Forbidden
from ostiary.kernel.operation import Gate, Work, operation
from ostiary.kernel.trail import Method
from ostiary.transfer.asked import Rest, Table
from ostiary.transfer.downloads import OVER, Downloads, Draft, NewDownload, keep_download, sight_of
from ostiary.transfer.sheets import EVENTS, TRAIL, Sheet, proven
from ostiary.transfer.table import MARK, lines


@dataclass(frozen=True, slots=True)
class NewExport:
    """A file that is wanted, in the folder of which server."""

    table: Table
    place: str


@dataclass(frozen=True, slots=True)
class Exporting:
    """Write the file of this name."""

    name: str
    table: Table


EVENT_EXPORT: Final = Kind("event_export", Exporting, (Module.MONITORING, Module.TA), "read")
TRAIL_EXPORT: Final = Kind("audit_export", Exporting, (Module.SETTING,), "read")
"""The result of both says the `file`, and how many `rows` it has."""


@dataclass(frozen=True, slots=True)
class Stand:
    """How far a file is: so much of this draft, with so many rows of what somebody saw (`sight`) who had the scope of
    then. `rest`: None = it is whole.
    """

    draft: str
    size: int
    rows: int
    sight: str
    rest: Rest | None
    kept: bool = False


_STANDS: TypeAdapter[Stand] = TypeAdapter(Stand)


@operation(module=(Module.MONITORING, Module.TA), right="read", verb="EXPORT_BEGIN", method=Method.ACTION)
async def begin_event_export(work: Work, new: NewExport) -> int:
    """Have a job write events into a file; answers its id."""
    return await _begin(work, EVENT_EXPORT, EVENTS, new, "Export events")


@operation(module=Module.SETTING, right="read", verb="EXPORT_BEGIN", method=Method.ACTION)
async def begin_trail_export(work: Work, new: NewExport) -> int:
    """Have a job write lines of the audit trail into a file; answers its id."""
    return await _begin(work, TRAIL_EXPORT, TRAIL, new, "Export the audit trail")


async def _begin(work: Work, kind: Kind[Exporting], sheet: Sheet[Any], new: NewExport, title: str) -> int:
    table = proven(sheet, new.table)
    name = f"{sheet.name}_{work.now:%Y%m%dT%H%M%S}_{secrets.token_hex(16)}.csv"
    work.note(name, after={"columns": list(table.columns)})
    return await ask_for(work, kind, Exporting(name, table), title, new.place)


async def export(
    progress: Progress, exporting: Exporting, *, kind: Kind[Exporting], sheet: Sheet[Any], downloads: Downloads
) -> dict[str, Any]:
    """Write the file and hand it to the asker's session."""
    stand = _STANDS.validate_python(progress.checkpoint) if progress.checkpoint else None
    if stand is None or not stand.kept:
        writer = _Writer(progress, exporting, sheet, downloads)
        stand = await writer.write(stand)
        kept = replace(stand, kept=True)
        new = NewDownload(exporting.name, stand.rows, kind.modules, stand.sight)
        await progress.run(keep_download, new, _document(kept))
    return {"file": exporting.name, "rows": stand.rows}


def runner(gate: Gate, downloads: Downloads, present: Present) -> Runner:
    """Who writes the files that are asked for at the servers which have this folder."""
    works = {
        EVENT_EXPORT: partial(export, kind=EVENT_EXPORT, sheet=EVENTS, downloads=downloads),
        TRAIL_EXPORT: partial(export, kind=TRAIL_EXPORT, sheet=TRAIL, downloads=downloads),
    }

    async def undo(exporting: Exporting) -> None:
        await downloads.remove(exporting.name)

    return Runner(gate, works, present, place=downloads.place, undo=undo)


class _Writer:
    """Writes one file."""

    def __init__(self, progress: Progress, exporting: Exporting, sheet: Sheet[Any], downloads: Downloads) -> None:
        self._progress = progress
        self._name, self._table = exporting.name, exporting.table
        self._sheet = sheet
        self._downloads = downloads

    async def write(self, stand: Stand | None) -> Stand:
        """Write it from where it stands to its end. When the scope of the asker changes it is begun anew: no row that
        he may not see any more stays in it.
        """
        cells = await self._sheet.cells(self._progress, self._table)
        writers = [cells[column] for column in self._table.columns]
        draft = await self._last(stand)
        if stand is None or draft is None:
            draft, stand = await self._anew()
        else:
            stand = await self._take_over(stand, draft)
        while stand.rest is not None:
            rows, rest = await self._sheet.read(self._progress, stand.rest)
            if self._sight() != stand.sight:
                draft, stand = await self._anew()
                continue
            await draft.add(lines([[write(row) for write in writers] for row in rows]))
            stand = replace(stand, size=draft.size, rows=stand.rows + len(rows), rest=rest)
            await self._keep(stand)
        await self._downloads.finish(self._name, draft)
        return stand

    async def _last(self, stand: Stand | None) -> Draft | None:
        """What was written before the server was stopped or killed, if it still counts."""
        if stand is None or stand.sight != self._sight():
            return None
        return await self._downloads.go_on(self._name, stand.draft, stand.size)

    async def _take_over(self, stand: Stand, draft: Draft) -> Stand:
        taken = replace(stand, draft=draft.path.name)
        await self._keep(taken)
        await self._downloads.drop(stand.draft)
        return taken

    async def _anew(self) -> tuple[Draft, Stand]:
        search = self._table.search
        total = await self._sheet.count(self._progress, search)
        self._progress.tell(done=0, total=total)
        draft = await self._downloads.begin(self._name)
        await draft.add(MARK + lines([self._table.headers]))
        stand = Stand(draft.path.name, draft.size, 0, self._sight(), Rest(search))
        await self._keep(stand)
        return draft, stand

    async def _keep(self, stand: Stand) -> None:
        self._progress.tell(f"{stand.rows} rows are written.", done=stand.rows)
        await self._progress.save(_document(stand))

    def _sight(self) -> str:
        """Stands for what the asker may see now, for his session. Raises `Forbidden` where that is over."""
        context = self._progress.context
        if not isinstance(context, Operator) or not context.session:
            raise Forbidden(OVER)
        return sight_of(context.scope)


def _document(stand: Stand) -> dict[str, Any]:
    document: dict[str, Any] = _STANDS.dump_python(stand, mode="json")
    return document
