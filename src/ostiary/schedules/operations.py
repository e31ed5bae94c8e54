"""The acts on schedules."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from ostiary.kernel.context import Module
from ostiary.kernel.naming import checked_description, checked_name
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.trail import Method
from ostiary.policy.schedule import ALWAYS
from ostiary.schedules.facts import ScheduleChanged
from ostiary.schedules.model import (
    AlwaysStays,
    DuplicateSchedule,
    HolidayGroupNotFound,
    HolidayGroupRow,
    ScheduleNotFound,
    ScheduleRow,
    TooManySchedules,
)
from ostiary.schedules.plans import NOTHING, WEEK, Plan, PlanChange, from_document, revised, to_document

MODULES = (Module.ACCESS, Module.SETTING)
"""Schedules are kept by those who keep access rights and by those who keep the settings."""
MOST = 128


@dataclass(frozen=True, slots=True)
class NewSchedule:
    """A schedule to be made."""

    name: str
    description: str = ""
    plan: PlanChange = NOTHING


@dataclass(frozen=True, slots=True)
class ScheduleChange:
    """New values of a schedule; None keeps."""

    id: int
    name: str | None = None
    description: str | None = None
    plan: PlanChange = NOTHING


@dataclass(frozen=True, slots=True)
class ScheduleIds:
    """Schedules by id."""

    ids: tuple[int, ...]


@operation(module=MODULES, right="write", verb="SCHEDULE_CREATE", method=Method.ADD)
async def create_schedule(work: Work, new: NewSchedule) -> int:
    """Make a schedule; answers its id."""
    name = checked_name(new.name)
    await _check_free(work, name)
    if (await work.session.execute(select(func.count()).select_from(ScheduleRow))).scalar_one() >= MOST:
        raise TooManySchedules(f"{MOST} at most")
    plan = revised(Plan(days=((),) * WEEK), new.plan, work.now.date())
    await _check_holiday_groups(work, plan)
    row = ScheduleRow(name=name, description=checked_description(new.description), plan=to_document(plan))
    work.session.add(row)
    await work.session.flush()
    work.note(f"{name}({row.id})", after={"name": name, "description": row.description, "plan": row.plan})
    work.tell(ScheduleChanged(row.id, None, name))
    return row.id


@operation(
    module=MODULES,
    right="write",
    verb="SCHEDULE_UPDATE",
    method=Method.UPDATE,
    objects=lambda change: {"schedule": [change.id]},
)
async def update_schedule(work: Work, change: ScheduleChange) -> None:
    """Change what is given of a schedule and keep the rest."""
    row = await _row(work, change.id)
    plan = revised(from_document(row.plan), change.plan, work.now.date())
    after: dict[str, Any] = {
        "name": row.name if change.name is None else checked_name(change.name),
        "description": row.description if change.description is None else checked_description(change.description),
        "plan": to_document(plan),
    }
    before: dict[str, Any] = {"name": row.name, "description": row.description, "plan": row.plan}
    if after == before:
        return
    if after["name"] != row.name:
        await _check_free(work, after["name"])
    await _check_holiday_groups(work, plan)
    row.name, row.description, row.plan = after["name"], after["description"], after["plan"]
    differing = [name for name in after if after[name] != before[name]]
    work.note(
        f"{row.name}({row.id})", {name: before[name] for name in differing}, {name: after[name] for name in differing}
    )
    work.tell(ScheduleChanged(row.id, before["name"], row.name))


@operation(
    module=MODULES,
    right="write",
    verb="SCHEDULE_DELETE",
    method=Method.DELETE,
    objects=lambda schedules: {"schedule": schedules.ids},
)
async def delete_schedules(work: Work, schedules: ScheduleIds) -> None:
    """Delete schedules that nothing is open by; rooms above veto."""
    for id in schedules.ids:
        row = await _row(work, id)
        work.note(f"{row.name}({row.id})", before={"name": row.name, "plan": row.plan})
        work.tell(ScheduleChanged(row.id, row.name, None))
        await work.session.delete(row)


async def _row(work: Work, id: int) -> ScheduleRow:
    row = await work.session.get(ScheduleRow, id)
    if row is None:
        raise ScheduleNotFound(str(id))
    if id == ALWAYS:
        raise AlwaysStays
    return row


async def _check_free(work: Work, name: str) -> None:
    taken = select(func.count()).select_from(ScheduleRow).where(ScheduleRow.name == name)
    if (await work.session.execute(taken)).scalar_one():
        raise DuplicateSchedule(name)


async def _check_holiday_groups(work: Work, plan: Plan) -> None:
    wanted = {slots.group_id for slots in plan.holidays}
    known = select(HolidayGroupRow.id).where(HolidayGroupRow.id.in_(wanted)).with_for_update(read=True)
    missing = wanted - set((await work.session.execute(known)).scalars()) if wanted else set()
    if missing:
        raise HolidayGroupNotFound(str(min(missing)))
