"""Reads of devices: lists, one device, and what each should hold of its settings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, false, select
from sqlalchemy.ext.asyncio import AsyncConnection

from ostiary.devices import settings
from ostiary.devices.model import DeviceNotFound, DeviceRow
from ostiary.devices.settings import placed_of
from ostiary.devices.types import DeviceType, device_types, type_of
from ostiary.kernel import tree
from ostiary.kernel.context import Kind, Module
from ostiary.kernel.operation import View, query
from ostiary.kernel.paging import Search
from ostiary.kernel.selection import Columns, page
from ostiary.kernel.vault import Vault
from ostiary.kernel.words import Called
from ostiary.port.content import SettingsContent

READ = (Module.DEVICE, Module.DOOR, Module.USER, Module.MONITORING)
COLUMNS: Columns = {
    "id": DeviceRow.id,
    "name": DeviceRow.name,
    "status": DeviceRow.status,
    "type_id": DeviceRow.type_id,
    "group_id": DeviceRow.group_id,
    "group_name": tree.GroupRow.name,
    "address": DeviceRow.address,
}
"""What a list of devices may be searched and sorted by."""


@dataclass(frozen=True, slots=True)
class Named:
    """Another device, with its type."""

    id: int
    name: str
    type: DeviceType


@dataclass(frozen=True, slots=True)
class DeviceView:
    """A device as a list shows it. `settings` by the reference's groups; operation modes name their schedule by id."""

    id: int
    name: str
    type: DeviceType
    group_id: int
    group_name: str
    master: Named | None
    status: int
    user_sync: int
    address: str
    port: int
    firmware: str
    hardware: str
    settings: dict[str, Any]


@dataclass(frozen=True, slots=True)
class DeviceSearch:
    """Which devices: not of these types, of these ids, and what the search says."""

    search: Search = field(default_factory=Search)
    without_types: tuple[int, ...] = ()
    ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class DevicePage:
    """Devices and how many there are in all; the slaves of each master among them, and the devices that their triggers
    name.
    """

    devices: Sequence[DeviceView]
    total: int
    slaves: dict[int, list[DeviceView]]
    triggering: dict[int, Named]


@query(module=READ)
async def list_devices(view: View, wanted: DeviceSearch) -> DevicePage:
    """A page of the devices within the scope, slaves among them."""
    statement = _select()
    if view.scope.own_user is not None:
        statement = statement.where(false())
    limit = view.scope.limit(Kind.DEVICE_GROUP)
    if limit is not None:
        statement = statement.where(DeviceRow.group_id.in_(limit))
    if wanted.without_types:
        statement = statement.where(DeviceRow.type_id.not_in(wanted.without_types))
    if wanted.ids is not None:
        statement = statement.where(DeviceRow.id.in_(wanted.ids))
    rows, total = await page(view.connection, statement, wanted.search, COLUMNS, DeviceRow.id)
    return await _page(view, rows, total, detail=False)


@query(module=READ, objects=lambda id: {"device": [id]})
async def get_device(view: View, id: int) -> DevicePage:
    """One device in every detail, as a page of one. Who sees nobody but himself sees no device."""
    if view.scope.own_user is not None:
        raise DeviceNotFound(str(id))
    rows = (await view.connection.execute(_select().where(DeviceRow.id == id))).all()
    if not rows:
        raise DeviceNotFound(str(id))
    return await _page(view, rows, 1, detail=True)


@query(module=READ)
async def name_devices(view: View, _: None) -> list[Called]:
    """Every device within the scope, with the name of its group."""
    if view.scope.own_user is not None:
        return []
    group = (tree.GroupRow.kind == Kind.DEVICE_GROUP) & (tree.GroupRow.id == DeviceRow.group_id)
    devices = select(DeviceRow.id, DeviceRow.name, tree.GroupRow.name).join(tree.GroupRow, group)
    limit = view.scope.limit(Kind.DEVICE_GROUP)
    if limit is not None:
        devices = devices.where(DeviceRow.group_id.in_(limit))
    return [Called(str(id), name, group) for id, name, group in await view.connection.execute(devices)]


@query(module=())
async def list_types(view: View, _: None) -> Sequence[DeviceType]:
    """The types of device there are."""
    return tuple(device_types().values())


async def settings_contents(
    connection: AsyncConnection, vault: Vault, pin_key: bytes
) -> dict[int, list[SettingsContent]]:
    """Master -> what it should hold of settings: its own and those of its slaves, by id."""
    rows = (await connection.execute(select(*DeviceRow.__table__.columns).order_by(DeviceRow.id))).all()
    masters = {row.parent_id for row in rows}
    held: dict[int, list[SettingsContent]] = {}
    for row in rows:
        placed = placed_of(row, has_slaves=row.id in masters)
        record = settings.content(placed, row.name, settings.opened(vault, row.settings), pin_key)
        held.setdefault(row.parent_id or row.id, []).append(record)
    return held


def _select() -> Select[Any]:
    group = (tree.GroupRow.id == DeviceRow.group_id) & (tree.GroupRow.kind == Kind.DEVICE_GROUP)
    return select(*DeviceRow.__table__.columns, tree.GroupRow.name.label("group_name")).join(tree.GroupRow, group)


async def _page(view: View, rows: Sequence[Row[Any]], total: int, *, detail: bool) -> DevicePage:
    ids = {row.id for row in rows}
    triggering = {id for row in rows for id in settings.devices_of(row.settings)}
    of_network = DeviceRow.parent_id.in_(ids) | DeviceRow.id.in_({row.parent_id for row in rows if row.parent_id})
    wanted = of_network | DeviceRow.id.in_(triggering) if triggering else of_network
    around = (await view.connection.execute(_select().where(wanted).order_by(DeviceRow.id))).all()
    known = {row.id: row for row in (*around, *rows)}
    masters = {row.parent_id for row in known.values()}
    made = {row.id: _view(row, known, masters, view.now, detail=detail) for row in known.values()}
    slaves: dict[int, list[DeviceView]] = {}
    for row in around:
        if row.parent_id in ids and view.scope.has(Kind.DEVICE_GROUP, row.group_id):
            slaves.setdefault(row.parent_id, []).append(made[row.id])
    shown = [known[id] for id in triggering & known.keys() if view.scope.has(Kind.DEVICE_GROUP, known[id].group_id)]
    triggers = {row.id: Named(row.id, row.name, type_of(row.type_id)) for row in shown}
    return DevicePage([made[row.id] for row in rows], total, slaves, triggers)


def _view(
    row: Row[Any], known: dict[int, Row[Any]], masters: Iterable[int | None], at: datetime, *, detail: bool
) -> DeviceView:
    placed = placed_of(row, has_slaves=row.id in masters)
    master = known.get(row.parent_id)
    return DeviceView(
        id=row.id,
        name=row.name,
        type=placed.type,
        group_id=row.group_id,
        group_name=row.group_name,
        master=None if master is None else Named(master.id, master.name, type_of(master.type_id)),
        status=row.status,
        user_sync=row.user_sync,
        address=row.address,
        port=row.port,
        firmware=row.firmware,
        hardware=row.hardware,
        settings=settings.shown(placed, row.settings, at, detail=detail),
    )
