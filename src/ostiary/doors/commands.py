"""The commands to doors: open, lock, unlock, release, clear alarm. Rows for the dispatcher; the devices act after the
commit.
"""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select

from ostiary.devices import commands
from ostiary.doors.model import DoorNotFound, DoorRow
from ostiary.events import journal
from ostiary.kernel.context import Module
from ostiary.kernel.errors import Invalid
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.trail import Method
from ostiary.port.commands import DoorCommand, DoorVerb

SECONDS = 10
"""A command that its device has not got by then is never sent."""

SENT = {DoorVerb.OPEN: 24320, DoorVerb.UNLOCK: 24321, DoorVerb.LOCK: 24322, DoorVerb.RELEASE: 24323}
"""Events of the server itself when it sends a command."""


@dataclass(frozen=True, slots=True)
class Commanding:
    """A verb for doors."""

    verb: DoorVerb
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Commanded:
    """What was queued: command id -> doors; and the doors that no device moves."""

    queued: dict[int, tuple[int, ...]]
    without_device: tuple[int, ...]


@operation(
    module=(Module.DOOR, Module.MONITORING),
    right="write",
    verb="DOOR_COMMAND",
    method=Method.ACTION,
    objects=lambda commanding: {"door": commanding.ids},
)
async def command_doors(work: Work, commanding: Commanding) -> Commanded:
    """Queue one command for each device concerned. All doors must exist."""
    if not commanding.ids:
        raise Invalid("no door is named", "DoorCollection")
    rows = (
        await work.session.execute(
            select(DoorRow.id, DoorRow.name, DoorRow.master_id).where(DoorRow.id.in_(commanding.ids))
        )
    ).all()
    known = {row.id: row for row in rows}
    by_device: dict[int, list[int]] = defaultdict(list)
    without: list[int] = []
    for id in dict.fromkeys(commanding.ids):
        if id not in known:
            raise DoorNotFound(str(id))
        row = known[id]
        work.note(f"{row.name}({id})", after={"command": commanding.verb.value})
        if row.master_id is None:
            without.append(id)
            continue
        by_device[row.master_id].append(id)
        if commanding.verb in SENT:
            journal.record(work, SENT[commanding.verb], device_id=row.master_id, door_id=id)
    queued = {
        await commands.queue(work, device_id, DoorCommand(commanding.verb, tuple(doors)), SECONDS): tuple(doors)
        for device_id, doors in by_device.items()
    }
    return Commanded(queued, tuple(without))
