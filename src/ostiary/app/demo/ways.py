"""Which readers of the demo site are whose at a moment, and who has which PIN, as its description says."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache, lru_cache
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

from ostiary.app.demo.people import people
from ostiary.app.demo.site import site
from ostiary.policy.schedule import Holiday, HolidayGroup, HolidaySlots, Repeat, Schedule, Segment, is_open

Readers = frozenset[int]


def open_to_each(at: datetime) -> Mapping[int, Readers]:
    """By the number of each person: ids of the readers where his card counts at this aware moment."""
    return _in_minute(at.astimezone(ZoneInfo(site()["timezone"])).replace(second=0, microsecond=0))


@cache
def pins() -> Mapping[int, str]:
    """By the number of each person who has one: his PIN."""
    return {number: row["pin"] for number, row in _departments() if "pin" in row}


@cache
def with_pin() -> Readers:
    """Ids of the readers that want a PIN beside the card."""
    return frozenset(row["id"] for row in site()["devices"] if "modes" in row)


@lru_cache(maxsize=1)
def _in_minute(local: datetime) -> Mapping[int, Readers]:
    holidays = {
        number: HolidayGroup(number, row["name"], tuple(Holiday(day, Repeat.YEARLY) for day in row["days"]))
        for number, row in enumerate(site()["holidays"])
    }
    shut = tuple(map(HolidaySlots, holidays))
    open_schedules = {"Always"} | {
        row["name"] for row in site()["schedules"] if is_open(_schedule(row, shut), holidays, local)
    }
    at_door = {row["name"]: {row["entry"], row.get("exit", row["entry"])} for row in site()["doors"]}
    by_level = {
        row["name"]: [
            at_door[door] for item in row["items"] if item["schedule"] in open_schedules for door in item["doors"]
        ]
        for row in site()["levels"]
    }
    return {
        number: frozenset(chain(*(chain(*by_level[level]) for level in row["levels"])))
        for number, row in _departments()
    }


def _schedule(row: Mapping[str, Any], holidays: tuple[HolidaySlots, ...]) -> Schedule:
    days = tuple((Segment(*slot),) if slot else () for slot in row["week"])
    return Schedule(0, row["name"], days, holidays=holidays)


def _departments() -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The department of each person."""
    departments = site()["departments"]
    return ((each.number, departments[each.department]) for each in people([row["share"] for row in departments]))
