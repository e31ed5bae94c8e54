"""Making, changing, deleting and reading schedules and holiday groups."""

from datetime import date

import pytest
from sqlalchemy import select

from ostiary.identity.levels import PREDEFINED, rights_of
from ostiary.kernel.context import Operator
from ostiary.kernel.errors import Forbidden, Invalid
from ostiary.kernel.naming import DescriptionTooLong, NameTooLong
from ostiary.kernel.paging import Order, Search, Window
from ostiary.kernel.trail import TrailRow
from ostiary.policy.schedule import Holiday, HolidayGroup, Repeat, Schedule, Segment
from ostiary.schedules import queries
from ostiary.schedules.facts import HolidayGroupChanged, ScheduleChanged
from ostiary.schedules.holidays import (
    HolidayGroupChange,
    HolidayGroupIds,
    NewHolidayGroup,
    create_holiday_group,
    delete_holiday_groups,
    update_holiday_group,
)
from ostiary.schedules.model import (
    AlwaysStays,
    BadSlots,
    DuplicateHolidayGroup,
    DuplicateSchedule,
    HolidayGroupInUse,
    HolidayGroupNotFound,
    ScheduleNotFound,
    ScheduleRow,
    TooManySchedules,
)
from ostiary.schedules.operations import (
    NewSchedule,
    ScheduleChange,
    ScheduleIds,
    create_schedule,
    delete_schedules,
    update_schedule,
)
from ostiary.schedules.plans import DatedHoliday, to_document
from ostiary.schedules.queries import get_schedule, list_holiday_groups, list_schedules
from tests.rooms.schedules.builders import Calendar, a_plan, on_holidays, seed_schedules

CHRISTMAS = date(2026, 12, 25)


async def stored(calendar: Calendar) -> list[Schedule]:
    """The schedules as decisions look at them."""
    async with calendar.ground.database.read() as connection:
        return await queries.schedules(connection)


class TestAlways:
    """Schedule 1 is open at every minute and stays."""

    async def test_it_is_seeded_once(self, calendar: Calendar) -> None:
        await calendar.run(seed_schedules, None)
        assert await stored(calendar) == [Schedule(1, "Always", ((Segment(0, 1440),),) * 7)]

    async def test_it_can_be_neither_changed_nor_deleted(self, calendar: Calendar) -> None:
        with pytest.raises(AlwaysStays):
            await calendar.run(update_schedule, ScheduleChange(1, "Never"))
        with pytest.raises(AlwaysStays):
            await calendar.run(delete_schedules, ScheduleIds((1,)))


class TestCreateSchedule:
    """Making a schedule."""

    async def test_it_is_stored_and_told(self, calendar: Calendar) -> None:
        group = await calendar.holidays()
        plan = a_plan({1: [(0, 60)]}, holidays=(on_holidays(group, [(780, 840)]),))
        receipt = await calendar.receipt(create_schedule, NewSchedule(" Weekly ", "Desc", plan))
        assert (receipt.result, receipt.facts) == (2, (ScheduleChanged(2, None, "Weekly"),))
        assert (await stored(calendar))[1] == Schedule(
            2, "Weekly", ((), (Segment(0, 60),), (), (), (), (), ()), None, (on_holidays(group, [(780, 840)]),)
        )

    async def test_a_refusal_stores_nothing(self, calendar: Calendar) -> None:
        await calendar.schedule("Night")
        for new, refusal in (
            (NewSchedule("Night"), DuplicateSchedule),
            (NewSchedule("Always"), DuplicateSchedule),
            (NewSchedule(" "), Invalid),
            (NewSchedule("x" * 49), NameTooLong),
            (NewSchedule("Day", "x" * 129), DescriptionTooLong),
            (NewSchedule("Day", plan=a_plan({0: [(9, 1)]})), BadSlots),
            (NewSchedule("Day", plan=a_plan(holidays=(on_holidays(77),))), HolidayGroupNotFound),
        ):
            with pytest.raises(refusal):
                await calendar.run(create_schedule, new)
        assert len(await stored(calendar)) == 2

    async def test_there_are_128_at_most(self, calendar: Calendar) -> None:
        document = to_document((await calendar.ask(get_schedule, 1)).schedules[0].plan)
        async with calendar.ground.database.write() as session:
            session.add_all(ScheduleRow(name=f"S{number}", description="", plan=document) for number in range(127))
        with pytest.raises(TooManySchedules):
            await calendar.schedule("One more")

    async def test_it_takes_the_right_to_write_access_or_settings(self, calendar: Calendar) -> None:
        for level in PREDEFINED[1:]:
            with pytest.raises(Forbidden):
                await calendar.run(create_schedule, NewSchedule("X"), Operator("9", "", level.id, rights_of(level)))


