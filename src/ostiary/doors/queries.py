"""Reads of doors: lists, one door, how they stand, and what devices should hold of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import aliased

from ostiary.devices.model import DeviceRow
from ostiary.devices.settings import Placed, at_door, placed_of
from ostiary.devices.types import DeviceType, type_of
from ostiary.doors.model import DoorNotFound, DoorRow, DoorStateRow
from ostiary.doors.operations import contact_of
from ostiary.doors.outputs import Output, contents, outputs_of, signals
from ostiary.doors.state import state_of
from ostiary.doors.terms import terms_in_force, terms_of
from ostiary.kernel import tree
from ostiary.kernel.context import Kind, Module
from ostiary.kernel.operation import View, query
from ostiary.kernel.paging import Condition, Operator, Search
from ostiary.kernel.selection import Columns, page
from ostiary.kernel.words import Called
from ostiary.policy.door import DoorRules, DoorState, alarm_bits, last_known, status_bits
from ostiary.policy.outputs import Signal
from ostiary.policy.passing import Terms
from ostiary.port.content import Contact, DoorContent
from ostiary.port.settings import Values

READ = (Module.DOOR, Module.MONITORING)
COLUMNS: Columns = {
    "id": DoorRow.id,
    "name": DoorRow.name,
    "group_id": DoorRow.group_id,
    "group_name": tree.GroupRow.name,
    "entry_device_id": DoorRow.entry_device_id,
}
"""What a list of doors may be searched and sorted by."""
FOLDED: Columns = {"name": DoorRow.name_fold}
NO_SETTINGS: Values = {"input": {"supervised_inputs": []}, "event_filter": {"rows": [], "total": 0}}
"""What is shown of a device whose settings are not."""

_master = aliased(DeviceRow)
_entry = aliased(DeviceRow)


@dataclass(frozen=True, slots=True)
class DoorView:
    """A door as a list shows it. `status` and `alarm` are the bit masks of the reference; of a door whose device is
    away all tell what is last known.
    """

    id: int
    name: str
    description: str
    group_id: int
    group_name: str
    entry_device_id: int | None
    entry_status: int | None
    exit_device_id: int | None
    relay_device_id: int | None
    relay_index: int
    sensor: Contact | None
    apb_use_door_sensor: bool
    exit_button: Contact | None
    simulated_unlock: bool
    open_duration: int
    open_timeout: int
    open_once: bool
    unconditional_lock: bool
    terms: Terms
    outputs: tuple[Output, ...]
    status: int
    unlocked: bool
    open: bool
    alarm: int
    last_open: datetime | None


ALL = Search()


@dataclass(frozen=True, slots=True)
class DoorSearch:
    """Which doors: of a group and those below it, with a text in the name, and what the search says."""

    search: Search = ALL
    group_id: int | None = None
    text: str = ""
    ids: tuple[int, ...] | None = None

    @property
    def whole(self) -> Search:
        """The search with all of it as conditions, but for the group."""
        named = () if self.ids is None else (Condition("id", Operator.ONE_OF, self.ids),)
        told = (Condition("name", Operator.CONTAINS, (self.text,)),) if self.text else ()
        return replace(self.search, conditions=(*self.search.conditions, *named, *told))


@dataclass(frozen=True, slots=True)
class UsedDevice:
    """A device that a door uses. `placed` and what is stored of its settings are None outside the scope."""

    name: str
    placed: Placed | None
    stored: Mapping[str, Any] | None = field(repr=False)

    @property
    def settings(self) -> Values:
        """What a door shows of its settings."""
        return NO_SETTINGS if self.placed is None or self.stored is None else at_door(self.placed, self.stored)


@dataclass(frozen=True, slots=True)
class DoorPage:
    """Doors and how many there are in all; the devices they use."""

    doors: Sequence[DoorView]
    total: int
    devices: Mapping[int, UsedDevice]

    @property
    def device_names(self) -> dict[int, str]:
        """The names of the devices."""
        return {id: device.name for id, device in self.devices.items()}


def _select() -> Select[Any]:
    group = (tree.GroupRow.id == DoorRow.group_id) & (tree.GroupRow.kind == Kind.DOOR_GROUP)
    return (
        select(
            *DoorRow.__table__.columns,
            tree.GroupRow.name.label("group_name"),
            DoorStateRow.door_id.label("told_id"),
            DoorStateRow.unlocked,
            DoorStateRow.open,
            DoorStateRow.locked_by,
            DoorStateRow.unlocked_by,
            DoorStateRow.alarms,
            DoorStateRow.last_open,
            _master.connected,
            _entry.status.label("entry_status"),
        )
        .join(tree.GroupRow, group)
        .outerjoin(DoorStateRow, DoorStateRow.door_id == DoorRow.id)
        .outerjoin(_master, _master.id == DoorRow.master_id)
        .outerjoin(_entry, _entry.id == DoorRow.entry_device_id)
    )


def _view(row: Row[Any]) -> DoorView:
    connected = row.master_id is None or bool(row.connected)
    told = state_of(row) if row.told_id is not None else DoorState()
    state = told if connected else last_known(told)
    return DoorView(
        id=row.id,
        name=row.name,
        description=row.description,
        group_id=row.group_id,
        group_name=row.group_name,
        entry_device_id=row.entry_device_id,
        entry_status=row.entry_status,
        exit_device_id=row.exit_device_id,
        relay_device_id=row.relay_device_id,
        relay_index=row.relay_index,
        sensor=contact_of(row.sensor),
        apb_use_door_sensor=bool(row.sensor and row.sensor["apb_use_door_sensor"]),
        exit_button=contact_of(row.exit_button),
        simulated_unlock=bool(row.exit_button and row.exit_button["simulated_unlock"]),
        open_duration=row.open_duration,
        open_timeout=row.open_timeout,
        open_once=row.open_once,
        unconditional_lock=row.unconditional_lock,
        terms=terms_of(row),
        outputs=outputs_of(row.outputs),
        status=status_bits(state, connected=connected),
        unlocked=state.unlocked,
        open=state.open,
        alarm=alarm_bits(state),
        last_open=row.last_open,
    )


@query(module=READ)
async def list_doors(view: View, wanted: DoorSearch) -> DoorPage:
    """A page of the doors within the scope."""
    statement = _select()
    limit = view.scope.limit(Kind.DOOR_GROUP)
    if limit is not None:
        statement = statement.where(DoorRow.group_id.in_(limit))
    if wanted.group_id is not None:
        statement = statement.where(
            DoorRow.group_id.in_(await tree.descend(view.connection, Kind.DOOR_GROUP, [wanted.group_id]))
        )
    rows, total = await page(view.connection, statement, wanted.whole, COLUMNS, DoorRow.id, FOLDED)
    doors = [_view(row) for row in rows]
    return DoorPage(doors, total, await _devices(view, doors))


@query(module=READ, objects=lambda id: {"door": [id]})
async def get_door(view: View, id: int) -> DoorPage:
    """One door, as a page of one."""
    row = (await view.connection.execute(_select().where(DoorRow.id == id))).one_or_none()
    if row is None:
        raise DoorNotFound(str(id))
    doors = [_view(row)]
    return DoorPage(doors, 1, await _devices(view, doors))


@dataclass(frozen=True, slots=True)
class NetworkDevice:
    """A device with which a door could be wired."""

    id: int
    name: str
    type: DeviceType


@query(module=READ, objects=lambda id: {"door": [id]})
async def list_network(view: View, id: int) -> list[NetworkDevice]:
    """The RS-485 network of a door as far as it is within the scope: the device that holds the door, and its slaves."""
    door = (await view.connection.execute(select(DoorRow.master_id).where(DoorRow.id == id))).one_or_none()
    if door is None:
        raise DoorNotFound(str(id))
    if door.master_id is None or view.scope.own_user is not None:
        return []
    statement = select(DeviceRow.id, DeviceRow.name, DeviceRow.type_id).order_by(DeviceRow.id)
    statement = statement.where(or_(DeviceRow.id == door.master_id, DeviceRow.parent_id == door.master_id))
    limit = view.scope.limit(Kind.DEVICE_GROUP)
    if limit is not None:
        statement = statement.where(DeviceRow.group_id.in_(limit))
    rows = await view.connection.execute(statement)
    return [NetworkDevice(row.id, row.name, type_of(row.type_id)) for row in rows]


@query(module=READ)
async def name_doors(view: View, _: None) -> list[Called]:
    """Every door within the scope, with the name of its group."""
    group = (tree.GroupRow.kind == Kind.DOOR_GROUP) & (tree.GroupRow.id == DoorRow.group_id)
    doors = select(DoorRow.id, DoorRow.name, tree.GroupRow.name).join(tree.GroupRow, group)
    limit = view.scope.limit(Kind.DOOR_GROUP)
    if limit is not None:
        doors = doors.where(DoorRow.group_id.in_(limit))
    return [Called(str(id), name, group) for id, name, group in await view.connection.execute(doors)]


async def _devices(view: View, doors: Sequence[DoorView]) -> dict[int, UsedDevice]:
    contacts = [contact for door in doors for contact in (door.sensor, door.exit_button) if contact]
    devices = {id for door in doors for id in (door.entry_device_id, door.exit_device_id, door.relay_device_id) if id}
    ids = devices | {contact.device_id for contact in contacts}
    rows = await view.connection.execute(select(*DeviceRow.__table__.columns).where(DeviceRow.id.in_(ids)))
    return {row.id: _used(view, row) for row in rows}


def _used(view: View, row: Row[Any]) -> UsedDevice:
    if view.scope.own_user is not None or not view.scope.has(Kind.DEVICE_GROUP, row.group_id):
        return UsedDevice(row.name, None, None)
    return UsedDevice(row.name, placed_of(row, has_slaves=False), row.settings)


async def door_contents(connection: AsyncConnection) -> dict[int, list[DoorContent]]:
    """Master device -> the doors it should hold, in the order of their ids."""
    known = await signals(connection)
    rows = await connection.execute(select(*DoorRow.__table__.columns).order_by(DoorRow.id))
    held: dict[int, list[DoorContent]] = {}
    for row in rows:
        if row.master_id is not None:
            held.setdefault(row.master_id, []).append(_content(row, known))
    return held


def _content(row: Row[Any], known: Mapping[int, Signal]) -> DoorContent:
    rules = DoorRules(
        open_duration=row.open_duration,
        open_timeout=row.open_timeout,
        open_once=row.open_once,
        unconditional_lock=row.unconditional_lock,
        has_sensor=row.sensor is not None,
        simulated_exit_button=bool(row.exit_button and row.exit_button["simulated_unlock"]),
    )
    return DoorContent(
        id=row.id,
        name=row.name,
        rules=rules,
        entry_device_id=row.entry_device_id,
        exit_device_id=row.exit_device_id,
        relay_device_id=row.relay_device_id,
        relay_index=row.relay_index,
        sensor=contact_of(row.sensor),
        exit_button=contact_of(row.exit_button),
        terms=terms_in_force(row),
        outputs=contents(row.outputs, known),
    )
