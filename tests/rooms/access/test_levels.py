"""Access levels: which doors are open when."""

import pytest
from sqlalchemy import select

from ostiary.access.facts import AccessLevelChanged, GroupLevelsChanged
from ostiary.access.levels import Item, LevelChange, LevelIds, NewLevel, create_level, delete_levels, update_level
from ostiary.access.model import AccessLevelNotFound, AccessLevelRow, DuplicateAccessLevel, TooManyLevels
from ostiary.access.queries import access_levels, list_levels
from ostiary.devices.operations import NewDevice, register_devices
from ostiary.doors.model import DoorNotFound
from ostiary.doors.operations import DoorIds, delete_doors
from ostiary.kernel.context import Kind
from ostiary.kernel.counter import CounterRow
from ostiary.kernel.errors import Forbidden, Invalid
from ostiary.kernel.paging import Condition, Operator, Order, Search
from ostiary.kernel.trail import TrailRow
from ostiary.policy.access import AccessLevel, LevelItem
from ostiary.schedules.model import ScheduleInUse, ScheduleNotFound
from ostiary.schedules.operations import ScheduleIds, delete_schedules
from tests.rooms.access.builders import Site, add_door_group, an_operator


async def stored(site: Site) -> list[AccessLevel]:
    """The levels as decisions look at them."""
    async with site.ground.database.read() as connection:
        return await access_levels(connection)


async def item_ids(site: Site, level: int) -> list[int]:
    """The ids of a level's items."""
    found, _ = await site.ask(list_levels, Search((Condition("id", Operator.ONE_OF, (level,)),)))
    return [item.id for item in found[0].items]


class TestCreate:
    """Making a level."""

    async def test_it_is_stored_and_told(self, site: Site) -> None:
        front, back, night = await site.door("Front"), await site.door("Back"), await site.schedule()
        items = (Item(doors=(back, front, back), schedule_id=1), Item(doors=(), schedule_id=night))
        receipt = await site.receipt(create_level, NewLevel("Staff", "All day", items))
        assert receipt.facts == (AccessLevelChanged(1, None, "Staff"),)
        assert await stored(site) == [AccessLevel(1, "Staff", (LevelItem((front, back), 1), LevelItem((), night)))]

    async def test_a_refusal_stores_nothing(self, site: Site) -> None:
        await site.level("Staff")
        for new, refusal in (
            (NewLevel("Staff"), DuplicateAccessLevel),
            (NewLevel(""), Invalid),
            (NewLevel("New", items=(Item(doors=(77,), schedule_id=1),)), DoorNotFound),
            (NewLevel("New", items=(Item(doors=(), schedule_id=77),)), ScheduleNotFound),
            (NewLevel("New", items=(Item(doors=()),)), Invalid),
            (NewLevel("New", items=(Item(doors=(), schedule_id=1),) * 129), TooManyLevels),
        ):
            with pytest.raises(refusal):
                await site.run(create_level, new)
        assert [level.name for level in await stored(site)] == ["Staff"]

    async def test_ids_stay_below_those_of_floor_levels(self, site: Site) -> None:
        await site.level("First")
        async with site.ground.database.write() as session:
            row = await session.get(CounterRow, "access_level")
            assert row is not None
            row.value = 32766
        assert [await site.level("Last"), await site.level("Beyond")] == [32767, 2]

    async def test_there_are_2048_at_most(self, site: Site) -> None:
        async with site.ground.database.write() as session:
            session.add_all(AccessLevelRow(id=10 + n, name=f"L{n}", description="") for n in range(2048))
        with pytest.raises(TooManyLevels):
            await site.level("One more")


