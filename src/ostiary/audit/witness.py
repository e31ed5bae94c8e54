"""A witness outside the database: a file of the data directory that names the newest line of the trail.

Whoever cuts lines off the end of the trail would leave no break in it. The file shows that they were there; while the
trail does not hold the line that it names, or what came after does not follow from it, it is not written again.
"""

import asyncio
import json
import os
from pathlib import Path
from typing import Final

import structlog
from sqlalchemy import select

from ostiary.audit.verification import Mark, Standing, follow, still_holds
from ostiary.kernel.context import Module, System
from ostiary.kernel.operation import Gate, View, query
from ostiary.kernel.trail import TrailRow

log = structlog.get_logger(__name__)

FILE: Final = "audit-witness"
EVERY_SECONDS: Final = 60.0
CONTEXT: Final = System("audit witness")


class Witness:
    """The witness of one process."""

    def __init__(self, gate: Gate, folder: Path) -> None:
        self._gate = gate
        self._path = folder / FILE

    def noted(self) -> Mark | None:
        """The line that was noted last; None where none was, or the file says nothing."""
        try:
            document = json.loads(self._path.read_text(encoding="ascii"))
            return Mark(int(document["line"]), bytes.fromhex(document["digest"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    async def watch(self) -> None:
        """Note the newest line for ever."""
        while True:
            await self.look()
            await asyncio.sleep(EVERY_SECONDS)

    async def look(self) -> bool:
        """Note the newest line, unless the one noted before is gone or what came after does not follow from it; answers
        whether all is well.
        """
        before = self.noted()
        if before is None:
            newest = await self._gate.ask(CONTEXT, newest_line, None)
        elif not await self._gate.ask(CONTEXT, still_holds, before):
            log.error("the audit trail has lost lines", line=before.line)
            return False
        else:
            standing = await follow(self._gate, CONTEXT, Standing(last=before, after=before.line))
            if standing.broken:
                log.error("the audit trail is broken", line=standing.broken.line)
                return False
            newest = standing.last
        if newest is not None and newest != before:
            await asyncio.to_thread(self._write, newest)
        return True

    def _write(self, mark: Mark) -> None:
        made = self._path.with_name(f".{self._path.name}.{os.getpid()}")
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
            json.dump({"line": mark.line, "digest": mark.digest.hex()}, file)
            file.flush()
            os.fsync(file.fileno())
        made.replace(self._path)


@query(module=Module.SETTING)
async def newest_line(view: View, _: None) -> Mark | None:
    """The newest line that is in the chain."""
    chained = select(TrailRow.id, TrailRow.digest).where(TrailRow.digest.is_not(None))
    row = (await view.connection.execute(chained.order_by(TrailRow.id.desc()).limit(1))).one_or_none()
    return None if row is None or row.digest is None else Mark(row.id, row.digest)
