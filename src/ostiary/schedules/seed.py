"""What schedules begin with."""

from sqlalchemy import func, select

from ostiary.kernel.operation import Work
from ostiary.policy.schedule import Segment
from ostiary.schedules.model import ScheduleRow
from ostiary.schedules.plans import MINUTES_OF_DAY, WEEK, Plan, to_document


async def seed(work: Work) -> None:
    """Schedule 1, Always, in an empty table: it is the first id that is given."""
    if (await work.session.execute(select(func.count()).select_from(ScheduleRow))).scalar_one():
        return
    plan = to_document(Plan(((Segment(0, MINUTES_OF_DAY),),) * WEEK))
    work.session.add(ScheduleRow(name="Always", description="Open at every minute.", plan=plan))
    await work.session.flush()
