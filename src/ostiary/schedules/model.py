"""Tables of schedules and holiday groups, and the errors of this room."""

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from ostiary.kernel.errors import Duplicate, InUse, Invalid, LimitReached, NotFound, Predefined
from ostiary.kernel.schema import Base, Counted, counted_id, ordered


class ScheduleRow(Counted, Base):
    """A schedule; `plan` is the document of a `policy.schedule.Schedule` without id and name."""

    __tablename__ = "schedule"

    id: Mapped[int] = counted_id()
    name: Mapped[str] = mapped_column(ordered(48), unique=True)
    description: Mapped[str] = mapped_column(ordered())
    plan: Mapped[dict[str, Any]]


class HolidayGroupRow(Counted, Base):
    """A holiday group; `holidays` are documents of `policy.schedule.Holiday` with an id each."""

    __tablename__ = "holiday_group"

    id: Mapped[int] = counted_id()
    name: Mapped[str] = mapped_column(ordered(48), unique=True)
    description: Mapped[str] = mapped_column(ordered())
    holidays: Mapped[list[Any]]


class ScheduleNotFound(NotFound):
    """No such schedule."""


class HolidayGroupNotFound(NotFound):
    """No such holiday group."""


class DuplicateSchedule(Duplicate):
    """A schedule has this name."""


class DuplicateHolidayGroup(Duplicate):
    """A holiday group has this name."""


class ScheduleInUse(InUse):
    """Something is open by this schedule."""


class HolidayGroupInUse(InUse):
    """A schedule counts on this holiday group."""


class AlwaysStays(Predefined):
    """Schedule 1, Always, is predefined."""


class BadSlots(Invalid):
    """Slots overlap, are out of range, or are too many."""


class TooManySchedules(LimitReached):
    """128 schedules at most."""
