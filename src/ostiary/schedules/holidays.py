"""The acts on holiday groups."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select

from ostiary.kernel import counter
from ostiary.kernel.naming import checked_description, checked_name
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.trail import Method
from ostiary.schedules.facts import HolidayGroupChanged
from ostiary.schedules.model import (
    DuplicateHolidayGroup,
    HolidayGroupInUse,
    HolidayGroupNotFound,
    HolidayGroupRow,
)
from ostiary.schedules.operations import MODULES
from ostiary.schedules.plans import (
    DatedHoliday,
    checked_dates,
    holidays_from_document,
    holidays_to_document,
)
from ostiary.schedules.queries import counting_on


@dataclass(frozen=True, slots=True)
class NewHolidayGroup:
    """A holiday group to be made."""

    name: str
    description: str = ""
    holidays: tuple[DatedHoliday, ...] = ()


@dataclass(frozen=True, slots=True)
class HolidayGroupChange:
    """New values of a holiday group; None keeps. A holiday with an id that the group does not have is a new one."""

    id: int
    name: str | None = None
    description: str | None = None
    holidays: tuple[DatedHoliday, ...] | None = None


@dataclass(frozen=True, slots=True)
class HolidayGroupIds:
    """Holiday groups by id."""

    ids: tuple[int, ...]


@operation(module=MODULES, right="write", verb="HOLIDAY_GROUP_CREATE", method=Method.ADD)
async def create_holiday_group(work: Work, new: NewHolidayGroup) -> int:
    """Make a holiday group; answers its id."""
    name = checked_name(new.name)
    await _check_free(work, name)
    row = HolidayGroupRow(
        name=name,
        description=checked_description(new.description),
        holidays=holidays_to_document(await _numbered(work, checked_dates(new.holidays), ())),
    )
    work.session.add(row)
    await work.session.flush()
    work.note(f"{name}({row.id})", after={"name": name, "description": row.description, "holidays": row.holidays})
    work.tell(HolidayGroupChanged(row.id, None, name))
    return row.id


@operation(
    module=MODULES,
    right="write",
    verb="HOLIDAY_GROUP_UPDATE",
    method=Method.UPDATE,
    objects=lambda change: {"holiday_group": [change.id]},
)
async def update_holiday_group(work: Work, change: HolidayGroupChange) -> None:
    """Change what is given of a holiday group and keep the rest."""
    row = await _row(work, change.id)
    before: dict[str, Any] = {"name": row.name, "description": row.description, "holidays": row.holidays}
    after: dict[str, Any] = {
        "name": row.name if change.name is None else checked_name(change.name),
        "description": row.description if change.description is None else checked_description(change.description),
        "holidays": row.holidays,
    }
    if change.holidays is not None:
        kept = holidays_from_document(row.holidays)
        after["holidays"] = holidays_to_document(await _numbered(work, checked_dates(change.holidays), kept))
    if after == before:
        return
    if after["name"] != row.name:
        await _check_free(work, after["name"])
    for column, value in after.items():
        setattr(row, column, value)
    differing = [name for name in after if after[name] != before[name]]
    work.note(
        f"{row.name}({row.id})", {name: before[name] for name in differing}, {name: after[name] for name in differing}
    )
    work.tell(HolidayGroupChanged(row.id, before["name"], row.name))


@operation(
    module=MODULES,
    right="write",
    verb="HOLIDAY_GROUP_DELETE",
    method=Method.DELETE,
    objects=lambda groups: {"holiday_group": groups.ids},
)
async def delete_holiday_groups(work: Work, groups: HolidayGroupIds) -> None:
    """Delete holiday groups that no schedule counts on."""
    for id in groups.ids:
        row = await _row(work, id)
        for name in (await counting_on(work.session, [id])).values():
            raise HolidayGroupInUse(f"The schedule {name} counts on it.")
        work.note(f"{row.name}({row.id})", before={"name": row.name, "holidays": row.holidays})
        work.tell(HolidayGroupChanged(row.id, row.name, None))
        await work.session.delete(row)


async def _row(work: Work, id: int) -> HolidayGroupRow:
    row = await work.session.get(HolidayGroupRow, id, with_for_update=True)
    if row is None:
        raise HolidayGroupNotFound(str(id))
    return row


async def _check_free(work: Work, name: str) -> None:
    taken = select(func.count()).select_from(HolidayGroupRow).where(HolidayGroupRow.name == name)
    if (await work.session.execute(taken)).scalar_one():
        raise DuplicateHolidayGroup(name)


async def _numbered(
    work: Work, holidays: tuple[DatedHoliday, ...], kept: tuple[DatedHoliday, ...]
) -> list[DatedHoliday]:
    """The holidays with their ids; whichever the group does not have yet gets a new one."""
    known = {holiday.id for holiday in kept}
    same = {(holiday.date, holiday.repeat): holiday.id for holiday in kept}
    numbered: list[DatedHoliday] = []
    for holiday in holidays:
        id = holiday.id if holiday.id in known else same.get((holiday.date, holiday.repeat), 0)
        if not id or id in {other.id for other in numbered}:
            id = await counter.take(work.session, "holiday")
        numbered.append(replace(holiday, id=id))
    return numbered
