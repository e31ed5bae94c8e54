"""Access rules compiled: which groups reach which door, by which paths. Editable while it is in use.

Groups and schedules are bits, so that one question about all groups of a person is one AND. Each door is compiled
when it is first asked for and forgotten when an edit touches it: an edit costs what it touches, and the next answer
is already right. Verdicts are made once for each path, with their reason.
"""

from collections.abc import Iterable

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
"""Ways to one door, in the order in which they are tried; equal ones are kept once."""


Ways = dict[int, Paths | None]
"""Of one door: the groups that lead to it and how; None = not found out yet, see `Reach.find`."""


class Reach:
    """The rules of a site. `put_...` adds or replaces, `drop_...` removes; what refers to the removed leads nowhere."""

    def __init__(self, rules: Rules) -> None:
        self._levels: dict[int, AccessLevel] = {}
        self._groups: dict[int, AccessGroup] = {}
        self._schedules = dict(rules.schedules)
        self._holidays = dict(rules.holidays)
        self.rules = Rules(self._levels, self._groups, self._schedules, self._holidays)
        self.timetable = Timetable(self._schedules, self._holidays)
        self.ways: dict[int, Ways] = {}
        self._doors_of: dict[int, dict[int, tuple[int, ...]]] = {}
        self._levels_at: dict[int, dict[int, tuple[int, ...]]] = {}
        self._groups_with: dict[int, set[int]] = {}
        self._paths: dict[_Key, Path] = {}
        self._same: dict[Paths, Paths] = {}
        for level in rules.levels.values():
            self.put_level(level)
        for group in rules.groups.values():
            self.put_group(group)

    def door(self, door_id: int) -> Ways:
        """The ways to a door; of a door that no level has there are none. Those in `ways` are right as they are."""
        known = self.ways.get(door_id)
        if known is not None:
            return known
        levels = self._levels_at.get(door_id)
        if levels is None:
            return {}
        ways = self.ways[door_id] = dict.fromkeys(set().union(*(self._groups_with.get(each, ()) for each in levels)))
        return ways

    def find(self, door_id: int, group_id: int) -> Paths:
        """How a group leads to a door, in the order of `access.paths`; kept in the door's ways."""
        levels = self._levels_at[door_id]
        keys = [
            (group_id, level_id, schedule_id)
            for level_id in self._groups[group_id].levels
            for schedule_id in levels.get(level_id, ())
        ]
        paths = tuple(map(self._path, keys))
        paths = self.ways[door_id][group_id] = self._same.setdefault(paths, paths)
        return paths

    def passing(self, door_id: int, open_bits: int) -> set[int]:
        """The groups that may pass while the schedules with these bits are open."""
        passing = set()
        for group_id, paths in list(self.door(door_id).items()):
            known = self.find(door_id, group_id) if paths is None else paths
            if any(path.bit & open_bits for path in known):
                passing.add(group_id)
        return passing

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
            for level_id in {*had, *group.levels}:
                self._recompile(self._doors_of.get(level_id, ()))
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
            levels = self._levels_at.setdefault(door_id, {})
            if door_id in doors:
                levels[level_id] = doors[door_id]
            else:
                del levels[level_id]
        self._recompile(touched)

    def _recompile(self, door_ids: Iterable[int]) -> None:
        for door_id in door_ids:
            self.ways.pop(door_id, None)

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
