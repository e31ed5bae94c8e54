"""The commands to doors: open, lock, unlock, release, clear alarm, clear anti-passback. Rows for the dispatcher; the
devices act after the commit.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from ostiary.devices import commands
from ostiary.doors.model import DoorNotFound, DoorRow, DoorStateRow
from ostiary.doors.state import state_of
from ostiary.events import journal
from ostiary.identity.model import UserNotFound
from ostiary.identity.queries import users_by_id
from ostiary.kernel.context import Module
from ostiary.kernel.errors import Invalid
from ostiary.kernel.operation import Objects, Work, operation
from ostiary.kernel.trail import Method
from ostiary.policy.door import obstacle
from ostiary.port.commands import ClearPassback, DoorCommand, DoorVerb

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
    """What was queued: command id -> doors; the doors that no device moves; door -> why it may refuse, by its state."""

    queued: dict[int, tuple[int, ...]]
    without_device: tuple[int, ...]
    obstacles: dict[int, str]


@operation(
    module=(Module.DOOR, Module.MONITORING),
    right="write",
    verb="DOOR_COMMAND",
    method=Method.ACTION,
    objects=lambda commanding: {"door": commanding.ids},
)
async def command_doors(work: Work, commanding: Commanding) -> Commanded:
    """Queue one command for each device concerned. All doors must exist."""
    by_device: dict[int, list[int]] = defaultdict(list)
    without: list[int] = []
    for row in await _doors(work, commanding.ids):
        work.note(f"{row.name}({row.id})", after={"command": commanding.verb.value})
        if row.master_id is None:
            without.append(row.id)
            continue
        by_device[row.master_id].append(row.id)
        if commanding.verb in SENT:
            journal.record(work, SENT[commanding.verb], device_id=row.master_id, door_id=row.id)
    queued = {
        await commands.queue(work, device_id, DoorCommand(commanding.verb, tuple(doors)), SECONDS): tuple(doors)
        for device_id, doors in by_device.items()
    }
    return Commanded(queued, tuple(without), await _obstacles(work, commanding.ids))


@dataclass(frozen=True, slots=True)
class Clearing:
    """Doors at which anti-passback, or the timed one, is cleared; `users` None = for everybody."""

    ids: tuple[int, ...]
    timed: bool = False
    users: tuple[str, ...] | None = None

    def objects(self) -> Objects:
        """What it touches."""
        return {"door": self.ids, "user": self.users or ()}


@operation(
    module=(Module.DOOR, Module.MONITORING),
    right="write",
    verb="DOOR_CLEAR_APB",
    method=Method.ACTION,
    objects=Clearing.objects,
)
async def clear_passback(work: Work, clearing: Clearing) -> dict[int, int]:
    """Queue one command for each device concerned; answers command -> device. All doors and people must exist. Doors
    without a device remember nothing.
    """
    if clearing.users is not None:
        if not clearing.users:
            raise Invalid("is required", "User")
        known = await users_by_id(work.session, clearing.users)
        for user_id in clearing.users:
            if user_id not in known:
                raise UserNotFound(user_id[:32])
    cleared = "timed anti-passback" if clearing.timed else "anti-passback"
    by_device: dict[int, list[int]] = defaultdict(list)
    for row in await _doors(work, clearing.ids):
        users = "all" if clearing.users is None else list(clearing.users)
        work.note(f"{row.name}({row.id})", after={"cleared": cleared, "users": users})
        if row.master_id is not None:
            by_device[row.master_id].append(row.id)
    return {
        await commands.queue(work, id, ClearPassback(tuple(doors), clearing.timed, clearing.users), SECONDS): id
        for id, doors in by_device.items()
    }


async def _obstacles(work: Work, ids: Sequence[int]) -> dict[int, str]:
    told = await work.session.scalars(select(DoorStateRow).where(DoorStateRow.door_id.in_(ids)))
    return {row.door_id: obstacle(state_of(row)) for row in told}


async def _doors(work: Work, ids: Sequence[int]) -> list[Row[Any]]:
    """The doors in the order in which they are named, each once; raises `DoorNotFound`."""
    if not ids:
        raise Invalid("is required", "DoorCollection")
    columns = select(*DoorRow.__table__.columns)
    known = {row.id: row for row in await work.session.execute(columns.where(DoorRow.id.in_(ids)))}
    for id in ids:
        if id not in known:
            raise DoorNotFound(str(id))
    return [known[id] for id in dict.fromkeys(ids)]
