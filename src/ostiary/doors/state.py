"""How doors stand: what their devices report, kept in a row for each door, and told when it changed."""

from typing import Any

from sqlalchemy import Row, select

from ostiary.doors.facts import DoorStateChanged
from ostiary.doors.model import DoorRow, DoorStateRow
from ostiary.kernel.context import Module
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.trail import Method
from ostiary.policy.door import Alarm, DoorState, Flag, status_bits
from ostiary.port.reports import DoorReport


def state_of(row: DoorStateRow | Row[Any]) -> DoorState:
    """The stored state as policy knows it."""
    return DoorState(
        unlocked=row.unlocked,
        open=row.open,
        locked_by=Flag(row.locked_by),
        unlocked_by=Flag(row.unlocked_by),
        alarms=Alarm(row.alarms),
    )


@operation(module=Module.DOOR, right="write", verb="DOOR_STATE", method=Method.ACTION)
async def report_doors(work: Work, reports: tuple[DoorReport, ...]) -> None:
    """Store what devices say of their doors. Of several reports on one door the last counts; of doors that the device
    does not hold, none.
    """
    named = {report.door_id for report in reports}
    holders = await work.session.execute(select(DoorRow.id, DoorRow.master_id).where(DoorRow.id.in_(named)))
    held = {(row.id, row.master_id) for row in holders}
    latest = {report.door_id: report for report in reports if (report.door_id, report.device_id) in held}
    rows = await work.session.scalars(select(DoorStateRow).where(DoorStateRow.door_id.in_(latest)))
    stored = {row.door_id: row for row in rows}
    for id, report in sorted(latest.items()):
        values = {
            "unlocked": report.unlocked,
            "open": report.open,
            "locked_by": int(report.locked_by),
            "unlocked_by": int(report.unlocked_by),
            "alarms": int(report.alarms),
            "last_open": report.last_open,
        }
        row = stored.get(id)
        if row is None:
            row = DoorStateRow(door_id=id, told=work.now, **values)
            work.session.add(row)
        elif all(getattr(row, name) == value for name, value in values.items()):
            continue
        else:
            for name, value in {**values, "told": work.now}.items():
                setattr(row, name, value)
        status = status_bits(state_of(row))
        work.tell(DoorStateChanged(id, status, row.unlocked, row.open, row.alarms))
