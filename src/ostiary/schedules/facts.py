"""What can have happened to schedules and holiday groups."""

from dataclasses import dataclass

from ostiary.kernel.outbox import Fact


@dataclass(frozen=True)
class ScheduleChanged(Fact):
    """A schedule was made, changed or deleted (names before and after; None = was not, is not)."""

    schedule_id: int
    before: str | None
    after: str | None


@dataclass(frozen=True)
class HolidayGroupChanged(Fact):
    """A holiday group was made, changed or deleted (names before and after; None = was not, is not)."""

    group_id: int
    before: str | None
    after: str | None
