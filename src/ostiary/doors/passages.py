"""Doors as decisions look at them: where people present themselves, who decides, and who keeps the door locked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from ostiary.doors.model import DoorRow, DoorStateRow
from ostiary.doors.state import state_of
from ostiary.doors.terms import terms_in_force
from ostiary.events.model import EventRow
from ostiary.kernel.context import Kind, Scope
from ostiary.kernel.hindsight import Act, before
from ostiary.policy.antipassback import Side
from ostiary.policy.door import LOCK, RELEASE, UNLOCK, DoorState, Flag
from ostiary.policy.passing import Terms


@dataclass(frozen=True, slots=True)
class DoorRecord:
    """A door. `reader_ids`: entry before exit; `decider_id` is the device that holds it; `state` as that last told;
    `terms`: what it asks of those whom the access rules admit.
    """

    id: int
    name: str
    group_id: int
    decider_id: int | None
    reader_ids: tuple[int, ...]
    state: DoorState
    terms: Terms
    exit_id: int | None

    def side(self, reader_id: int) -> Side:
        """The side on which this reader stands."""
        return Side.EXIT if reader_id == self.exit_id else Side.ENTRY


async def door_of(connection: AsyncConnection, id: int, since: Sequence[Act] = ()) -> DoorRecord | None:
    """The door with this id; before these acts on doors with the rules it had, wired as it is now. None = there is, or
    was, none.
    """
    row = (await connection.execute(_rows(DoorRow.id == id))).one_or_none()
    found = {} if row is None else before({str(id): dict(row._asdict())}, since)
    return _record(SimpleNamespace(**found[str(id)])) if str(id) in found else None


async def door_at(connection: AsyncConnection, reader_id: int) -> DoorRecord | None:
    """The door at which this reader stands."""
    here = or_(DoorRow.entry_device_id == reader_id, DoorRow.exit_device_id == reader_id)
    return next(iter(await _doors(connection, here)), None)


async def doors_within(connection: AsyncConnection, scope: Scope) -> list[DoorRecord]:
    """Every door within a scope, in the order of ids."""
    limit = scope.limit(Kind.DOOR_GROUP)
    return await _doors(connection, *(() if limit is None else (DoorRow.group_id.in_(limit),)))


async def barred_at(connection: AsyncConnection, door: DoorRecord, moment: datetime) -> bool | None:
    """Whether an operator, or an emergency, kept the door locked then, by the log; None where that begins later."""
    if (await connection.scalar(select(EventRow.id).where(EventRow.at <= moment).limit(1))) is None:
        return None
    for flag in (Flag.EMERGENCY, Flag.OPERATOR):
        codes = [code + flag for code in (LOCK, UNLOCK, RELEASE)]
        last = select(EventRow.code).where(EventRow.door_id == door.id, EventRow.code.in_(codes), EventRow.at <= moment)
        code = await connection.scalar(last.order_by(EventRow.at.desc(), EventRow.id.desc()).limit(1))
        if code is not None and code != RELEASE + flag:
            return bool(code == LOCK + flag)
    return False


async def _doors(connection: AsyncConnection, *conditions: ColumnElement[bool]) -> list[DoorRecord]:
    return [_record(row) for row in await connection.execute(_rows(*conditions))]


def _rows(*conditions: ColumnElement[bool]) -> Select[Any]:
    return (
        select(
            *DoorRow.__table__.columns,
            DoorStateRow.door_id.label("told_id"),
            DoorStateRow.unlocked,
            DoorStateRow.open,
            DoorStateRow.locked_by,
            DoorStateRow.unlocked_by,
            DoorStateRow.alarms,
        )
        .outerjoin(DoorStateRow, DoorStateRow.door_id == DoorRow.id)
        .where(*conditions)
        .order_by(DoorRow.id)
    )


def _record(row: Any) -> DoorRecord:
    readers = tuple(id for id in (row.entry_device_id, row.exit_device_id) if id is not None)
    state = DoorState() if row.told_id is None else state_of(row)
    terms = terms_in_force(row)
    return DoorRecord(row.id, row.name, row.group_id, row.master_id, readers, state, terms, row.exit_device_id)
