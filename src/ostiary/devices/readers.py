"""Readers as decisions look at them: what each can read, what it decides by, and the clock at its wall."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from ostiary.devices import settings
from ostiary.devices.model import DeviceRow
from ostiary.devices.settings import placed_of
from ostiary.devices.types import DeviceType
from ostiary.port.content import SettingsContent


@dataclass(frozen=True, slots=True)
class DeciderRecord:
    """A device that decides: on its own, or for the readers of its network. `zone` is its wall clock's."""

    id: int
    name: str
    connected: bool
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class ReaderRecord:
    """A device at which people present themselves, and the one that decides for it (itself where it has no master).

    `settings` are those it should hold, without the key of PINs.
    """

    id: int
    name: str
    type: DeviceType
    connected: bool
    settings: SettingsContent
    decider: DeciderRecord


async def readers(connection: AsyncConnection, ids: Collection[int]) -> dict[int, ReaderRecord]:
    """The devices with these ids as readers; unknown ids, and slaves whose master is gone, are left out."""
    found = {row.id: row for row in await connection.execute(_rows(ids))}
    masters = {row.parent_id for row in found.values() if row.parent_id is not None}
    known = {row.id: row for row in await connection.execute(_rows(masters))} | found if masters else found
    made: dict[int, ReaderRecord] = {}
    for row in found.values():
        decider = known.get(row.parent_id or row.id)
        if decider is None:
            continue
        placed = placed_of(row, has_slaves=False)
        made[row.id] = ReaderRecord(
            row.id,
            row.name,
            placed.type,
            row.connected,
            settings.content(placed, row.name, row.settings, b""),
            DeciderRecord(decider.id, decider.name, decider.connected, ZoneInfo(decider.timezone)),
        )
    return made


def _rows(ids: Collection[int]) -> Select[Any]:
    return select(*DeviceRow.__table__.columns).where(DeviceRow.id.in_(ids))
