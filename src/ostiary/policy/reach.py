"""Access rules compiled: which groups lead to which door, by which paths. Editable while it is in use.

How a combination of groups comes to a door is found out when it is first asked for, and forgotten when an edit touches
one of the groups: an edit costs what it touches, and the next answer is already right. Verdicts are made once for each
path, with their reason.
"""

from collections.abc import Iterable, Sequence

from ostiary.policy.access import (
    FLOOR_LEVELS_FROM,
    NO_LEVEL,
    AccessGroup,
    AccessLevel,
    Rules,
    Verdict,
    on_path,
)
from ostiary.policy.schedule import HolidayGroup, Schedule
from ostiary.policy.timetable import Timetable

_KEPT = 1_000_000
"""Pairs of combination and door that are remembered: some 60 bytes each."""

_Key = tuple[int, int, int]
"""Group, level, schedule."""


class Path:
    """A way of a group through a level and a schedule: the schedule's bit, and what it says while open and closed."""

    __slots__ = ("bit", "closed", "open")

    def __init__(self, bit: int, is_open: Verdict, closed: Verdict) -> None:
        self.bit = bit
        self.open = is_open
        self.closed = closed


Paths = tuple[Path, ...]
"""The ways to one door, in the order in which they are tried; equal ones are kept once."""


class Ways(dict[int, Paths]):
    """Door -> paths of some groups in this order, found when asked for by `ways[door_id]`."""

    __slots__ = ("_reach", "groups")

    def __init__(self, reach: "Reach", groups: tuple[int, ...]) -> None:
        super().__init__()
        self._reach = reach
        self.groups = groups

    def __missing__(self, door_id: int) -> Paths:
        return self._reach.keep(self, door_id)


