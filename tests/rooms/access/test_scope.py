"""What an operator who is limited to some doors, people or access groups may give: no way through a door outside."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from ostiary.access.groups import AccessGroupChange, NewAccessGroup, create_access_group, update_access_group
from ostiary.access.levels import Item, LevelChange, LevelIds, delete_levels, update_level
from ostiary.devices.firmware import Upgrading, request_upgrade
from ostiary.devices.operations import (
    DeviceChange,
    DeviceIds,
    NewDevice,
    Wanting,
    delete_device,
    delete_devices,
    register_devices,
    update_device,
    want_devices,
)
from ostiary.devices.upkeep import Ordering, command_devices
from ostiary.devices.virtual import Handling, handle_device
from ostiary.doors.operations import Door, create_door
from ostiary.doors.wiring import Wiring
from ostiary.identity.model import UserRow
from ostiary.identity.user_groups import UserGroupChange, change_user_group
from ostiary.identity.users import UserChange
from ostiary.jobs.model import JobRow
from ostiary.kernel.context import Kind, Operator
from ostiary.kernel.errors import Forbidden
from ostiary.kernel.trail import TrailRow
from ostiary.people.operations import Person, PersonChange, create_people, update_people, update_person
from ostiary.policy.antipassback import Side
from ostiary.policy.dualauth import DualAuthentication
from ostiary.policy.passing import Terms
from ostiary.policy.schedule import HolidaySlots
from ostiary.port.commands import DeviceVerb
from ostiary.port.content import Contact
from ostiary.provisioning.operations import SYNC, Syncing, begin_sync, request_sync
from ostiary.provisioning.roster import Chosen, request_removal
from ostiary.schedules.holidays import HolidayGroupChange, NewHolidayGroup, create_holiday_group, update_holiday_group
from ostiary.schedules.operations import NewSchedule, ScheduleChange, ScheduleIds, delete_schedules, update_schedule
from ostiary.schedules.operations import create_schedule as make_schedule
from ostiary.schedules.plans import DatedHoliday, PlanChange
from tests.rooms.access.builders import EXPIRY, START, Site, add_door_group, an_operator

BIOSTATION = 46
NOTHING_OPEN = PlanChange(days=dict.fromkeys(range(7), ()))


@dataclass
class Estate:
    """A site with one door for a limited operator and one that is none of his."""

    site: Site
    porter: Operator
    """Sees the inner door only, and everybody."""
    inner: int
    outer: int
    lobby: int
    """Access group whose level opens the inner door."""
    vault: int
    """Access group whose level opens both doors."""

    async def groups_of(self, user_id: str) -> tuple[int, ...]:
        """The access groups that count for a person."""
        return (await self.site.groups_of(user_id))[0]


@pytest.fixture
async def estate(site: Site) -> Estate:
    """Person 2 is in the lobby's group, person 3 in both."""
    mine = await site.run(add_door_group, "Mine")
    inner, outer = await site.door("Inner", mine), await site.door("Outer")
    lobby = await site.group("Lobby", level_ids=(await site.level("Lobby", inner),))
    vault = await site.group("Vault", level_ids=(await site.level("Vault", inner, outer),))
    await site.people("2", "3")
    await site.change(lobby, joining=("2", "3"))
    await site.change(vault, joining=("3",))
    return Estate(site, an_operator({Kind.DOOR_GROUP: [mine]}), inner, outer, lobby, vault)


def put(user_id: str, *access_groups: int) -> Person:
    """A person who shall be in exactly these access groups."""
    return Person(user_id, PersonChange(access_groups=access_groups))


def moved(user_id: str, user_group: int) -> Person:
    """A person who shall stand in this user group."""
    return Person(user_id, PersonChange(UserChange(group_id=user_group)))


def newcomer(user_id: str, user_group: int = 1, *access_groups: int) -> Person:
    """A new person."""
    data = UserChange(name="New", group_id=user_group, start=START, expiry=EXPIRY)
    return Person(user_id, PersonChange(data, access_groups=access_groups))


