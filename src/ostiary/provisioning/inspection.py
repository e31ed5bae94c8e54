"""What a device really holds for one passage, read back from it, against what it should hold; and what it would answer
by that.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from ostiary.access.explain import named_within
from ostiary.access.passage import Place, Trial, beginnings, best, card_of, trial
from ostiary.kernel.context import Scope
from ostiary.policy.access import AccessGroup, AccessLevel, Rules
from ostiary.policy.antipassback import Side, Trace
from ostiary.policy.passing import NO_TERMS
from ostiary.policy.schedule import HolidayGroup, Schedule
from ostiary.port.commands import DeviceError, Fault
from ostiary.port.content import (
    RECORD_OF,
    BlacklistEntry,
    DoorContent,
    Family,
    Record,
    SettingsContent,
    UserContent,
    digest,
    key_of,
)
from ostiary.port.driver import Driver

Kind = TypeVar("Kind", bound=Record)


class Differing(StrEnum):
    """How a record at the device differs from what it should be."""

    MISSING = "missing"
    DIFFERENT = "different"
    UNWANTED = "unwanted"


@dataclass(frozen=True, slots=True)
class Difference:
    """A record that is not as it should be."""

    family: Family
    key: str
    how: Differing


@dataclass(frozen=True, slots=True)
class Subject:
    """A passage to look into: whose, with which card (None = whatever he has), at which reader and door, and when;
    groups outside the scope get no name.
    """

    user_id: str
    card: str | None
    reader_id: int
    place: Place
    at: datetime
    scope: Scope


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found. `trial` is what comes of it by what the device holds; None where it holds too little to tell.
    `trace`: what it remembers of the person at the door; None where there is no door, or it cannot say.
    """

    differences: tuple[Difference, ...]
    holds_person: bool
    trial: Trial | None
    trace: Trace | None = None
    level: bool = False
    """Whether nothing is left to be written to the device, as far as is known."""
    verified_at: datetime | None = None
    """When all it holds was last compared."""


async def inspect(
    driver: Driver,
    device_id: int,
    subject: Subject,
    user: UserContent | None,
    rules: Mapping[Family, Mapping[str, Record]],
) -> Inspection:
    """Read what matters for this passage from the device that decides it, and compare it with `user` and `rules`: what
    that device should hold. Raises `DeviceError`.
    """
    sides = _Sides(driver, device_id, {**rules, Family.USERS: {user.user_id: user} if user else {}})
    await sides.read(Family.USERS, [subject.user_id])
    await sides.read(Family.SETTINGS, [subject.reader_id, device_id])
    await sides.read(Family.DOORS, [] if subject.place.door_id is None else [subject.place.door_id])
    users = sides.both(UserContent)
    await sides.read(Family.BLACKLIST, [card.number for each in users for card in each.cards])
    await sides.read(Family.GROUPS, [id for each in users for id in each.groups])
    await sides.read(Family.LEVELS, [id for group in sides.both(AccessGroup) for id in group.levels])
    items = [item.schedule_id for level in sides.both(AccessLevel) for item in level.items]
    slots = [slot.schedule_id for each in sides.both(SettingsContent) for slot in each.modes]
    await sides.read(Family.SCHEDULES, [*items, *slots])
    slots = [slots.group_id for each in sides.both(Schedule) for slots in each.holidays]
    await sides.read(Family.HOLIDAYS, slots)
    held = sides.held.get(Family.USERS, {}).get(subject.user_id)
    known = held if isinstance(held, UserContent) else None
    trace = await _trace(driver, device_id, subject)
    found = _trial(sides, device_id, replace(subject, place=replace(subject.place, trace=trace)), user, known)
    return Inspection(sides.differences(), known is not None, found, trace)


async def _trace(driver: Driver, device_id: int, subject: Subject) -> Trace | None:
    if subject.place.door_id is None:
        return None
    try:
        return await driver.whereabouts(device_id, subject.place.door_id, subject.user_id)
    except DeviceError as error:
        if error.fault is not Fault.NOT_SUPPORTED:
            raise
        return None


class _Sides:
    """What the device should hold, and what of it was read back."""

    def __init__(self, driver: Driver, device_id: int, wanted: Mapping[Family, Mapping[str, Record]]) -> None:
        self.wanted = wanted
        self.held: dict[Family, dict[str, Record]] = {}
        self._driver = driver
        self._device_id = device_id
        self._keys: dict[Family, Sequence[str]] = {}

    async def read(self, family: Family, keys: Iterable[object]) -> None:
        """Read these records back."""
        named = self._keys[family] = sorted({str(key) for key in keys})
        records = await self._driver.read(self._device_id, family, named) if named else ()
        self.held[family] = {key_of(record): record for record in records}

    def both(self, kind: type[Kind]) -> list[Kind]:
        """The records of a kind that were read, as they are and as they should be."""
        return [
            record
            for family, keys in self._keys.items()
            if RECORD_OF[family] is kind
            for key in keys
            for side in (self.held[family], self.wanted.get(family, {}))
            if isinstance(record := side.get(key), kind)
        ]

    def kept(self, kind: type[Kind]) -> list[Kind]:
        """The records of a kind as the device holds them."""
        return [record for records in self.held.values() for record in records.values() if isinstance(record, kind)]

    def differences(self) -> tuple[Difference, ...]:
        """What is not as it should be, of all that was read."""
        found = []
        for family, keys in self._keys.items():
            for key in keys:
                held, wanted = self.held[family].get(key), self.wanted.get(family, {}).get(key)
                if held is None and wanted is not None:
                    found.append(Difference(family, key, Differing.MISSING))
                elif held is not None and wanted is None:
                    found.append(Difference(family, key, Differing.UNWANTED))
                elif held is not None and wanted is not None and digest(held) != digest(wanted):
                    found.append(Difference(family, key, Differing.DIFFERENT))
        return tuple(found)


def _trial(
    sides: _Sides, device_id: int, subject: Subject, user: UserContent | None, known: UserContent | None
) -> Trial | None:
    """The same passage by what the device holds: the person presents what is his."""
    settings = {each.device_id: each for each in sides.kept(SettingsContent)}
    if device_id not in settings or user is None:
        return None
    doors = [
        door for door in sides.kept(DoorContent) if subject.reader_id in {door.entry_device_id, door.exit_device_id}
    ]
    place = replace(
        subject.place,
        settings=settings.get(subject.reader_id, settings[device_id]),
        zone=ZoneInfo(settings[device_id].timezone),
        rules=Rules(
            {level.id: level for level in sides.kept(AccessLevel)},
            {group.id: named_within(group, subject.scope) for group in sides.kept(AccessGroup)},
            {schedule.id: schedule for schedule in sides.kept(Schedule)},
            {group.id: group for group in sides.kept(HolidayGroup)},
        ),
        door_id=doors[0].id if doors else None,
        barred=subject.place.barred and bool(doors),
        terms=doors[0].terms if doors else NO_TERMS,
        side=doors[0].side(subject.reader_id) if doors else Side.ENTRY,
        blacklist={entry.number: entry.issue for entry in sides.kept(BlacklistEntry)},
    )
    firsts = [card_of(user, subject.card)] if subject.card is not None else beginnings(place, user)
    return best([trial(place, user, first, subject.at, known) for first in firsts])
