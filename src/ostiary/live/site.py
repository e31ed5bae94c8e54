"""How the site stands at one moment: its doors, devices, jobs and alerts, and the places in facts and log that it
follows on.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import aliased

from ostiary.devices.model import DeviceRow
from ostiary.devices.types import type_of
from ostiary.doors.model import DoorRow, DoorStateRow
from ostiary.doors.state import state_of
from ostiary.events import journal
from ostiary.events.alerts import waiting
from ostiary.jobs.queries import JobView, recent_jobs
from ostiary.kernel import outbox, tree
from ostiary.kernel.context import Kind
from ostiary.kernel.database import steady
from ostiary.kernel.operation import View, query
from ostiary.live.sight import Sight
from ostiary.policy.door import Alarm, DoorState, Flag, kept, last_known
from ostiary.provisioning.model import DeviceContentRow
from ostiary.provisioning.queries import content_state

ENDED_SHOWN = timedelta(hours=1)
"""How long after its end a job is among those of the site."""
SIMULATED = "simulated"
"""The driver of devices that are no hardware."""

Lock = Literal["normal", "locked", "unlocked"]
LockBy = Literal["scheduled", "emergency", "operator"]
AlarmName = Literal["held_open", "forced_open", "passback"]
DeviceState = Literal["online", "offline", "waiting", "disconnected"]
BY: dict[Flag, LockBy] = {Flag.SCHEDULED: "scheduled", Flag.EMERGENCY: "emergency", Flag.OPERATOR: "operator"}
ALARMS: dict[Alarm, AlarmName] = {
    Alarm.HELD_OPEN: "held_open",
    Alarm.FORCED_OPEN: "forced_open",
    Alarm.PASSBACK: "passback",
}

_master = aliased(DeviceRow)


@dataclass(frozen=True, slots=True)
class Place:
    """How far the facts and the events are in: the last of each."""

    fact: int
    event: int


@dataclass(frozen=True, slots=True)
class DoorNow:
    """How a door stands, of one whose device is away as it is last known. `open` None: it has no sensor, or nobody has
    told.
    """

    id: int
    name: str
    group_id: int
    group_name: str
    device_id: int | None
    online: bool
    lock: Lock
    lock_by: LockBy | None
    unlocked: bool
    open: bool | None
    alarms: tuple[AlarmName, ...]
    last_open: datetime | None


@dataclass(frozen=True, slots=True)
class DeviceNow:
    """How a device stands: `waiting` has never been connected, `disconnected` is so because somebody wants it. Slaves
    have no content of their own.
    """

    id: int
    name: str
    group_id: int
    group_name: str
    model: str
    parent_id: int | None
    state: DeviceState
    locked: bool
    simulated: bool
    content: str | None


@dataclass(frozen=True, slots=True)
class Site:
    """How the site stands, as far as somebody may see it. `unacknowledged` None: he may see no alerts."""

    at: Place
    doors: Sequence[DoorNow]
    devices: Sequence[DeviceNow]
    jobs: Sequence[JobView]
    unacknowledged: int | None


@query(module=())
async def view_site(view: View, _: None) -> Site:
    """The site at this moment: of each part what the operator may read, within his scope."""
    await steady(view.connection)
    sight = Sight(view.context)
    at = await place(view.connection)
    doors = await read_doors(view.connection, within_groups(DoorRow.group_id, sight.door_groups)) if sight.doors else []
    within = within_groups(DeviceRow.group_id, sight.device_groups)
    devices = await read_devices(view.connection, within) if sight.devices else []
    jobs = [job for job in await recent_jobs(view.connection, view.now - ENDED_SHOWN) if sight.job(job)]
    unacknowledged = await waiting(view.connection, view.scope) if sight.alerts else None
    return Site(at, doors, devices, jobs, unacknowledged)


async def place(connection: AsyncConnection) -> Place:
    """The last fact and the last event."""
    return Place(await outbox.newest(connection), await journal.newest(connection))


def within_groups(column: Any, groups: frozenset[int] | None) -> ColumnElement[bool]:
    """Whether what stands in a group is within a limit; None = there is none."""
    return true() if groups is None else column.in_(groups)


def doors_of(ids: Collection[int], masters: Collection[int], groups: Collection[int]) -> ColumnElement[bool]:
    """These doors, those that these devices hold, and those in these groups."""
    return or_(DoorRow.id.in_(ids), DoorRow.master_id.in_(masters), DoorRow.group_id.in_(groups))


def devices_of(ids: Collection[int], groups: Collection[int]) -> ColumnElement[bool]:
    """These devices with their slaves, and those in these groups."""
    return or_(DeviceRow.id.in_(ids), DeviceRow.parent_id.in_(ids), DeviceRow.group_id.in_(groups))


async def read_doors(connection: AsyncConnection, which: ColumnElement[bool]) -> list[DoorNow]:
    """How doors stand, by id."""
    group = (tree.GroupRow.id == DoorRow.group_id) & (tree.GroupRow.kind == Kind.DOOR_GROUP)
    statement = (
        select(
            DoorRow.id,
            DoorRow.name,
            DoorRow.group_id,
            tree.GroupRow.name.label("group_name"),
            DoorRow.master_id,
            DoorRow.sensor,
            DeviceRow.connected,
            *(column for column in DoorStateRow.__table__.columns),
        )
        .join(tree.GroupRow, group)
        .outerjoin(DoorStateRow, DoorStateRow.door_id == DoorRow.id)
        .outerjoin(DeviceRow, DeviceRow.id == DoorRow.master_id)
        .where(which)
        .order_by(DoorRow.id)
    )
    return [_door(row) for row in await connection.execute(statement)]


def _door(row: Any) -> DoorNow:
    told = row.door_id is not None
    state = state_of(row) if told else DoorState()
    online = bool(row.connected)
    state = state if online else last_known(state)
    unlocked, flag = kept(state)
    return DoorNow(
        id=row.id,
        name=row.name,
        group_id=row.group_id,
        group_name=row.group_name,
        device_id=row.master_id,
        online=online,
        lock="normal" if unlocked is None else "unlocked" if unlocked else "locked",
        lock_by=BY.get(flag),
        unlocked=state.unlocked,
        open=state.open if told and row.sensor else None,
        alarms=tuple(name for alarm, name in ALARMS.items() if alarm in state.alarms),
        last_open=row.last_open,
    )


async def read_devices(connection: AsyncConnection, which: ColumnElement[bool]) -> list[DeviceNow]:
    """How devices stand, by id."""
    group = (tree.GroupRow.id == DeviceRow.group_id) & (tree.GroupRow.kind == Kind.DEVICE_GROUP)
    statement = (
        select(
            DeviceRow.id,
            DeviceRow.name,
            DeviceRow.group_id,
            tree.GroupRow.name.label("group_name"),
            DeviceRow.type_id,
            DeviceRow.parent_id,
            DeviceRow.driver,
            DeviceRow.connected,
            DeviceRow.locked,
            DeviceRow.seen,
            func.coalesce(_master.wanted, DeviceRow.wanted).label("wanted"),
            DeviceContentRow.state.label("content"),
        )
        .join(tree.GroupRow, group)
        .outerjoin(_master, _master.id == DeviceRow.parent_id)
        .outerjoin(DeviceContentRow, DeviceContentRow.device_id == DeviceRow.id)
        .where(which)
        .order_by(DeviceRow.id)
    )
    return [_device(row) for row in await connection.execute(statement)]


def _device(row: Any) -> DeviceNow:
    return DeviceNow(
        id=row.id,
        name=row.name,
        group_id=row.group_id,
        group_name=row.group_name,
        model=type_of(row.type_id).name,
        parent_id=row.parent_id,
        state=_device_state(row),
        locked=row.locked,
        simulated=row.driver == SIMULATED,
        content=None if row.parent_id else content_state(row.connected, row.content),
    )


def _device_state(row: Any) -> DeviceState:
    if row.connected:
        return "online"
    if not row.wanted:
        return "disconnected"
    return "waiting" if row.seen is None else "offline"
