"""People, access rules and doors as they were at an earlier moment: those of now, with what the trail tells taken back.

What was changed since in a way of which the trail tells only that it was changed stays as it is now, and is named.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncConnection

from ostiary.access.levels import create_level, delete_levels, update_level
from ostiary.access.past_groups import GROUP_ACTS, USER_GROUP_ACTS, Membership, membership_before
from ostiary.access.queries import access_groups, access_levels
from ostiary.credentials.operations import delete_cards
from ostiary.devices.operations import register_devices, update_device
from ostiary.devices.readers import ReaderRecord
from ostiary.doors.operations import create_door, update_door
from ostiary.doors.passages import DoorRecord, barred_at, door_of
from ostiary.kernel.hindsight import Act, acts_since, before
from ostiary.kernel.operation import Operation
from ostiary.kernel.trail import Method
from ostiary.people.enrolled import take_people
from ostiary.people.operations import create_people, delete_people, update_person
from ostiary.policy.access import AccessGroup, AccessLevel, LevelItem, Rules
from ostiary.policy.door import DoorState, Flag
from ostiary.port.content import UserContent
from ostiary.schedules.holidays import create_holiday_group, delete_holiday_groups, update_holiday_group
from ostiary.schedules.operations import create_schedule, delete_schedules, update_schedule
from ostiary.schedules.queries import holiday_groups, schedules

Acts = Sequence[Operation[Any, Any]]

_LEVELS: Final[Acts] = (create_level, update_level, delete_levels)
_SCHEDULES: Final[Acts] = (create_schedule, update_schedule, delete_schedules)
_HOLIDAYS: Final[Acts] = (create_holiday_group, update_holiday_group, delete_holiday_groups)
_PEOPLE: Final[Acts] = (create_people, update_person, delete_people, take_people)
_DOORS: Final[Acts] = (create_door, update_door)
_READERS: Final[Acts] = (register_devices, update_device)
_CREDENTIALS: Final = {"pin", "cards", "fingers", "faces", "visual_faces", "private_modes"}
_TERMS: Final = {"antipassback", "timed_antipassback", "dual_authentication", "extended_opening", "sensor"}
_WIRING: Final = {"entry_device_id", "exit_device_id"}
_READING: Final = {"settings", "timezone", "type_id"}


class Part(StrEnum):
    """What a passage depends on and may not be known of an earlier moment."""

    PERSON = "person"
    CREDENTIALS = "credentials"
    GROUPS = "access_groups"
    LEVELS = "access_levels"
    WIRING = "wiring"
    LOCK = "lock"
    READER = "reader"


@dataclass(frozen=True, slots=True)
class Change:
    """Something that a passage depends on was changed."""

    at: datetime
    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Past:
    """What a passage depended on. `user`, `door` None = there was none; `of_now`: parts that are as they are now,
    although they were changed since; `changes` since, the newest first.
    """

    user: UserContent | None
    door: DoorRecord | None
    rules: Rules
    of_now: tuple[Part, ...]
    changes: tuple[Change, ...]


async def look_back(
    connection: AsyncConnection,
    moment: datetime,
    user: UserContent | None,
    door: DoorRecord | None,
    reader: ReaderRecord | None,
) -> Past:
    """A passage's person, door and rules as they were at that moment; given are those of now."""
    return await _Looking(connection, moment).look(user, door, reader)


