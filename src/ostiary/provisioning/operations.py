"""The acts on the content of devices."""

from dataclasses import dataclass

from sqlalchemy import func, select

from ostiary.devices.model import DeviceRow
from ostiary.devices.operations import rows_of
from ostiary.doors.guards import serving_outside
from ostiary.events import journal
from ostiary.jobs.kinds import Kind
from ostiary.jobs.operations import ask_for
from ostiary.kernel.context import Kind as Limit
from ostiary.kernel.context import Module
from ostiary.kernel.operation import Objects, Work, operation
from ostiary.kernel.trail import Method
from ostiary.port.commands import Fault
from ostiary.port.driver import Refused
from ostiary.provisioning.refusals import sentence

ENROLL_FAIL, ENROLL_FAIL_FULL_CREDENTIAL = 8448, 8451
NO_FACE_TEMPLATE = 4091
_EVENTS: dict[int, int] = {
    Fault.FULL: ENROLL_FAIL_FULL_CREDENTIAL,
    Fault.NO_ROOM: ENROLL_FAIL_FULL_CREDENTIAL,
    Fault.NO_TEMPLATE: NO_FACE_TEMPLATE,
}
"""The event of a person whom a device does not take, by fault; of all others ENROLL_FAIL."""


@dataclass(frozen=True, slots=True)
class Syncing:
    """Devices whose content is to be compared and mended, after wiping it if so wished."""

    ids: tuple[int, ...]
    wipe: bool = False

    def objects(self) -> Objects:
        """What it touches: one that is wiped opens no door until it is filled again."""
        return {"device_network": self.ids, "network_doors": self.ids if self.wipe else ()}


SYNC = Kind("device_sync", Syncing, (Module.DEVICE,), "write", Syncing.objects)
"""Compare and mend what masters hold; the result says the code of each."""


@operation(
    module=Module.DEVICE,
    right="write",
    verb="DEVICE_SYNC",
    method=Method.ACTION,
    objects=Syncing.objects,
)
async def request_sync(work: Work, syncing: Syncing) -> dict[int, int]:
    """Ask for a synchronisation; answers device -> the master that holds its content. The work follows."""
    rows = await rows_of(work.session, syncing.ids)
    for row in rows:
        work.note(f"{row.name}({row.id})", after={"wipe": syncing.wipe})
    return {row.id: row.parent_id or row.id for row in rows}


@operation(
    module=Module.DEVICE,
    right="write",
    verb="DEVICE_SYNC",
    method=Method.ACTION,
    objects=Syncing.objects,
)
async def begin_sync(work: Work, syncing: Syncing) -> int:
    """Have a job synchronise these devices; none = all whose networks are within the scope, and the doors too of those
    that are wiped. Answers its id.
    """
    rows = await rows_of(work.session, syncing.ids) if syncing.ids else await _within_scope(work, wipe=syncing.wipe)
    for row in rows:
        work.note(f"{row.name}({row.id})", after={"wipe": syncing.wipe})
    masters = dict.fromkeys(row.parent_id or row.id for row in rows)
    title = f"Synchronise {len(masters)} device{'' if len(masters) == 1 else 's'}"
    return await ask_for(work, SYNC, Syncing(tuple(masters), syncing.wipe), title)


async def _within_scope(work: Work, *, wipe: bool) -> list[DeviceRow]:
    statement, scope = select(DeviceRow).order_by(DeviceRow.id), work.context.scope
    limit = scope.limit(Limit.DEVICE_GROUP) if scope.own_user is None else ()
    if limit is not None:
        master = func.coalesce(DeviceRow.parent_id, DeviceRow.id)
        statement = statement.where(master.not_in(select(master).where(DeviceRow.group_id.not_in(limit))))
    barred = await serving_outside(work.session, scope) if wipe else frozenset()
    return [row for row in await work.session.scalars(statement) if (row.parent_id or row.id) not in barred]


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A person whom a device has refused until it was given up."""

    device_id: int
    user_id: str
    fault: int
    detail: str


@operation(module=Module.DEVICE, right="write", verb="DEVICE_REFUSAL", method=Method.ACTION)
async def give_up(work: Work, given_up: tuple[GivenUp, ...]) -> None:
    """Write down that people were not sent to devices, as events of the log."""
    for one in given_up:
        reason = sentence(Refused(one.user_id, one.fault, one.detail))
        code = _EVENTS.get(one.fault, ENROLL_FAIL)
        journal.record(work, code, device_id=one.device_id, user_id=one.user_id, reason=reason)