class TestUpdateSchedule:
    """Changing a schedule."""

    async def test_what_is_not_given_is_kept(self, calendar: Calendar) -> None:
        id = await calendar.schedule("Night")
        before = (await stored(calendar))[1]
        receipt = await calendar.receipt(update_schedule, ScheduleChange(id, "Dusk"))
        assert receipt.facts == (ScheduleChanged(id, "Night", "Dusk"),)
        assert (await stored(calendar))[1] == Schedule(id, "Dusk", before.days)

    async def test_new_times_are_told_too(self, calendar: Calendar) -> None:
        id = await calendar.schedule("Night")
        receipt = await calendar.receipt(update_schedule, ScheduleChange(id, plan=a_plan({0: [(0, 5)]})))
        assert receipt.facts == (ScheduleChanged(id, "Night", "Night"),)

    async def test_the_same_again_is_no_change(self, calendar: Calendar) -> None:
        id = await calendar.schedule("Night")
        receipt = await calendar.receipt(update_schedule, ScheduleChange(id, "Night", ""))
        assert (receipt.facts, receipt.seq) == ((), 0)

    async def test_the_trail_shows_what_differs(self, calendar: Calendar) -> None:
        id = await calendar.schedule("Night")
        await calendar.run(update_schedule, ScheduleChange(id, description="When dark"))
        async with calendar.ground.database.read() as connection:
            lines = select(TrailRow.target, TrailRow.change).where(TrailRow.verb == "SCHEDULE_UPDATE")
            (row,) = (await connection.execute(lines)).all()
        assert row == (f"Night({id})", {"before": {"description": ""}, "after": {"description": "When dark"}})

    async def test_an_unknown_one_or_a_taken_name_is_refused(self, calendar: Calendar) -> None:
        id = await calendar.schedule("Night")
        with pytest.raises(ScheduleNotFound):
            await calendar.run(update_schedule, ScheduleChange(77))
        with pytest.raises(DuplicateSchedule):
            await calendar.run(update_schedule, ScheduleChange(id, "Always"))


class TestDeleteSchedule:
    """Deleting schedules."""

    async def test_it_goes_and_its_id_does_not_come_back(self, calendar: Calendar) -> None:
        id = await calendar.schedule("Night")
        receipt = await calendar.receipt(delete_schedules, ScheduleIds((id,)))
        assert receipt.facts == (ScheduleChanged(id, "Night", None),)
        assert await calendar.schedule("Night") == id + 1

    async def test_an_unknown_one_keeps_all(self, calendar: Calendar) -> None:
        id = await calendar.schedule("Night")
        with pytest.raises(ScheduleNotFound):
            await calendar.run(delete_schedules, ScheduleIds((id, 77)))
        assert len(await stored(calendar)) == 2


class TestReadSchedules:
    """Lists and one."""

    async def test_a_page_in_the_order_asked_for(self, calendar: Calendar) -> None:
        for name in ("Bravo", "Alpha", "Charlie"):
            await calendar.schedule(name)
        found = await calendar.ask(list_schedules, Search((), (Order("name"),), Window(2, 1)))
        assert ([schedule.name for schedule in found.schedules], found.total) == (["Always", "Bravo"], 4)

    async def test_one_with_the_names_of_its_holiday_groups(self, calendar: Calendar) -> None:
        group = await calendar.holidays("Public")
        id = await calendar.schedule("Night", a_plan(holidays=(on_holidays(group),)))
        found = await calendar.ask(get_schedule, id)
        assert found.holiday_groups == {group: "Public"}
        with pytest.raises(ScheduleNotFound):
            await calendar.ask(get_schedule, 77)