class TestPeopleWhoJoin:
    """Putting people into access groups, one way or the other."""

    async def test_a_change_of_a_person_gives_no_door_outside(self, estate: Estate) -> None:
        site, porter = estate.site, estate.porter
        for person in (put("2", estate.lobby, estate.vault), put("2", estate.vault)):
            with pytest.raises(Forbidden):
                await site.run(update_person, person, porter)
            with pytest.raises(Forbidden):
                await site.run(update_people, [put("3", estate.lobby, estate.vault), person], porter)
        assert await estate.groups_of("2") == (estate.lobby,)
        async with site.ground.database.read() as connection:
            refused = await connection.scalars(select(TrailRow.verb).where(TrailRow.outcome.startswith("refused")))
            assert set(refused) == {"USER_UPDATE"}

    async def test_nor_does_a_new_person(self, estate: Estate) -> None:
        with pytest.raises(Forbidden):
            await estate.site.run(create_people, [newcomer("7", 1, estate.vault)], estate.porter)
        await estate.site.run(create_people, [newcomer("7", 1, estate.lobby)], estate.porter)
        assert await estate.groups_of("7") == (estate.lobby,)

    async def test_nobody_is_made_by_a_refused_request(self, estate: Estate) -> None:
        with pytest.raises(Forbidden):
            await estate.site.run(create_people, [newcomer("7"), newcomer("8", 1, estate.vault)], estate.porter)
        async with estate.site.ground.database.read() as connection:
            assert not (await connection.scalars(select(UserRow.key).where(UserRow.user_id.in_(["7", "8"])))).all()

    async def test_nor_a_change_of_the_group(self, estate: Estate) -> None:
        staff = await estate.site.user_group("Staff")
        for change in (
            AccessGroupChange(estate.vault, joining=("2",)),
            AccessGroupChange(estate.vault, user_ids=("2", "3")),
            AccessGroupChange(estate.vault, user_group_ids=(staff,)),
            AccessGroupChange(estate.vault, level_ids=(1,), joining=("2",)),
        ):
            with pytest.raises(Forbidden):
                await estate.site.run(update_access_group, change, estate.porter)
        new = NewAccessGroup("Vault too", user_ids=("2",), level_ids=(2,))
        with pytest.raises(Forbidden):
            await estate.site.run(create_access_group, new, estate.porter)
        assert await estate.groups_of("2") == (estate.lobby,)

    async def test_who_is_in_already_may_be_sent_again_and_may_leave(self, estate: Estate) -> None:
        site, porter = estate.site, estate.porter
        await site.run(update_person, put("3", estate.vault, estate.lobby), porter)
        await site.run(update_access_group, AccessGroupChange(estate.vault, user_ids=("3",)), porter)
        assert await estate.groups_of("3") == (estate.lobby, estate.vault)
        await site.run(update_person, put("3", estate.lobby), porter)
        assert await estate.groups_of("3") == (estate.lobby,)

    async def test_whoever_sees_every_door_gives_every_door(self, estate: Estate) -> None:
        await estate.site.run(update_person, put("2", estate.vault), an_operator({Kind.USER_GROUP: [1]}))
        assert await estate.groups_of("2") == (estate.vault,)


class TestUserGroups:
    """The access groups that come with a user group."""

    async def test_nobody_is_put_into_one_that_opens_a_door_outside(self, estate: Estate) -> None:
        site, porter = estate.site, estate.porter
        staff, guests = await site.user_group("Staff"), await site.user_group("Guests")
        below = await site.user_group("Below", staff)
        await site.change(estate.vault, user_group_ids=(staff,))
        for into in (staff, below):
            with pytest.raises(Forbidden):
                await site.run(update_person, moved("2", into), porter)
            with pytest.raises(Forbidden):
                await site.run(create_people, [newcomer("7", into)], porter)
            with pytest.raises(Forbidden):
                await site.run(change_user_group, UserGroupChange(guests, parent_id=into), porter)
        await site.run(update_person, moved("2", guests), porter)

    async def test_who_has_its_doors_through_another_one_may_be_moved(self, estate: Estate) -> None:
        site, porter = estate.site, estate.porter
        staff = await site.user_group("Staff")
        below, beside = await site.user_group("Below", staff), await site.user_group("Beside", staff)
        await site.change(estate.vault, user_group_ids=(staff,))
        await site.run(update_person, moved("2", below))
        await site.run(update_person, moved("2", beside), porter)
        await site.run(change_user_group, UserGroupChange(below, parent_id=beside), porter)
        assert estate.vault in await estate.groups_of("2")

    async def test_what_everybody_has_is_nobodys_gift(self, estate: Estate) -> None:
        guests = await estate.site.user_group("Guests")
        await estate.site.change(estate.vault, user_group_ids=(1,))
        await estate.site.run(create_people, [newcomer("7", guests)], estate.porter)
        await estate.site.run(update_person, moved("2", guests), estate.porter)
        assert await estate.groups_of("7") == (estate.vault,)