@dataclass(slots=True)
class _Looking:
    connection: AsyncConnection
    moment: datetime
    of_now: set[Part] = field(default_factory=set)
    changes: list[tuple[int, Change]] = field(default_factory=list)

    async def look(self, user: UserContent | None, door: DoorRecord | None, reader: ReaderRecord | None) -> Past:
        site = await self._since((*GROUP_ACTS, *USER_GROUP_ACTS, *_LEVELS, *_SCHEDULES, *_HOLIDAYS))
        was = await self._user(user, site) if user else None
        stood = await self._door(door, site) if door else None
        rules = await self._rules(was.groups if was else (), site)
        if user is None:
            self.of_now.add(Part.CREDENTIALS)
        elif was is not None:
            self._tell_rules(rules, {*was.groups, *user.groups}, stood, reader, site)
        if reader is not None:
            await self._look_at_reader(reader)
        changes = tuple(change for _, change in sorted(self.changes, key=lambda pair: -pair[0]))
        return Past(was, stood, rules, tuple(sorted(self.of_now)), changes)

    async def _since(self, of: Acts, *keys: object) -> list[Act]:
        return await acts_since(self.connection, self.moment, of, keys)

    def _tell(self, kind: str, act: Act) -> None:
        self.changes.append((act.id, Change(act.at, kind, act.key)))

    # The person

    async def _user(self, user: UserContent, site: Sequence[Act]) -> UserContent | None:
        own = await self._since(_PEOPLE, user.user_id)
        known = {"name": user.name, "start": user.start, "expiry": user.expiry, "disabled": user.disabled}
        found = before({user.user_id: known}, [_as_made(act) for act in own])
        for act in own:
            self._tell("person", act)
            if act.method is Method.DELETE:
                self.of_now |= {Part.PERSON, Part.CREDENTIALS, Part.GROUPS}
            if _CREDENTIALS & act.after.keys():
                self.of_now.add(Part.CREDENTIALS)
        if user.user_id not in found:
            return None
        for act in await self._since((delete_cards,)):
            if act.before.get("user", user.user_id) == user.user_id:
                self.of_now.add(Part.CREDENTIALS)
        membership = await membership_before(self.connection, user.user_id, _newest_first(own, site))
        if not membership.whole:
            self.of_now.add(Part.GROUPS)
        self._tell_user_groups(membership, site)
        own_data = {**known, **{name: found[user.user_id].get(name, value) for name, value in known.items()}}
        start, expiry = (_moment(own_data[name]) for name in ("start", "expiry"))
        return replace(
            user,
            name=own_data["name"],
            start=start,
            expiry=expiry,
            disabled=own_data["disabled"],
            groups=membership.groups,
        )

    def _tell_user_groups(self, membership: Membership, site: Sequence[Act]) -> None:
        above = {str(id) for id in membership.user_groups}
        for act in _of(site, USER_GROUP_ACTS):
            if act.key in above:
                self._tell("user_group", act)

    # The door and its reader

    async def _door(self, door: DoorRecord, site: Sequence[Act]) -> DoorRecord | None:
        own = await self._since(_DOORS, door.id)
        for act in own:
            self._tell("door", act)
            if _WIRING & act.before.keys():
                self.of_now.add(Part.WIRING)
        through_groups = [
            replace(act, key=str(door.id), method=Method.UPDATE, before=act.before["doors"][str(door.id)])
            for act in _of(site, GROUP_ACTS)
            if str(door.id) in act.before.get("doors", {})
        ]
        rules = [
            replace(act, before={name: value for name, value in act.before.items() if name in _TERMS})
            for act in _newest_first(own, through_groups)
        ]
        was = await door_of(self.connection, door.id, rules)
        barred = await barred_at(self.connection, door, self.moment)
        if barred is None:
            self.of_now.add(Part.LOCK)
        if was is None or barred is None:
            return was
        return replace(was, state=DoorState(locked_by=Flag.OPERATOR if barred else Flag.NONE))

    async def _look_at_reader(self, reader: ReaderRecord) -> None:
        for act in await self._since(_READERS, *{reader.id, reader.decider.id}):
            if act.method is Method.ADD or _READING & act.before.keys() or _READING & act.after.keys():
                self._tell("reader", act)
                self.of_now.add(Part.READER)

    # The rules

    async def _rules(self, group_ids: Sequence[int], site: Sequence[Act]) -> Rules:
        groups = await self._groups(group_ids, site)
        wanted = {id for group in groups for id in group.levels}
        levels = await self._levels(wanted, _of(site, _LEVELS))
        return Rules(
            levels={level.id: level for level in levels},
            groups={group.id: group for group in groups},
            schedules={each.id: each for each in await schedules(self.connection, _of(site, _SCHEDULES))},
            holidays={each.id: each for each in await holiday_groups(self.connection, _of(site, _HOLIDAYS))},
        )

    async def _groups(self, ids: Sequence[int], site: Sequence[Act]) -> list[AccessGroup]:
        held = await access_groups(self.connection, ids)
        found = before({str(group.id): {"name": group.name, "access_levels": group.levels} for group in held}, ())
        for act in _of(site, (*GROUP_ACTS, *_LEVELS)):
            if act.verb == delete_levels.verb:
                self._give_back(found, act)
            elif act.verb not in {each.verb for each in _LEVELS}:
                found = before(found, [act])
        return [
            AccessGroup(id, found[str(id)]["name"], tuple(found[str(id)]["access_levels"]))
            for id in ids
            if str(id) in found
        ]

    def _give_back(self, groups: dict[str, Any], act: Act) -> None:
        """A level that was deleted, to the groups that had it."""
        if "access_groups" not in act.before:
            self.of_now.add(Part.LEVELS)
        for id in map(str, act.before.get("access_groups", ())):
            if id in groups:
                held = sorted({*groups[id]["access_levels"], int(act.key)})
                groups[id] = {**groups[id], "access_levels": held}

    async def _levels(self, ids: set[int], acts: Sequence[Act]) -> list[AccessLevel]:
        held = {
            str(level.id): {
                "name": level.name,
                "items": [{"doors": item.doors, "schedule_id": item.schedule_id} for item in level.items],
            }
            for level in await access_levels(self.connection, ids)
        }
        found = before(held, acts)
        return [
            AccessLevel(
                id,
                found[str(id)]["name"],
                tuple(LevelItem(tuple(item["doors"]), item["schedule_id"]) for item in found[str(id)]["items"]),
            )
            for id in sorted(ids)
            if str(id) in found
        ]

    def _tell_rules(
        self,
        rules: Rules,
        groups: set[int],
        door: DoorRecord | None,
        reader: ReaderRecord | None,
        site: Sequence[Act],
    ) -> None:
        """Changes of what the passage depended on, and of the groups he is in now."""
        used = {item.schedule_id for level in rules.levels.values() for item in level.items}
        used |= {slot.schedule_id for slot in reader.settings.modes} if reader else set()
        used |= {door.terms.dual.schedule_id} if door and door.terms.dual else set()
        holidays = {slots.group_id for id in used if id in rules.schedules for slots in rules.schedules[id].holidays}
        kinds: Sequence[tuple[str, Acts, set[int]]] = (
            ("access_group", GROUP_ACTS, groups),
            ("access_level", _LEVELS, set(rules.levels)),
            ("schedule", _SCHEDULES, used),
            ("holiday_group", _HOLIDAYS, holidays),
        )
        for kind, of, ids in kinds:
            for act in _of(site, of):
                if int(act.key) in ids:
                    self._tell(kind, act)


def _of(acts: Sequence[Act], operations: Acts) -> list[Act]:
    verbs = {each.verb for each in operations}
    return [act for act in acts if act.verb in verbs]


def _newest_first(*acts: Sequence[Act]) -> list[Act]:
    return sorted((act for some in acts for act in some), key=lambda act: -act.id)


def _as_made(act: Act) -> Act:
    """A person who came from a device was made there, where the line tells his group and nothing before it."""
    made = act.verb == take_people.verb and not act.before and "group" in act.after
    return replace(act, method=Method.ADD) if made else act


def _moment(value: Any) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)
