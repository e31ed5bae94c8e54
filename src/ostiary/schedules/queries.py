"""Reads of schedules and holiday groups."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from ostiary.kernel.context import Module
from ostiary.kernel.hindsight import Act, before
from ostiary.kernel.operation import View, query
from ostiary.kernel.paging import Search
from ostiary.kernel.selection import Columns, page
from ostiary.kernel.words import Called
from ostiary.policy.schedule import HolidayGroup, Schedule
from ostiary.schedules.model import HolidayGroupRow, ScheduleNotFound, ScheduleRow
from ostiary.schedules.plans import (
    DatedHoliday,
    Plan,
    as_holiday,
    as_schedule,
    from_document,
    holidays_from_document,
)

READ = (Module.ACCESS, Module.SETTING, Module.DEVICE, Module.DOOR, Module.ELEVATOR, Module.ZONE)
"""Whoever chooses a schedule somewhere sees the schedules."""

SCHEDULE_COLUMNS: Columns = {"id": ScheduleRow.id, "name": ScheduleRow.name, "description": ScheduleRow.description}
HOLIDAY_COLUMNS: Columns = {
    "id": HolidayGroupRow.id,
    "name": HolidayGroupRow.name,
    "description": HolidayGroupRow.description,
}

Source = AsyncConnection | AsyncSession


@dataclass(frozen=True, slots=True)
class ScheduleView:
    """A schedule as a list shows it."""

    id: int
    name: str
    description: str
    plan: Plan


@dataclass(frozen=True, slots=True)
class SchedulePage:
    """Schedules, how many there are in all, and the names of the holiday groups they count on."""

    schedules: Sequence[ScheduleView]
    total: int
    holiday_groups: dict[int, str]


@dataclass(frozen=True, slots=True)
class HolidayGroupView:
    """A holiday group as a list shows it."""

    id: int
    name: str
    description: str
    holidays: tuple[DatedHoliday, ...]


@query(module=READ)
async def list_schedules(view: View, search: Search) -> SchedulePage:
    """A page of the schedules."""
    columns = select(ScheduleRow.id, ScheduleRow.name, ScheduleRow.description, ScheduleRow.plan)
    rows, total = await page(view.connection, columns, search, SCHEDULE_COLUMNS, ScheduleRow.id)
    views = [ScheduleView(row.id, row.name, row.description, from_document(row.plan)) for row in rows]
    return SchedulePage(views, total, await _holiday_names(view.connection))


@query(module=READ)
async def get_schedule(view: View, id: int) -> SchedulePage:
    """One schedule, as a page of one."""
    columns = select(ScheduleRow.id, ScheduleRow.name, ScheduleRow.description, ScheduleRow.plan)
    row = (await view.connection.execute(columns.where(ScheduleRow.id == id))).one_or_none()
    if row is None:
        raise ScheduleNotFound(str(id))
    found = ScheduleView(row.id, row.name, row.description, from_document(row.plan))
    return SchedulePage([found], 1, await _holiday_names(view.connection))


@query(module=READ)
async def list_holiday_groups(view: View, search: Search) -> tuple[Sequence[HolidayGroupView], int]:
    """A page of the holiday groups, and how many there are in all."""
    columns = select(HolidayGroupRow.id, HolidayGroupRow.name, HolidayGroupRow.description, HolidayGroupRow.holidays)
    rows, total = await page(view.connection, columns, search, HOLIDAY_COLUMNS, HolidayGroupRow.id)
    views = [HolidayGroupView(row.id, row.name, row.description, holidays_from_document(row.holidays)) for row in rows]
    return views, total


@query(module=READ)
async def name_schedules(view: View, _: None) -> list[Called]:
    """Every schedule, with its description."""
    columns = select(ScheduleRow.id, ScheduleRow.name, ScheduleRow.description)
    return [Called(str(row.id), row.name, row.description) for row in await view.connection.execute(columns)]


async def schedules(source: Source, since: Sequence[Act] = ()) -> list[Schedule]:
    """Every schedule as decisions look at it, or did before these acts on schedules, in the order of ids."""
    rows = await source.execute(select(ScheduleRow.id, ScheduleRow.name, ScheduleRow.plan))
    found = before({str(row.id): {"name": row.name, "plan": row.plan} for row in rows}, since)
    return [as_schedule(int(id), found[id]["name"], from_document(found[id]["plan"])) for id in sorted(found, key=int)]


async def holiday_groups(source: Source, since: Sequence[Act] = ()) -> list[HolidayGroup]:
    """Every holiday group as decisions look at it, or did before these acts on holiday groups, in the order of ids."""
    rows = await source.execute(select(HolidayGroupRow.id, HolidayGroupRow.name, HolidayGroupRow.holidays))
    found = before({str(row.id): {"name": row.name, "holidays": row.holidays} for row in rows}, since)
    return [
        HolidayGroup(int(id), found[id]["name"], tuple(map(as_holiday, holidays_from_document(found[id]["holidays"]))))
        for id in sorted(found, key=int)
    ]


async def counting_on(source: Source, holiday_group_ids: Collection[int]) -> dict[int, str]:
    """The schedules that count on these holiday groups, with their names."""
    wanted = frozenset(holiday_group_ids)
    rows = await source.execute(select(ScheduleRow.id, ScheduleRow.name, ScheduleRow.plan).order_by(ScheduleRow.id))
    return {
        row.id: row.name
        for row in rows
        if not wanted.isdisjoint(slots.group_id for slots in from_document(row.plan).holidays)
    }


async def require_schedules(source: Source, ids: set[int]) -> None:
    """Raise `ScheduleNotFound` where one of these does not exist."""
    known = set((await source.execute(select(ScheduleRow.id).where(ScheduleRow.id.in_(ids)))).scalars())
    if ids - known:
        raise ScheduleNotFound(str(min(ids - known)))


async def _holiday_names(connection: AsyncConnection) -> dict[int, str]:
    rows = await connection.execute(select(HolidayGroupRow.id, HolidayGroupRow.name))
    return {row.id: row.name for row in rows}