class TestLevels:
    """Changing what a level opens changes it for everybody who has it."""

    async def test_a_door_outside_is_not_added(self, estate: Estate) -> None:
        items = (Item(doors=(estate.inner, estate.outer), schedule_id=1),)
        with pytest.raises(Forbidden):
            await estate.site.run(update_level, LevelChange(1, items=items), estate.porter)

    async def test_one_that_people_outside_have_stays_as_it_is(self, estate: Estate) -> None:
        site = estate.site
        staff = await site.user_group("Staff")
        await site.people("8", group=staff)
        warden = an_operator({Kind.USER_GROUP: [staff]})
        alone = await site.level("Alone", estate.inner)
        await site.group("Staff", user_ids=("8",), user_group_ids=(staff,), level_ids=(alone,))
        items = (Item(doors=(estate.inner, estate.outer), schedule_id=1),)
        with pytest.raises(Forbidden):
            await site.run(update_level, LevelChange(1, items=items), warden)
        with pytest.raises(Forbidden):
            await site.run(delete_levels, LevelIds((1,)), warden)
        await site.run(update_level, LevelChange(1, "Entrance"), warden)
        await site.run(update_level, LevelChange(alone, items=items), warden)

    async def test_one_that_an_access_group_outside_has_stays_as_it_is(self, estate: Estate) -> None:
        clerk = an_operator({Kind.ACCESS_GROUP: [estate.vault]})
        with pytest.raises(Forbidden):
            await estate.site.run(update_level, LevelChange(1, items=()), clerk)
        await estate.site.run(update_level, LevelChange(2, items=()), clerk)


class TestTimes:
    """Changing when doors open."""

    async def test_a_schedule_by_which_a_door_outside_is_open_stays(self, estate: Estate) -> None:
        site = estate.site
        night, day = await site.schedule("Night"), await site.schedule("Day")
        await site.level("Nights", estate.outer, schedule=night)
        await site.level("Days", estate.inner, schedule=day)
        with pytest.raises(Forbidden):
            await site.run(update_schedule, ScheduleChange(night, "Noon"), estate.porter)
        with pytest.raises(Forbidden):
            await site.run(delete_schedules, ScheduleIds((night,)), estate.porter)
        await site.run(update_schedule, ScheduleChange(day, "Noon"), estate.porter)

    async def test_a_schedule_by_which_a_device_outside_takes_credentials_stays(self, estate: Estate) -> None:
        site = estate.site
        night = await site.schedule("Night")
        modes = {"authentication": {"operation_modes": [{"mode": 2, "schedule_id": night}]}}
        await site.run(register_devices, (NewDevice(100001, "Reader", 9, settings=modes),))
        with pytest.raises(Forbidden):
            await site.run(update_schedule, ScheduleChange(night, "Noon"), an_operator({Kind.DEVICE_GROUP: [7]}))

    async def test_holidays_that_such_a_schedule_counts_on_stay(self, estate: Estate) -> None:
        site = estate.site
        feasts, fairs = [await site.run(create_holiday_group, NewHolidayGroup(name)) for name in ("Feasts", "Fairs")]
        plan = PlanChange(holidays=(HolidaySlots(feasts, ()),))
        await site.level("Open", estate.outer, schedule=await site.run(make_schedule, NewSchedule("Open", plan=plan)))
        days = (DatedHoliday(date(2026, 12, 25)),)
        with pytest.raises(Forbidden):
            await site.run(update_holiday_group, HolidayGroupChange(feasts, holidays=days), estate.porter)
        await site.run(update_holiday_group, HolidayGroupChange(fairs, holidays=days), estate.porter)

    async def test_what_a_door_outside_asks_for_two_people_by_stays(self, estate: Estate) -> None:
        site = estate.site
        feasts = await site.run(create_holiday_group, NewHolidayGroup("Feasts"))
        plan = PlanChange(holidays=(HolidaySlots(feasts, ()),))
        pairs = await site.run(make_schedule, NewSchedule("Pairs", plan=plan))
        await site.run(register_devices, (NewDevice(100001, "Reader", BIOSTATION),))
        terms = Terms(dual=DualAuthentication(sides=Side.ENTRY, schedule_id=pairs))
        await site.run(create_door, Door("Safe", wiring=Wiring(100001), terms=terms))
        with pytest.raises(Forbidden):
            await site.run(update_schedule, ScheduleChange(pairs, plan=NOTHING_OPEN), estate.porter)
        with pytest.raises(Forbidden):
            await site.run(update_holiday_group, HolidayGroupChange(feasts, name="Fasts"), estate.porter)
        await site.run(update_schedule, ScheduleChange(pairs, plan=NOTHING_OPEN), an_operator())

    async def test_what_the_reader_of_a_door_outside_goes_by_stays(self, estate: Estate) -> None:
        site = estate.site
        night = await site.schedule("Night")
        modes = {"authentication": {"operation_modes": [{"mode": 21, "schedule_id": night}]}}
        await site.run(register_devices, (NewDevice(100001, "Reader", BIOSTATION, settings=modes),))
        await site.run(create_door, Door("Safe", wiring=Wiring(100001)))
        with pytest.raises(Forbidden):
            await site.run(update_schedule, ScheduleChange(night, "Noon"), estate.porter)