class Reach:
    """The rules of a site. `put_...` adds or replaces, `drop_...` removes; what refers to the removed leads nowhere."""

    def __init__(self, rules: Rules) -> None:
        self._levels: dict[int, AccessLevel] = {}
        self._groups: dict[int, AccessGroup] = {}
        self._schedules = dict(rules.schedules)
        self._holidays = dict(rules.holidays)
        self.rules = Rules(self._levels, self._groups, self._schedules, self._holidays)
        self.timetable = Timetable(self._schedules, self._holidays)
        self._ways: dict[tuple[int, ...], Ways] = {}
        self._ways_with: dict[int, list[Ways]] = {}
        self._kept = 0
        self._door_ids: dict[int, int] = {}
        self._doors_of: dict[int, dict[int, tuple[int, ...]]] = {}
        self._levels_at: dict[int, dict[int, tuple[int, ...]]] = {}
        self._groups_with: dict[int, set[int]] = {}
        self._paths: dict[_Key, Path] = {}
        self._same: dict[Paths, Paths] = {}
        for level in rules.levels.values():
            self.put_level(level)
        for group in rules.groups.values():
            self.put_group(group)

    def ways(self, groups: tuple[int, ...]) -> Ways:
        """How people with these groups come to doors, for good: it follows every edit. Groups need not exist (yet)."""
        known = self._ways.get(groups)
        if known is None:
            known = self._ways[groups] = Ways(self, groups)
            for group_id in set(groups):
                self._ways_with.setdefault(group_id, []).append(known)
        return known

    def keep(self, ways: Ways, door_id: int) -> Paths:
        """Find out and remember how some groups come to a door."""
        paths = self._find(ways.groups, door_id)
        same_id = self._door_ids.get(door_id)
        if same_id is not None:
            self._kept += 1
            if self._kept > _KEPT:
                self._kept = 0
                for each in self._ways.values():
                    each.clear()
            ways[same_id] = paths
        return paths

    def passing(self, door_id: int, open_bits: int) -> set[int]:
        """The groups that may pass while the schedules with these bits are open."""
        levels = self._levels_at.get(door_id, {})
        near = {group_id for level_id in levels for group_id in self._groups_with.get(level_id, ())}
        return {each for each in near if any(path.bit & open_bits for path in self._find((each,), door_id))}

    def _find(self, groups: tuple[int, ...], door_id: int) -> Paths:
        """In the order of `access.admit`; of several paths with the same schedule the first."""
        levels = self._levels_at.get(door_id, {})
        found: dict[int, Path] = {}
        for group_id in groups if levels else ():
            group = self._groups.get(group_id)
            for level_id in group.levels if group else ():
                for schedule_id in levels.get(level_id, ()):
                    if schedule_id not in found:
                        found[schedule_id] = self._path((group_id, level_id, schedule_id))
        paths = tuple(found.values())
        return self._same.setdefault(paths, paths)

    def put_level(self, level: AccessLevel) -> None:
        """A level is new or has changed."""
        before = self._levels.get(level.id)
        self._levels[level.id] = level
        self._lead(level.id, _doors(level))
        if before is not None and before.name != level.name:
            self._rename(1, level.id)

    def drop_level(self, level_id: int) -> None:
        """A level is gone."""
        self._lead(level_id, {})
        self._levels.pop(level_id, None)
        self._forget(1, level_id)

    def put_group(self, group: AccessGroup) -> None:
        """A group is new, or its name or levels have changed."""
        before = self._groups.get(group.id)
        self._groups[group.id] = group
        had = before.levels if before else ()
        if had != group.levels:
            for level_id in had:
                self._groups_with[level_id].discard(group.id)
            for level_id in group.levels:
                self._groups_with.setdefault(level_id, set()).add(group.id)
            self._forget_ways([group.id])
        if before is not None and before.name != group.name:
            self._rename(0, group.id)

    def drop_group(self, group_id: int) -> None:
        """A group is gone."""
        group = self._groups.get(group_id)
        if group is not None:
            self.put_group(AccessGroup(group_id, group.name))
            del self._groups[group_id]
            self._forget(0, group_id)

    def put_schedule(self, schedule: Schedule) -> None:
        """A schedule is new or has changed."""
        before = self._schedules.get(schedule.id)
        self._schedules[schedule.id] = schedule
        self.timetable.changed()
        if before is None or before.name != schedule.name:
            self._rename(2, schedule.id)

    def drop_schedule(self, schedule_id: int) -> None:
        """A schedule is gone: where it is still named, it is closed."""
        self._schedules.pop(schedule_id, None)
        self.timetable.changed()
        self._rename(2, schedule_id)

    def put_holidays(self, group: HolidayGroup) -> None:
        """A holiday group is new or has changed."""
        self._holidays[group.id] = group
        self.timetable.changed()

    def drop_holidays(self, group_id: int) -> None:
        """A holiday group is gone."""
        self._holidays.pop(group_id, None)
        self.timetable.changed()

    def _lead(self, level_id: int, doors: dict[int, tuple[int, ...]]) -> None:
        """The level leads to these doors from now on, door -> schedules."""
        before = self._doors_of.get(level_id, {})
        touched = [door_id for door_id in before.keys() | doors.keys() if before.get(door_id) != doors.get(door_id)]
        self._doors_of[level_id] = doors
        for schedule_id in {each for schedule_ids in doors.values() for each in schedule_ids}:
            self.timetable.bit(schedule_id)
        for door_id in touched:
            self._door_ids.setdefault(door_id, door_id)
            levels = self._levels_at.setdefault(door_id, {})
            if door_id in doors:
                levels[level_id] = doors[door_id]
            else:
                del levels[level_id]
        self._forget_ways(self._groups_with.get(level_id, ()), touched)

    def _forget_ways(self, groups: Iterable[int], doors: Sequence[int] | None = None) -> None:
        """To these doors, or to all."""
        for ways in {id(ways): ways for group_id in groups for ways in self._ways_with.get(group_id, ())}.values():
            if doors is None or len(doors) >= len(ways):
                ways.clear()
            else:
                for door_id in doors:
                    ways.pop(door_id, None)

    def _path(self, key: _Key) -> Path:
        path = self._paths.get(key)
        if path is None:
            path = self._paths[key] = Path(self.timetable.bit(key[2]), NO_LEVEL, NO_LEVEL)
            self._say(key, path)
        return path

    def _say(self, key: _Key, path: Path) -> None:
        group_id, level_id, schedule_id = key
        level = self._levels[level_id]
        path.open = on_path(self.rules, group_id, level, schedule_id, is_open=True)
        path.closed = on_path(self.rules, group_id, level, schedule_id, is_open=False)

    def _rename(self, part: int, id: int) -> None:
        for key, path in self._paths.items():
            if key[part] == id:
                self._say(key, path)

    def _forget(self, part: int, id: int) -> None:
        for key in [key for key in self._paths if key[part] == id]:
            del self._paths[key]
        self._same.clear()


def _doors(level: AccessLevel) -> dict[int, tuple[int, ...]]:
    """Door -> schedule ids of a level, in the order of its items. A floor level has no doors."""
    doors: dict[int, tuple[int, ...]] = {}
    for item in level.items if level.id < FLOOR_LEVELS_FROM else ():
        only = (item.schedule_id,)
        for door_id in item.doors:
            known = doors.get(door_id)
            doors[door_id] = only if known is None else (*known, item.schedule_id)
    return doors
