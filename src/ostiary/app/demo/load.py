"""The one act that loads the demo site into an empty house. Done again, it finds its people there and does nothing."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from ostiary.access.groups import NewAccessGroup, create_access_group
from ostiary.access.levels import Item, NewLevel, create_level
from ostiary.app.demo.people import FIRST_ID, DemoPerson, people
from ostiary.app.demo.site import site
from ostiary.credentials.cards import CardChoice
from ostiary.credentials.rules import NewCard
from ostiary.devices.operations import NewDevice, register_devices
from ostiary.doors.operations import Door, create_door
from ostiary.doors.wiring import Wiring
from ostiary.events import groups
from ostiary.identity.queries import CustomValue, users_by_id
from ostiary.identity.user_groups import NewUserGroup, create_user_group
from ostiary.identity.users import UserChange
from ostiary.kernel import tree
from ostiary.kernel.context import Kind, Module
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.trail import Method
from ostiary.people.operations import Person, PersonChange, create_people
from ostiary.policy.schedule import ALWAYS, HolidaySlots, Repeat, Segment
from ostiary.port.content import Contact
from ostiary.schedules.holidays import NewHolidayGroup, create_holiday_group
from ostiary.schedules.operations import NewSchedule, create_schedule
from ostiary.schedules.plans import DatedHoliday, PlanChange
from ostiary.settings.fields import NewCustomField, create_custom_fields
from ostiary.simulator.models import model

START = datetime(2020, 1, 1, tzinfo=UTC)
EXPIRY = datetime(2037, 12, 31, 23, 59, tzinfo=UTC)

WAYS = ("Bicycle", "Bus", "Car", "Motor", "On foot")

Ids = dict[str, int]


@operation(module=Module.SETTING, right="write", verb="DEMO_LOAD", method=Method.ADD)
async def load_demo(work: Work, _: None) -> bool:
    """Load the site; answers whether there was anything to do."""
    if await users_by_id(work.session, [str(FIRST_ID)]):
        return False
    described = site()
    await _floors(work, Kind.DEVICE_GROUP, described["device_groups"])
    floors = await _floors(work, Kind.DOOR_GROUP, described["door_groups"])
    await register_devices.act(work, tuple(_device(row, floors) for row in described["devices"]))
    doors = {row["name"]: await create_door.act(work, _door(row, floors)) for row in described["doors"]}
    schedules = await _schedules(work, described)
    levels: Ids = {}
    for row in described["levels"]:
        items = tuple(
            Item(doors=tuple(doors[name] for name in item["doors"]), schedule_id=schedules[item["schedule"]])
            for item in row["items"]
        )
        levels[row["name"]] = await create_level.act(work, NewLevel(row["name"], items=items))
    fields = await create_custom_fields.act(work, tuple(NewCustomField(**row) for row in described["custom_fields"]))
    await _people(work, described["departments"], levels, fields)
    return True


async def _floors(work: Work, kind: Kind, floors: list[str]) -> list[int]:
    """The groups of the storeys, lowest first."""
    return [(await groups.make(work, kind, groups.NewGroup(name))).id for name in floors]


def _device(row: Mapping[str, Any], floors: list[int]) -> NewDevice:
    modes = [{"mode": mode, "schedule_id": ALWAYS} for mode in row.get("modes", ())]
    return NewDevice(
        id=row["id"],
        name=row["name"],
        type_id=model(row["model"]).type_id,
        group_id=floors[row["floor"] - 1],
        parent_id=row.get("parent"),
        address="127.0.0.1",
        timezone=site()["timezone"],
        settings={"authentication": {"operation_modes": modes}} if modes else {},
    )


def _door(row: Mapping[str, Any], floors: list[int]) -> Door:
    relay = row.get("relay", 0)
    driven_by = row.get("controller", row["entry"])
    return Door(
        name=row["name"],
        group_id=floors[row["floor"] - 1],
        wiring=Wiring(
            entry_device_id=row["entry"],
            exit_device_id=row.get("exit"),
            relay_device_id=driven_by,
            relay_index=relay,
            sensor=Contact(driven_by, 2 * relay),
            exit_button=Contact(driven_by, 2 * relay + 1),
        ),
        open_duration=row.get("open_duration", 3),
        open_timeout=row.get("open_timeout", 10),
    )


async def _schedules(work: Work, described: Mapping[str, Any]) -> Ids:
    """Holiday groups, then the schedules that count on them; answers the schedules' ids by name."""
    holidays = []
    for row in described["holidays"]:
        dated = tuple(DatedHoliday(date, Repeat.YEARLY) for date in row["days"])
        holidays.append(await create_holiday_group.act(work, NewHolidayGroup(row["name"], holidays=dated)))
    ids = {"Always": ALWAYS}
    for row in described["schedules"]:
        days = {index: (Segment(*slot),) if slot else () for index, slot in enumerate(row["week"])}
        plan = PlanChange(days=days, holidays=tuple(HolidaySlots(group) for group in holidays))
        ids[row["name"]] = await create_schedule.act(work, NewSchedule(row["name"], plan=plan))
    return ids


async def _people(work: Work, departments: list[Mapping[str, Any]], levels: Ids, fields: list[int]) -> None:
    """A user group and an access group for each department, and its people."""
    user_groups, access_groups = [], []
    for row in departments:
        group = await create_user_group.act(work, NewUserGroup(row["name"], tree.ROOT))
        user_groups.append(group.id)
        level_ids = tuple(levels[name] for name in row["levels"])
        access_groups.append(await create_access_group.act(work, NewAccessGroup(row["name"], level_ids=level_ids)))
    everybody = [
        Person(
            str(person.number),
            PersonChange(
                data=_data(person, departments[person.department], user_groups[person.department], fields),
                access_groups=(access_groups[person.department],),
                cards=(CardChoice(scanned=NewCard(person.card)),),
            ),
        )
        for person in people([row["share"] for row in departments])
    ]
    await create_people.act(work, everybody)


def _data(person: DemoPerson, department: Mapping[str, Any], group_id: int, fields: list[int]) -> UserChange:
    values = (f"P-{person.number:04d}", str(100 + person.number), WAYS[person.number % len(WAYS)])
    return UserChange(
        name=person.name,
        group_id=group_id,
        start=START,
        expiry=EXPIRY,
        email=person.email,
        department=department["name"],
        pin=department.get("pin"),
        custom=dict(zip(fields, map(CustomValue, values), strict=True)),
    )
