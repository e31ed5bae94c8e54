"""The rules of a schedule's times, and their stored form."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from ostiary.policy.schedule import Holiday, HolidaySlots, Repeat, Schedule, Segment
from ostiary.schedules.model import BadSlots

MINUTES_OF_DAY = 1440
SLOTS_OF_DAY = 5
WEEK = 7
LONGEST_CYCLE = 90
HOLIDAY_SLOTS = 4
"""Holiday groups that one schedule may count on."""
HOLIDAYS_OF_GROUP = 128

BEGINNING = date(2001, 1, 1)
"""Since when a schedule is said to count that has been there from the start."""

Slots = tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """When a schedule is open. Weekly: seven days, Sunday first. Cyclic: as many days as the cycle has, from `start`.

    A weekly one keeps `start` as it was given; it means nothing.
    """

    days: tuple[Slots, ...] = ((),) * WEEK
    cyclic: bool = False
    start: date | None = None
    holidays: tuple[HolidaySlots, ...] = ()

    @property
    def since(self) -> date:
        """The day from which it is said to count."""
        return self.start or BEGINNING


@dataclass(frozen=True, slots=True)
class PlanChange:
    """What is given of a plan; None keeps. `days` by index, whatever is missing is closed."""

    days: Mapping[int, Slots] | None = None
    cyclic: bool | None = None
    cycle_days: int | None = None
    start: date | None = None
    holidays: tuple[HolidaySlots, ...] | None = None


NOTHING = PlanChange()
"""A change that keeps everything; of a new schedule: closed on every day of the week."""


@dataclass(frozen=True, slots=True)
class DatedHoliday:
    """A holiday with its id; 0 = not stored yet."""

    date: date
    repeat: Repeat = Repeat.ONCE
    id: int = field(default=0, compare=False)


def revised(plan: Plan, change: PlanChange, today: date) -> Plan:
    """The plan with what is given; checked. Raises `BadSlots`."""
    cyclic = plan.cyclic if change.cyclic is None else change.cyclic
    start = change.start or plan.start or today
    length = _length(plan, change) if cyclic else WEEK
    if change.days is None:
        days = (plan.days + ((),) * length)[:length]
    else:
        unknown = [index for index in change.days if not 0 <= index < length]
        if unknown:
            raise BadSlots(f"There is no day {unknown[0]}.", "day_index")
        days = tuple(_checked(change.days.get(index, ())) for index in range(length))
    holidays = plan.holidays if change.holidays is None else _checked_holidays(change.holidays)
    return Plan(days, cyclic, start, holidays)


def as_schedule(id: int, name: str, plan: Plan) -> Schedule:
    """The schedule as decisions look at it."""
    return Schedule(id, name, plan.days, plan.start if plan.cyclic else None, plan.holidays)


def to_document(plan: Plan) -> dict[str, Any]:
    """The stored form of a plan."""
    return {
        "days": [_pairs(slots) for slots in plan.days],
        "cyclic": plan.cyclic,
        "start": plan.start.isoformat() if plan.start else None,
        "holidays": [{"group_id": slots.group_id, "slots": _pairs(slots.segments)} for slots in plan.holidays],
    }


def from_document(document: Mapping[str, Any]) -> Plan:
    """The plan of its stored form."""
    return Plan(
        tuple(_slots(pairs) for pairs in document["days"]),
        document["cyclic"],
        date.fromisoformat(document["start"]) if document["start"] else None,
        tuple(HolidaySlots(slots["group_id"], _slots(slots["slots"])) for slots in document["holidays"]),
    )


def checked_dates(holidays: Sequence[DatedHoliday]) -> tuple[DatedHoliday, ...]:
    """Holidays as they are kept, each once."""
    unique: dict[tuple[date, Repeat], DatedHoliday] = {}
    for holiday in holidays:
        unique.setdefault((holiday.date, holiday.repeat), holiday)
    if len(unique) > HOLIDAYS_OF_GROUP:
        raise BadSlots(f"A holiday group has {HOLIDAYS_OF_GROUP} holidays at most.", "holidays")
    return tuple(unique.values())


def holidays_to_document(holidays: Iterable[DatedHoliday]) -> list[dict[str, Any]]:
    """The stored form of a group's holidays."""
    return [{"id": holiday.id, "date": holiday.date.isoformat(), "repeat": int(holiday.repeat)} for holiday in holidays]


def holidays_from_document(document: Iterable[Mapping[str, Any]]) -> tuple[DatedHoliday, ...]:
    """A group's holidays of their stored form."""
    return tuple(
        DatedHoliday(date.fromisoformat(stored["date"]), Repeat(stored["repeat"]), stored["id"]) for stored in document
    )


def as_holiday(holiday: DatedHoliday) -> Holiday:
    """The holiday as decisions look at it."""
    return Holiday(holiday.date, holiday.repeat)


def _length(plan: Plan, change: PlanChange) -> int:
    length = change.cycle_days
    if length is None:
        given = len(change.days) if change.days else 0
        length = len(plan.days) if plan.cyclic or not given else given
    if not 1 <= length <= LONGEST_CYCLE:
        raise BadSlots(f"A cycle has 1 to {LONGEST_CYCLE} days.", "days_of_iteration")
    return length


def _checked(slots: Slots) -> Slots:
    """The slots of a day in their order."""
    ordered = tuple(sorted(slots, key=lambda slot: slot.start))
    if len(ordered) > SLOTS_OF_DAY:
        raise BadSlots(f"A day has {SLOTS_OF_DAY} time segments at most.", "time_segments")
    for slot in ordered:
        if not 0 <= slot.start < slot.end <= MINUTES_OF_DAY:
            raise BadSlots(f"A time segment lies in 0 to {MINUTES_OF_DAY} and ends after its start.", "time_segments")
    for earlier, later in pairwise(ordered):
        if later.start < earlier.end:
            raise BadSlots("Time segments overlap.", "time_segments")
    return ordered


def _checked_holidays(given: Sequence[HolidaySlots]) -> tuple[HolidaySlots, ...]:
    """Each holiday group once, the first counts."""
    unique: dict[int, HolidaySlots] = {}
    for slots in given:
        unique.setdefault(slots.group_id, slots)
    if len(unique) > HOLIDAY_SLOTS:
        raise BadSlots(f"A schedule has {HOLIDAY_SLOTS} holiday schedules at most.", "holiday_schedules")
    return tuple(HolidaySlots(slots.group_id, _checked(slots.segments)) for slots in unique.values())


def _pairs(slots: Slots) -> list[list[int]]:
    return [[slot.start, slot.end] for slot in slots]


def _slots(pairs: Iterable[Sequence[int]]) -> Slots:
    return tuple(Segment(start, end) for start, end in pairs)