class TestHolidayGroups:
    """Making, changing, deleting holiday groups."""

    async def test_it_is_stored_and_told(self, calendar: Calendar) -> None:
        new = NewHolidayGroup("Public", "", (DatedHoliday(CHRISTMAS, Repeat.YEARLY), DatedHoliday(date(2026, 5, 1))))
        receipt = await calendar.receipt(create_holiday_group, new)
        assert receipt.facts == (HolidayGroupChanged(receipt.result, None, "Public"),)
        async with calendar.ground.database.read() as connection:
            groups = await queries.holiday_groups(connection)
        assert groups == [
            HolidayGroup(1, "Public", (Holiday(CHRISTMAS, Repeat.YEARLY), Holiday(date(2026, 5, 1), Repeat.ONCE)))
        ]

    async def test_holidays_keep_their_ids_and_new_ones_get_their_own(self, calendar: Calendar) -> None:
        id = await calendar.holidays("Public", CHRISTMAS, date(2026, 5, 1))
        new = (DatedHoliday(date(2027, 5, 1), id=2), DatedHoliday(CHRISTMAS), DatedHoliday(date(2026, 1, 1), id=99))
        receipt = await calendar.receipt(update_holiday_group, HolidayGroupChange(id, holidays=new))
        assert receipt.facts == (HolidayGroupChanged(id, "Public", "Public"),)
        views, total = await calendar.ask(list_holiday_groups, Search())
        (view,) = views
        assert [(holiday.id, holiday.date.year) for holiday in view.holidays] == [(2, 2027), (1, 2026), (3, 2026)]
        assert total == 1

    async def test_what_is_not_given_is_kept(self, calendar: Calendar) -> None:
        id = await calendar.holidays("Public")
        await calendar.run(update_holiday_group, HolidayGroupChange(id, "Bank"))
        assert not (await calendar.receipt(update_holiday_group, HolidayGroupChange(id, "Bank"))).facts
        views, _ = await calendar.ask(list_holiday_groups, Search())
        (view,) = views
        assert (view.name, len(view.holidays)) == ("Bank", 1)
        await calendar.run(update_holiday_group, HolidayGroupChange(id, holidays=()))
        views, _ = await calendar.ask(list_holiday_groups, Search())
        (view,) = views
        assert view.holidays == ()

    async def test_names_are_unique_and_unknown_ones_are_refused(self, calendar: Calendar) -> None:
        await calendar.holidays("Public")
        id = await calendar.holidays("School")
        with pytest.raises(DuplicateHolidayGroup):
            await calendar.holidays("Public")
        with pytest.raises(DuplicateHolidayGroup):
            await calendar.run(update_holiday_group, HolidayGroupChange(id, "Public"))
        with pytest.raises(HolidayGroupNotFound):
            await calendar.run(update_holiday_group, HolidayGroupChange(77))
        with pytest.raises(HolidayGroupNotFound):
            await calendar.run(delete_holiday_groups, HolidayGroupIds((77,)))

    async def test_one_that_a_schedule_counts_on_stays(self, calendar: Calendar) -> None:
        group = await calendar.holidays("Public")
        id = await calendar.schedule("Night", a_plan(holidays=(on_holidays(group),)))
        with pytest.raises(HolidayGroupInUse):
            await calendar.run(delete_holiday_groups, HolidayGroupIds((group,)))
        await calendar.run(update_schedule, ScheduleChange(id, plan=a_plan(holidays=())))
        receipt = await calendar.receipt(delete_holiday_groups, HolidayGroupIds((group,)))
        assert receipt.facts == (HolidayGroupChanged(group, "Public", None),)