class TestUpdate:
    """Changing a level."""

    async def test_what_is_not_given_is_kept(self, site: Site) -> None:
        door = await site.door()
        id = await site.level("Staff", door)
        receipt = await site.receipt(update_level, LevelChange(id, "Guests"))
        assert receipt.facts == (AccessLevelChanged(id, "Staff", "Guests"),)
        assert await stored(site) == [AccessLevel(id, "Guests", (LevelItem((door,), 1),))]

    async def test_an_item_is_changed_by_its_id_and_keeps_what_is_not_given(self, site: Site) -> None:
        front, back, night = await site.door("Front"), await site.door("Back"), await site.schedule()
        id = await site.level("Staff", front)
        (item,) = await item_ids(site, id)
        await site.run(update_level, LevelChange(id, items=(Item(item, schedule_id=night),)))
        assert (await stored(site))[0].items == (LevelItem((front,), night),)
        await site.run(update_level, LevelChange(id, items=(Item(item, doors=(back,)),)))
        assert (await stored(site))[0].items == (LevelItem((back,), night),)
        assert await item_ids(site, id) == [item]

    async def test_an_unknown_item_is_a_new_one_and_those_left_out_go(self, site: Site) -> None:
        front = await site.door("Front")
        id = await site.level("Staff", front)
        (item,) = await item_ids(site, id)
        await site.run(update_level, LevelChange(id, items=(Item(126, (front,), 1),)))
        (other,) = await item_ids(site, id)
        assert other not in {item, 126}
        assert (await stored(site))[0].items == (LevelItem((front,), 1),)

    async def test_the_same_id_twice_is_a_new_item(self, site: Site) -> None:
        front, back = await site.door("Front"), await site.door("Back")
        id = await site.level("Staff", front)
        (item,) = await item_ids(site, id)
        await site.run(update_level, LevelChange(id, items=(Item(item, (front,), 1), Item(item, (back,), 1))))
        assert (await stored(site))[0].items == (LevelItem((front,), 1), LevelItem((back,), 1))

    async def test_an_empty_list_clears(self, site: Site) -> None:
        id = await site.level("Staff", await site.door())
        await site.run(update_level, LevelChange(id, items=()))
        assert (await stored(site))[0].items == ()

    async def test_the_same_again_is_no_change(self, site: Site) -> None:
        door = await site.door()
        id = await site.level("Staff", door)
        items = (Item((await item_ids(site, id))[0], (door,), 1),)
        receipt = await site.receipt(update_level, LevelChange(id, "Staff", "", items))
        assert (receipt.facts, receipt.seq) == ((), 0)

    async def test_the_trail_shows_what_differs(self, site: Site) -> None:
        id = await site.level("Staff")
        await site.run(update_level, LevelChange(id, "Guests", items=()))
        async with site.ground.database.read() as connection:
            lines = select(TrailRow.target, TrailRow.change).where(TrailRow.verb == "ACCESS_LEVEL_UPDATE")
            (row,) = (await connection.execute(lines)).all()
        assert row.target == f"Guests({id})"
        assert row.change["before"] == {"name": "Staff", "items": [{"id": 1, "doors": [], "schedule_id": 1}]}
        assert row.change["after"] == {"name": "Guests", "items": []}

    async def test_an_unknown_level_or_a_taken_name_is_refused(self, site: Site) -> None:
        await site.level("Staff")
        id = await site.level("Guests")
        with pytest.raises(AccessLevelNotFound):
            await site.run(update_level, LevelChange(77))
        with pytest.raises(DuplicateAccessLevel):
            await site.run(update_level, LevelChange(id, "Staff"))


class TestDelete:
    """Deleting levels, and what hangs on them."""

    async def test_it_leaves_the_groups_that_had_it(self, site: Site) -> None:
        gone, kept = await site.level("Staff"), await site.level("Guests")
        group = await site.group(level_ids=(gone, kept))
        receipt = await site.receipt(delete_levels, LevelIds((gone,)))
        assert receipt.facts == (
            GroupLevelsChanged(group, (gone, kept), (kept,)),
            AccessLevelChanged(gone, "Staff", None),
        )
        assert [id for id, _, _ in (await site.view(group)).levels] == [kept]

    async def test_one_that_does_not_exist_is_passed_over(self, site: Site) -> None:
        assert (await site.receipt(delete_levels, LevelIds((77,)))).facts == ()

    async def test_a_deleted_door_leaves_its_levels(self, site: Site) -> None:
        front, back = await site.door("Front"), await site.door("Back")
        id = await site.level("Staff", front, back)
        receipt = await site.receipt(delete_doors, DoorIds((front,)))
        assert AccessLevelChanged(id, "Staff", "Staff") in receipt.facts
        assert (await stored(site))[0].items == (LevelItem((back,), 1),)

    async def test_a_schedule_that_doors_are_open_by_stays(self, site: Site) -> None:
        night = await site.schedule()
        id = await site.level("Staff", schedule=night)
        with pytest.raises(ScheduleInUse):
            await site.run(delete_schedules, ScheduleIds((night,)))
        await site.run(delete_levels, LevelIds((id,)))
        await site.run(delete_schedules, ScheduleIds((night,)))

    async def test_a_schedule_that_readers_take_credentials_by_stays(self, site: Site) -> None:
        night = await site.schedule()
        modes = [{"mode": 2, "schedule_id": 1}, {"mode": 0, "schedule_id": night}]
        settings = {"authentication": {"operation_modes": modes}}
        await site.run(register_devices, (NewDevice(100001, "Reader", 9, settings=settings),))
        with pytest.raises(ScheduleInUse, match="Reader"):
            await site.run(delete_schedules, ScheduleIds((night,)))


class TestScope:
    """An operator limited to some door groups."""

    async def test_he_makes_levels_of_his_doors_only(self, site: Site) -> None:
        mine = await site.run(add_door_group, "Mine")
        inside, outside = await site.door("Inside", mine), await site.door("Outside")
        limited = an_operator({Kind.DOOR_GROUP: [mine]})
        await site.run(create_level, NewLevel("A", items=(Item(doors=(inside,), schedule_id=1),)), limited)
        with pytest.raises(Forbidden):
            await site.run(create_level, NewLevel("B", items=(Item(doors=(outside,), schedule_id=1),)), limited)

    async def test_he_neither_changes_nor_deletes_a_level_with_others(self, site: Site) -> None:
        mine = await site.run(add_door_group, "Mine")
        inside, outside = await site.door("Inside", mine), await site.door("Outside")
        id = await site.level("Both", inside, outside)
        limited = an_operator({Kind.DOOR_GROUP: [mine]})
        with pytest.raises(Forbidden):
            await site.run(update_level, LevelChange(id, "Mine"), limited)
        with pytest.raises(Forbidden):
            await site.run(delete_levels, LevelIds((id,)), limited)
        found, total = await site.ask(list_levels, Search((), (Order("name"),)), limited)
        assert ([door for door, _ in found[0].items[0].doors], total) == ([inside], 1)
