"""Doors of simulated devices: whose leaf an operator moves and whose exit button he presses; and which simulated
devices and doors he is shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from ostiary.devices.model import DeviceRow
from ostiary.devices.virtual import DRIVER
from ostiary.doors.model import DoorNotFound, DoorRow
from ostiary.kernel.context import Kind, Module
from ostiary.kernel.errors import Forbidden
from ostiary.kernel.operation import View, Work, operation, query
from ostiary.kernel.trail import Method


@dataclass(frozen=True, slots=True)
class DoorHandling:
    """What is done to a door by hand, as the trail shows it."""

    door_id: int
    done: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Simulated:
    """Simulated devices, and doors of whatever devices, each with its name."""

    devices: Mapping[int, str]
    doors: Mapping[int, str]


@operation(
    module=Module.DEVICE,
    right="write",
    verb="DOOR_SIMULATED",
    method=Method.ACTION,
    objects=lambda handling: {"door": [handling.door_id]},
)
async def handle_door(work: Work, handling: DoorHandling) -> None:
    """Move a leaf or press an exit button. Raises `DoorNotFound` for a door whose devices are not simulated."""
    columns = select(DoorRow.name, DeviceRow.driver, DeviceRow.group_id).join(
        DeviceRow, DeviceRow.id == DoorRow.master_id
    )
    row = (await work.session.execute(columns.where(DoorRow.id == handling.door_id))).one_or_none()
    if row is None or row.driver != DRIVER:
        raise DoorNotFound(f"{handling.door_id} is no door of a simulated device")
    if not work.context.scope.has(Kind.DEVICE_GROUP, row.group_id):
        raise Forbidden("device outside the operator's scope")
    work.note(f"{row.name}({handling.door_id})", after=handling.done)


@query(module=Module.DEVICE)
async def list_simulated(view: View, _: None) -> Simulated:
    """The simulated devices and the doors within the scope. Who sees nobody but himself sees none."""
    if view.scope.own_user is not None:
        return Simulated({}, {})
    devices = select(DeviceRow.id, DeviceRow.name).where(DeviceRow.driver == DRIVER)
    doors = select(DoorRow.id, DoorRow.name)
    if (limit := view.scope.limit(Kind.DEVICE_GROUP)) is not None:
        devices = devices.where(DeviceRow.group_id.in_(limit))
    if (limit := view.scope.limit(Kind.DOOR_GROUP)) is not None:
        doors = doors.where(DoorRow.group_id.in_(limit))
    named = [{row.id: row.name for row in await view.connection.execute(each)} for each in (devices, doors)]
    return Simulated(*named)