READER, MASTER, SLAVE, INPUTS, LONE = 100001, 100002, 100003, 100004, 100005


@pytest.fixture
async def wired(estate: Estate) -> Estate:
    """The same with devices: a reader of a door outside; a master with a slave, whose door outside has its relay and
    its sensor at another slave; and one that serves the porter's door.
    """
    slaves = [NewDevice(id, f"Slave {id}", BIOSTATION, parent_id=MASTER) for id in (SLAVE, INPUTS)]
    alone = [NewDevice(id, f"Device {id}", BIOSTATION) for id in (READER, MASTER, LONE)]
    await estate.site.run(register_devices, (*alone, *slaves))
    sensor = Contact(INPUTS, 0, False)
    outside = Wiring(SLAVE, relay_device_id=INPUTS, sensor=sensor)
    mine = min(estate.porter.scope.limit(Kind.DOOR_GROUP) or ())
    for door in (
        Door("Safe", wiring=Wiring(READER)),
        Door("Archive", wiring=outside),
        Door("Mine", mine, wiring=Wiring(LONE)),
    ):
        await estate.site.run(create_door, door)
    return estate


class TestDevices:
    """Settings of a device decide about the doors that it serves."""

    @pytest.mark.parametrize("device_id", [READER, MASTER, SLAVE, INPUTS])
    async def test_one_that_serves_a_door_outside_stays_as_it_is(self, wired: Estate, device_id: int) -> None:
        for values in (
            {"settings": {"authentication": {"enable_full_access": True}}},
            {"settings": {"authentication": {"operation_modes": [{"mode": 21, "schedule_id": 1}]}}},
            {"settings": {"system": {"timezone": 32400}}},
            {"timezone": "Asia/Seoul"},
            {"name": "Renamed"},
        ):
            with pytest.raises(Forbidden):
                await wired.site.run(update_device, DeviceChange(device_id, values), wired.porter)

    async def test_whoever_has_every_door_it_serves_changes_it(self, wired: Estate) -> None:
        open_to_all = {"settings": {"authentication": {"enable_full_access": True}}}
        await wired.site.run(update_device, DeviceChange(LONE, open_to_all), wired.porter)
        await wired.site.run(update_device, DeviceChange(READER, open_to_all), an_operator({Kind.DEVICE_GROUP: [1]}))

    async def test_a_trigger_switches_no_relay_of_one_that_serves_a_door_outside(self, wired: Estate) -> None:
        settings = {"trigger_actions": [{"index": 0, "input_device_id": LONE, "output_device_id": INPUTS}]}
        with pytest.raises(Forbidden):
            await wired.site.run(update_device, DeviceChange(LONE, {"settings": settings}), wired.porter)
        new = NewDevice(100006, "New", BIOSTATION, settings=settings)
        with pytest.raises(Forbidden):
            await wired.site.run(register_devices, (new,), wired.porter)
        elsewhere = an_operator({Kind.DEVICE_GROUP: [7]})
        with pytest.raises(Forbidden):
            await wired.site.run(register_devices, (new,), elsewhere)

    async def test_nobody_outside_becomes_its_operator(self, wired: Estate) -> None:
        staff = await wired.site.user_group("Staff")
        await wired.site.people("8", group=staff)
        warden = an_operator({Kind.USER_GROUP: [staff]})

        def operators(*user_ids: str) -> dict[str, Any]:
            return {"authentication": {"operators": [{"user_id": user_id, "level": 1} for user_id in user_ids]}}

        with pytest.raises(Forbidden):
            await wired.site.run(update_device, DeviceChange(LONE, {"settings": operators("2")}), warden)
        new = NewDevice(100006, "New", BIOSTATION, settings=operators("2"))
        with pytest.raises(Forbidden):
            await wired.site.run(register_devices, (new,), warden)
        await wired.site.run(update_device, DeviceChange(LONE, {"settings": operators("2")}))
        await wired.site.run(update_device, DeviceChange(LONE, {"settings": operators("2", "8")}), warden)


