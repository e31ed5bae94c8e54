"""Doors as decisions look at them: where people present themselves, who decides, and who keeps the door locked."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from ostiary.doors.model import DoorRow, DoorStateRow
from ostiary.doors.state import state_of
from ostiary.doors.terms import terms_in_force
from ostiary.kernel.context import Kind, Scope
from ostiary.policy.antipassback import Side
from ostiary.policy.door import DoorState
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


async def door_of(connection: AsyncConnection, id: int) -> DoorRecord | None:
    """The door with this id."""
    return next(iter(await _doors(connection, DoorRow.id == id)), None)


async def door_at(connection: AsyncConnection, reader_id: int) -> DoorRecord | None:
    """The door at which this reader stands."""
    here = or_(DoorRow.entry_device_id == reader_id, DoorRow.exit_device_id == reader_id)
    return next(iter(await _doors(connection, here)), None)


async def doors_within(connection: AsyncConnection, scope: Scope) -> list[DoorRecord]:
    """Every door within a scope, in the order of ids."""
    limit = scope.limit(Kind.DOOR_GROUP)
    return await _doors(connection, *(() if limit is None else (DoorRow.group_id.in_(limit),)))


async def _doors(connection: AsyncConnection, *conditions: ColumnElement[bool]) -> list[DoorRecord]:
    statement = (
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
    return [_record(row) for row in await connection.execute(statement)]


def _record(row: Any) -> DoorRecord:
    readers = tuple(id for id in (row.entry_device_id, row.exit_device_id) if id is not None)
    state = DoorState() if row.told_id is None else state_of(row)
    terms = terms_in_force(row)
    return DoorRecord(row.id, row.name, row.group_id, row.master_id, readers, state, terms, row.exit_device_id)