class TestCommands:
    """What takes a device from its doors for a while, or for good."""

    @pytest.mark.parametrize("device_id", [READER, MASTER, SLAVE, INPUTS])
    async def test_one_that_serves_a_door_outside_is_left_alone(self, wired: Estate, device_id: int) -> None:
        ids = (device_id,)
        orders: list[tuple[Any, Any]] = [(command_devices, Ordering(verb, ids)) for verb in DeviceVerb]
        for act, input in (
            *orders,
            (handle_device, Handling(device_id, {"power": False})),
            (request_upgrade, Upgrading(ids, "file", BIOSTATION, "2.0")),
            (request_sync, Syncing(ids, wipe=True)),
            (begin_sync, Syncing(ids, wipe=True)),
            (request_removal, Chosen(device_id, None)),
            (want_devices, Wanting(ids, False)),
            (delete_devices, DeviceIds(ids)),
            (delete_device, device_id),
        ):
            with pytest.raises(Forbidden):
                await wired.site.run(act, input, wired.porter)

    async def test_whoever_has_every_door_it_serves_commands_it(self, wired: Estate) -> None:
        for verb in DeviceVerb:
            await wired.site.run(command_devices, Ordering(verb, (LONE,)), wired.porter)
        await wired.site.run(request_sync, Syncing((LONE,), wipe=True), wired.porter)
        await wired.site.run(request_sync, Syncing((READER,)), wired.porter)
        await wired.site.run(command_devices, Ordering(DeviceVerb.REBOOT, (READER,)), an_operator())

    async def test_a_slave_is_not_wiped_where_its_master_decides_for_a_door_outside(self, wired: Estate) -> None:
        idle = NewDevice(100007, "Idle", BIOSTATION, parent_id=MASTER)
        await wired.site.run(register_devices, (idle,))
        with pytest.raises(Forbidden):
            await wired.site.run(request_sync, Syncing((idle.id,), wipe=True), wired.porter)
        await wired.site.run(command_devices, Ordering(DeviceVerb.REBOOT, (idle.id,)), wired.porter)

    async def test_where_none_is_named_they_are_passed_over(self, wired: Estate) -> None:
        for wipe, masters in ((False, {READER, MASTER, LONE}), (True, {LONE})):
            job = await wired.site.run(begin_sync, Syncing((), wipe), wired.porter)
            async with wired.site.ground.database.read() as connection:
                document = await connection.scalar(select(JobRow.input).where(JobRow.id == job))
            assert document is not None
            assert set(SYNC.input(document).ids) == masters
